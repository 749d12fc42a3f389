"""`data/mail/<digest>.json`: what happened to each email. Written before and after an email is sent.

Between the final dot and the server's answer, nobody can know whether an email was accepted. To limit the
doubt to this moment, a second file says "not handed over yet" from before the first record until right before
the dot. It counts only where nothing but the process can have ended: in the same working copy, since the same
boot of the machine. Everywhere else its absence proves nothing, and an email whose record says `sending` is
treated as possibly sent.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, StoreError
from generator.records.mailing import Mailing, mailing_from_json, mailing_to_json
from generator.records.reading import SchemaError
from generator.sinks import to_json
from generator.storage import files
from generator.storage.store import Store, write_changed

FOLDER = "mail"
LARGEST = 2**20
"""Maximum bytes of a record that are read; a record is small."""
BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Ledger:
    """`root` is `data/mail/`, which is committed; `scratch` is a folder that is not."""

    root: Path
    scratch: Path

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One sender at a time; fetching may continue meanwhile."""
        with Store(self.root).writing():
            yield

    def read_all(self) -> tuple[dict[str, Mailing], list[Problem]]:
        """Records by digest, and a problem for each file that is not a record."""
        found: dict[str, Mailing] = {}
        problems: list[Problem] = []
        for path in sorted(self.root.glob("*.json")):
            try:
                found[path.stem] = _read(path)
            except StoreError as error:
                problems.append(Problem(path=str(path), where="", message=str(error)))
        return found, problems

    def write(self, mailing: Mailing) -> None:
        """The record is on disk when this returns."""
        body = to_json.text(mailing_to_json(mailing)).encode()
        write_changed(self.root / f"{mailing.digest}.json", body)

    def begin(self, mailing: Mailing) -> None:
        """Records that a run is about to send the email. The mark is written first: a record without it means
        that the email was handed over."""
        write_changed(self._mark(mailing.digest), _boot().encode())
        self.write(mailing)

    def hand_over(self, digest: str) -> None:
        """From now on the email counts as possibly sent."""
        self._mark(digest).unlink(missing_ok=True)

    def was_handed_over(self, digest: str) -> bool:
        """Whether a run that crashed may have handed over the email."""
        try:
            written = files.read(self._mark(digest), LARGEST).decode("ascii")
        except (OSError, UnicodeDecodeError):
            return True
        return not written or written != _boot()

    def _mark(self, digest: str) -> Path:
        return self.scratch / f"{digest}.not-handed-over"


def _read(path: Path) -> Mailing:
    try:
        mailing = mailing_from_json(json.loads(files.whole(path, LARGEST)))
    except SchemaError as error:
        raise StoreError(str(error)) from error
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise StoreError(f"not JSON: {error}") from error
    if mailing.digest != path.stem:
        raise StoreError(f"digest: expected {path.stem}, got {mailing.digest}")
    return mailing


def _boot() -> str:
    """The machine's boot id; "" if the system has none."""
    try:
        return BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return ""
