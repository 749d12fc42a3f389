"""The records of a paper become one: days, content, late additions, curation."""

from dataclasses import replace

from generator.archive import Appearance, Archive
from generator.curation import Curation, Note
from generator.records.ids import PaperId
from generator.records.paper import Paper
from tests.archive.invented import CY, FRIDAY, MONDAY, at, titled
from tests.support.helpers import listed, listing, paper, paper_id


def test_a_paper_on_two_days_is_one_paper() -> None:
    """It has both appearances, oldest first; the first day is the canonical one."""
    archive = Archive.of(
        [
            listing([listed(seen=at(22))], day=FRIDAY, captured=at(22)),
            listing([listed(seen=at(18))], day=MONDAY, captured=at(18)),
        ]
    )
    (one,) = archive.papers.values()
    assert one.appearances == (
        Appearance(day=MONDAY, submitter=CY, late=None),
        Appearance(day=FRIDAY, submitter=CY, late=None),
    )
    assert one.first_day == MONDAY
    assert list(archive.days) == [MONDAY, FRIDAY]
    assert archive.listings == 2
    assert [s.at for s in one.signals] == [at(18), at(22)]


def test_late_additions_are_marked() -> None:
    """A paper that the day's first answer did not hold says when it was first seen."""
    archive = Archive.of([listing([listed(1, seen=at(20)), listed(2, seen=at(21))], captured=at(20))])
    late = [archive.papers[paper_id(n)].appearances[0].late for n in (1, 2)]
    assert late == [None, at(21)]


def test_late_only_from_the_next_day_on() -> None:
    """Within the day of its first reading a list grows by itself; who joins later is late."""
    same, next_day = listed(1, seen=at(18, 23)), listed(2, seen=at(19, 1))
    archive = Archive.of([listing([same, next_day], day=MONDAY, captured=at(18))])
    late = [one.appearances[0].late for one in archive.papers.values()]
    assert late == [None, at(19, 1)]


def test_the_real_record_outweighs_the_page() -> None:
    """Content comes from the record with the real id, even when the page was read later."""
    title = Paper(id=PaperId.from_title("Invented Paper 1"), title="INVENTED PAPER 1", abstract="Cut off…")
    archive = Archive.of(
        [listing([listed(1, seen=at(18))], day=MONDAY), listing([listed(of=title, seen=at(22))])]
    )
    assert archive.papers[paper_id(1)].paper == paper(1)


def test_a_title_fills_the_gaps_of_a_record() -> None:
    """What only a page's text told is kept when the paper's id is known, the submitter's name too."""
    known = listed(1, of=paper(1, title="One of a Kind", abstract=None), seen=at(18))
    told = listed(
        2, of=Paper(id=PaperId.from_title("One of a kind"), title="One of a kind", abstract="Told.")
    )
    (one,) = Archive.of([listing([known, replace(told, submitter=None)], day=MONDAY)]).papers.values()
    assert (one.paper.title, one.paper.abstract) == ("One of a Kind", "Told.")
    assert one.appearances[0].submitter == CY


def test_hidden_under_either_id() -> None:
    """A paper hidden by its provisional id stays hidden, whatever is said about its real one."""
    known, told = listed(1, of=paper(1, title="Same")), listed(2, of=titled("Same"))
    notes = {told.paper.id: Note(hide=True), paper_id(1): Note(tags=("x",))}
    (one,) = Archive.of([listing([known, told])], Curation(notes)).papers.values()
    assert one.note == Note(hide=True, tags=("x",))


def test_corrections_replace_content() -> None:
    """What the operator corrects is what the archive says."""
    note = Note(correct=(("title", "Right"), ("code", "https://example.org/right")))
    one = Archive.of([listing([listed(1)])], Curation({paper_id(1): note})).papers[paper_id(1)]
    assert one.paper == paper(1, title="Right", code="https://example.org/right")
