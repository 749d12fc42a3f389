import textwrap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import RefusedError
from generator.intake.sources import parse
from generator.records.ids import PaperId
from generator.records.listing import Parsed
from generator.records.paper import Paper
from tests.intake.sources.huggingface.page_labels import LABELS
from tests.intake.sources.samples import ASKED, text_payload

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
    """Why this text is not a listing."""
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
    """A date line with a year gives the day."""
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


@pytest.mark.parametrize(
    ("lines", "where"),
    [((*PAIRS[:2], PAIRS[0].upper(), PAIRS[3]), "15"), ((*PAIRS[:3], PAIRS[1].upper()), "17")],
    ids=["title", "abstract"],
)
def test_what_stands_twice_is_refused(lines: tuple[str, ...], where: str) -> None:
    """A list names each paper once, so a line that comes again is a label or a notice."""
    error = refused(page(*lines))
    assert (error.reason, error.where) == ("shape", f"line {where}")
    assert "layout" in str(error)


LONG = (
    "We invent a garden and measure nothing in it. Existing gardens treat lanterns as if they never changed, and "
    "they change all the time. Our main finding is that careful lanterns need fewer examples than we had expected, "
    "and that nobody asked for them. Where gardens are noisy, lanterns still recover the order in most cases."
)
MEDIUM = "Beds of flowers on the decks of foot bridges are counted over three summers, and that is all there is to say."
TITLE = "Careful Lanterns for Noisy Gardens"
SECOND = "Beds of Flowers on Foot Bridges"


def refused_layout(body: str) -> str:
    """Why a text is refused, which has to be its layout, with the line."""
    error = refused(body)
    assert (error.reason, error.where[:5]) == ("shape", "line ")
    assert "layout" in str(error)
    return error.where


@pytest.mark.attack(
    9, "a page's text whose counters, labels, accounts or organizations stand where titles do"
)
@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (
            [
                "Short title one",
                "A second and longer title of a paper",
                "Third title",
                "A fourth, longer one",
            ],
            "11",
        ),
        (["101", "A Title", "·", "12 authors", "7", "Another Title", "·", "4 authors"], "13"),
        (["101", "A Title", LONG, "Example Society", "·", "May 29", "6"], "17"),
        (["A Title", "Example Society", LONG], "11"),
        (["Submitted by", "Ann Example", "A Title", LONG], "11"),
        (["A Title", "12 authors", LONG], "11"),
        (["A Title", LONG, "We count again.", "Another Title", LONG], "15"),
        (["A Title Wrapped over", "Two Lines", LONG], "11"),
        ([LONG, "A Title"], "11"),
        (["## A Title", LONG], "11"),
        (["[A Title](/papers/0001.00001)", LONG], "11"),
        (["101\tA Title\t12 authors", LONG], "11"),
        (["invented-account", LONG], "11"),
        (["arXiv:0001.00001", LONG], "13"),
        (["Submitted by", LONG], "11"),
        (["Submitted by", "invented-account", "101", "A Title", "Example Society", "·", "12 authors"], "11"),
        (["A Title", "An abstract without any end, cut in the middle of a wo"], "11"),
    ],
)
def test_other_layouts_are_refused(lines: list[str], where: str) -> None:
    """Whatever cannot be explained is named, and the whole text refused: ids made of titles are for ever."""
    assert refused_layout(page(*lines)) == f"line {where}"


@pytest.mark.parametrize(
    "body",
    [
        "101\nA Title\n·\n12 authors\n7\nAnother Title\n·\n4 authors",
        "# Daily Papers\n\n## Jan 6\n\n" + LONG,
        "Trending Papers\n\n101\n\nA Title\n\n" + LONG,
        "Daily Papers\n\nAnn Example\n\nJan 6\n\nA Title\n\n" + LONG,
    ],
    ids=["no heading", "Markdown", "trending", "a header that is not known"],
)
def test_other_views_are_refused(body: str) -> None:
    """A page without the known header is recognized as one, and the message says what to do instead."""
    assert "Save the page itself instead" in str(refused(body))
    refused_layout(body)


@pytest.mark.parametrize("span", ["Week 32", "2026-W32", "August 2026", "This week"])
def test_views_of_several_days_are_refused(span: str) -> None:
    """A week and a month name no day."""
    error = refused(page("A Title", LONG, day=span))
    assert (error.reason, error.where) == ("day", "line 9")
    assert "view shows several days" in str(error)


def test_furniture_around_cards() -> None:
    """Counters, labels and the foot of the page are no papers; titles and abstracts are as they were."""
    card = ["Submitted by ann", "1,024", TITLE, LONG, "·", "12 authors", "·", "Upvote 3"]
    foot = ["Previous", "Next", "System theme", "Company", "TOS", "Privacy"]
    parsed = read(page(*card, "7", SECOND, MEDIUM, "GitHub 1.2k", *foot))
    assert {one.paper.title: one.paper.abstract for one in parsed.listings[0].papers} == {
        TITLE: LONG,
        SECOND: MEDIUM,
    }


