"""The next tree, made of the one before the last."""

import os
from pathlib import Path

import pytest

from generator.build import spare
from generator.errors import StoreError


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published tree."""
    return filled(tmp_path / "site", "index.html", "days/1/index.html", "weeks/1/2/index.html")


def filled(root: Path, *paths: str) -> Path:
    """A folder with files that contain their paths."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path, encoding="utf-8")
    return root


def sources(root: Path, *paths: str) -> dict[str, str]:
    """Files below a folder by their paths."""
    return {path: str(root / path) for path in paths}


def below(root: Path) -> set[str]:
    """All files and folders."""
    return {file.relative_to(root).as_posix() for file in root.rglob("*")}


def test_fill_an_empty_tree(tmp_path: Path, site: Path) -> None:
    """It has the files asked for, none else and no empty folder, and shares their bytes; what is gone is
    reported."""
    stage = tmp_path / "stage"
    spare.take(tmp_path, stage)
    asked = sources(site, "index.html", "weeks/1/2/index.html", "gone/index.html")
    assert spare.fill(stage, asked) == ["gone/index.html"]
    inside = {"weeks", "weeks/1", "weeks/1/2", "weeks/1/2/index.html"}
    assert below(stage) == {"index.html", *inside}
    assert (stage / "index.html").samefile(site / "index.html")


def test_fill_a_spare_tree(tmp_path: Path, site: Path) -> None:
    """What is the same file stays, and nothing else does: neither a file with the same name or the same bytes
    nor one that nobody asked for, nor a folder where a file belongs."""
    tree = tmp_path / spare.FOLDER
    filled(tree, "index.html", "own.txt", "days/2/index.html", "feed.atom/x", "weeks/1/2")
    os.link(site / "days/1/index.html", tree / "days" / "same.html")
    (tree / "days" / "link.html").symlink_to(site / "index.html")
    docs = filled(tmp_path / "docs", "feed.atom")
    stage = tmp_path / "stage"
    spare.take(tmp_path, stage)
    asked = {
        "days/same.html": str(site / "days/1/index.html"),
        **sources(site, "index.html", "weeks/1/2/index.html"),
        **sources(docs, "feed.atom"),
    }
    kept = (stage / "days" / "same.html").lstat().st_ctime_ns
    assert spare.fill(stage, asked) == []
    assert not tree.exists()
    assert below(stage) == {*asked, "days", "weeks", "weeks/1", "weeks/1/2"}
    assert all((stage / path).samefile(source) for path, source in asked.items())
    assert (stage / "days" / "same.html").lstat().st_ctime_ns == kept


def test_a_tree_that_is_full_already(tmp_path: Path, site: Path) -> None:
    """Filling it again changes nothing."""
    stage = tmp_path / "stage"
    spare.take(tmp_path, stage)
    asked = sources(site, "index.html", "days/1/index.html")
    spare.fill(stage, asked)
    before = {path: (stage / path).lstat() for path in below(stage)}
    assert spare.fill(stage, asked) == []
    assert {path: (stage / path).lstat() for path in below(stage)} == before


def test_links(tmp_path: Path, site: Path) -> None:
    """A link in the published tree is refused, and one to a tree is not taken for the spare one."""
    (site / "x.html").symlink_to("index.html")
    (tmp_path / spare.FOLDER).symlink_to(site)
    stage = tmp_path / "stage"
    spare.take(tmp_path, stage)
    assert below(stage) == set()
    with pytest.raises(StoreError, match=r"x\.html: is a link, which no build creates; build with --clean"):
        spare.fill(stage, sources(site, "x.html"))


def test_nowhere(tmp_path: Path) -> None:
    """A folder that cannot be made is a clear error."""
    with pytest.raises(StoreError, match="stage: cannot be written: No such file or directory"):
        spare.take(tmp_path, tmp_path / "gone" / "stage")
