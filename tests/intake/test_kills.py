"""`papers fetch` killed at any moment, and eight of them at once: nothing is lost.

KILLS says how many times it is killed; the default is few, since each time costs two processes.
"""

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.storage.store import Store
from tests.support import fetching, projects
from tests.support.fetching import entry
from tests.support.upstream import Days, Question, Reply, Upstream

KILLS = int(os.environ.get("KILLS", "5"))
DAY = date(2026, 11, 19)
RANGE = ("--since", "2026-10-26", "--until", "2026-11-20")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A new, empty archive."""
    return fetching.archive(tmp_path / "archive")


@pytest.fixture
def source() -> Iterator[Upstream]:
    """A source with four weeks of days."""
    entries = fetching.listings(date(2026, 10, 26), date(2026, 11, 20), size=20)
    with Upstream(Days(entries=entries, last=date(2026, 11, 20))) as upstream:
        yield upstream


def wiped(archive: Path) -> None:
    """The archive is empty again."""
    for file in [*(archive / "data" / "days").rglob("*"), archive / ".papers" / "fetch.json"]:
        if file.is_file():
            file.unlink()


def content(archive: Path) -> dict[str, list[str]]:
    """Stored days with the papers of each; every file has to be readable."""
    listings, problems = Store(archive / "data").read_all()
    assert not problems
    return {str(one.day): [paper.paper.title for paper in one.papers] for one in listings}


@pytest.mark.slow
def test_killed_at_any_moment(archive: Path, source: Upstream) -> None:
    """After SIGKILL each day is whole or not there, and the next run completes the archive."""
    environment = {"PAPERS_SOURCE": source.address, "HF_TOKEN": ""}
    arguments = ("fetch", "-q", *RANGE)
    began = time.monotonic()
    first = projects.forked(archive, *arguments, environment=environment)
    assert first.communicate(timeout=120) == ("", "")
    took = time.monotonic() - began
    whole = content(archive)
    assert len(whole) == 26
    chance = random.Random(6)  # noqa: S311 - the same moments in every run, as far as a machine allows
    for _ in range(KILLS):
        wiped(archive)
        running = projects.forked(archive, *arguments, environment=environment)
        time.sleep(took * chance.uniform(0.2, 1.0))
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate(timeout=120)
        assert content(archive).items() <= whole.items()
        again = fetching.fetch(archive, source, *RANGE)
        assert again.exit_code == 0, again.output
        assert content(archive) == whole
        assert not list((archive / "data").rglob(".tmp-*"))


@pytest.mark.slow
def test_eight_writers(archive: Path, source: Upstream) -> None:
    """Eight runs at once, each told of papers that the others are not: all are stored."""
    everybodys = [entry(number, DAY) for number in range(1, 101)]
    numbers = iter(range(900, 1000))
    told = [f"Invented Paper {number}" for number in range(1, 101)]

    def differing(question: Question) -> Reply:
        page = everybodys
        if question.page:
            page = [entry(next(numbers), DAY)]
            told.append(page[0]["title"])
        return Reply(body=json.dumps(page).encode())

    source.answers = differing
    environment = {"PAPERS_SOURCE": source.address, "HF_TOKEN": ""}
    for _ in range(2):
        runs = [
            projects.forked(archive, "fetch", "-q", "--date", str(DAY), environment=environment)
            for _ in range(8)
        ]
        outputs = [run.communicate(timeout=120) for run in runs]
        assert [run.returncode for run in runs] == [0] * 8, outputs
    assert sorted(content(archive)[str(DAY)]) == sorted(told)
    assert len(told) == 116
