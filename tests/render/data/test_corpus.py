"""Every paper of the real corpus in every format, read by programs of other people."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from generator.archive import Archive
from generator.intake import sources
from generator.render.citations import entry
from generator.render.citations.entry import Entry
from generator.storage.store import Store
from tests.render.citations.test_both_ends import assert_same
from tests.render.citations.test_readers import assert_bibtex, assert_csl, assert_csv, assert_ris
from tests.support import projects
from tests.support.rendering import graph_of

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


@pytest.fixture(scope="module")
def papers(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    """All of them."""
    folder = tmp_path_factory.mktemp("exports") / "archive"
    assert projects.papers("init", folder).exit_code == 0
    projects.on(folder, "import", *sorted((corpus / "hf-daily").glob("*.json.gz")))
    listings, _ = Store(folder / "data").read_all()
    graph = graph_of(Archive.of(listings, sources=sources.known()))
    return [entry.of(one, graph) for one in graph.archive.shown]


def test_keys_are_unique(papers: list[Entry]) -> None:
    """One for each paper."""
    assert len({one.key for one in papers}) == len(papers) == 8_348


@pytest.mark.parametrize("reads", [assert_bibtex, assert_ris, assert_csl, assert_csv])
def test_readers(reads: Callable[[Sequence[Entry]], None], papers: list[Entry]) -> None:
    """bibtexparser, rispy, citeproc-py with the words of the CSL schema, and csv find what was written."""
    reads(papers)


def test_both_ends(papers: list[Entry], node: str) -> None:
    """The browser's code writes the same bytes."""
    assert_same(papers, node)
