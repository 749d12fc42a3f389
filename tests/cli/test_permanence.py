"""An address that was published answers for ever, or the build stops."""

import json
import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.check.ledger import FEW
from generator.records import ledger
from tests.support import fabricate, projects
from tests.support.helpers import listed, listing

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with pages of people, published once."""
    folder = projects.make(tmp_path_factory.mktemp("kept"), fabricate.listings(14, 7))
    set_option(folder, "author_threshold: 2")
    projects.built(folder)
    return folder


@pytest.fixture
def archive(built_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(built_once, tmp_path / "archive")


def kept(archive: Path) -> ledger.Ledger:
    """The ledger as it is stored."""
    return ledger.parse((archive / "data" / ledger.NAME).read_text(encoding="utf-8"))


def pages(archive: Path) -> set[str]:
    """Addresses of all published pages that are generated."""
    found = {
        file.parent.relative_to(archive / "site").as_posix()
        for file in (archive / "site").rglob("index.html")
    }
    return {f"{one}/" for one in found} - {"./", "about/"}


def set_option(archive: Path, line: str) -> None:
    """One more line below `extra: archive:`."""
    file = archive / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8") + f"    {line}\n", encoding="utf-8")


def replace_in_settings(archive: Path, old: str, new: str) -> None:
    """Another value of an option that is there."""
    file = archive / "mkdocs.yml"
    body = file.read_text(encoding="utf-8")
    assert old in body
    file.write_text(body.replace(old, new), encoding="utf-8")


def test_all_pages_are_recorded(archive: Path) -> None:
    """The ledger is the published site; a second build leaves it alone; `generate` writes the same."""
    assert kept(archive).all == pages(archive)
    before = (archive / "data" / ledger.NAME).read_bytes()
    projects.built(archive)
    (archive / "data" / ledger.NAME).unlink()
    assert projects.on(archive, "generate").exit_code == 0
    assert (archive / "data" / ledger.NAME).read_bytes() == before


def test_other_ids_of_feed_entries(archive: Path) -> None:
    """Feed readers would show every entry again: the build that would publish them says so, once."""
    said = (
        "warning: mkdocs.yml: extra.archive.feed_authority, feed_year: the ids of feed entries had "
        "daily-papers.invalid, 2026 and now have papers.example.org, 2025, so feed readers show all of them again"
    )
    assert "ids of feed" not in projects.on(archive, "build").output
    replace_in_settings(archive, "daily-papers.invalid", "papers.example.org")
    replace_in_settings(archive, "feed_year: 2026", "feed_year: 2025")
    assert said in projects.on(archive, "build").output
    assert "ids of feed" not in projects.on(archive, "build").output


def test_settled_ids_of_feed_entries(archive: Path) -> None:
    """Those that a workflow has settled are not forgotten by a build with others elsewhere."""
    file = archive / "data" / ledger.NAME
    names = ledger.Names(
        authority="papers.ada.github.io", year=2026, repository="7", configured="daily-papers.invalid"
    )
    file.write_text(replace(kept(archive), names=names).text, encoding="utf-8")
    replace_in_settings(archive, "daily-papers.invalid", "papers.example.org")
    for _ in range(2):
        assert "had papers.ada.github.io, 2026 and now have papers.example.org, 2026" in (
            projects.on(archive, "generate").output
        )
        assert kept(archive).names == names
    replace_in_settings(archive, "papers.example.org", "daily-papers.invalid")
    assert "ids of feed" not in projects.on(archive, "generate").output
    feed = (archive / "docs" / "feeds" / "papers.atom").read_text(encoding="utf-8")
    assert "<id>tag:papers.ada.github.io,2026:paper/" in feed


@pytest.mark.parametrize("without", ["a day", "the cache, too", "the ledger, too"])
def test_lost_data(archive: Path, without: str) -> None:
    """A day that went missing stops generate, build and check, which name its pages; the site stays."""
    day = archive / "data" / "days" / "2026" / "2026-12-28.json"
    lost = {f"papers/{p['id'].replace('/', '-')}/" for p in json.loads(day.read_bytes())["papers"]} | {
        "days/2026-12-28/"
    }
    before = projects.tree(archive / "site"), projects.tree(archive / "docs")
    day.unlink()
    if without == "the cache, too":
        shutil.rmtree(archive / ".papers")
    if without == "the ledger, too":
        (archive / "data" / ledger.NAME).unlink()
    for command in ("build", "generate"):
        result = projects.on(archive, command)
        assert result.exit_code == 1
        named = {
            line.split(": ")[1]
            for line in result.output.splitlines()
            if "was published and is missing now" in line
        }
        assert "days/2026-12-28/" in named
        assert named <= lost
        how = "once with --accept-loss (on GitHub: Actions, daily, Run workflow, accept_loss)"
        assert f"to remove them on purpose, run {how}" in result.output
    assert (projects.tree(archive / "site"), projects.tree(archive / "docs")) == before
    assert "was published and is missing now" in projects.on(archive, "check").output


@pytest.mark.parametrize("then", ["it stays", "it is removed"])
def test_a_wrong_clock(archive: Path, monkeypatch: pytest.MonkeyPatch, then: str) -> None:
    """A day published by a clock of 2030 is hidden by the next correct build, whether its file stays or not,
    and published again when it arrives."""
    before, right = kept(archive).all, int(os.environ["SOURCE_DATE_EPOCH"])
    late = date(2030, 1, 7)
    fabricate.write(archive / "data", [listing([listed(9000), listed(9001)], day=late)])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(right + 4 * 366 * 86_400))
    projects.built(archive)
    wrong = {"days/2030-01-07/", "weeks/2030-W02/", "years/2030/", "papers/0001.09000/"}
    assert wrong <= kept(archive).live
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(right))
    if then == "it is removed":
        (archive / "data" / "days" / "2030" / "2030-01-07.json").unlink()
        projects.built(archive, "--accept-loss")  # whose the papers were is not known any more
        assert not [url for url in pages(archive) if "2030" in url]
        return
    projects.built(archive)
    assert not wrong & pages(archive)
    assert before <= kept(archive).all
    assert not wrong & kept(archive).all
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(right + 4 * 366 * 86_400))
    projects.built(archive)
    assert wrong <= pages(archive)


def test_accepted_loss(archive: Path) -> None:
    """Said once, the old addresses answer with a notice, and later builds ask no more."""
    (archive / "data" / "days" / "2026" / "2026-12-28.json").unlink()
    addresses = kept(archive).all
    projects.built(archive, "--accept-loss")
    assert kept(archive).all >= addresses
    assert pages(archive) >= addresses
    notice = (archive / "site" / "days" / "2026-12-28" / "index.html").read_text(encoding="utf-8")
    assert "no longer part of the archive" in notice
    projects.built(archive)
    assert pages(archive) >= addresses
    (archive / "data" / "curation.yaml").unlink()  # it speaks of a paper of that day
    projects.built(archive)
    assert projects.on(archive, "check").output == "checked 6 days: 0 problems\n"


def test_a_group_loses_its_page(archive: Path) -> None:
    """Raise a threshold and each author's old address leads to all authors; come back and it is theirs again."""
    authors = {url for url in pages(archive) if url.startswith("authors/") and url != "authors/"}
    assert authors
    settings = archive / "mkdocs.yml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before.replace("author_threshold: 2", "author_threshold: 1000"), encoding="utf-8")
    assert (projects.on(archive, "build").exit_code == 1) == (len(authors) > FEW)
    projects.built(archive, "--accept-loss")
    for url in authors:
        page = (archive / "site" / url / "index.html").read_text(encoding="utf-8")
        assert '<meta http-equiv="refresh" content="0; url=../">' in page
    assert kept(archive).moved == authors
    settings.write_text(before, encoding="utf-8")
    projects.built(archive)
    assert kept(archive).moved == frozenset()


