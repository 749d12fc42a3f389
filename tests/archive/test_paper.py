"""One paper: what is shown of it, its titles and its newest numbers."""

import pytest

from generator.archive import Archive
from generator.curation import Curation, Note
from generator.records.paper import Signals
from tests.archive.invented import at
from tests.support.helpers import listed, listing, paper, paper_id


@pytest.mark.parametrize(
    ("note", "is_shown", "withdrawal"),
    [
        (Note(), True, None),
        (Note(hide=True), False, None),
        (Note(withdraw="Withdrawn by its authors."), False, "Withdrawn by its authors."),
    ],
)
def test_curation_decides_what_is_shown(note: Note, is_shown: bool, withdrawal: str | None) -> None:  # noqa: FBT001 - a column
    """Hidden and withdrawn papers keep their address and leave every listing."""
    archive = Archive.of([listing([listed(1)])], Curation({paper_id(1): note}))
    one = archive.papers[paper_id(1)]
    assert (one.is_shown, one.withdrawal) == (is_shown, withdrawal)
    assert archive.shown == ((one,) if is_shown else ())


def test_the_source_may_withdraw() -> None:
    """A date of withdrawal hides a paper, with a notice; the operator's words go before it."""
    day = listing([listed(1, of=paper(1, withdrawn="2025-08-22"))])
    assert Archive.of([day]).papers[paper_id(1)].withdrawal == "Withdrawn on 22 Aug 2025."
    curated = Archive.of([day], Curation({paper_id(1): Note(withdraw="Ours.")}))
    assert curated.papers[paper_id(1)].withdrawal == "Ours."


def test_latest_knows_every_number() -> None:
    """An observation that leaves a number out does not make it unknown."""
    signals = (
        Signals(at=at(18), upvotes=3, comments=2, stars=9),
        Signals(at=at(19), upvotes=5),
        Signals(at=at(20), comments=4),
    )
    (one,) = Archive.of([listing([listed(1, signals=signals)])]).papers.values()
    assert one.latest == Signals(at=at(19), upvotes=5, comments=4, stars=9)


def test_titles() -> None:
    """One title is for readers, with powers as signs; the other is as it was typed, for search."""
    (only,) = Archive.of([listing([listed(of=paper(1, title="Fast $O(n)$ CO_2 V^{3}"))])]).papers.values()
    assert (only.title, only.plain_title) == ("Fast O(n) CO₂ V³", "Fast O(n) CO_2 V^{3}")
