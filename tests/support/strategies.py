"""Any listing that answers of the source could lead to, for laws."""

from collections.abc import Mapping, Sequence
from functools import cache, reduce
from itertools import combinations, permutations, product
from math import prod
from typing import Any, TypeVar

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
# several fields are drawn at once, which takes a fifth of the time that drawing each would.
TIMES = [f"2025-08-{day}T{hour}:00:00Z" for day in (20, 21, 22) for hour in ("06", "18")]
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
UNIFORM = 2**24
"""Below so many, Hypothesis draws each number as often as any other."""


def _few(values: Sequence[T]) -> list[tuple[T, ...]]:
    """None, one, or two that differ, in either order."""
    return [(), *((one,) for one in values), *permutations(values, 2)]


# The same author twice is reported, too.
PEOPLE = [*_few(AUTHORS), *((one, one) for one in AUTHORS)]
NUMBERS = list(product(COUNTS, repeat=3))


def _together(**fields: Sequence[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A value of each field, drawn as one number."""
    count = prod(map(len, fields.values()))
    assert count < UNIFORM

    def values(number: int) -> dict[str, Any]:
        found = {}
        for name, among in fields.items():
            number, at = divmod(number, len(among))
            found[name] = among[at]
        return found

    return st.integers(0, count - 1).map(values)


WHAT = _together(
    title=WORDS,
    abstract=(None, *WORDS),
    published=(None, "2025-08-18", "2025-08-19"),
    organization=(None, *ORGANIZATIONS),
    ai_summary=(None, *SUMMARIES),
)
WHO = _together(authors=PEOPLE, keywords=_few(WORDS), media=_few(URLS))
MORE = _together(
    code=(None, *URLS),
    project=(None, *URLS),
    discussion=(None, "0123456789abcdef01234567", "f" * 24),
    withdrawn=(None, "2025-08-22"),
    categories=_few(("cs.LG", "hep-th")),
    doi=(None, "10.1234/a", "10.1234/b"),
    journal=(None, *WORDS),
    comment=(None, *WORDS),
    licence=(None, *(f"https://creativecommons.org/licenses/by{more}/4.0/" for more in ("", "-sa"))),
)
TOLD = _together(
    seen=TIMES,
    numbers=(None, *NUMBERS),
    submitter=(None, *SUBMITTERS),
    submitted=(None, *TIMES),
    announced=(None, "new", "cross"),
)


@cache
def papers(number: int = 1) -> st.SearchStrategy[Paper]:
    """Any content of one paper."""
    return st.tuples(WHAT, WHO, MORE).map(
        lambda parts: Paper(id=paper_id(number), **parts[0], **parts[1], **parts[2])
    )


@cache
def answers(number: int = 1) -> st.SearchStrategy[ListedPaper]:
    """A listed paper as one answer tells it."""
    return st.tuples(papers(number), TOLD).map(lambda drawn: _answer(*drawn))


def _answer(paper: Paper, told: Mapping[str, Any]) -> ListedPaper:
    seen, numbers = told["seen"], told["numbers"]
    return ListedPaper(
        paper=paper,
        first_seen=seen,
        seen=seen,
        submitter=told["submitter"],
        submitted=told["submitted"],
        announced=told["announced"],
        signals=(Signals(at=seen, upvotes=numbers[0], comments=numbers[1], stars=numbers[2]),)
        if numbers
        else (),
    )


@cache
def known(number: int = 1) -> st.SearchStrategy[ListedPaper]:
    """A listed paper after one to three answers: what the store can hold."""
    return st.lists(answers(number), min_size=1, max_size=3).map(lambda told: reduce(merge.join, told))


SOME = st.sampled_from([some for count in range(4) for some in combinations(range(1, 5), count)])
HEAD = _together(captured=TIMES, is_reconstructed=(False, True))


@st.composite
def _listings(draw: st.DrawFn) -> Listing:
    return Listing(day=DAY, papers=tuple(draw(known(number)) for number in draw(SOME)), **draw(HEAD))


@cache
def listings() -> st.SearchStrategy[Listing]:
    """One day's list of up to three papers."""
    return _listings()
