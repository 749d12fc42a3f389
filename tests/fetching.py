"""`papers fetch` against a source on this machine, with a clock that a test winds."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

from click.testing import Result

from generator.fetch import http
from generator.fetch.http import Answer, Limits, NetworkError
from tests import projects
from tests.upstream import Upstream

NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)
QUICK = Limits(connect=0.5, silence=0.25, request=0.4)
"""What a request really gets, instead of seconds and minutes."""


@dataclass(slots=True, kw_only=True)
class PlayedClock:
    """Sleeping takes no time and moves it; a request that hangs moves it by what it would have taken.

    `waited` are the seconds of such requests. Chance is always the worst."""

    start: datetime = NOW
    slept: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        """The present moment."""
        return (self.start + timedelta(seconds=self.elapsed())).replace(microsecond=0)

    def elapsed(self) -> float:
        """Slept and waited."""
        return sum(self.slept) + sum(self.waited)

    def sleep(self, seconds: float) -> None:
        """Moves the clock."""
        self.slept.append(seconds)

    def chance(self) -> float:
        """The longest guess."""
        return 1.0


@contextmanager
def played(address: str, clock: PlayedClock, environment: Mapping[str, str] | None = None) -> Iterator[None]:
    """Inside, `papers fetch` asks `address`, by this clock."""
    real = http.get

    def get(url: str, headers: Mapping[str, str], limits: Limits) -> Answer:
        began = time.monotonic()
        try:
            return real(url, headers, replace(QUICK, size=limits.size))
        except NetworkError:
            spent = time.monotonic() - began
            if spent > QUICK.silence * 0.9:
                clock.waited.append(min(limits.request, spent * limits.request / QUICK.request))
            raise

    with (
        mock.patch("generator.cli.fetch.SystemClock", return_value=clock),
        mock.patch("generator.fetch.http.get", get),
        mock.patch.dict("os.environ", {"PAPERS_SOURCE": address, "HF_TOKEN": "", **(environment or {})}),
    ):
        yield


def fetch(
    folder: Path,
    source: Upstream | str,
    *arguments: str,
    at: datetime = NOW,
    clock: PlayedClock | None = None,
) -> Result:
    """`papers fetch …` on the archive in `folder`, at a moment."""
    address = source if isinstance(source, str) else source.address
    with played(address, clock or PlayedClock(start=at)):
        return projects.on(folder, "fetch", *arguments)


def archive(folder: Path) -> Path:
    """A new, empty archive."""
    projects.make(folder, [])
    (folder / "data" / "curation.yaml").unlink()
    return folder


def days(folder: Path) -> dict[str, bytes]:
    """Everything in `data/` but the lock, with its bytes: leftovers would show."""
    files = sorted((folder / "data").rglob("*"))
    return {
        str(p.relative_to(folder / "data")): p.read_bytes()
        for p in files
        if p.is_file() and p.name not in {".lock", "topics.yml"}
    }
