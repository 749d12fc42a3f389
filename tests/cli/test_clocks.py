"""A wrong clock, here or where a file comes from, end to end."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from generator.cli.project import load
from generator.cli.visits import read_visits
from generator.intake.clocks import WITNESSES
from generator.storage.store import Store
from tests.support import fabricate, projects
from tests.support.fetching import NOW, PlayedClock, archive, days, entry, fetch, listings
from tests.support.helpers import listed, listing
from tests.support.upstream import Answers, Days, Question, Reply, Upstream

DAY = date(2026, 11, 19)
RIGHT = "Fri, 20 Nov 2026 06:00:00 GMT"


def dated(source: Answers, written: str) -> Any:
    """A source whose answers tell the time."""

    def answer(question: Question) -> Reply:
        reply = source(question)
        return Reply(status=reply.status, body=reply.body, headers={**reply.headers, "Date": written})

    return answer


def clock(year: int) -> PlayedClock:
    """A clock of another year."""
    return PlayedClock(start=NOW.replace(year=year))


def poisoned(folder: Path) -> None:
    """A fetch of the day by a clock of 2030, from a source that tells no time and has other titles."""
    answer = [entry(n, DAY, title=f"Another Title {n}", upvotes=90) for n in range(3)]
    with Upstream(Days(entries={DAY: answer}, last=date(2031, 1, 1))) as source:
        assert fetch(folder, source, "--date", str(DAY), clock=clock(2030)).exit_code == 0


@pytest.mark.attack(8, "a fetch by a clock of 2030 or 2020, by the server's Date")
@pytest.mark.parametrize("year", [2030, 2020, 1970])
def test_the_source_knows_better(tmp_path: Path, year: int) -> None:
    """Nothing is stored, the first answer ends the run, and the message names both times."""
    folder = archive(tmp_path)
    with Upstream(dated(Days(entries={DAY: [entry(1, DAY)]}, last=date(2031, 1, 1)), RIGHT)) as source:
        result = fetch(folder, source, clock=clock(year))
        assert len(source.questions) == 1
    assert result.exit_code == 1
    assert f"this machine's shows {year}-11-20 06:00 UTC, the server's 2026-11-20 06:00" in result.output
    assert days(folder) == {}


@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize("asked", [(), ("--since", "2026-11-18", "--until", "2026-11-19")])
def test_what_is_recorded_stays(tmp_path: Path, asked: tuple[str, ...], *, tells: bool) -> None:
    """A run by a wrong clock reads nothing, and forgets nothing of earlier runs: neither what they read nor what
    was refused."""
    folder, found = archive(tmp_path), Days(entries=listings(date(2026, 11, 2), DAY), last=DAY)

    def answer(question: Question) -> Reply:
        return Reply(body=b"[") if question.day == DAY else found(question)

    with Upstream(dated(answer, RIGHT) if tells else answer) as source:
        assert "1 refused" in fetch(folder, source, "--days", "10").output
        before = read_visits(load(folder / "mkdocs.yml"))
        assert before.days
        assert before.refused
        fetch(folder, source, *asked, clock=clock(2020))
    after = read_visits(load(folder / "mkdocs.yml"))
    assert replace(after, unfinished=None) == before


@pytest.mark.attack(8, "a fetch by a clock of 1970 from a server that tells no time")
def test_a_clock_of_long_ago(tmp_path: Path) -> None:
    """Before this program was written no clock is right; nor before several stored days."""
    folder = archive(tmp_path)
    with Upstream(Days(entries=listings(date(2026, 11, 16), DAY), last=date(2031, 1, 1))) as source:
        result = fetch(folder, source, "--date", "1999-01-04", clock=clock(1970))
        assert result.exit_code == 0  # a day of that clock's future is not even asked for
        result = fetch(folder, source, clock=clock(2020))
        assert result.exit_code == 1
        assert (
            "this machine's clock shows 2020-11-20 06:00 UTC, which cannot be right; correct the clock"
            in result.output
        )
        assert days(folder) == {}
        fetch(folder, source)
        before = days(folder)
        assert f"days/2026/{DAY}.json" in before
        early = PlayedClock(start=NOW - timedelta(days=30))
        result = fetch(folder, source, clock=early)
        assert result.exit_code == 1
        assert "to 2026-11-19 are already stored: set it and try again" in result.output
        assert days(folder) == before


@pytest.mark.attack(8, "true answers after a fetch by a clock of 2030")
@pytest.mark.parametrize("tells", [True, False])
def test_a_true_answer_repairs(tmp_path: Path, tells: bool) -> None:  # noqa: FBT001 - a column
    """The next fetch by a right clock stores what it would have stored in an empty archive; when a paper
    was first seen is not known any more, and is the start of the day."""
    folder, other = archive(tmp_path / "a"), archive(tmp_path / "b")
    poisoned(folder)
    (odd,) = json.loads(projects.on(folder, "status", "--json").stdout)["suspicious"]
    assert odd["day"] == str(DAY)
    assert "times in the future, up to 2030-11-20T06:00:00Z" in odd["why"]
    true = Days(entries=listings(DAY, DAY), last=DAY)
    true.entries[DAY] = [entry(n, DAY) for n in range(3)]
    with Upstream(dated(true, RIGHT) if tells else true) as source:
        assert fetch(folder, source).exit_code == 0
        assert fetch(other, source).exit_code == 0
    (found, expected) = (Store(one / "data").read(DAY) for one in (folder, other))
    assert found is not None
    assert expected is not None
    start = f"{DAY}T00:00:00Z"
    assert found == replace(expected, papers=tuple(replace(one, first_seen=start) for one in expected.papers))
    assert days(folder).keys() == days(other).keys()


@pytest.mark.attack(8, "a run by a clock of 2030 from a server that tells no time, and then a right one")
def test_days_of_one_wrong_run(tmp_path: Path) -> None:
    """The empty days it stored speak against it, not against the right clock of the next run."""
    folder = archive(tmp_path)
    first = date(2026, 10, 26)
    with Upstream(Days(entries=listings(first, DAY), last=date(2031, 1, 1))) as source:
        fetch(folder, source, "--since", str(first))
        assert fetch(folder, source, clock=clock(2030)).exit_code == 0
        assert sum(path.startswith("days/2030/") for path in days(folder)) > WITNESSES
        (folder / "data" / "days" / "2026" / f"{DAY}.json").unlink()
        result = fetch(folder, source)
    assert result.exit_code == 0, result.output
    assert f"days/2026/{DAY}.json" in days(folder)


def test_days_outside_the_window_are_corrected_too(tmp_path: Path) -> None:
    """A day that is not asked for any more loses its times in the future with the next good fetch."""
    folder = archive(tmp_path)
    old = date(2026, 9, 1)
    store = Store(folder / "data")
    store.write(listing([listed(1, seen="2030-01-01T00:00:00Z")], day=old, captured="2030-01-01T00:00:00Z"))
    with Upstream(dated(Days(entries={DAY: [entry(1, DAY)]}, last=DAY), RIGHT)) as source:
        result = fetch(folder, source, "--date", str(DAY))
    assert "2026-09-01: corrected times in the future" in result.output
    found = store.read(old)
    assert found is not None
    assert (found.captured, found.papers[0].seen) == ("2026-09-01T00:00:00Z", "2026-09-01T00:00:00Z")


@pytest.mark.attack(8, "a list day of 2099, imported")
def test_import_of_the_far_future(tmp_path: Path) -> None:
    """It is refused and stores nothing, also where it says that it was published in that year."""
    folder = archive(tmp_path / "a")
    ahead = date(2099, 1, 5)
    answers = [entry(1, ahead), entry(2, ahead, publishedAt="2026-01-05T00:00:00.000Z")]
    file = tmp_path / "saved.json"
    file.write_text(json.dumps(answers))
    result = projects.on(folder, "import", file)
    assert result.exit_code == 1
    assert "refused (day): the list day 2099-01-05 is in the future: today is 2027-01-15" in result.output
    assert days(folder) == {}


def test_import_of_a_day_long_after(tmp_path: Path) -> None:
    """A paper listed more than 400 days after its publication is lost, the others are stored."""
    folder = archive(tmp_path / "a")
    file = tmp_path / "saved.json"
    file.write_text(json.dumps([entry(1, DAY), entry(2, DAY, publishedAt="2024-01-05T00:00:00.000Z")]))
    result = projects.on(folder, "import", file)
    assert result.exit_code == 1
    assert "0001.00002: the list day 2026-11-19 is more than 400 days after its publication" in result.output
    (found,), _ = Store(folder / "data").read_all()
    assert [one.paper.id for one in found.papers] == ["0001.00001"]


@pytest.mark.attack(8, "an import by a clock of 1970")
def test_import_by_a_wrong_clock(tmp_path: Path) -> None:
    """Everything would be the future: it says so and stores nothing."""
    folder = archive(tmp_path / "a")
    file = tmp_path / "saved.json"
    file.write_text(json.dumps([entry(1, DAY)]))
    with mock.patch.dict("os.environ", {"SOURCE_DATE_EPOCH": "86400"}):
        result = projects.on(folder, "import", file)
        assert projects.on(folder, "status").exit_code == 1
    assert result.exit_code == 1
    assert (
        "SOURCE_DATE_EPOCH shows 1970-01-02 00:00 UTC, which cannot be right; correct the clock"
        in result.output
    )
    assert days(folder) == {}


@pytest.mark.slow
@pytest.mark.attack(8, "a stored list day of 2099")
def test_a_stored_day_of_the_future(tmp_path: Path) -> None:
    """No page shows it, `status` and `check` name it, and the other days are as without it."""
    folder = projects.make(tmp_path, fabricate.listings(12, 6))
    projects.on(folder, "generate")
    before = projects.tree(folder / "docs")
    ahead = listing([listed(1)], day=date(2099, 1, 5), captured="2099-01-05T00:00:00Z")
    fabricate.write(folder / "data", [ahead])
    assert projects.on(folder, "generate").exit_code == 0
    assert set(projects.differences(before, projects.tree(folder / "docs"))) == {"status/index.md"}
    status = json.loads(projects.on(folder, "status", "--json").stdout)
    assert status["last_day"] == "2027-01-05"
    assert status["suspicious"][0] == {
        "day": "2099-01-05",
        "why": "the list day 2099-01-05 is in the future: today is 2027-01-15; not shown until then",
    }
    check = projects.on(folder, "check")
    assert "2099-01-05.json: the list day 2099-01-05 is in the future" in check.output


def test_the_day_comes(tmp_path: Path) -> None:
    """A list that opened early is shown from the day before on."""
    folder = projects.make(
        tmp_path, [listing([listed(1)], day=date(2026, 11, 19), captured="2026-11-19T01:00:00Z")]
    )
    for now, shown in ((datetime(2026, 11, 17, 23, tzinfo=UTC), 0), (datetime(2026, 11, 18, tzinfo=UTC), 1)):
        with mock.patch.dict("os.environ", {"SOURCE_DATE_EPOCH": str(int(now.timestamp()))}):
            assert json.loads(projects.on(folder, "status", "--json").stdout)["days"] == shown
