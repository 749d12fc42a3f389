"""The archive as one whole: papers by id, days in order, curation laid over."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.archive import NOTHING, Archive, Made
from generator.curation import Curation, Note
from generator.records.paper import Signals
from tests.archive.invented import FRIDAY, MONDAY, WEDNESDAY, at, titled
from tests.support.helpers import listed, listing, paper, paper_id
from tests.support.strategies import listings


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


def test_notes_without_a_paper_are_left_alone() -> None:
    """A note for a paper that is not stored makes no paper."""
    assert Archive.of([], Curation({paper_id(1): Note()})).papers == {}


@given(st.permutations([MONDAY, WEDNESDAY, FRIDAY]), st.lists(listings(), min_size=3, max_size=3))
def test_order_of_reading_does_not_matter(order: list[date], found: list[object]) -> None:
    """The archive is the same in whatever order its days are read."""
    days = [listing(one.papers, day=day) for day, one in zip((MONDAY, WEDNESDAY, FRIDAY), found, strict=True)]  # type: ignore[attr-defined]
    shuffled = [next(one for one in days if one.day == day) for day in order]
    assert Archive.of(shuffled) == Archive.of(days)


def test_counts_are_of_what_is_shown() -> None:
    """A hidden paper is on its day and not among those counted."""
    archive = Archive.of(
        [listing([listed(1), listed(2)], day=MONDAY)], Curation({paper_id(1): Note(hide=True)})
    )
    assert (archive.counts, archive.listings) == ({MONDAY: 1}, 2)


def test_papers_that_are_the_same_are_taken_over() -> None:
    """After a change, the archive is the one that is made from nothing, and other papers are the very same."""
    days = [
        listing([listed(n), listed(n + 10)], day=day) for n, day in enumerate((MONDAY, WEDNESDAY, FRIDAY))
    ]
    made: Made = {}
    first = Archive.of(days, made=made)
    assert first == Archive.of(days)
    changed = [*days[:2], listing([listed(2, signals=()), listed(12)], day=FRIDAY)]
    notes = Curation({paper_id(10): Note(hide=True)})
    second = Archive.of(changed, notes, made=made)
    assert second == Archive.of(changed, notes)
    same = [key for key in first.papers if first.papers[key] is second.papers[key]]
    assert same == [paper_id(n) for n in (0, 1, 11)]
    assert Archive.of(days, made=made) == first
