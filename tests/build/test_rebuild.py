"""A build that renders only what changed gives the tree of a clean one, byte by byte."""

import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.support import fabricate, projects
from tests.support.helpers import listed, listing

pytestmark = pytest.mark.slow

LISTINGS = fabricate.listings(12, 7)
ANEW = re.compile(r"built ([0-9,]+) pages, ([0-9,]+) of them rendered")


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built archive that lacks its last day."""
    folder = projects.make(tmp_path_factory.mktemp("once"), LISTINGS[:-1])
    projects.built(folder)
    return folder


@pytest.fixture
def archive(built_once: Path, tmp_path: Path) -> Path:
    """A copy of it, as a move to another folder would leave it."""
    folder = tmp_path / "archive"
    shutil.copytree(built_once, folder)
    return folder


def rendered(archive: Path) -> tuple[int, int]:
    """(pages, rendered again) of an incremental build."""
    result = projects.on(archive, "build")
    assert result.exit_code == 0, result.output
    found = ANEW.search(result.output)
    assert found, result.output
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def assert_as_clean(archive: Path) -> None:
    """The published tree is that of the same archive built from nothing."""
    found = projects.tree(archive / "site")
    fresh = archive.parent / "fresh"
    for name in ("mkdocs.yml", "data", "overrides"):
        source = archive / name
        if source.is_dir():
            shutil.copytree(source, fresh / name)
        elif source.is_file():
            fresh.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, fresh / name)
    for file in archive.joinpath("docs").rglob("*"):
        if file.is_file() and b'"generated": "papers"' not in file.read_bytes():
            target = fresh / file.relative_to(archive)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    assert projects.differences(found, projects.tree(projects.built(fresh))) == []
    assert projects.on(archive, "check").exit_code == 0


def edit(file: Path, old: str, new: str) -> None:
    """Replaces text that must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_to_do(archive: Path) -> None:
    """Without a change nothing is rendered and no byte of the tree is touched."""
    rendered(archive)  # the copy has other file times than the record says
    before = {file: file.stat().st_mtime_ns for file in (archive / "site").rglob("*")}
    assert rendered(archive)[1] == 0
    assert {file: file.stat().st_mtime_ns for file in (archive / "site").rglob("*")} == before


