"""How answers about one thing become one, whatever their order."""

from dataclasses import replace
from functools import reduce
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import RefusedError
from generator.intake import merge
from generator.records.decision import Absent, Add, Change, Same
from generator.records.listing import ListedPaper, Listing
from generator.records.paper import Signals
from tests.support.helpers import listed, listing, paper
from tests.support.strategies import answers, known, listings

EARLY = "2025-08-20T06:00:00Z"
LATE = "2025-08-22T06:00:00Z"
LATER = "2098-01-01T06:00:00Z"
CODE = "https://example.org/code"


def test_lists_of_two_sources_are_not_one() -> None:
    """A day is one source's list: another's is refused, and nothing is mixed."""
    other = replace(listing([listed(2)]), source="tea-rooms")
    assert merge.union(other, other).source == "tea-rooms"
    with pytest.raises(RefusedError, match="'tea-rooms' and 'the first source': one is stored already"):
        merge.union(listing([listed(1)]), other)


@given(known(), known())
def test_join_is_commutative(a: ListedPaper, b: ListedPaper) -> None:
    """It does not matter which of two answers came first."""
    assert merge.join(a, b) == merge.join(b, a)


@given(known(), known(), known())
def test_join_is_associative(a: ListedPaper, b: ListedPaper, c: ListedPaper) -> None:
    """It does not matter which answers met first."""
    assert merge.join(merge.join(a, b), c) == merge.join(a, merge.join(b, c))


@given(known(), known())
def test_join_is_idempotent(a: ListedPaper, b: ListedPaper) -> None:
    """An answer that was heard already changes nothing."""
    assert merge.join(a, a) == a
    assert merge.join(merge.join(a, b), b) == merge.join(a, b)


@given(st.lists(listings(), min_size=2, max_size=3))
def test_union_is_free_of_order(found: list[Listing]) -> None:
    """Any order of imports stores the same listing."""
    assert len({reduce(merge.union, order) for order in permutations(found)}) == 1


@given(listings(), listings())
def test_union_never_takes_away(a: Listing, b: Listing) -> None:
    """Every paper of either answer is in the result, once."""
    ids = [one.paper.id for one in merge.union(a, b).papers]
    assert ids == sorted({one.paper.id for one in (*a.papers, *b.papers)})


@given(st.none() | listings(), listings())
def test_decisions_make_the_union(before: Listing | None, seen: Listing) -> None:
    """Taking all decisions is the same as joining the listings."""
    found = [one.listed for one in merge.decide(before, seen)]
    assert tuple(found) == (merge.union(before, seen) if before else seen).papers


@given(listings(), listings())
def test_decide_is_idempotent(before: Listing, seen: Listing) -> None:
    """The same answer a second time is no news."""
    after = merge.union(before, seen)
    assert all(isinstance(one, Same | Absent) for one in merge.decide(after, seen))
    assert merge.union(after, seen) == after


@given(known(), answers())
def test_changes_name_what_changed(before: ListedPaper, seen: ListedPaper) -> None:
    """`fields` lists exactly the content that differs afterwards."""
    (one,) = merge.decide(listing([before]), listing([seen]))
    assert isinstance(one, Same | Change)
    if isinstance(one, Same):
        assert one.listed == before
        return
    assert one.listed != before
    names = [n for n in merge.CONTENT if getattr(before.paper, n) != getattr(one.listed.paper, n)]
    names += [n for n in merge.OCCASION if getattr(before, n) != getattr(one.listed, n)]
    assert one.fields == tuple(names)


def test_the_newest_answer_wins() -> None:
    """A later title replaces an earlier one, whichever was imported first."""
    old = listed(of=paper(title="Old"), seen=EARLY)
    new = listed(of=paper(title="New"), seen=LATE)
    joined = merge.join(new, old)
    assert (joined.paper.title, joined.first_seen, joined.seen) == ("New", EARLY, LATE)


def test_what_is_not_told_changes_nothing() -> None:
    """A field that the newer answer leaves out keeps its value and its age."""
    old = listed(of=paper(code="https://example.org/code"), seen=EARLY)
    new = listed(of=paper(abstract=None), seen=LATE)
    joined = merge.join(old, new)
    assert joined.paper.code == "https://example.org/code"
    assert joined.paper.abstract == paper().abstract
    assert joined.older == (("abstract", EARLY), ("code", EARLY))


def test_an_older_field_yields_to_a_newer_one() -> None:
    """A field's own age counts, not the age of the answer it came with."""
    joined = merge.join(
        listed(of=paper(code="https://example.org/old"), seen=EARLY), listed(of=paper(code=None), seen=LATE)
    )
    between = listed(of=paper(code="https://example.org/new"), seen="2025-08-21T06:00:00Z")
    again = merge.join(joined, between)
    assert again.paper.code == "https://example.org/new"
    assert again.older == (("code", "2025-08-21T06:00:00Z"),)


def test_no_upvotes_is_told() -> None:
    """Zero is a number that counts."""
    found = merge.observations([Signals(at=LATE, upvotes=3), Signals(at=EARLY, upvotes=0)])
    assert found == (Signals(at=EARLY, upvotes=0), Signals(at=LATE, upvotes=3))


def test_one_observation_a_day() -> None:
    """Of several on one day the last stays."""
    morning, evening = (
        Signals(at="2025-08-20T06:00:00Z", upvotes=5),
        Signals(at="2025-08-20T18:00:00Z", upvotes=4),
    )
    assert merge.observations([evening, morning]) == (evening,)


