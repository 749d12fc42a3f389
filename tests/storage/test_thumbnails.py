"""Pictures on disk: only what this program wrote counts, and nothing that is found there stops anything."""

from datetime import date
from pathlib import Path

import pytest

from generator.records.ids import PaperId
from generator.storage.thumbnails import Thumbnails
from tests.support.helpers import paper_id

BODY = b"RIFF\x10\x00\x00\x00WEBP rest"


def test_what_is_stored_is_held(tmp_path: Path) -> None:
    """By the month of its id; an id of the old form or a provisional one has no place."""
    store = Thumbnails(tmp_path)
    assert store.held() == frozenset()
    assert store.add(paper_id(1), BODY)
    assert not store.add(PaperId("hep-th/9901001"), BODY)
    assert not store.add(PaperId("t-0123456789ab"), BODY)
    assert [str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.webp")] == [
        "thumbnails/0001/0001.00001.webp"
    ]
    assert store.held() == {paper_id(1)}
    assert store.read(paper_id(1)) == BODY


def test_what_others_put_there_is_left_out(tmp_path: Path) -> None:
    """Links out of the archive, files in a wrong place, damaged or large ones."""
    store = Thumbnails(tmp_path)
    folder = tmp_path / "thumbnails" / "0001"
    folder.mkdir(parents=True)
    (tmp_path / "secret").write_bytes(BODY)
    (folder / "0001.00001.webp").symlink_to(tmp_path / "secret")
    (folder / "0002.00001.webp").write_bytes(BODY)
    (folder / "0001.00002.webp").write_bytes(b"")
    (folder / "0001.00003.webp").write_bytes(BODY + bytes(20_000))
    (folder / "notes.txt").write_bytes(BODY)
    (tmp_path / "thumbnails" / "0003").symlink_to(folder)
    assert store.held() == frozenset()


@pytest.mark.parametrize(
    "written", [b"", b"[1]", b'{"0001.00001": 5}', b"[" * 100_000, b'{"x": "2026-11-19"}']
)
def test_a_damaged_list_of_missing_ones_is_as_none(tmp_path: Path, written: bytes) -> None:
    """It only saves questions."""
    store = Thumbnails(tmp_path)
    store.remember({paper_id(2): date(2026, 11, 19)})
    assert store.missing() == {paper_id(2): date(2026, 11, 19)}
    (tmp_path / "thumbnails" / "missing.json").write_bytes(written)
    assert store.missing() == {}
