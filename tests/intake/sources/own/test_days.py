"""Stored days of this program, handed in as files."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from generator.errors import RefusedError
from generator.intake import merge, sources
from generator.records.listing import Listing, Parsed, Payload
from generator.records.schema import listing_to_json
from generator.sinks import to_json
from tests.support import strategies
from tests.support.helpers import DATA, DAY, hostile_strings, listed, listing, paper_id
from tests.support.strategies import examples

SEEN = "2025-08-21T06:00:00Z"


def read(value: object, asked: date | None = None) -> Parsed:
    """What the importer makes of a file."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return sources.parse(Payload(path="day.json", body=body, asked=asked))


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """A stored day of two papers with one thing made wrong."""
    root: dict[str, Any] = json.loads(json.dumps(listing_to_json(listing([listed(1), listed(2)]))))
    change(root)
    return root


def test_every_version_ever_written() -> None:
    """Files of all versions are read, none with a problem."""
    found = sorted((DATA / "schema").glob("*.json"))
    assert found
    for file in found:
        parsed = read(file.read_bytes())
        assert parsed.shape == "stored day"
        assert parsed.listings
        assert not parsed.problems


@settings(max_examples=examples(40))
@given(strategies.listings())
def test_round_trip(stored: Listing) -> None:
    """What is stored is read as it is, whatever it is."""
    parsed = read(to_json.text(listing_to_json(stored)).encode())
    assert parsed.listings == (stored,)
    assert not parsed.problems


@settings(max_examples=examples(40))
@given(strategies.listings(), strategies.listings())
def test_two_archives_merge(a: Listing, b: Listing) -> None:
    """In either order, and again, with the same result."""
    (one,), (other,) = (read(to_json.text(listing_to_json(x)).encode()).listings for x in (a, b))
    assert merge.union(one, other) == merge.union(other, one) == merge.union(merge.union(one, other), one)


@pytest.mark.attack(11, "a stored day of a newer version of the program")
def test_newer_version() -> None:
    """It says what made it and what to do."""
    with pytest.raises(RefusedError) as caught:
        read(changed(lambda r: r.update(schema_version=3)))
    assert str(caught.value) == (
        "made by a newer version of this program (format 3; this one reads 1): install the newer one"
    )


@pytest.mark.parametrize(
    ("change", "reason", "message"),
    [
        (lambda r: r.update(schema_version="1"), "schema", "expected 1, got '1'"),
        (lambda r: r.update(schema_version=True), "schema", "expected 1, got true"),
        (lambda r: r.update(schema_version=0), "schema", "expected 1, got 0"),
        (
            lambda r: r.update(day="2025-02-30"),
            "schema",
            "expected a day such as '2026-11-19', got '2025-02-30'",
        ),
        (lambda r: r.update(papers={}), "schema", "expected a list of papers, got an object"),
        (
            lambda r: r.update(papers=[1, {}]),
            "schema",
            "none of 2 papers is usable; the first: expected an object, got 1",
        ),
    ],
)
def test_refused(change: Callable[[dict[str, Any]], object], reason: str, message: str) -> None:
    """What cannot be a stored day."""
    with pytest.raises(RefusedError) as caught:
        read(changed(change))
    assert (caught.value.reason, str(caught.value)) == (reason, message)


def test_another_day() -> None:
    """A day told by --date or by the name of the file has to be the file's."""
    with pytest.raises(RefusedError, match="this is the list of 2025-08-20, not of 2025-08-21"):
        read(changed(lambda r: None), date(2025, 8, 21))


