"""The stored form of a listing reads back as what was written."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given

from generator.records.listing import ListedPaper, Listing
from generator.records.paper import AiSummary, AuthorName, Organization, Paper, Signals
from generator.records.reading import Json, SchemaError
from generator.records.schema import SCHEMA_VERSION, listing_from_json, listing_to_json
from generator.sinks import to_json
from tests.support.helpers import DATA, GOLDEN, as_mapping, assert_golden, listed, listing, paper
from tests.support.strategies import listings

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
                categories=("cs.LG", "hep-th", "cond-mat.str-el"),
                doi="10.1234/invented.1",
                journal="Journal of Invented Results 12 (2025) 1-9",
                comment="Accepted at InventedConf 2025",
                licence="https://creativecommons.org/licenses/by/4.0/",
            ),
            submitted="2025-08-19T10:00:00Z",
            announced="cross",
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


def test_every_version_is_read() -> None:
    """A file of each version there ever was, kept as it was written, is read; that of today reads back."""
    kept = DATA / "schema"
    assert sorted(file.name for file in kept.iterdir()) == [f"{n}.json" for n in range(1, SCHEMA_VERSION + 1)]
    for file in kept.iterdir():
        read = listing_from_json(json.loads(file.read_bytes()))
        assert [one.paper.title for one in read.papers] == ["Only a title", "Invented Paper 2"]
        written = to_json.text(listing_to_json(read))
        assert listing_from_json(json.loads(written)) == read
        assert written == file.read_text(encoding="utf-8") or file.stem != str(SCHEMA_VERSION)


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


def test_the_source_is_stored_where_it_has_a_name() -> None:
    """A list from the first source is written as before; a list from another names its source."""
    named = replace(FULL, source="tea-rooms")
    assert "source" not in listing_to_json(FULL)
    assert listing_to_json(named) == {**listing_to_json(FULL), "source": "tea-rooms"}
    assert listing_from_json(listing_to_json(named)) == named


def test_marks_of_an_earlier_version() -> None:
    """It left up to thirty on a letter; the day is still read, and pages get as many as new papers have."""
    marks = "\u0316" * 30
    joined = f"\U0001f469\u200d\U0001f52c a{marks}"
    old = listing([listed(1, of=paper(1, title=joined, authors=(AuthorName(name=f"b{marks}"),)))])
    (read,) = listing_from_json(listing_to_json(old)).papers
    assert read.paper.title == joined[:-22]
    assert read.paper.authors[0].name == f"b{marks[:8]}"


def test_an_empty_day_is_stored() -> None:
    """A day that was requested and had no papers has its own state."""
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


def _root(change: Callable[[Any], object]) -> Json:
    value = deepcopy(listing_to_json(FULL))
    change(value)
    return value


def _set(**changes: Json) -> Json:
    return _root(lambda r: r.update(changes))


def _signals(value: Json) -> Json:
    return _root(lambda r: r.update(signals={"0001.00002": value}))


SEEN = "2025-08-20T06:00:00Z"
TIME = "expected a time such as 2025-08-20T08:30:00Z"
ADDRESS = "expected an http or https address"


def _paper(**changes: Json) -> Json:
    value = deepcopy(listing_to_json(FULL))
    papers = value["papers"]
    assert isinstance(papers, list)
    assert isinstance(papers[1], dict)
    papers[1].update(changes)
    return value


NEWER = "made by a newer version of this program (format 2; this one reads 1): install the newer one"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "file: expected an object, got []"),
        (
            _root(lambda r: r.update(schema_version=2)),
            f"schema_version: {NEWER}",
        ),
        (_root(lambda r: r.pop("schema_version")), "schema_version: expected 1, got nothing"),
        *(
            (
                _set(day=day),
                f"day: expected a date such as 2025-08-20, got {day!r}",
            )
            for day in ("2025-8-20", "20250820", "2025-02-30", "9999-12-31", "2025-W34-3")
        ),
        (_root(lambda r: r.update(day=20250820)), "day: expected one line of text, got 20250820"),
        (_root(lambda r: r.update(papers={})), "papers: expected a list, got {}"),
        (_root(lambda r: r.update(papers=["x"])), "papers[0]: expected an object, got 'x'"),
        (_root(lambda r: r.pop("signals")), "signals: expected an object, got nothing"),
        (_signals(1), "signals.0001.00002: expected a list, got 1"),
        (_signals([{"at": "x"}]), f"signals.0001.00002[0].at: {TIME}, got 'x'"),
        (_signals([{"at": SEEN, "upvotes": -1}]), "signals.0001.00002[0].upvotes: expected a count, got -1"),
        (_signals([{"at": SEEN, "stars": True}]), "signals.0001.00002[0].stars: expected a count, got true"),
        (
            _root(lambda r: r.update(signals={"0001.09999": []})),
            "signals: '0001.09999' is not one of the papers",
        ),
        (
            _root(lambda r: r.update(source="<b>")),
            "source: expected a name such as example-lists, got '<b>'",
        ),
        (_root(lambda r: r.pop("captured")), "captured: expected one line of text, got nothing"),
        (_root(lambda r: r.update(captured="2025-08-20")), f"captured: {TIME}, got '2025-08-20'"),
        (_root(lambda r: r["papers"].append(r["papers"][1])), "papers: 0001.00002 occurs 2 times"),
        (_paper(id="0001.00002v1"), "papers[1].id: expected a paper id, got '0001.00002v1'"),
        (_paper(id=1.00002), "papers[1].id: expected a paper id, got 1.00002"),
        (_paper(title=None), "papers[1].title: expected one line of text, got nothing"),
        (_paper(title="two\n\nlines"), r"papers[1].title: expected one line of text, got 'two\n\nlines'"),
        (_paper(title="a\u202eb"), r"papers[1].title: expected one line of text, got 'a\u202eb'"),
        (_paper(title="\ud800"), r"papers[1].title: expected one line of text, got '\ud800'"),
        (_paper(abstract=3), "papers[1].abstract: expected one line of text, got 3"),
        (_paper(published="soon"), "papers[1].published: expected a date such as 2025-08-20, got 'soon'"),
        (_paper(code="javascript:alert(1)"), f"papers[1].code: {ADDRESS}, got 'javascript:alert(1)'"),
        (_paper(media=["//host"]), f"papers[1].media[0]: {ADDRESS}, got '//host'"),
        (_paper(authors="Ada"), "papers[1].authors: expected a list, got 'Ada'"),
        (_paper(authors=[3]), "papers[1].authors[0]: expected an object, got 3"),
        (_paper(keywords=[None]), "papers[1].keywords[0]: expected one line of text, got nothing"),
        (_paper(organization="x"), "papers[1].organization: expected an object, got 'x'"),
        (_paper(submitter={}), "papers[1].submitter.account: expected one line of text, got nothing"),
        (_paper(older=[1]), "papers[1].older: expected an object, got [1]"),
        (_paper(older={"code": 1}), "papers[1].older.code: expected one line of text, got 1"),
        (_paper(older={"shoe": SEEN}), "papers[1].older: 'shoe' is not a field of a paper"),
    ],
)
def test_errors(value: Json, message: str) -> None:
    """What this version would not have written is refused with its place."""
    with pytest.raises(SchemaError) as caught:
        listing_from_json(value)
    assert str(caught.value) == message