@pytest.mark.attack(15, "a cache with other scripts, data and files in the finished site")
def test_a_tree_out_of_a_cache(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a workflow only pages are taken over, and only from a tree that looks as a build left it: what else was
    changed or added in it does not go out, not even when there is nothing new, and with its former time."""
    before = projects.tree(archive / "site")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    added = archive / "site" / "more" / "x.js"
    (script,) = (archive / "site" / "assets").glob("javascripts/bundle*.js")
    feed = archive / "site" / "feeds" / "papers.atom"
    for changed, same_time in (((added,), False), ((script, feed, added), True), ((script, feed), False)):
        for file in changed:
            file.parent.mkdir(exist_ok=True)
            status = file.stat() if file.exists() else None
            file.unlink(missing_ok=True)
            file.write_bytes(b"evil()".ljust(status.st_size if status else 0))
            if status and same_time:
                os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        pages, anew = rendered(archive)
        assert anew == (pages if script in changed and not same_time else 0)
        assert projects.differences(before, projects.tree(archive / "site")) == []


@pytest.mark.attack(15, "a cache with pages that lack the policy, or lacks pages")
@pytest.mark.parametrize("text", ["<html><head><title>Evil</title></head></html>", None])
def test_a_page_out_of_a_cache(archive: Path, monkeypatch: pytest.MonkeyPatch, text: str | None) -> None:
    """In a workflow a tree in which one page is not as a build leaves it is not built upon."""
    before = projects.tree(archive / "site")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    page = archive / "site" / "days" / str(LISTINGS[0].day) / "index.html"
    page.unlink()
    if text is not None:
        page.write_text(text, encoding="utf-8")
    pages, anew = rendered(archive)
    assert pages == anew
    assert projects.differences(before, projects.tree(archive / "site")) == []


def test_a_new_day(archive: Path) -> None:
    """One more day renders part of the pages."""
    fabricate.write(archive / "data", LISTINGS[-1:])
    pages, anew = rendered(archive)
    assert 0 < anew < pages
    assert_as_clean(archive)


def test_a_removed_day(archive: Path) -> None:
    """Pages that are no longer generated, and that the ledger knows nothing of, are gone from the tree."""
    (archive / "data" / "days" / "2026" / f"{LISTINGS[0].day}.json").unlink()
    (archive / "data" / "addresses.txt").write_text("", encoding="utf-8")
    rendered(archive)
    assert not (archive / "site" / "days" / str(LISTINGS[0].day)).exists()
    assert_as_clean(archive)


def test_a_hidden_paper(archive: Path) -> None:
    """Curation takes a paper's words out of every page it stood on."""
    title = b"Report With Six Hundred Authors"
    holding = [file for file in (archive / "site").rglob("*.html") if title in file.read_bytes()]
    assert len(holding) > 3
    (archive / "data" / "curation.yaml").write_text(
        'papers: {"0001.00005": {hide: true}}\n', encoding="utf-8"
    )
    pages, anew = rendered(archive)
    assert 0 < anew < pages
    assert not [
        file for file in (archive / "site").rglob("*") if file.is_file() and title in file.read_bytes()
    ]
    assert_as_clean(archive)


def _site_name(archive: Path) -> None:
    edit(archive / "mkdocs.yml", "site_name: Daily papers", "site_name: Other papers")


def _hand_written_page(archive: Path) -> None:
    edit(archive / "docs" / "about.md", "every day, week", "each day, week")


def _hand_written_file(archive: Path) -> None:
    (archive / "docs" / "notes.txt").write_text("A file of ours.\n", encoding="utf-8")


def _override(archive: Path) -> None:
    edit(archive / "mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    (archive / "overrides" / "assets").mkdir(parents=True)
    (archive / "overrides" / "assets" / "archive.css").write_text("a { color: red }\n", encoding="utf-8")


@pytest.mark.parametrize("change", [_site_name, _hand_written_page, _hand_written_file, _override])
def test_what_shapes_all_pages(archive: Path, change: Callable[[Path], None]) -> None:
    """A change of configuration, theme or hand-written pages renders everything again."""
    change(archive)
    pages, anew = rendered(archive)
    assert pages == anew
    assert_as_clean(archive)


def test_an_override_that_changes_later(archive: Path) -> None:
    """The operator's own theme files count like the packaged ones, each time they change."""
    _override(archive)
    rendered(archive)
    (archive / "overrides" / "assets" / "archive.css").write_text("a { color: blue }\n", encoding="utf-8")
    rendered(archive)
    assert "blue" in (archive / "site" / "assets" / "archive.css").read_text(encoding="utf-8")
    assert_as_clean(archive)


def test_a_tree_that_another_program_changed(archive: Path) -> None:
    """After a bare MkDocs run into site/ everything is rendered again."""
    projects.mkdocs(archive)
    pages, anew = rendered(archive)
    assert pages == anew
    assert_as_clean(archive)


def test_clean_on_demand(archive: Path) -> None:
    """`--clean` renders everything and changes nothing."""
    before = projects.tree(archive / "site")
    assert projects.tree(projects.built(archive, "--clean")) == before


def test_a_lost_state_folder(archive: Path) -> None:
    """The bookkeeping may be deleted at any time."""
    before = projects.tree(archive / "site")
    shutil.rmtree(archive / ".papers")
    rendered(archive)
    assert projects.tree(archive / "site") == before


def test_titles_of_the_menu(archive: Path) -> None:
    """A menu that takes its titles from the pages has them in every build."""
    file = archive / "mkdocs.yml"
    body = file.read_text(encoding="utf-8")
    file.write_text(body.replace("  - Days: days/index.md", "  - days/index.md"), encoding="utf-8")
    projects.built(archive)
    fabricate.write(archive / "data", [listing([listed(50)], day=date(2027, 1, 6))])
    incremental = projects.tree(projects.built(archive))
    assert ">None<" not in (archive / "site" / "index.html").read_text(encoding="utf-8")
    assert projects.differences(incremental, projects.tree(projects.built(archive, "--clean"))) == []


def test_a_variable_of_the_environment(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another value of a variable the configuration names is another site."""
    file = archive / "mkdocs.yml"
    body = file.read_text(encoding="utf-8")
    file.write_text(
        body.replace("site_name: Daily papers", "site_name: !ENV [ARCHIVE_NAME, x]"), encoding="utf-8"
    )
    for name in ("One name", "Another name"):
        monkeypatch.setenv("ARCHIVE_NAME", name)
        projects.built(archive)
        text = (archive / "site" / "papers" / "index.html").read_text(encoding="utf-8")
        assert f" - {name}</title>" in text
        assert f'<h1 id="top">{name}</h1>' in (archive / "site" / "index.html").read_text(encoding="utf-8")
