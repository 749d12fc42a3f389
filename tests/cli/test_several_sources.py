"""An archive of several sources: fetched, generated, and restored from its site."""

from datetime import date, timedelta
from pathlib import Path
from unittest import mock

import pytest

from generator.storage.store import Store
from tests.support import fetching, projects
from tests.support.announcing import Arxiv, Sent
from tests.support.fetching import NOW, PlayedClock
from tests.support.helpers import paper_id
from tests.support.upstream import Days, Upstream, closed_port

TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)
VOTED = {
    YESTERDAY: [fetching.entry(1, YESTERDAY)],
    TODAY: [fetching.entry(2, TODAY), fetching.entry(3, TODAY)],
}
ANNOUNCED = [
    Sent(key=paper_id(1), day=YESTERDAY - timedelta(days=1), title="Invented Paper 1"),
    Sent(key=paper_id(2), day=TODAY, categories=("stat.ML", "cs.CL"), title="Invented Paper 2"),
    Sent(key=paper_id(4), day=TODAY, title="Invented Paper 4"),
]


def fetched(folder: Path, *arguments: str, there: str = "") -> str:
    """What `papers fetch` said; arXiv is at `there`, or on this machine."""
    with (
        Upstream(Days(entries=VOTED, last=TODAY)) as votes,
        Upstream(Arxiv(papers=ANNOUNCED, today=TODAY)) as feed,
    ):
        own = {"PAPERS_SOURCE_ARXIV": there or feed.origin}
        with mock.patch.dict("os.environ", own):
            return fetching.fetch(folder, votes, *arguments, clock=PlayedClock()).output


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of both, generated."""
    folder = fetching.archive(tmp_path_factory.mktemp("both"))
    file = folder / "mkdocs.yml"
    options = "  archive:\n    sources: [huggingface, arxiv]\n    categories: [cs.CL]"
    file.write_text(file.read_text(encoding="utf-8").replace("  archive:", options, 1), encoding="utf-8")
    said = fetched(folder, "--days", "3")
    assert "fetched 6 days: 6 new papers, 0 changed, 0 refused" in said
    made = projects.on(folder, "generate")
    assert made.exit_code == 0, made.output
    return folder


def test_their_lists_are_apart(archive: Path) -> None:
    """Each source has its file of a day, and its own memory of what it was asked."""
    store = Store(archive / "data")
    assert [one.source for one in store.lists(TODAY)] == ["", "arxiv"]
    assert sorted(path.name for path in (archive / ".papers").glob("fetch*")) == [
        "fetch.arxiv.json",
        "fetch.json",
    ]
    said = projects.on(archive, "status").output
    assert "4 papers, listed 5 times" in said


def test_one_page_per_paper(archive: Path) -> None:
    """A paper on several lists has one page, which tells all of them."""
    docs = archive / "docs"
    assert sorted(path.stem for path in (docs / "papers").glob("0001.*.md")) == [
        paper_id(n) for n in range(1, 5)
    ]
    page = (docs / "papers" / f"{paper_id(2)}.md").read_text(encoding="utf-8")
    assert page.count("<li>Listed") == 2
    assert "on <a href=https://arxiv.org/>arXiv</a>" in page.replace('"', "")
    assert ">Hugging Face</a> by" in page
    alone = (docs / "papers" / f"{paper_id(4)}.md").read_text(encoding="utf-8")
    assert "upvote" not in alone


def test_a_day_of_both(archive: Path) -> None:
    """Each paper once, those with votes first, and how many each source lists."""
    text = (archive / "docs" / "days" / f"{TODAY}.md").read_text(encoding="utf-8")
    keys = [
        text.index(f"data-paper={quote}{paper_id(n)}{quote}")
        for n in (3, 2, 4)
        for quote in ('"', "")
        if f"data-paper={quote}{paper_id(n)}{quote}" in text
    ]
    assert keys == sorted(keys)
    assert "2 on Hugging Face" in text
    assert "2 on arXiv" in text
    assert "1 cross-listed" in text


def test_it_comes_back_from_its_site(archive: Path, tmp_path: Path) -> None:
    """The export knows whose list a paper was on, and the data of a day which lists were empty."""
    folder = fetching.archive(tmp_path)
    done = projects.on(folder, "import", archive / "docs")
    assert done.exit_code == 0, done.output
    found = Store(folder / "data")
    for day in (TODAY, YESTERDAY, YESTERDAY - timedelta(days=1)):
        known = {
            one.source: [two.paper.id for two in one.papers] for one in Store(archive / "data").lists(day)
        }
        assert {one.source: [two.paper.id for two in one.papers] for one in found.lists(day)} == known
    assert {one.source: one.captured for one in found.lists(TODAY - timedelta(days=2))} == {
        one.source: one.captured for one in Store(archive / "data").lists(TODAY - timedelta(days=2))
    }


def test_one_that_is_down(archive: Path) -> None:
    """The other one is read, and the message says which did not answer."""
    said = fetched(archive, "--date", str(date(2026, 11, 18)), there=f"http://127.0.0.1:{closed_port()}")
    assert "arXiv: refused (network)" in said
    assert "fetched 1 day" in said
