"""Files are opened without waiting and reached without following a link."""

import os
from pathlib import Path

import pytest

from generator.storage import files


def test_read(tmp_path: Path) -> None:
    """All of a file, or its beginning."""
    (tmp_path / "file").write_bytes(b"abc")
    assert files.read(tmp_path / "file") == b"abc"
    assert files.read(tmp_path / "file", 2) == b"ab"


def test_whole(tmp_path: Path) -> None:
    """All of a file, or nothing."""
    (tmp_path / "file").write_bytes(b"abc")
    assert files.whole(tmp_path / "file", 3) == b"abc"
    with pytest.raises(OSError, match="it is longer than 2 bytes"):
        files.whole(tmp_path / "file", 2)


def test_links(tmp_path: Path) -> None:
    """Followed only where asked for."""
    (tmp_path / "file").write_bytes(b"abc")
    (tmp_path / "link").symlink_to("file")
    with pytest.raises(OSError, match="it is a link, expected a file"):
        files.read(tmp_path / "link")
    assert files.read(tmp_path / "link", follow=True) == b"abc"


@pytest.mark.attack(12, "named pipes, devices and folders where a file is read")
@pytest.mark.parametrize("kind", ["a named pipe", "a folder", "a device"])
def test_what_is_no_file(tmp_path: Path, kind: str) -> None:
    """Refused by its kind, without waiting."""
    place = Path(os.devnull) if kind == "a device" else tmp_path / "place"
    if kind == "a folder":
        place.mkdir()
    elif kind == "a named pipe":
        os.mkfifo(place)
    with pytest.raises(OSError, match="Is a directory" if kind == "a folder" else f"it is {kind}, expected"):
        files.read(place)


@pytest.mark.parametrize(
    ("path", "is_inner"),
    [
        ("days/2025-08-20.md", True),
        ("index.md", True),
        ("..", False),
        ("a/../b", False),
        ("/etc/passwd", False),
        ("a//b", False),
        ("./a", False),
        ("C:/x", False),
        ("a\\..\\b", False),
        ("a\0", False),
        ("", False),
    ],
)
def test_inner_paths(path: str, is_inner: bool) -> None:  # noqa: FBT001 - a table
    """On every system below the folder they start from."""
    assert files.is_inner(path) == is_inner


def test_below(tmp_path: Path) -> None:
    """Files in real folders; the start may be no link either."""
    (tmp_path / "real" / "deep").mkdir(parents=True)
    (tmp_path / "real" / "deep" / "file").touch()
    (tmp_path / "real" / "link").symlink_to(tmp_path)
    (tmp_path / "other").symlink_to("real")
    assert list(files.below(tmp_path / "real")) == [tmp_path / "real" / "deep" / "file"]
    assert not list(files.below(tmp_path / "other"))
    assert not list(files.below(tmp_path / "none"))
