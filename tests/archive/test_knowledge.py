"""What is known of a paper: from its lists and from enrichment."""

from dataclasses import replace

from generator.archive import knowledge
from generator.records.enriched import Enriched
from generator.records.known import NOTHING_KNOWN, Arrival, Linked, Links
from tests.support.helpers import paper

PAPER = paper(1)
EARLY, LATE = "2026-11-10T06:00:00Z", "2026-11-20T06:00:00Z"


def test_nothing() -> None:
    """Where neither has anything, it is the one value for that."""
    assert knowledge.of(PAPER, None) is NOTHING_KNOWN


def test_enrichment_comes_first() -> None:
    """A list fills what enrichment lacks."""
    listed = paper(1, categories=("cs.CL",), comment="Accepted at ICML 2025", journal="J. Inv.")
    found = knowledge.of(listed, Enriched(id=listed.id, seen=LATE, comment="Accepted to ICLR 2026"))
    assert (found.categories, found.primary, found.journal) == (("cs.CL",), "cs.CL", "J. Inv.")
    assert found.venue
    assert found.venue.slug == "iclr-2026"


def test_arrivals() -> None:
    """Only what an answer lacked before another had it; what was there from the start did not arrive."""
    models = Links(at="2026-11-20", total=2, named=(Linked(name="lab/a"),))
    code = "https://github.com/lab/code"
    told = Enriched(id=PAPER.id, seen=LATE, models=models, code=code, had=(("code", LATE), ("model", LATE)))
    later = replace(told, lacked=(("code", EARLY), ("model", EARLY)))
    assert knowledge.of(PAPER, later).arrivals == (
        Arrival(kind="code", day="2026-11-20", what=code),
        Arrival(kind="model", day="2026-11-20", what="lab/a"),
    )
    assert knowledge.of(PAPER, told).arrivals == ()
    gone = replace(told, lacked=(("code", LATE),), had=(("code", EARLY),))
    assert knowledge.of(PAPER, gone).arrivals == ()
