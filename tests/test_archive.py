"""The archive as one whole: papers by id, days in order, curation laid over."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive import NOTHING, Appearance, Archive
from generator.curation import Curation, Note
from generator.records.ids import PaperId
from generator.records.listing import Submitter
from generator.records.paper import Paper, Signals
from tests.support.helpers import listed, listing, paper, paper_id
from tests.support.strategies import listings

MONDAY = date(2025, 8, 18)
WEDNESDAY = date(2025, 8, 20)
FRIDAY = date(2025, 8, 22)
CY = Submitter(account="cy", fullname="Cy Sample")


def at(day: int, hour: int = 6) -> str:
    """A capture time in August 2025."""
    return f"2025-08-{day:02d}T{hour:02d}:00:00Z"


def titled(title: str) -> Paper:
    """A paper of which only the title is known."""
    return Paper(id=PaperId.from_title(title), title=title)


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


def test_best_first() -> None:
    """A day is ordered by upvotes, then comments, then id; unknown numbers count as zero."""
    numbers = {1: (3, 0), 2: (5, 1), 3: (5, 2), 4: (3, 0), 5: (None, None)}
    papers = [
        listed(n, signals=(Signals(at=at(20), upvotes=up, comments=said),))
        for n, (up, said) in numbers.items()
    ]
    archive = Archive.of([listing(papers)])
    assert archive.days[WEDNESDAY] == tuple(paper_id(n) for n in (3, 2, 1, 4, 5))
    assert archive.papers[paper_id(5)].latest.upvotes is None


def test_the_latest_numbers_count_on_every_day() -> None:
    """A paper's place on an old day follows what is known now."""
    archive = Archive.of(
        [
            listing([listed(1, signals=()), listed(2)], day=MONDAY),
            listing([listed(1, signals=(Signals(at=at(22), upvotes=9),))], day=FRIDAY),
        ]
    )
    assert archive.days[MONDAY] == (paper_id(1), paper_id(2))


def test_late_additions_are_marked() -> None:
    """A paper that the day's first answer did not hold says when it was first seen."""
    archive = Archive.of([listing([listed(1, seen=at(20)), listed(2, seen=at(21))], captured=at(20))])
    late = [archive.papers[paper_id(n)].appearances[0].late for n in (1, 2)]
    assert late == [None, at(21)]


def test_gaps_are_weekdays_inside_the_archive() -> None:
    """Weekends are no gaps, nor is what lies before the first and after the last day."""
    monday = date(2025, 8, 25)
    archive = Archive.of(
        [listing(day=date(2025, 8, 21)), listing(day=monday), listing(day=date(2025, 8, 27))]
    )
    assert archive.gaps == (FRIDAY, date(2025, 8, 26))


def test_an_empty_day_is_no_gap() -> None:
    """A day that was asked for and had no papers is known."""
    archive = Archive.of([listing(day=WEDNESDAY), listing(day=date(2025, 8, 21)), listing(day=FRIDAY)])
    assert archive.gaps == ()
    assert archive.days[WEDNESDAY] == ()


def test_an_empty_archive() -> None:
    """Without days there are no papers, no gaps and no age."""
    archive = Archive.of([])
    assert (archive.papers, archive.days, archive.gaps, archive.listings) == ({}, {}, (), 0)
    assert archive.as_of == NOTHING


def test_as_of_is_the_newest_time_in_the_data() -> None:
    """Captures and observations both count."""
    archive = Archive.of([listing([listed(signals=(Signals(at=at(23)),))], captured=at(21))])
    assert archive.as_of == at(23)
    assert Archive.of([listing(captured=at(21))]).as_of == at(21)


def test_a_title_finds_its_paper() -> None:
    """A paper known by title becomes the real one of that title; its old id is an alias."""
    title = titled("invented  PAPER 1!")
    archive = Archive.of(
        [
            listing([listed(of=title, seen=at(18))], day=MONDAY, captured=at(18)),
            listing([listed(1, seen=at(20))], captured=at(20)),
        ]
    )
    assert archive.aliases == {title.id: paper_id(1)}
    assert list(archive.papers) == [paper_id(1)]
    assert archive.papers[paper_id(1)].paper == paper(1)


