import gzip
import json
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.errors import RefusedError
from generator.intake.sources import parse
from generator.records.listing import Parsed, Payload
from generator.records.schema import listing_from_json, listing_to_json
from tests.intake.sources.samples import ASKED, entry, payload, read

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
URLS = st.sampled_from(["https://example.org/", "javascript:x", ""])
VALUES = st.recursive(
    LEAVES | URLS, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner), max_leaves=9
)
TOP = st.sampled_from(
    "title summary numComments mediaUrl mediaUrls submittedBy organization withdrawnAt paper x".split()
)
PAPER = st.sampled_from(
    "id title summary publishedAt authors upvotes discussionId githubRepo projectPage ai_keywords ai_summary "
    "submittedOnDailyAt submittedOnDailyBy mediaUrls githubStars ai_summary_model organization withdrawnAt y".split()
)
AUTHORS = st.lists(
    st.dictionaries(st.sampled_from("name hidden user status statusLastChangedAt z".split()), VALUES)
)


@st.composite
def broken_entries(draw: st.DrawFn) -> dict[str, object]:
    """An entry in which any key may hold anything."""
    inner = draw(st.dictionaries(PAPER, VALUES | AUTHORS, max_size=3))
    return entry(draw(st.integers(0, 3)), top=draw(st.dictionaries(TOP, VALUES, max_size=2)), **inner)


def outcome(one: Payload) -> tuple[Parsed | None, str]:
    """What is read, or why it is refused; any other exception fails the test."""
    try:
        return parse(one), ""
    except RefusedError as error:
        return None, error.reason


@given(st.binary() | st.text().map(str.encode), st.sampled_from([ASKED, None]))
@example(b"", None)
@example(b"\x1f\x8b", None)
@example(b"Daily Papers", None)
def test_any_bytes_are_read_or_refused(body: bytes, asked: date | None) -> None:
    """Nothing but RefusedError is ever raised."""
    outcome(Payload(path="x", body=body, asked=asked))


@given(VALUES | st.lists(VALUES), st.sampled_from([ASKED, None]))
def test_any_json_is_read_or_refused(value: object, asked: date | None) -> None:
    """The same for everything that looks like JSON."""
    outcome(payload(value, asked=asked))


@pytest.mark.slow
@given(st.lists(broken_entries() | broken_entries().map(repr) | VALUES, min_size=1, max_size=4))
def test_any_entry_is_read_or_refused(entries: list[object]) -> None:
    """The same for entries with anything under any key; what is kept has come through cleaning."""
    parsed, _ = outcome(payload(entries))
    for listing in parsed.listings if parsed else ():
        assert listing_from_json(listing_to_json(listing)) == listing
        assert list(listing.papers) == sorted(listing.papers, key=lambda one: one.paper.id)
        assert json.dumps(listing_to_json(listing), ensure_ascii=False).encode("utf-8")


@pytest.mark.slow
@given(st.lists(broken_entries(), max_size=3))
def test_gzip_of_a_payload_reads_as_the_payload(entries: list[object]) -> None:
    """Compression is never part of the shape."""
    plain = payload(entries)
    packed = Payload(path=plain.path, body=gzip.compress(plain.body), asked=plain.asked)
    assert outcome(packed) == outcome(plain)


@given(st.text(alphabet=" \n\tDailyPapersJan6,0[]{}\"'<>\u2028\u200b"))
def test_any_page_is_read_or_refused(tail: str) -> None:
    """The same for whatever stands under the heading of a page."""
    for head in (
        "Daily Papers\n",
        "Daily Papers\nJan 6\n",
        '<div data-target="DailyPapers" data-props="',
        "[",
        "{",
    ):
        outcome(Payload(path="x", body=(head + tail).encode(), asked=ASKED))


@pytest.mark.parametrize("body", ["", " \n", "null", "Too Many Requests", "\ufeff"])
def test_other_shapes_are_told_what_is_accepted(body: str) -> None:
    """Whoever hands in something else learns what would do."""
    with pytest.raises(RefusedError, match=r"accepted are JSON .* page") as caught:
        parse(Payload(path="x", body=body.encode()))
    assert caught.value.reason == "shape"


def test_names_do_not_matter() -> None:
    """The form is recognized by the content, not by the name of the file."""
    body = json.dumps([entry()]).encode()
    assert parse(Payload(path="page.html", body=body, asked=ASKED)).listings == read(entry()).listings
    assert read(entry()).shape == "API array"