def test_ties_are_named() -> None:
    """Two answers of the same age that disagree are reported with the fields they disagree about."""
    before = listing([listed(of=paper(title="One"))])
    (one,) = merge.decide(before, listing([listed(of=paper(title="Two"))]))
    assert isinstance(one, Change)
    assert (one.listed.paper.title, one.fields, one.tied) == ("Two", ("title",), ("title",))
    (two,) = merge.decide(before, listing([listed(of=paper(title="An earlier word"))]))
    assert isinstance(two, Same)
    assert two.tied == ("title",)


def test_every_kind_of_decision() -> None:
    """New, changed, known and missing papers are distinguished; votes alone change no field."""
    before = listing([listed(n) for n in (1, 2, 3, 4)])
    seen = listing(
        [
            listed(1),
            listed(2, of=paper(2, title="Retitled"), seen=LATE),
            listed(3, seen=LATE),
            listed(5),
        ]
    )
    found = merge.decide(before, seen)
    assert [type(one) for one in found] == [Same, Change, Change, Absent, Add]
    assert [one.fields for one in found if isinstance(one, Change)] == [("title",), ()]
    assert [one.paper.id for one in merge.union(before, seen).papers] == [
        f"0001.0000{n}" for n in (1, 2, 3, 4, 5)
    ]


def test_a_first_answer_is_all_new() -> None:
    """Without a stored day every paper is added."""
    seen = listing([listed(2), listed(1)])
    assert [type(one) for one in merge.decide(None, seen)] == [Add, Add]


def test_the_first_capture_stays() -> None:
    """A day keeps the time of its earliest answer."""
    before, seen = listing([listed(1)], captured=EARLY), listing([listed(1)], captured=LATE)
    assert merge.union(before, seen).captured == EARLY
    assert merge.union(seen, before).captured == EARLY


@pytest.mark.parametrize(
    "other",
    [
        listing([], captured="2025-08-19T05:00:00Z"),
        listing([listed(2)], captured="2025-08-20T00:00:00Z"),
        listing([], captured="2025-08-20T00:00:00Z"),
    ],
)
def test_answers_that_do_not_count(other: Listing) -> None:
    """An empty answer, or one that does not know its own time, is not the first one of a day."""
    told = listing([listed(1)], captured=EARLY)
    assert merge.union(told, other).captured == EARLY
    assert merge.union(other, told).captured == EARLY


def test_unknown_upvotes_replace_none() -> None:
    """A later answer of the day that does not know the upvotes leaves those that are known."""
    told = Signals(at="2025-08-20T03:00:00Z", upvotes=5)
    silent = Signals(at="2025-08-20T09:00:00Z", comments=1)
    assert merge.observations((told, silent)) == merge.observations((silent, told)) == (told,)


def test_a_decision_needs_a_side() -> None:
    """There is nothing to decide about a paper nobody knows."""
    with pytest.raises(ValueError, match="at least one side"):
        merge._decision(None, None)


@given(listings(), listings())
def test_a_refreshed_day_knows_what_the_union_knows(before: Listing, seen: Listing) -> None:
    """Content is the same, nothing is taken away, and the same answer again changes nothing."""
    after = merge.refreshed(before, seen)
    whole = merge.union(before, seen)
    assert [one.paper for one in after.papers] == [one.paper for one in whole.papers]
    assert after.captured == whole.captured
    assert merge.refreshed(after, seen) == after


@given(listings())
def test_repeating_what_is_known_leaves_no_trace(before: Listing) -> None:
    """A later answer with the same content and the same numbers changes no byte."""
    told = [
        replace(one, seen=LATER, first_seen=LATER, older=(), signals=_again(one)) for one in before.papers
    ]
    again = replace(before, captured=LATER, papers=tuple(told))
    assert merge.refreshed(before, again).papers == before.papers


def _again(one: ListedPaper) -> tuple[Signals, ...]:
    return tuple(replace(last, at=LATER) for last in one.signals[-1:])


def test_a_vote_is_observed_beside_the_paper() -> None:
    """New numbers are added, and the paper keeps the time of its content."""
    before = listing([listed(1, seen=EARLY), listed(2, seen=EARLY)])
    voted = replace(listed(1, seen=LATE), signals=(Signals(at=LATE, upvotes=9),))
    one, two = merge.refreshed(before, listing([voted, listed(2, seen=LATE)])).papers
    assert two == before.papers[1]
    assert (one.seen, one.paper) == (EARLY, before.papers[0].paper)
    assert one.signals == (Signals(at=EARLY, upvotes=1), Signals(at=LATE, upvotes=9))
    (news,) = merge.refreshed(
        listing([listed(1, seen=EARLY)]), listing([listed(1, of=paper(code=CODE), seen=LATE)])
    ).papers
    assert (news.seen, news.paper.code, news.signals) == (LATE, CODE, before.papers[0].signals)


def test_numbers_nobody_knew() -> None:
    """The first numbers of a paper are observed; a paper without any stays without."""
    before = listing([listed(1, seen=EARLY, signals=()), listed(2, seen=EARLY, signals=())])
    seen = listing([listed(1, seen=LATE), listed(2, seen=LATE, signals=())])
    one, two = merge.refreshed(before, seen).papers
    assert one.signals == (Signals(at=LATE, upvotes=1),)
    assert two == before.papers[1]
