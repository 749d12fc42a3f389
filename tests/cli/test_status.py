"""`papers status`."""

import errno
import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.cli import drifting
from generator.cli.project import load
from generator.cli.visits import read_visits, write_visits
from generator.records.visit import NAME, Visits
from tests.support import fabricate, projects
from tests.support.helpers import DAY, listed, listing


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The small archive."""
    return projects.make(tmp_path, fabricate.listings(12, 6))


def test_json(archive: Path) -> None:
    """The keys and their meaning are a contract for scripts."""
    result = projects.on(archive, "status", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "days": 6,
        "listings": 14,
        "papers": 12,
        "first_day": "2026-12-28",
        "last_day": "2027-01-05",
        "gaps": ["2026-12-30"],
        "suspicious": [{"day": "2027-01-01", "why": "an empty list on a weekday"}],
        "last_fetch": None,
        "refused": [],
        "late": [],
        "site": None,
        "topics": None,
    }


def test_words(archive: Path) -> None:
    """The same in words."""
    assert projects.on(archive, "status").output.splitlines() == [
        "6 days from 2026-12-28 to 2027-01-05",
        "12 papers, listed 14 times",
        "1 weekday missing: 2026-12-30",
        "suspicious: 2027-01-01: an empty list on a weekday",
    ]


def test_one_paper_in_words(tmp_path: Path) -> None:
    """One is one time."""
    projects.make(tmp_path, fabricate.listings(1, 2))
    (tmp_path / "data" / "curation.yaml").unlink(missing_ok=True)
    assert "1 paper, listed 1 time" in projects.on(tmp_path, "status").output.splitlines()


def test_empty(tmp_path: Path) -> None:
    """An empty archive has numbers too."""
    projects.make(tmp_path, [])
    (tmp_path / "data" / "curation.yaml").unlink()
    found = json.loads(projects.on(tmp_path, "status", "--json").stdout)
    assert (found["days"], found["first_day"], found["gaps"]) == (0, None, [])


def test_damaged_days(archive: Path) -> None:
    """A stored day that cannot be read is named on stderr and makes the exit code 1; stdout stays JSON."""
    day = archive / "data" / "days" / "2026" / "2026-12-28.json"
    day.write_text("{", encoding="utf-8")
    result = projects.on(archive, "status", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["days"] == 5
    assert str(day) in result.stderr


@pytest.mark.parametrize("below", ["days", "days/2026", "known/0001"])
def test_a_folder_that_cannot_be_read(archive: Path, below: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in it is not missing: that would send the operator to fetch it all again."""
    real, closed = os.scandir, archive / "data" / below
    closed.mkdir(parents=True, exist_ok=True)

    def scandir(folder: str) -> Any:
        if Path(folder) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    result = projects.on(archive, "status")
    assert result.exit_code == 1
    assert f"{closed}: cannot be read: Permission denied" in result.stderr
    assert ("none of the stored days can be read" in result.stdout) == (below == "days")
    assert "the archive is empty" not in result.stdout


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("follow.yaml", "- name: a b\n", "follow.yaml: entry 1"),
        ("follow.yaml", "[", "follow.yaml: not YAML: "),
        ("follow.yml", "[]", "follow.yaml: cannot be read: follow.yml is not read"),
        ("topics.yml", "groups: 3\n", "topics.yml: expected the keys "),
    ],
)
def test_damaged_lists(archive: Path, name: str, body: str, said: str) -> None:
    """What stops the next build, or what it leaves out, is named before."""
    (archive / "data" / name).write_text(body, encoding="utf-8")
    result = projects.on(archive, "status")
    assert (result.exit_code, result.stderr.count(said)) == (1, 1), result.stderr


def test_it_writes_nothing(archive: Path) -> None:
    """Looking changes nothing."""
    before = projects.tree(archive)
    projects.on(archive, "status")
    assert projects.tree(archive) == before


