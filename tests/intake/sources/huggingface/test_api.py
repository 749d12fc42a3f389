"""Live answers: strict about headers and shape."""

import gzip
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pytest

from generator.errors import RefusedError
from generator.intake.answers import Answer, Whole
from generator.intake.sources.huggingface import api
from generator.intake.unpack import SIZE_CAP
from tests.support.fetching import entry

DAY = date(2026, 11, 19)
AT = "2026-11-20T06:00:00Z"
JSON = {"content-type": "application/json"}
ONE = [entry(1, DAY)]
BODY = json.dumps(ONE).encode()


def whole(pages: Sequence[Sequence[object]]) -> Whole:
    """The answer of a day in these pages."""
    return Whole(pages=tuple(pages), captured=datetime.fromisoformat(AT))


def answer(body: bytes, headers: Mapping[str, str]) -> Answer:
    """A good status with this body."""
    return Answer(status=200, headers=headers, body=body)


@pytest.mark.parametrize(
    "headers",
    [
        JSON,
        {"content-type": "Application/JSON; charset=utf-8"},
        {**JSON, "content-encoding": "identity"},
        {**JSON, "content-encoding": ""},
    ],
)
def test_a_page(headers: dict[str, str]) -> None:
    """A JSON list is its entries."""
    assert api.items(answer(BODY, headers), api.room()) == ONE
    assert api.items(answer(b"\xef\xbb\xbf" + BODY, headers), api.room()) == ONE


@pytest.mark.parametrize("name", ["gzip", "x-gzip", " GZIP "])
def test_a_packed_page(name: str) -> None:
    """What is said to be gzip is unpacked."""
    assert api.items(answer(gzip.compress(BODY), {**JSON, "content-encoding": name}), api.room()) == ONE


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (BODY, {}, "type"),
        (BODY, {"content-type": "text/html"}, "type"),
        (BODY, {**JSON, "content-encoding": "br"}, "encoding"),
        (BODY, {**JSON, "content-encoding": "gzip"}, "encoding"),
        (gzip.compress(BODY), JSON, "encoding"),
        (gzip.compress(BODY)[:-9], {**JSON, "content-encoding": "gzip"}, "encoding"),
        (b"[" + b" " * SIZE_CAP + b"]", JSON, "size"),
        (b"\x1f\x8b" * SIZE_CAP, {**JSON, "content-encoding": "gzip"}, "size"),
        (gzip.compress(b" " * (SIZE_CAP + 1)), {**JSON, "content-encoding": "gzip"}, "size"),
        (b"", JSON, "json"),
        (b"{}", JSON, "shape"),
        (b"null", JSON, "shape"),
        (b'["{}"]', JSON, "shape"),
        (b"[[]]", JSON, "shape"),
    ],
)
def test_refused(body: bytes, headers: dict[str, str], reason: str) -> None:
    """Nothing is guessed from an answer that is not one."""
    with pytest.raises(RefusedError) as caught:
        api.items(answer(body, headers), api.room())
    assert caught.value.reason == reason


def test_an_error_is_quoted() -> None:
    """What a source says about itself is in the message."""
    with pytest.raises(RefusedError, match="an answer that says 'no such day'"):
        api.items(answer(b'{"error": "no such day"}', JSON), api.room())


def test_a_day_is_its_pages() -> None:
    """Papers of all pages; one that moved from page to page between two requests counts once."""
    pages = [[entry(1, DAY), entry(2, DAY)], [entry(2, DAY, upvotes=9), entry(3, DAY)], []]
    (listing,) = api.day("x", whole(pages), DAY).listings
    assert [str(one.paper.id) for one in listing.papers] == ["0001.00001", "0001.00002", "0001.00003"]
    assert listing.captured == AT
    assert {one.seen for one in listing.papers} == {AT}


def test_strings_are_lost_records() -> None:
    """A live source sends objects: what a file may hold is a bad record here."""
    parsed = api.day("x", whole([[*ONE, "{'paper': {}}", {"paper": 1}]]), DAY)
    assert [one.severity for one in parsed.problems] == ["lost", "lost"]


def test_an_empty_day() -> None:
    """No entries are a listing without papers."""
    (listing,) = api.day("x", whole([[]]), DAY).listings
    assert (listing.state, listing.captured) == ("empty", AT)


@pytest.mark.parametrize("last", [ONE, [ONE[0], ONE[0]], [{**ONE[0], "numComments": 9}]])
def test_pages_that_repeat(last: list[object]) -> None:
    """A page without a new paper shows that the rest of the day is unknown."""
    with pytest.raises(RefusedError, match="nothing new") as caught:
        api.day("x", whole([ONE, last]), DAY)
    assert (caught.value.reason, caught.value.where) == ("shape", "page 1")
