"""`papers generate`."""

from pathlib import Path

import pytest

from generator.storage import packaged
from tests.support import fabricate, projects
from tests.support.rendering import pages


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The small archive, stored and not yet generated."""
    return projects.make(tmp_path, fabricate.listings(12, 6))


@pytest.mark.slow
def test_twice(archive: Path) -> None:
    """The second run has nothing to write."""
    first = projects.on(archive, "generate")
    written = len(projects.tree(archive / "docs"))
    count = int(first.output.split()[1])
    assert first.output == f"generated {count} files: {count} new, 0 changed, 0 removed\n"
    assert len(pages(fabricate.listings(12, 6))) + len(packaged.client()) < count <= written
    before = projects.tree(archive / "docs")
    second = projects.on(archive, "generate")
    assert second.output == f"generated {count} files: 0 new, 0 changed, 0 removed\n"
    assert projects.tree(archive / "docs") == before


def test_a_hand_written_page_in_the_way(archive: Path) -> None:
    """It is refused before the first byte, and named."""
    page = archive / "docs" / "papers" / "index.md"
    page.parent.mkdir()
    page.write_text("# My favourites\n", encoding="utf-8")
    before = projects.tree(archive)
    result = projects.on(archive, "generate")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"{page}: is a hand-written file where a page is generated; move it",
        "papers: nothing was generated",
    ]
    after = projects.tree(archive)
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path for path in changed if not path.startswith(".papers/cache/")} <= {"data/.lock"}


def test_only_what_changed(archive: Path) -> None:
    """A new tag on one paper changes its page, its feed entry and the lists it is on, nothing else."""
    projects.on(archive, "generate")
    curation = archive / "data" / "curation.yaml"
    curation.write_text(
        curation.read_text(encoding="utf-8").replace("read twice", "read thrice"), encoding="utf-8"
    )
    before = projects.tree(archive / "docs")
    projects.on(archive, "generate")
    assert projects.differences(before, projects.tree(archive / "docs")) == [
        "days/2026-12-31.md",
        "feeds/papers.atom",
        "feeds/papers.json",
        "feeds/papers.rss",
        "months/2026-12.md",
        "papers/0001.00003.md",
        "weeks/2026-W53.md",
        "years/2026.md",
    ]


def test_bad_curation(archive: Path) -> None:
    """Curation that cannot be used stops the run: what should be hidden must not show."""
    (archive / "data" / "curation.yaml").write_text(
        "papers: {0001.00001: {hide: yes please}}\n", encoding="utf-8"
    )
    result = projects.on(archive, "generate")
    assert result.exit_code == 1
    assert "curation.yaml" in result.output
    assert not (archive / "docs" / "index.md").exists()


@pytest.mark.slow
def test_a_wrong_clock_settles_nothing(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The year in the ids of entries stays for ever, so it is not that of a clock that cannot be right."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_REPOSITORY", "ada/papers")
    monkeypatch.setenv("GITHUB_REPOSITORY_ID", "7")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1420070400")  # 1 January 2015
    result = projects.on(archive, "generate")
    assert result.exit_code == 0
    assert "for ever" not in result.stderr


@pytest.mark.slow
def test_a_workflow_settles_the_names_of_entries(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one does and says so; a fork gets its own, and a build elsewhere uses what is settled."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1801440000")  # 2 February 2027
    for owner, number, told in (("ada", "7", True), ("ada", "7", False), ("bo", "8", True)):
        monkeypatch.setenv("GITHUB_REPOSITORY", f"{owner}/papers")
        monkeypatch.setenv("GITHUB_REPOSITORY_ID", number)
        result = projects.on(archive, "generate")
        name = f"papers.{owner}.github.io"
        assert (f"ids of feed entries: {name}, 2027 from now on, for ever" in result.stderr) == told
        feed = (archive / "docs" / "feeds" / "papers.atom").read_text(encoding="utf-8")
        assert f"<id>tag:{name},2027:paper/" in feed
    monkeypatch.delenv("GITHUB_ACTIONS")
    assert "0 changed" in projects.on(archive, "generate").output
