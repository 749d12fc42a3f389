"""What is rendered again."""

import os
from pathlib import Path

import pytest

from generator.build import incremental
from generator.build.incremental import Record
from generator.storage import stamps

PAGES = {"index.md": "a", "days/2025-08-20.md": "b", "papers/index.md": "c"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published tree."""
    root = tmp_path / "site"
    for name in (
        "index.html",
        "days/2025-08-20/index.html",
        "weeks/2025-W34/index.html",
        "weeks/2025-W34/2/index.html",
        "papers/index.html",
        "a/x.css",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("path", "built"),
    [
        ("index.md", "index.html"),
        ("papers/index.md", "papers/index.html"),
        ("papers/0001.00001.md", "papers/0001.00001/index.html"),
        ("weeks/2025-W34/2.md", "weeks/2025-W34/2/index.html"),
    ],
)
def test_built_path(path: str, built: str) -> None:
    """Where MkDocs puts a page with `use_directory_urls`."""
    assert incremental.built_path(path) == built


def test_record_round_trip(tmp_path: Path, site: Path) -> None:
    """What was remembered is read back while the site is the one it was written for."""
    incremental.remember(tmp_path, site, "mark", PAGES)
    record = incremental.read(tmp_path, site)
    assert record is not None
    assert (record.fingerprint, record.pages) == ("mark", PAGES)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"fingerprint": "x"}',
        '{"fingerprint": "x", "looks": "", "pages": {}, "others": []}',
        '{"fingerprint": "x", "looks": "", "pages": ["index.md"], "others": []}',
        '{"fingerprint": "x", "looks": "", "pages": {}, "others": ["a\\u0000b"]}',
        '{"fingerprint": "x", "looks": "", "pages": {}, "others": 1}',
    ],
)
def test_a_damaged_record(tmp_path: Path, site: Path, body: str) -> None:
    """Anything but the record of this very tree means that everything is rendered."""
    (tmp_path / incremental.RECORD).write_text(body, encoding="utf-8")
    assert incremental.read(tmp_path, site) is None


def test_a_pipe_for_a_record(tmp_path: Path, site: Path) -> None:
    """It is no record, and nothing waits for one."""
    os.mkfifo(tmp_path / incremental.RECORD)
    assert incremental.read(tmp_path, site) is None


@pytest.mark.parametrize("path", ["papers/index.html", "a/x.css", "weeks/2025-W34/index.html"])
def test_a_file_that_is_missing_or_changed(tmp_path: Path, site: Path, path: str) -> None:
    """A page, a style sheet or a page of the operator's own: everything is rendered. Files that somebody added,
    such as one for the host, do not count."""
    incremental.remember(tmp_path, site, "mark", PAGES)
    (site / "CNAME").write_text("papers.example.org\n", encoding="utf-8")
    assert incremental.read(tmp_path, site) is not None
    body = (site / path).read_bytes()
    (site / path).write_bytes(body + b" ")
    assert incremental.read(tmp_path, site) is None
    (site / path).unlink()
    assert incremental.read(tmp_path, site) is None
    last = incremental.last(tmp_path)
    assert last is not None
    assert last.pages == PAGES


def test_a_name_that_is_not_utf8(tmp_path: Path, site: Path) -> None:
    """A hook may make such a file: it is not in the record."""
    (site / os.fsdecode(b"\xff.txt")).write_text("x", encoding="utf-8")
    incremental.remember(tmp_path, site, "mark", PAGES)
    assert incremental.read(tmp_path, site) is not None


def test_another_program_built_here(tmp_path: Path, site: Path) -> None:
    """A tree that was written since is not the one the record describes; nor is a missing one."""
    incremental.remember(tmp_path, site, "mark", PAGES)
    os.utime(site / "index.html", ns=(1, 1))
    assert incremental.read(tmp_path, site) is None
    (site / "index.html").unlink()
    assert incremental.read(tmp_path, site) is None


def test_a_look_that_was_taken_before(tmp_path: Path, site: Path) -> None:
    """The stamps of a tree before it was published are those of the site; links are looked at again."""
    (site / "link.html").symlink_to("index.html")
    look = stamps.below(site)
    incremental.remember(tmp_path, site, "mark", PAGES)
    told = (tmp_path / incremental.RECORD).read_bytes()
    site = site.rename(tmp_path / "public")
    incremental.forget(tmp_path)
    incremental.remember(tmp_path, site, "mark", PAGES, look)
    assert (tmp_path / incremental.RECORD).read_bytes() == told
    assert incremental.read(tmp_path, site) is not None


def test_forget(tmp_path: Path, site: Path) -> None:
    """Forgotten is gone, and can be forgotten again."""
    incremental.remember(tmp_path, site, "mark", PAGES)
    incremental.forget(tmp_path)
    incremental.forget(tmp_path)
    assert incremental.read(tmp_path, site) is None


def test_changed() -> None:
    """New pages and pages with another text, not those that went."""
    record = Record(fingerprint="", looks="", pages=PAGES, others=())
    assert incremental.changed(record, {"index.md": "a", "days/2025-08-20.md": "z", "new.md": "n"}) == {
        "days/2025-08-20.md",
        "new.md",
    }
