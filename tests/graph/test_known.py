"""What is known from the run before changes nothing but the time that a run takes."""

import numpy as np
import pytest

from generator import graph as graphs
from generator.archive import Archive
from generator.config import Config
from generator.graph import Thresholds
from generator.graph.similarity import closed
from generator.memo import FORGETFUL, Memory
from generator.records.listing import Listing
from generator.records.visit import Visits
from generator.render import site
from generator.render.given import Given
from generator.search import index, kept, packs
from tests.support import fabricate, linking
from tests.support.notebook import Notebook

pytestmark = pytest.mark.slow

PAPERS = 300
THRESHOLDS = Thresholds(author=2, organization=2, submitter=2, keyword=2)


def made(listings: list[Listing], known: Memory = FORGETFUL) -> dict[str, bytes]:
    """Everything that is generated."""
    found = graphs.of(Archive.of(listings), linking.vocabulary(), THRESHOLDS, known)
    given = Given(graph=found, config=Config(), visits=Visits(), known=known)
    return {file.path: file.body for file in site.render(given)}


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few papers do what many do."""
    monkeypatch.setattr(closed, "FEWEST", 100)


def test_one_day_after_the_other() -> None:
    """A day more, a day changed and a day taken away: each time every byte is that of a run that knows
    nothing, and what did not change is not worked out again."""
    listings = fabricate.listings(PAPERS)
    known = Notebook()
    made(listings[:-1], known)
    assert {"topic-model", "topics", "counts", "basis", "near", "texts"} <= set(known.missed)
    known.missed.clear()
    whole = made(listings)
    assert made(listings, known) == whole
    # That day lists a paper of the year before again, so what the closed quarter's index tells of it changes;
    # of the current quarter, the papers that its own are kept with are read again.
    assert known.missed == ["closed", "tokens-0", "exports-2026-12", "exports-2027-01"]
    assert made(listings, known) == whole
    assert made([*listings[:3], *listings[4:]], known) == made([*listings[:3], *listings[4:]])
    assert {"topic-model", "near", "texts"} <= set(known.missed)


def test_results_are_kept_when_they_are_new() -> None:
    """A run without new papers stores nothing."""
    listings = fabricate.listings(PAPERS)
    known = Notebook()
    made(listings, known)
    before = dict(known.kept)
    made(listings, known)
    assert all(known.kept[kind][1] is body for kind, (_, body) in before.items())


def test_a_lost_piece_of_the_index_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever piece is missing, that run and the next one give the same result as a clean run."""
    monkeypatch.setattr(kept, "PART", 8_000)
    monkeypatch.setattr(packs, "LEAST", 4_000)
    monkeypatch.setattr(packs, "MOST", 8_000)
    graph = linking.graph(fabricate.listings(PAPERS))
    clean = {file.path: file.body for file in index.render(graph)}
    known = Notebook()
    assert {file.path: file.body for file in index.render(graph, known)} == clean
    pieces = [kind for kind in known.kept if kind.startswith("texts-")]
    assert len(pieces) > 3
    for piece in ["texts", *pieces]:
        del known.kept[piece]
        for _ in range(2):
            assert {file.path: file.body for file in index.render(graph, known)} == clean, piece
        assert set(pieces) <= set(known.kept)


def test_a_new_paper_is_found_by_those_it_is_near_to() -> None:
    """A paper with the same text as an old one is related to it, whatever is cached for the old one."""
    listings = fabricate.listings(PAPERS)
    known = Notebook()
    graphs.of(Archive.of(listings[:-1]), linking.vocabulary(), THRESHOLDS, known)
    found = graphs.of(Archive.of(listings), linking.vocabulary(), THRESHOLDS, known)
    clean = graphs.of(Archive.of(listings), linking.vocabulary(), THRESHOLDS)
    assert found.related == clean.related
    assert np.array_equal(found.space.vectors, clean.space.vectors)
    new = {listed.paper.id for listed in listings[-1].papers}
    assert any(new & set(others) for key, others in found.related.items() if key not in new)
