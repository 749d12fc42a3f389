"""Any listing that answers of the source could lead to, for laws."""

from collections.abc import Sequence
from functools import reduce
from itertools import permutations, product
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st

from generator.intake import merge
from generator.records.listing import ListedPaper, Listing, Submitter
from generator.records.paper import AiSummary, AuthorName, Organization, Paper, Signals
from tests.support.helpers import DAY, paper_id

T = TypeVar("T")


def examples(count: int) -> int:
    """So many of 100: each profile tries the same share of its own number of examples."""
    return max(1, count * settings().max_examples // 100)


# Few values of each kind: laws are broken where answers meet, not where they differ in everything. Those of
# a field are drawn at once, which takes a third of the time that drawing their parts would.
TIMES = st.sampled_from([f"2025-08-{day}T{hour}:00:00Z" for day in (20, 21, 22) for hour in ("06", "18")])
WORDS = ("alpha", "beta", "gamma ‘δ’", "x")
URLS = ("https://example.org/a", "https://example.org/b")
COUNTS = (None, 0, 1, 2, 3)
AUTHORS = [
    AuthorName(name=name, account=account, status=status, hidden=hidden)
    for name, account, status, hidden in product(
        WORDS, (None, *WORDS), (None, "admin_assigned"), (False, True)
    )
]
ORGANIZATIONS = [Organization(name=name, fullname=full) for name, full in product(WORDS, (None, *WORDS))]
SUMMARIES = [AiSummary(text=told, model=model) for told, model in product(WORDS, (None, *WORDS))]
SUBMITTERS = [Submitter(account=name, fullname=full) for name, full in product(WORDS, (None, *WORDS))]


def _few(values: Sequence[T]) -> list[tuple[T, ...]]:
    """None, one, or two that differ, in either order."""
    return [(), *((one,) for one in values), *permutations(values, 2)]


def _maybe(values: Sequence[T]) -> st.SearchStrategy[T | None]:
    return st.sampled_from([None, *values])


# The same author twice is reported, too.
PEOPLE = st.sampled_from([*_few(AUTHORS), *((one, one) for one in AUTHORS)])
KEYWORDS = st.sampled_from(_few(WORDS))
MEDIA = st.sampled_from(_few(URLS))
NUMBERS = list(product(COUNTS, repeat=3))


def papers(number: int = 1) -> st.SearchStrategy[Paper]:
    """Any content of one paper."""
    return st.builds(
        Paper,
        id=st.just(paper_id(number)),
        title=st.sampled_from(WORDS),
        abstract=_maybe(WORDS),
        authors=PEOPLE,
        published=_maybe(["2025-08-18", "2025-08-19"]),
        organization=_maybe(ORGANIZATIONS),
        ai_summary=_maybe(SUMMARIES),
        keywords=KEYWORDS,
        code=_maybe(URLS),
        project=_maybe(URLS),
        media=MEDIA,
        discussion=_maybe(["0123456789abcdef01234567", "f" * 24]),
        withdrawn=_maybe(["2025-08-22"]),
        categories=st.sampled_from(_few(("cs.LG", "hep-th"))),
        doi=_maybe(["10.1234/a", "10.1234/b"]),
        journal=_maybe(WORDS),
        comment=_maybe(WORDS),
        licence=_maybe([f"https://creativecommons.org/licenses/by{more}/4.0/" for more in ("", "-sa")]),
    )


@st.composite
def answers(draw: st.DrawFn, number: int = 1) -> ListedPaper:
    """A listed paper as one answer tells it."""
    seen = draw(TIMES)
    numbers = draw(_maybe(NUMBERS))
    return ListedPaper(
        paper=draw(papers(number)),
        first_seen=seen,
        seen=seen,
        submitter=draw(_maybe(SUBMITTERS)),
        submitted=draw(st.none() | TIMES),
        announced=draw(st.none() | st.sampled_from(("new", "cross"))),
        signals=(Signals(at=seen, upvotes=numbers[0], comments=numbers[1], stars=numbers[2]),)
        if numbers
        else (),
    )


@st.composite
def known(draw: st.DrawFn, number: int = 1) -> ListedPaper:
    """A listed paper after one to three answers: what the store can hold."""
    return reduce(merge.join, draw(st.lists(answers(number), min_size=1, max_size=3)))


@st.composite
def listings(draw: st.DrawFn) -> Listing:
    """One day's list of up to three papers."""
    numbers = sorted(draw(st.sets(st.integers(1, 4), max_size=3)))
    return Listing(
        day=DAY,
        captured=draw(TIMES),
        papers=tuple(draw(known(number)) for number in numbers),
        is_reconstructed=draw(st.booleans()),
    )