def test_long_gaps_and_late_days(tmp_path: Path) -> None:
    """Weekdays in a row are reported as a range; the JSON lists each."""
    days = [listing([listed(1)], day=date(2025, 8, 4), captured="2025-08-07T06:00:00Z")]
    projects.make(
        tmp_path, [*days, listing([listed(2)], day=date(2025, 8, 13), captured="2025-08-13T06:00:00Z")]
    )
    said = projects.on(tmp_path, "status").output.splitlines()
    assert "6 weekdays missing: 2025-08-05 to 2025-08-12" in said
    assert "1 day read late" in said
    found = json.loads(projects.on(tmp_path, "status", "--json").stdout)
    assert len(found["gaps"]) == 6
    assert found["late"] == [{"day": "2025-08-04", "days": 3}]


def test_the_last_fetch(tmp_path: Path) -> None:
    """When it ended, and the days whose answers were refused, with the reason, in both forms."""
    projects.make(tmp_path, [])
    visits = Visits(
        ended="2027-01-06T12:00:00Z", since=DAY, until=DAY, refused={DAY: "refused (shape): no list"}
    )
    write_visits(load(tmp_path / "mkdocs.yml"), visits)
    assert projects.on(tmp_path, "status").stdout.splitlines() == [
        "the archive is empty; fill it with: papers fetch",
        "last fetch: 2027-01-06T12:00:00Z",
        f"refused: {DAY}: refused (shape): no list",
    ]
    found = json.loads(projects.on(tmp_path, "status", "--json").stdout)
    assert found["last_fetch"] == "2027-01-06T12:00:00Z"
    assert found["refused"] == [{"day": str(DAY), "why": "refused (shape): no list"}]


def test_a_pipe_for_the_memory_of_fetches(tmp_path: Path) -> None:
    """Nothing is remembered, and nothing waits."""
    projects.make(tmp_path, [])
    project = load(tmp_path / "mkdocs.yml")
    project.state.mkdir(exist_ok=True)
    os.mkfifo(project.state / NAME)
    assert read_visits(project) == Visits()


@pytest.mark.parametrize(
    "topics", ["[]", "{}", '{"alarm": true}', '{"papers": 3, "since": "", "alarm": true}']
)
def test_a_damaged_record_of_topics(tmp_path: Path, topics: str) -> None:
    """It counts as missing: the next build makes another."""
    projects.make(tmp_path, [])
    project = load(tmp_path / "mkdocs.yml")
    project.state.mkdir(exist_ok=True)
    (project.state / drifting.NAME).write_text(f'{{"version": 1, "topics": {topics}}}', encoding="utf-8")
    assert drifting.recorded(project) is None


@pytest.mark.attack(12, "a backfill of which every day was refused")
def test_many_refused_days(tmp_path: Path) -> None:
    """Days refused for one reason are one line with their number; --json has each."""
    projects.make(tmp_path, [])
    days = [date(2000, 1, 3) + timedelta(days=n) for n in range(300)]
    refused = {day: f"refused (network): no answer for {day}" for day in days}
    write_visits(load(tmp_path / "mkdocs.yml"), Visits(refused=refused))
    lines = projects.on(tmp_path, "status").stdout.splitlines()
    assert len(lines) == 2
    assert "refused: 2000-01-03: refused (network)" in lines[1]
    assert "and 299 more like it" in lines[1]
    assert len(json.loads(projects.on(tmp_path, "status", "--json").stdout)["refused"]) == 300


def test_a_site_that_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its weight and growth are shown; a year before it no longer fits there is a note, and no problem."""
    days = [listing([listed(n)], day=date(2025, 1, 1) + timedelta(days=7 * n)) for n in range(1, 53)]
    archive = projects.make(tmp_path, days)
    (archive / "site").mkdir()
    (archive / "site" / "a.bin").write_bytes(bytes(520_000))
    result = projects.on(archive, "status")
    assert "site: 1 MB as a tar, 10,023 bytes a paper, 1 files; 53 new papers a year" in result.stdout
    assert "is full" not in result.stderr
    with (archive / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("    site_budget_mb: 1\n")
    result = projects.on(archive, "status")
    assert result.exit_code == 0
    assert "; full in 2026\n" in result.stdout
    assert "note: site: is full on about 2026-11-2" in result.stderr
    assert (
        "at 53 papers a year (extra.archive.site_budget_mb; what to do: /guide/operating/#limits)"
        in result.stderr
    )
    site = json.loads(projects.on(archive, "status", "--json").stdout)["site"]
    assert (site["files"], site["papers_a_year"], site["option"]) == (1, 53, "extra.archive.site_budget_mb")
