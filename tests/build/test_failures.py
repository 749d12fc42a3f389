"""Builds that fail: the published site stays whole. `test_killed.py` kills them."""

import errno
import os
import shutil
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import pytest

from generator.build import driver
from generator.check import weight
from generator.cli.project import load
from tests.support import fabricate, keeper, projects
from tests.support.helpers import listed, listing

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small built archive."""
    folder = projects.make(tmp_path_factory.mktemp("once"), fabricate.listings(12, 6))
    projects.built(folder)
    return folder


@pytest.fixture
def archive(built_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(built_once, tmp_path / "archive"))


def set_option(archive: Path, line: str) -> None:
    """One more line below `extra: archive:`."""
    file = archive / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8") + f"    {line}\n", encoding="utf-8")


def test_a_page_over_budget(archive: Path) -> None:
    """The build says which page and which option, exits with 1, and the old site is as it was."""
    before = projects.tree(archive / "site")
    fabricate.write(archive / "data", fabricate.listings(160, 3))
    set_option(archive, "page_budget_kb: 50")
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    assert "bytes of HTML; the budget is 50 kB (extra.archive.page_budget_kb)" in result.output
    assert "papers: nothing was published: the site did not pass its checks" in result.output
    assert projects.tree(archive / "site") == before
    assert not list((archive / ".papers").glob("stage-*"))


def test_a_site_over_budget(archive: Path) -> None:
    """It is weighed as the tar its host gets; nothing is published."""
    before = projects.tree(archive / "site")
    set_option(archive, "site_budget_mb: 1")
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    assert "bytes as a tar; the budget is 1,000,000 (extra.archive.site_budget_mb)" in result.output
    assert projects.tree(archive / "site") == before


@pytest.fixture
def own_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds start MkDocs themselves: the CPU time of a fork of another process is not theirs."""
    monkeypatch.setattr(driver, "PROGRAM", (*keeper.PLAIN, keeper.MKDOCS))


@pytest.mark.usefixtures("own_processes")
def test_near_a_budget(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size, files and time are noted on stderr; the site is published, and `check` finds no problem."""
    monkeypatch.setattr(weight, "WARN", 0.0)
    result = projects.on(archive, "build", "--clean")
    assert result.exit_code == 0
    for option in ("site_budget_mb", "site_budget_files", "build_budget_minutes"):
        assert f" % of the budget (extra.archive.{option})" in result.stderr
    checked = projects.on(archive, "check", "-q")
    assert (checked.exit_code, checked.stdout) == (0, "")


@pytest.mark.usefixtures("own_processes")
def test_a_build_that_takes_too_long(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what it took and what is allowed, and the site is published."""
    with (archive / "docs" / "about.md").open("a", encoding="utf-8") as page:
        page.write("\nA sentence written later.\n")
    found = import_module("generator.cli.building").budgets(load(archive / "mkdocs.yml"))
    monkeypatch.setattr(
        import_module("generator.cli.building"), "budgets", lambda _: replace(found, minutes=0)
    )
    result = projects.on(archive, "build", "--clean")
    assert result.exit_code == 0
    assert "CPU seconds; the budget is 0 (extra.archive.build_budget_minutes)" in result.stderr
    assert "A sentence written later." in (archive / "site/about/index.html").read_text(encoding="utf-8")


def test_a_broken_link_in_a_hand_written_page(archive: Path) -> None:
    """A link to an address that nobody generates is found before anything is published."""
    before = projects.tree(archive / "site")
    with (archive / "docs" / "about.md").open("a", encoding="utf-8") as page:
        page.write('\n<a href="../papers/0001.99999/">a paper that is not there</a>\n')
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    assert "about/index.html: ../papers/0001.99999/: leads to papers/0001.99999/index.html" in result.output
    assert projects.tree(archive / "site") == before


@pytest.mark.parametrize(
    ("link", "why"),
    [("/de/", "leads out of the site"), ("de/", "leads to de/index.html, which does not exist")],
)
def test_a_broken_link_of_the_settings(archive: Path, link: str, why: str) -> None:
    """It is on every page, and the message names the setting instead."""
    file = archive / "mkdocs.yml"
    entry = f"extra:\n  alternate: [{{name: Deutsch, link: {link}, lang: de}}]\n"
    body = file.read_text(encoding="utf-8").replace("https://example.org/", "https://example.org/papers/")
    file.write_text(body.replace("extra:\n", entry, 1), encoding="utf-8")
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    advice = "it is extra.alternate in mkdocs.yml, where a link to another site begins with https://"
    assert f"{why}; {advice} (and " in result.output


def test_a_broken_link_that_is_only_like_one_of_the_settings(archive: Path) -> None:
    """A dot before a slash within it does not make it the same."""
    file = archive / "mkdocs.yml"
    entry = "extra:\n  alternate: [{name: Deutsch, link: de./x/, lang: de}]\n"
    file.write_text(file.read_text(encoding="utf-8").replace("extra:\n", entry, 1), encoding="utf-8")
    with (archive / "docs" / "about.md").open("a", encoding="utf-8") as page:
        page.write('\n<a href="../dex/">a page that is not there</a>\n')
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    (line,) = (line for line in result.output.splitlines() if "../dex/" in line)
    assert line.endswith("leads to dex/index.html, which does not exist")
    assert "extra.alternate in mkdocs.yml" in result.output


def test_a_theme_that_leaves_pages_empty(archive: Path) -> None:
    """MkDocs skips an empty page without a word. A site without it is not published, so it stays one."""
    before = projects.tree(archive / "site")
    settings, own = archive / "mkdocs.yml", archive / "own"
    own.mkdir()
    body = '{% if page and page.url == "authors/" %}{% else %}{% extends "base.html" %}{% endif %}'
    (own / "main.html").write_text(body, "utf-8")
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("  name: material\n", "  name: material\n  custom_dir: own\n"), "utf-8")
    result = projects.on(archive, "build")
    settings.write_text(text, "utf-8")
    assert result.exit_code == 1
    assert "authors/index.html: is missing: the theme left it empty" in result.output
    assert "papers: nothing was published: MkDocs did not make every page" in result.output
    assert projects.tree(archive / "site") == before


