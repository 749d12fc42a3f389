"""Whether an archive's own copy of the program matches the running one, for `papers status` and `check`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from packaging.version import InvalidVersion, Version

from generator import __version__
from generator.cli import starting
from generator.cli.starting import LOCK, REQUIREMENTS
from generator.errors import Problem, StoreError
from generator.records.written import Written
from generator.upgrade import BESIDE, wheel

OLD = 180
"""Days after which packages that were not updated deserve a note."""


def notes(root: Path, today: date) -> Iterator[Problem]:
    """Notes about the program's files in an archive; none if they are as they should be."""
    try:
        yield from _notes(root, today)
    except StoreError as error:
        yield Problem(path="", where="", message=str(error), severity="note")


def _notes(root: Path, today: date) -> Iterator[Problem]:
    written = starting.read_ledger(root)
    if written is None:
        yield from _without_ledger(root)
        return
    for said in (_compared(written), *_incomplete(root), _age(written, today)):
        if said:
            yield Problem(path=str(root), where="", message=said, severity="note")
    for path in sorted(written.files):
        if (root / f"{path}{BESIDE}").is_file():
            message = f"a newer {path} is next to yours: copy what you need, then remove {path}{BESIDE}"
            yield Problem(path=str(root), where="", message=message, severity="note")


def is_newer(version: str) -> bool:
    """Whether a version is newer than the running one; an unreadable one is not."""
    try:
        return Version(version) > Version(__version__)
    except InvalidVersion:
        return False


def is_older(version: str, than: str) -> bool:
    """Whether a version is older than another one; an unreadable one is."""
    try:
        return Version(version) < Version(than)
    except InvalidVersion:
        return True


def _compared(written: Written) -> str:
    try:
        running = wheel.of_program()
    except StoreError:
        return ""
    if running.mark == written.program:
        return ""
    if is_newer(written.version):
        return (
            f"its program is {written.version}, newer than this one ({__version__}); install {REQUIREMENTS}"
        )
    other = written.version if written.version != __version__ else f"another build of {__version__}"
    return f"its own program is {other}, and this one is {__version__}; to upgrade it, run: papers upgrade"


def _incomplete(root: Path) -> Iterator[str]:
    """Files that CI installs from but that do not fit together."""
    required = _text(root / REQUIREMENTS)
    for name in wheel.named(required):
        if not (root / name).is_file():
            yield f"{REQUIREMENTS} asks for {name}, which is missing; run: papers upgrade"
    if not _text(root / LOCK):
        yield f"{LOCK} is missing, and CI installs from it; run: papers upgrade"


def _without_ledger(root: Path) -> Iterator[Problem]:
    if wheel.required(_text(root / REQUIREMENTS), wheel.Wheel("", b"")) is not None:
        message = "does not name a wheel and hash for the program; run: papers upgrade"
        yield Problem(path=str(root / REQUIREMENTS), where="", message=message, severity="note")


def _age(written: Written, today: date) -> str:
    days = (today - written.on).days
    if days <= OLD:
        return ""
    return f"its program and packages date from {written.on}, {days:,} days ago; check for a newer version"


def _text(path: Path) -> str:
    return (starting.body_of(path) or b"").decode(errors="replace")
