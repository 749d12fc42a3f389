"""Any listing that answers of the source could lead to, for laws."""

from functools import reduce
from typing import TypeVar

from hypothesis import strategies as st

from generator.intake import merge
from generator.records.listing import ListedPaper, Listing, Submitter
from generator.records.paper import AiSummary, AuthorName, Organization, Paper, Signals
from tests.support.helpers import DAY, paper_id

T = TypeVar("T")

# Few values of each kind: laws are broken where answers meet, not where they differ in everything.
TIMES = st.sampled_from([f"2025-08-{day}T{hour}:00:00Z" for day in (20, 21, 22) for hour in ("06", "18")])
WORDS = st.sampled_from(["alpha", "beta", "gamma ‘δ’", "x"])
URLS = st.sampled_from(["https://example.org/a", "https://example.org/b"])
COUNTS = st.none() | st.integers(0, 3)
AUTHORS = st.builds(
    AuthorName,
    name=WORDS,
    account=st.none() | WORDS,
    status=st.none() | st.just("admin_assigned"),
    hidden=st.booleans(),
)


def _few(values: st.SearchStrategy[T], *, unique: bool = False) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=2, unique=unique).map(tuple)


def papers(number: int = 1) -> st.SearchStrategy[Paper]:
    """Any content of one paper."""
    maybe = st.none() | WORDS
    return st.builds(
        Paper,
        id=st.just(paper_id(number)),
        title=WORDS,
        abstract=maybe,
        authors=_few(AUTHORS),
        published=st.none() | st.sampled_from(["2025-08-18", "2025-08-19"]),
        organization=st.none() | st.builds(Organization, name=WORDS, fullname=maybe),
        ai_summary=st.none() | st.builds(AiSummary, text=WORDS, model=maybe),
        keywords=_few(WORDS, unique=True),
        code=st.none() | URLS,
        project=st.none() | URLS,
        media=_few(URLS, unique=True),
        discussion=st.none() | st.sampled_from(["0123456789abcdef01234567", "f" * 24]),
        withdrawn=st.none() | st.just("2025-08-22"),
    )


@st.composite
def answers(draw: st.DrawFn, number: int = 1) -> ListedPaper:
    """A listed paper as one answer tells it."""
    seen = draw(TIMES)
    numbers = st.builds(Signals, at=st.just(seen), upvotes=COUNTS, comments=COUNTS, stars=COUNTS)
    return ListedPaper(
        paper=draw(papers(number)),
        first_seen=seen,
        seen=seen,
        submitter=draw(st.none() | st.builds(Submitter, account=WORDS, fullname=st.none() | WORDS)),
        submitted=draw(st.none() | TIMES),
        signals=(draw(numbers),) if draw(st.booleans()) else (),
    )


@st.composite
def known(draw: st.DrawFn, number: int = 1) -> ListedPaper:
    """A listed paper after one to three answers: what the store can hold."""
    return reduce(merge.join, draw(st.lists(answers(number), min_size=1, max_size=3)))


@st.composite
def listings(draw: st.DrawFn) -> Listing:
    """One day's list of up to three papers."""
    numbers = sorted(draw(st.sets(st.integers(1, 4), max_size=3)))
    return Listing(day=DAY, captured=draw(TIMES), papers=tuple(draw(known(number)) for number in numbers))
