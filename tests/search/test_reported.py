"""Queries that people reported for small archives, if their cases are next to the project."""

import json
from pathlib import Path

import pytest

from generator.intake import sources
from generator.records.listing import Payload
from generator.text import tex
from tests.search import questions
from tests.support import linking


@pytest.mark.parametrize("folder", questions.cases(None), ids=lambda path: path.name)
def test_titles_and_questions(folder: Path, node: str, client: Path, tmp_path: Path) -> None:
    """Each title is the first result of itself, and each question is answered as its case says."""
    case = json.loads((folder / "case.json").read_bytes())
    read = [sources.parse(Payload(path=name, body=(folder / name).read_bytes())) for name in case["site"]]
    graph = linking.graph(listing for parsed in read for listing in parsed.listings)
    papers = {str(paper.paper.id): tex.plain(paper.paper.title) for paper in graph.archive.shown}
    texts = {
        str(paper.paper.id): f"{papers[paper.paper.id]} {paper.paper.abstract}"
        for paper in graph.archive.shown
    }
    with questions.asking(node, client, questions.written(graph, tmp_path)) as ask:
        titles = json.loads((folder / case["titles"]).read_bytes()) if "titles" in case else []
        assert questions.lost_titles(titles, ask, papers) == []
        assert questions.faults(questions.asked(folder), ask, texts) == []
