"""Many programs that write the same archive at once."""

import multiprocessing
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.storage.store import Store
from tests.support import fabricate, projects
from tests.support.helpers import DAY, listed, listing, paper_id

pytestmark = pytest.mark.slow

WRITERS, ROUNDS, DAYS = 8, 50, 10


def day(number: int) -> date:
    """The list day of a paper: all writers write all days."""
    return DAY + timedelta(days=number % DAYS)


def write(archive: Path, saved: Path, writer: int) -> None:
    """One writer: a paper of its own per round, each import a run of its own."""
    for round_ in range(ROUNDS):
        number = writer * ROUNDS + round_ + 1
        file = saved / f"{number}.json"
        file.write_text(fabricate.payload_json(listing([listed(number)], day=day(number))), encoding="utf-8")
        assert projects.on(archive, "import", "-q", "--date", str(day(number)), file).exit_code == 0


def test_nothing_is_lost(tmp_path: Path) -> None:
    """Eight writers, fifty rounds each, on the same ten days: every paper is there, once, and no leftover."""
    archive = projects.make(tmp_path / "archive", [])
    (tmp_path / "saved").mkdir()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["generator.cli.building", "generator.cli.import_"])
    writers = [context.Process(target=write, args=(archive, tmp_path / "saved", n)) for n in range(WRITERS)]
    for process in writers:
        process.start()
    for process in writers:
        process.join()
    assert [process.exitcode for process in writers] == [0] * WRITERS
    listings, problems = Store(archive / "data").read_all()
    assert problems == []
    found = sorted(one.paper.id for day in listings for one in day.papers)
    assert found == [paper_id(number) for number in range(1, WRITERS * ROUNDS + 1)]
    assert not list((archive / "data").rglob(".tmp-*"))
