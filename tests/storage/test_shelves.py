"""What enrichment found out, on disk."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import StoreError
from generator.intake import enriching
from generator.records.enriched import Enriched
from generator.records.ids import PaperId
from generator.storage.shelves import Shelves

ONE = Enriched(id=PaperId("2508.12345"), seen="2026-11-20T06:00:00Z", doi="10.1234/a")
NEAR = replace(ONE, id=PaperId("2508.12346"))
FAR = replace(ONE, id=PaperId("hep-th/9901001"))


def test_it_reads_what_was_added(tmp_path: Path) -> None:
    """In files of neighbours; adding the same again changes nothing."""
    shelves = Shelves(tmp_path)
    assert shelves.add([FAR, ONE, NEAR], enriching.refreshed) == 3
    assert shelves.read_all() == ({one.id: one for one in (ONE, NEAR, FAR)}, [])
    assert shelves.add([ONE, NEAR, FAR], enriching.refreshed) == 0
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json"))
    assert files == ["known/2508/12.json", "known/9901/hep-th.json"]


def test_damage_costs_one_file(tmp_path: Path) -> None:
    """The others are read, and a damaged file is never written over."""
    shelves = Shelves(tmp_path)
    shelves.add([ONE, FAR], enriching.refreshed)
    near = tmp_path / "known" / "2508" / "12.json"
    misplaced = tmp_path / "known" / "2508" / "99.json"
    misplaced.write_bytes(near.read_bytes())
    near.write_bytes(b"[")
    found, problems = shelves.read_all()
    assert found == {FAR.id: FAR}
    assert [(Path(one.path), one.message.partition(":")[0]) for one in problems] == [
        (near, "not JSON"),
        (misplaced, f"2508.12345 belongs in {near}"),
    ]
    with pytest.raises(StoreError, match="not JSON"):
        shelves.add([NEAR], enriching.refreshed)
    assert near.read_bytes() == b"["


def test_it_follows_no_link(tmp_path: Path) -> None:
    """A link may lead out of the archive."""
    (tmp_path / "out").mkdir()
    (tmp_path / "known").mkdir()
    (tmp_path / "known" / "2508").symlink_to(tmp_path / "out")
    with pytest.raises(StoreError, match="known/2508: cannot be read: it is a link, expected a folder"):
        Shelves(tmp_path).add([ONE], enriching.refreshed)
    assert list((tmp_path / "out").iterdir()) == []