def test_mkdocs_stops(archive: Path) -> None:
    """What MkDocs complains about is reported in one line; the derived configuration is removed."""
    before = projects.tree(archive / "site")
    with (archive / "docs" / "about.md").open("a", encoding="utf-8") as page:
        page.write("\n[nowhere](gone.md)\n")
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    (line,) = result.output.splitlines()
    assert line.startswith("papers: MkDocs stopped: ")
    assert "about.md" in line
    assert "gone.md" in line
    assert "INFO" not in line
    assert "Traceback" not in result.output
    assert projects.tree(archive / "site") == before
    assert not list(archive.glob(".papers-mkdocs-*"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"\xff\xfe bad", "line 1: expected UTF-8, got the byte 0xff; save it as UTF-8"),
        (b"# Mine\n", "own.md; name pages of your own in nav, or in not_in_nav"),
    ],
)
def test_a_page_of_ones_own(archive: Path, body: bytes, said: str) -> None:
    """The two slips that a new page invites."""
    (archive / "docs" / "own.md").write_bytes(body)
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    (line,) = result.output.splitlines()
    assert "own.md" in line
    assert line.endswith(said)


def test_links_from_hand_written_pages(archive: Path) -> None:
    """A hand-written page may link to the Markdown of any generated page and to what is in it,
    also in a build that leaves that page alone."""
    with (archive / "docs" / "about.md").open("a", encoding="utf-8") as page:
        page.write("\n[one](papers/0001.00012.md#abstract) [day](index.md#latest) [all](days/index.md)\n")
    projects.built(archive)
    fabricate.write(archive / "data", [listing([listed(50)], day=date(2027, 1, 6))])
    projects.built(archive)
    assert 'href="../papers/0001.00012/#abstract"' in (archive / "site" / "about" / "index.html").read_text(
        "utf-8"
    )


def test_a_place_that_a_hand_written_page_links_to_goes(archive: Path) -> None:
    """Also where only generated pages change, links of hand-written ones are followed."""
    with (archive / "docs" / "about.md").open("a", encoding="utf-8") as page:
        page.write("\n[one](papers/0001.00012.md#abstract)\n")
    projects.built(archive)
    note = 'papers: {"0001.00012": {withdraw: "Taken back."}}\n'
    (archive / "data" / "curation.yaml").write_text(note, encoding="utf-8")
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    assert (
        "about/index.html: ../papers/0001.00012/#abstract: no element of papers/0001.00012/index.html"
        in result.output
    )


@pytest.mark.parametrize(
    ("code", "place"), [(errno.ENOSPC, "{state}"), (errno.EIO, "{state}"), (errno.EMFILE, "the system")]
)
def test_a_full_disk(archive: Path, monkeypatch: pytest.MonkeyPatch, code: int, place: str) -> None:
    """The message says where there is no room, although Python does not, and the old site is as it was. What
    no disk refused is blamed on none."""
    before = projects.tree(archive / "site")

    def full(*_: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "write_bytes", full)
    result = projects.on(archive, "build", "--clean")
    assert result.exit_code == 1
    assert f"papers: {place.format(state=archive / '.papers')}: {os.strerror(code)}" in result.output
    assert projects.tree(archive / "site") == before


def test_damaged_data(archive: Path) -> None:
    """A stored day that cannot be read stops the build: a site without it would hide the loss."""
    before = projects.tree(archive / "site"), projects.tree(archive / "docs")
    day = archive / "data" / "days" / "2026" / "2026-12-28.json"
    day.write_bytes(day.read_bytes()[:-40])
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    assert f"{day}: not JSON" in result.output
    assert (projects.tree(archive / "site"), projects.tree(archive / "docs")) == before


def test_a_link_where_the_site_belongs(archive: Path, tmp_path: Path) -> None:
    """A symbolic link is refused and what it points to stays as it is."""
    shutil.move(archive / "site", tmp_path / "elsewhere")
    (archive / "site").symlink_to(tmp_path / "elsewhere")
    before = projects.tree(tmp_path / "elsewhere")
    result = projects.on(archive, "build", "--clean")
    assert result.exit_code == 1
    assert "expected a folder; remove it and build again" in result.output
    assert projects.tree(tmp_path / "elsewhere") == before