def test_abstracts_of_several_paragraphs() -> None:
    """Long paragraphs below a title are its abstract."""
    parsed = read(page(TITLE, LONG, LONG, SECOND, MEDIUM))
    assert {one.paper.abstract for one in parsed.listings[0].papers} == {f"{LONG} {LONG}", MEDIUM}


def test_floods_of_lines_are_refused() -> None:
    """No page has a million lines."""
    assert refused("Daily Papers\nJan 6\n" + "a\n" * 1_000_000).reason == "size"


@pytest.mark.attack(9, "abstracts wrapped over several lines, some of which look like titles or abstracts")
@given(
    st.lists(
        st.sampled_from([LONG, MEDIUM + " " + LONG, "We count gardens. This is short. We stop here."]),
        min_size=1,
        max_size=4,
        unique=True,
    ),
    st.integers(20, 130),
    st.sampled_from(["\n", "\n\n"]),
)
def test_wrapped_abstracts(abstracts: list[str], width: int, after_title: str) -> None:
    """Lines of a wrapped abstract are never a title: they are refused, or the abstract was one line."""
    told = {f"Careful Lanterns for Noisy Gardens {'I' * n}": text for n, text in enumerate(abstracts, 1)}
    cards = [f"{title}{after_title}{textwrap.fill(text, width)}" for title, text in told.items()]
    try:
        parsed = read(page("\n\n".join(cards)))
    except RefusedError as error:
        assert error.reason == "shape"  # noqa: PT017  # read and refused are both right
        return
    assert {one.paper.title: one.paper.abstract for one in parsed.listings[0].papers} == told


TITLES = st.sampled_from(
    [
        *"A Garden of Maps: Beds as Bridges|learning to see in the dark|ALL CAPS FOR A GARDEN".split("|"),
        *"Is It Enough?|Lanterns|A Title with a Dot.|不存在的方法與花園|Gardens, Again and Again".split("|"),
        *('"Quoted" Maps', "Maps of Maps " * 15 + "End"),
    ]
)
SAFE = ("counter", "separator", "authors", "date", "button")
TEXTS = st.sampled_from(
    [LONG, MEDIUM, "We count nothing at all here.", LONG[:250] + "…", "不存在的花園裡沒有人測量過它。" * 12]
)
PARTS = {
    "counter": st.sampled_from(["101", "1,024", "1.2k", "7", "▲ 12"]),
    "separator": st.sampled_from(["·", "•", "—"]),
    "authors": st.sampled_from(["12 authors", "· 1 author"]),
    "account": st.sampled_from(["invented-account", "AnnExample", "user42", "Ann"]),
    "organization": st.sampled_from(["Example Society", "University of Nowhere", "EXAMPLE", "Invented Labs"]),
    "by": st.sampled_from(["Submitted by", "Submitted by ann", "Published on Aug 6"]),
    "date": st.sampled_from(["May 29", "2 days ago", "2026-01-05"]),
    "button": st.sampled_from(["Upvote", "Upvote 12", "View paper", "GitHub 123", "arXiv Page", "Read more"]),
    "label": st.sampled_from(LABELS),
    "unknown": st.sampled_from(["12 auteurs", "Lire la suite", "vor 2 Tagen", "# 12", "a\tb"]),
}


@st.composite
def layouts(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str]]]:
    """The lines of a page whose cards are all laid out alike, some parts of some missing; and its papers."""
    slots: list[str] = draw(
        st.permutations(["title", "text", *draw(st.lists(st.sampled_from(sorted(PARTS)), max_size=5))])
        | st.lists(st.sampled_from(SAFE), max_size=3).map(lambda parts: [*parts, "title", "text", *parts])
    )
    has_texts, loose = draw(st.booleans()), draw(st.booleans())
    lines: list[str] = []
    papers: list[tuple[str, str]] = []
    for number in range(draw(st.integers(1, 5))):
        title, told = f"{draw(TITLES)}", draw(TEXTS)
        title = title if title.endswith(("?", ".")) or not number else f"{title} {'I' * number}"
        whole = has_texts and not (loose and draw(st.booleans()))
        told = f"{told} There are {number} gardens." if told.endswith(".") else told
        papers.append((title, told if whole else ""))
        for slot in slots:
            if slot == "title":
                lines.append(title)
            elif slot == "text":
                lines += [told] if whole else []
            elif not (loose and draw(st.booleans())):
                lines.append(draw(PARTS[slot]))
    return lines, papers


@pytest.mark.attack(9, "any layout of a page made of titles, abstracts, counters, names and labels")
@given(layouts())
def test_any_layout_is_read_exactly_or_refused(made: tuple[list[str], list[tuple[str, str]]]) -> None:
    """No part of a page is ever taken for a title or an abstract, and no paper gets another's."""
    lines, papers = made
    try:
        parsed = read(page(*lines))
    except RefusedError as error:
        assert error.reason == "shape"  # noqa: PT017  # read and refused are both right
        return
    found = {(one.paper.title, one.paper.abstract) for one in parsed.listings[0].papers}
    assert {title for title, _ in found} == {title for title, _ in papers}
    assert found <= set(papers)