def test_a_topic_is_taken_out(archive: Path) -> None:
    """The operator's vocabulary may change: the address of a topic that is gone leads to the topics."""
    (archive / "data" / "topics.yml").unlink()
    shutil.copy(Path(__file__).parents[1] / "data" / "topics.yml", archive / "data" / "topics.yml")
    topics = archive / "data" / "topics.yml"
    text = topics.read_text(encoding="utf-8")
    topics.write_text(text.replace("tea-leaves", "infusions"), encoding="utf-8")
    projects.built(archive)
    page = (archive / "site" / "topics" / "tea-leaves" / "index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../">' in page


def test_a_ledger_that_cannot_be_read(archive: Path) -> None:
    """Damage is an error that names the file, and says what is wrong as of any other."""
    file = archive / "data" / ledger.NAME
    file.write_bytes(b"days/\n\xff\xfe")
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    assert f"papers: {file}: cannot be read: it is not UTF-8 (line 2); save it as UTF-8\n" in result.output
    file.write_text(f"{ledger.HEAD}days/\n<<<<<<< HEAD\n", encoding="utf-8")
    result = projects.on(archive, "build", "--accept-loss")
    assert result.exit_code == 1
    assert f"papers: {file}: line 3: expected an address such as " in result.output
    file.unlink()
    file.mkdir()
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    assert f"papers: {file}: cannot be read: it is a folder\n" in result.output


def test_a_page_of_the_site_is_gone(archive: Path) -> None:
    """`papers check` names a recorded address at which the published site has nothing."""
    shutil.rmtree(archive / "site" / "trends")
    assert "site: trends/: has no page; run: papers build" in projects.on(archive, "check").output


ABSENT = 'papers: {{"0001.00005": {{{}}}}}\n'


@pytest.mark.parametrize(
    ("note", "shown"),
    [("hide: true", set()), ('withdraw: "Taken back by its authors."', {"papers/0001.00005/index.html"})],
)
def test_present_absent_present(archive: Path, note: str, shown: set[str]) -> None:
    """A suppressed paper's words are in no published file but, for a withdrawn one, its title on its own
    page, which answers as before; once the note goes everything is as it was."""
    site, curation = archive / "site", archive / "data" / "curation.yaml"
    before, old = projects.tree(site), curation.read_text(encoding="utf-8")
    title, abstract = b"Report With Six Hundred Authors", b"six hundred"
    assert len(holding(site, title)) > 3
    curation.write_text(ABSENT.format(note), encoding="utf-8")
    projects.built(archive)
    assert holding(site, title) == shown
    page = (site / "papers" / "0001.00005" / "index.html").read_text(encoding="utf-8")
    assert "notice" in page
    assert abstract not in page.lower().replace("report with six hundred", "").encode()
    curation.write_text(old, encoding="utf-8")
    projects.built(archive)
    changed = projects.differences(before, projects.tree(site))
    assert changed == []


def holding(site: Path, words: bytes) -> set[str]:
    """Published files in which these words stand."""
    files = (file for file in site.rglob("*") if file.is_file() and words in file.read_bytes())
    return {file.relative_to(site).as_posix() for file in files}