def test_an_alias_keeps_its_day() -> None:
    """The day of the page it was read from stays in the paper's history."""
    title = titled("Invented paper 1")
    archive = Archive.of(
        [
            listing([listed(of=title)], day=MONDAY),
            listing([listed(1)]),
            listing([listed(1), listed(of=title)], day=FRIDAY),
        ]
    )
    assert [a.day for a in archive.papers[paper_id(1)].appearances] == [MONDAY, WEDNESDAY, FRIDAY]
    assert archive.days[FRIDAY] == (paper_id(1),)


def test_the_real_record_outweighs_the_page() -> None:
    """Content comes from the record with the real id, even when the page was read later."""
    title = Paper(id=PaperId.from_title("Invented Paper 1"), title="INVENTED PAPER 1", abstract="Cut off…")
    archive = Archive.of(
        [listing([listed(1, seen=at(18))], day=MONDAY), listing([listed(of=title, seen=at(22))])]
    )
    assert archive.papers[paper_id(1)].paper == paper(1)


def test_an_ambiguous_title_stays_provisional() -> None:
    """Two real papers of one title: nobody can know which it is."""
    title = titled("Same title")
    twins = [listed(n, of=paper(n, title="Same title")) for n in (1, 2)]
    archive = Archive.of([listing([*twins, listed(of=title)])])
    assert archive.aliases == {}
    assert set(archive.papers) == {paper_id(1), paper_id(2), title.id}


def test_titles_without_letters_are_never_matched() -> None:
    """Titles that fold to nothing are not the same title."""
    archive = Archive.of([listing([listed(of=titled("???")), listed(1, of=paper(1, title="!!!"))])])
    assert archive.aliases == {}


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


def test_corrections_replace_content() -> None:
    """What the operator corrects is what the archive says."""
    note = Note(correct=(("title", "Right"), ("code", "https://example.org/right")))
    one = Archive.of([listing([listed(1)])], Curation({paper_id(1): note})).papers[paper_id(1)]
    assert one.paper == paper(1, title="Right", code="https://example.org/right")


def test_notes_without_a_paper_are_left_alone() -> None:
    """A note for a paper that is not stored makes no paper."""
    assert Archive.of([], Curation({paper_id(1): Note()})).papers == {}


@given(st.permutations([MONDAY, WEDNESDAY, FRIDAY]), st.lists(listings(), min_size=3, max_size=3))
def test_order_of_reading_does_not_matter(order: list[date], found: list[object]) -> None:
    """The archive is the same in whatever order its days are read."""
    days = [listing(one.papers, day=day) for day, one in zip((MONDAY, WEDNESDAY, FRIDAY), found, strict=True)]  # type: ignore[attr-defined]
    shuffled = [next(one for one in days if one.day == day) for day in order]
    assert Archive.of(shuffled) == Archive.of(days)


def test_late_only_from_the_next_day_on() -> None:
    """Within the day of its first reading a list grows by itself; who joins later is late."""
    same, next_day = listed(1, seen=at(18, 23)), listed(2, seen=at(19, 1))
    archive = Archive.of([listing([same, next_day], day=MONDAY, captured=at(18))])
    late = [one.appearances[0].late for one in archive.papers.values()]
    assert late == [None, at(19, 1)]


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


def test_latest_knows_every_number() -> None:
    """An observation that leaves a number out does not make it unknown."""
    signals = (
        Signals(at=at(18), upvotes=3, comments=2, stars=9),
        Signals(at=at(19), upvotes=5),
        Signals(at=at(20), comments=4),
    )
    (one,) = Archive.of([listing([listed(1, signals=signals)])]).papers.values()
    assert one.latest == Signals(at=at(19), upvotes=5, comments=4, stars=9)


def test_counts_are_of_what_is_shown() -> None:
    """A hidden paper is on its day and not among those counted."""
    archive = Archive.of(
        [listing([listed(1), listed(2)], day=MONDAY)], Curation({paper_id(1): Note(hide=True)})
    )
    assert (archive.counts, archive.listings) == ({MONDAY: 1}, 2)


def test_titles() -> None:
    """One title is for readers, with powers as signs; the other is as it was typed, for search."""
    (only,) = Archive.of([listing([listed(of=paper(1, title="Fast $O(n)$ CO_2 V^{3}"))])]).papers.values()
    assert (only.title, only.plain_title) == ("Fast O(n) CO₂ V³", "Fast O(n) CO_2 V^{3}")
