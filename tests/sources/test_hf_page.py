from datetime import date

import pytest

from generator.errors import RefusedError
from generator.records.ids import PaperId
from generator.records.listing import Parsed
from generator.records.paper import Paper
from generator.sources import parse
from tests.sources.samples import ASKED, said, text_payload

PAIRS = [
    "First: a Title",
    "We invent the first; see 0001.00001.",
    "Second Title",
    "We invent the second at length.",
]


def page(*lines: str, day: str = "Jan 6", between: str = "\n\n") -> str:
    """The text of a page, copied from a browser."""
    return between.join(["new", "Subscribe", "Daily Papers", "byAK and the research community", day, *lines])


def read(body: str, asked: date | None = ASKED) -> Parsed:
    """What is read out of that text."""
    return parse(text_payload(body, asked=asked))


def refused(body: str, asked: date | None = ASKED) -> RefusedError:
    """Why this text is no listing."""
    with pytest.raises(RefusedError) as caught:
        read(body, asked)
    return caught.value


def test_pairs_by_position() -> None:
    """Title and abstract in turns; ids are provisional, never taken from the text."""
    parsed = read(page(*PAIRS))
    (listing,) = parsed.listings
    assert (parsed.shape, listing.day, parsed.problems) == ("Daily Papers page text", ASKED, ())
    assert min(listing.papers, key=lambda one: one.paper.title).paper == Paper(
        id=PaperId.from_title("First: a Title"), title="First: a Title", abstract=PAIRS[1]
    )
    assert all(one.paper.id.is_provisional and not one.signals for one in listing.papers)
    assert {one.seen for one in listing.papers} == {"2000-01-06T00:00:00Z"}


@pytest.mark.parametrize("between", ["\n", "\r\n", "\r\n\r\n", "\r", "\n \t \n\n"])
def test_line_ends_do_not_matter(between: str) -> None:
    """Other line ends, more or fewer empty lines, and some at the end: the same page."""
    assert read(page(*PAIRS, between=between) + "\n\n\n") == read(page(*PAIRS))


def test_line_separators_inside_text_are_no_lines() -> None:
    """U+2028 in an abstract does not shift the pairs."""
    first = PAIRS[1].replace(";", "\u2028")
    assert len(read(page(PAIRS[0], first, *PAIRS[2:])).listings[0].papers) == 2


def test_year_is_asked_for() -> None:
    """The date line has no year, and it is never filled in."""
    error = refused(page(*PAIRS), None)
    assert (error.reason, error.where) == ("day", "line 9")
    assert "'Jan 6'" in str(error)
    assert "--date YYYY-MM-DD" in str(error)


@pytest.mark.parametrize("day", ["January 6, 2000", "Jan 6, 2000"])
def test_year_in_the_date_line(day: str) -> None:
    """A date line with a year tells the day."""
    assert read(page(*PAIRS, day=day), None) == read(page(*PAIRS, day=day)) == read(page(*PAIRS))


@pytest.mark.parametrize("day", ["Jan 7", "Feb 6", "Jan 6, 2001"])
def test_another_day_is_refused(day: str) -> None:
    """The date line must not contradict the day asked for."""
    assert refused(page(*PAIRS, day=day)).reason == "day"


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (page(*PAIRS, day="Someday"), "line 5"),
        (page(*PAIRS, "A Title Alone"), "line 19"),
        (page("A title that is longer than", "its abstract"), "line 11"),
        (page("\u200b", "Nothing to read above."), "line 11"),
        ("Jan 6\nDaily Papers\n" + "\n".join(PAIRS), "line 2"),
    ],
)
def test_other_forms_are_refused(body: str, where: str) -> None:
    """No date line, an odd count, a title longer than its abstract: the line is named."""
    error = refused(body)
    assert (error.reason, error.where) == ("shape", where)


def test_header_stands_at_the_top() -> None:
    """The heading far down in a text makes no page of it."""
    assert "accepted are" in str(refused("x\n" * 30 + page(*PAIRS)))


def test_page_without_papers_is_an_empty_day() -> None:
    """A page with its header only is a day without papers."""
    assert read(page()).listings[0].state == "empty"


def test_repeated_titles_are_one_paper() -> None:
    """The same title twice is one paper, with a note."""
    parsed = read(page(*PAIRS[:2], PAIRS[0].upper(), PAIRS[1]))
    assert len(parsed.listings[0].papers) == 1
    assert said(parsed) == [("note", str(PaperId.from_title(PAIRS[0])))]
