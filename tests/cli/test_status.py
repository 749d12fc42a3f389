"""`papers status`."""

import json
from pathlib import Path

import pytest

from tests import fabricate, projects


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
        "suspicious": [{"day": "2027-01-01", "why": "read and empty, on a weekday"}],
        "last_fetch": None,
    }


def test_words(archive: Path) -> None:
    """The same in words."""
    assert projects.on(archive, "status").output.splitlines() == [
        "6 days from 2026-12-28 to 2027-01-05",
        "12 papers, listed 14 times",
        "1 weekday missing: 2026-12-30",
        "suspicious: 2027-01-01: read and empty, on a weekday",
    ]


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


def test_it_writes_nothing(archive: Path) -> None:
    """Looking changes nothing."""
    before = projects.tree(archive)
    projects.on(archive, "status")
    assert projects.tree(archive) == before