def test_cut_off() -> None:
    """Half a file is refused with its place, not guessed at."""
    body = to_json.text(listing_to_json(listing([listed(1)]))).encode()
    with pytest.raises(RefusedError, match="not one JSON document") as caught:
        read(body[: len(body) // 2])
    assert caught.value.where.startswith("line ")


@pytest.mark.parametrize(
    ("change", "where", "message"),
    [
        (lambda r: r["papers"][0].pop("title"), "papers[0] 0001.00001", "title: expected text, got null"),
        (
            lambda r: r["papers"][0].update(id=1.1),
            "papers[0]",
            "id: expected text such as '2503.02130', got 1.1",
        ),
        (lambda r: r["papers"].__setitem__(0, []), "papers[0]", "expected an object, got a list"),
    ],
)
def test_a_lost_record(change: Callable[[dict[str, Any]], object], where: str, message: str) -> None:
    """One unusable paper is named, the other is kept."""
    parsed = read(changed(change))
    assert [one.paper.id for one in parsed.listings[0].papers] == [paper_id(2)]
    lost = [one for one in parsed.problems if one.severity == "lost"]
    assert [(one.where, one.message) for one in lost] == [(where, message)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("authors", "Ada"),
        ("authors", [1, None, {"account": "x"}, "Ada Example", {"name": "Bo Beispiel", "account": "bo"}]),
        ("published", "2025-8-1"),
        ("published", 20250801),
        ("code", "javascript:alert(1)"),
        ("project", "https://user@example.org/"),
        ("media", ["data:text/html,x", 7]),
        ("keywords", {"a": 1}),
        ("discussion", "../../evil?x=<b>"),
        ("ai_summary", ["x"]),
        ("organization", "Lab"),
        ("submitter", {"account": 5}),
        ("first_seen", "yesterday"),
        ("first_seen", "2099-01-01T00:00:00Z"),
        ("older", {"title": "2099-01-01T00:00:00Z", "unheard": SEEN}),
        ("older", [1]),
        ("submitted", {"x": 1}),
    ],
)
def test_a_wrong_field(key: str, value: object) -> None:
    """A field of a wrong type, form or place is dropped and reported; its paper stays."""
    parsed = read(changed(lambda r: r["papers"][0].update({key: value})))
    assert [one.paper.id for one in parsed.listings[0].papers] == [paper_id(1), paper_id(2)]
    assert any(key in one.where for one in parsed.problems), parsed.problems
    assert not any(one.severity == "lost" for one in parsed.problems)


@pytest.mark.parametrize(
    "value", [7, [1], {"0001.00001": 7}, {"0001.00001": [{"at": "x"}]}, {"0001.00009": []}]
)
def test_wrong_numbers(value: object) -> None:
    """Numbers that cannot be read, or of no paper, cost no paper."""
    parsed = read(changed(lambda r: r.update(signals=value)))
    assert len(parsed.listings[0].papers) == 2
    assert parsed.problems


@pytest.mark.attack(11, "hostile texts in a stored day of another archive")
def test_texts_are_cleaned() -> None:
    """A file of another archive is as foreign as any: what it says can be stored and read again."""
    texts = hostile_strings()

    def change(root: dict[str, Any]) -> None:
        like = root["papers"][0]
        root["papers"] = [
            {
                **like,
                "id": f"0001.{number:05d}",
                "title": "x" + text,
                "abstract": text,
                "authors": [text, {"name": text, "account": text}],
                "keywords": [text],
                "code": text,
                "organization": {"name": text, "fullname": text},
            }
            for number, text in enumerate(texts)
        ]

    (found,) = read(changed(change)).listings
    assert len(found.papers) == len(texts)
    assert read(to_json.text(listing_to_json(found)).encode()).listings == (found,)


def test_what_stands_twice() -> None:
    """Of keywords that differ in case only the first is kept, of addresses each once."""
    url = "https://example.org/a.mp4"
    change = {"keywords": ["Kites", "kites"], "media": [url, url]}
    found = read(changed(lambda r: r["papers"][0].update(change))).listings[0].papers[0].paper
    assert (found.keywords, found.media) == (("Kites",), (url,))


def test_a_paper_twice() -> None:
    """Two records of one paper are joined, with a note."""
    parsed = read(changed(lambda r: r["papers"].append({**r["papers"][0], "seen": "2025-08-22T06:00:00Z"})))
    assert [one.message for one in parsed.problems] == ["listed 2 times, merged into one record"]
    assert parsed.listings[0].papers[0].seen == "2025-08-22T06:00:00Z"


def test_empty_day() -> None:
    """A day that was read and held nothing comes with the time of that answer."""
    empty = listing([], captured=SEEN)
    assert read(to_json.text(listing_to_json(empty)).encode(), DAY).listings == (empty,)
