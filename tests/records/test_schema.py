"""The stored form of a listing reads back as what was written."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import fields

import pytest
from hypothesis import given

from generator.records.listing import ListedPaper, Listing
from generator.records.paper import AiSummary, AuthorName, Organization, Paper, Signals
from generator.records.schema import Json, SchemaError, listing_from_json, listing_to_json
from generator.sinks import to_json
from tests.helpers import GOLDEN, as_mapping, assert_golden, listed, listing, paper
from tests.strategies import listings

FULL = listing(
    [
        listed(
            2,
            of=paper(
                2,
                authors=(
                    AuthorName(name="Ada Example"),
                    AuthorName(name="Bo Beispiel", account="bo", status="claimed_verified"),
                    AuthorName(name="Di Hidden", hidden=True),
                ),
                organization=Organization(name="invented-lab", fullname="Invented Lab"),
                ai_summary=AiSummary(text="A summary.", model="model-0"),
                code="https://example.org/code",
                project="https://example.org/project",
                media=("https://example.org/a.png",),
                discussion="0" * 24,
                withdrawn="2025-08-22",
            ),
            submitted="2025-08-19T10:00:00Z",
            older=(("code", "2025-08-20T06:00:00Z"),),
            signals=(
                Signals(at="2025-08-20T06:00:00Z", upvotes=1),
                Signals(at="2025-08-21T06:00:00Z", upvotes=0, comments=2, stars=3),
            ),
        ),
        ListedPaper(
            paper=Paper(id=paper(1).id, title="Only a title"),
            first_seen="2025-08-20T06:00:00Z",
            seen="2025-08-21T06:00:00Z",
        ),
    ]
)


def test_golden() -> None:
    """The stored form is fixed: an archive is read by later versions."""
    assert_golden(GOLDEN / "listing.json", to_json.text(listing_to_json(FULL)))


@given(listings())
def test_round_trip(one: Listing) -> None:
    """Reading what was written gives the same value, and writing that the same bytes."""
    stored = listing_to_json(one)
    assert listing_from_json(stored) == one
    assert to_json.text(listing_to_json(listing_from_json(stored))) == to_json.text(stored)


def test_every_field_is_stored() -> None:
    """No field of a paper or of its place on a listing is lost in the store."""
    assert listing_from_json(listing_to_json(FULL)) == FULL
    full = FULL.papers[1]
    assert all(getattr(full.paper, f.name) not in (None, ()) for f in fields(Paper)), (
        "the example is complete"
    )
    assert all(getattr(full, f.name) not in (None, ()) for f in fields(ListedPaper)), (
        "the example is complete"
    )


def test_an_empty_day_is_stored() -> None:
    """A day that was asked for and had no papers is a value of its own."""
    empty = listing()
    assert listing_from_json(listing_to_json(empty)) == empty
    assert (empty.state, FULL.state) == ("empty", "complete")


def test_zero_is_not_unknown() -> None:
    """No upvotes is a number; an unknown number is not written."""
    stored = as_mapping(listing_to_json(FULL)["signals"])
    assert stored["0001.00002"] == [
        {"at": "2025-08-20T06:00:00Z", "upvotes": 1},
        {"at": "2025-08-21T06:00:00Z", "upvotes": 0, "comments": 2, "stars": 3},
    ]


def _root(change: Callable[[dict[str, Json]], object]) -> Json:
    value = deepcopy(listing_to_json(FULL))
    change(value)
    return value


def _paper(**changes: Json) -> Json:
    value = deepcopy(listing_to_json(FULL))
    papers = value["papers"]
    assert isinstance(papers, list)
    assert isinstance(papers[1], dict)
    papers[1].update(changes)
    return value


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "file: expected an object, got list"),
        (_root(lambda r: r.update(schema_version=2)), "schema_version: expected 1, got 2"),
        (_root(lambda r: r.pop("schema_version")), "schema_version: expected 1, got None"),
        (_root(lambda r: r.update(day="2025-8-20")), "day: expected YYYY-MM-DD, got '2025-8-20'"),
        (_root(lambda r: r.update(day="20250820")), "day: expected YYYY-MM-DD, got '20250820'"),
        (_root(lambda r: r.update(day="2025-02-30")), "day: day is out of range for month, got '2025-02-30'"),
        (_root(lambda r: r.update(day=20250820)), "file.day: expected text, got int"),
        (_root(lambda r: r.update(papers={})), "papers: expected a list, got dict"),
        (_root(lambda r: r.update(papers=["x"])), "papers[0]: expected an object, got str"),
        (_root(lambda r: r.pop("signals")), "signals: expected an object, got NoneType"),
        (
            _root(lambda r: r.update(signals={"0001.00002": 1})),
            "signals.0001.00002: expected a list, got int",
        ),
        (
            _root(lambda r: r.update(signals={"0001.00002": [{"at": "x", "upvotes": -1}]})),
            "signals.0001.00002[0].upvotes: expected a count, got -1",
        ),
        (
            _root(lambda r: r.update(signals={"0001.00002": [{"at": "x", "stars": True}]})),
            "signals.0001.00002[0].stars: expected a count, got True",
        ),
        (_root(lambda r: r.pop("captured")), "file.captured: expected text, got NoneType"),
        (_paper(id="0001.00002v1"), "papers[1].id: expected a paper id, got '0001.00002v1'"),
        (_paper(id=1.00002), "papers[1].id: expected text, got float"),
        (_paper(title=None), "papers[1].title: expected text, got NoneType"),
        (_paper(abstract=3), "papers[1].abstract: expected text, got int"),
        (_paper(authors="Ada"), "papers[1].authors: expected a list, got str"),
        (_paper(authors=[3]), "papers[1].authors[0]: expected an object, got int"),
        (_paper(keywords=[None]), "papers[1].keywords[0]: expected text, got NoneType"),
        (_paper(organization="x"), "papers[1].organization: expected an object, got str"),
        (_paper(submitter={}), "papers[1].account: expected text, got NoneType"),
        (_paper(older=[1]), "papers[1].older: expected an object, got list"),
        (_paper(older={"code": 1}), "papers[1].older.code: expected text, got int"),
    ],
)
def test_errors(value: Json, message: str) -> None:
    """What this version would not have written is refused with its place."""
    with pytest.raises(SchemaError) as caught:
        listing_from_json(value)
    assert str(caught.value) == message
