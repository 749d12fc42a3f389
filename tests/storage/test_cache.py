"""What runs worked out, in files that may be deleted or damaged."""

from pathlib import Path

import pytest

from generator.memo import KEY
from generator.storage import cache
from generator.storage.cache import Cache

ONE, OTHER = b"1" * KEY, b"2" * KEY


@pytest.fixture
def known(tmp_path: Path) -> Cache:
    """An empty cache."""
    return cache.of(tmp_path)


def test_round_trip(known: Cache, tmp_path: Path) -> None:
    """What was kept comes back, in another run too; nothing else stays behind."""
    assert known.recall("topics", ONE) is None
    known.keep("topics", ONE, b"found")
    assert cache.of(tmp_path).recall("topics", ONE) == b"found"
    assert [file.name for file in known.folder.iterdir()] == ["topics.bin"]


def test_made_from_something_else(known: Cache) -> None:
    """Another key, another kind or another program does not find it; a newer result replaces it."""
    known.keep("topics", ONE, b"found")
    assert known.recall("topics", OTHER) is None
    assert known.recall("near", ONE) is None
    assert Cache(known.folder, OTHER).recall("topics", ONE) is None
    known.keep("topics", OTHER, b"anew")
    assert (known.recall("topics", ONE), known.recall("topics", OTHER)) == (None, b"anew")


def test_whether_there_is_any(known: Cache) -> None:
    """Whatever its key, but not what another program kept, which it would not get."""
    assert not known.has("topics")
    known.keep("topics", ONE, b"found")
    assert known.has("topics")
    assert not Cache(known.folder, OTHER).has("topics")


@pytest.mark.parametrize("at", [0, KEY, 2 * KEY, -1])
def test_damaged(known: Cache, at: int) -> None:
    """A changed or missing byte, wherever it is, makes the cache ignore a file."""
    known.keep("topics", ONE, b"found")
    file = known.folder / "topics.bin"
    body = bytearray(file.read_bytes())
    file.write_bytes(body[:at])
    assert known.recall("topics", ONE) is None
    body[at] ^= 1
    file.write_bytes(body)
    assert known.recall("topics", ONE) is None


def test_no_room(tmp_path: Path) -> None:
    """Where nothing can be written, nothing is known, and nobody is stopped."""
    (tmp_path / cache.FOLDER).write_text("a file", encoding="utf-8")
    known = cache.of(tmp_path)
    known.keep("topics", ONE, b"found")
    assert known.recall("topics", ONE) is None


def test_forget(known: Cache) -> None:
    """Forgotten is gone, and can be forgotten again."""
    known.keep("topics", ONE, b"found")
    known.forget()
    known.forget()
    assert known.recall("topics", ONE) is None
