"""`papers fetch` against a source on this machine, with a clock that a test winds."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from click.testing import Result

from generator.intake import http
from generator.intake.answers import Answer
from generator.intake.http import Limits, NetworkError
from tests.support import projects
from tests.support.upstream import Upstream

NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)
EASY = Limits(connect=5, silence=5, request=10)
QUICK = Limits(connect=0.5, silence=0.25, request=0.4)
"""What a request really gets: enough on a busy machine, and little where nothing is expected to come."""


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
def played(address: str, clock: PlayedClock, allowed: Limits = EASY, token: str = "") -> Iterator[None]:
    """Inside, `papers fetch` asks `address`, by this clock, with `allowed` for a request."""
    real = http.get

    def get(url: str, headers: Mapping[str, str], limits: Limits) -> Answer:
        began = time.monotonic()
        try:
            return real(url, headers, replace(allowed, size=limits.size))
        except NetworkError:
            spent = time.monotonic() - began
            if spent > allowed.silence * 0.9:
                clock.waited.append(min(limits.request, spent * limits.request / allowed.request))
            raise

    with (
        mock.patch("generator.cli.fetch.SystemClock", return_value=clock),
        mock.patch("generator.intake.http.get", get),
        mock.patch.dict("os.environ", {"PAPERS_SOURCE": address, "HF_TOKEN": token}),
    ):
        yield


def fetch(
    folder: Path,
    source: Upstream | str,
    *arguments: str,
    clock: PlayedClock | None = None,
    allowed: Limits = EASY,
    token: str = "",
) -> Result:
    """`papers fetch …` on the archive in `folder`."""
    address = source if isinstance(source, str) else source.address
    with played(address, clock or PlayedClock(), allowed, token):
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


def entry(number: int, day: date, **changes: object) -> dict[str, Any]:
    """An entry of the API about an invented paper; `changes` go into its `paper`."""
    paper = {
        "id": f"0001.{number:05d}",
        "title": f"Invented Paper {number}",
        "summary": "We invent a method and measure nothing.",
        "authors": [{"_id": "0", "name": "Ada Example", "hidden": False}],
        "publishedAt": f"{day - timedelta(days=2)}T00:00:00.000Z",
        "submittedOnDailyAt": f"{day}T00:00:00.000Z",
        "upvotes": number,
        **changes,
    }
    return {
        "title": paper["title"],
        "numComments": 0,
        "paper": paper,
        "submittedBy": {"_id": "9", "fullname": "Cy Sample", "name": "cy", "type": "user"},
    }


def listings(first: date, last: date, size: int = 3) -> dict[date, list[dict[str, Any]]]:
    """Every weekday from `first` to `last`, with `size` papers of its own."""
    count = (last - first).days + 1
    weekdays = [day for day in (first + timedelta(days=n) for n in range(count)) if day.weekday() < 5]
    return {day: [entry(n * size + k, day) for k in range(size)] for n, day in enumerate(weekdays, start=1)}
