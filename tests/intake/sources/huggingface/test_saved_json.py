import json

import pytest

from generator.errors import RefusedError
from generator.intake import literals
from generator.intake.sources import parse
from generator.records.listing import Parsed
from tests.intake.sources.samples import ASKED, entry, only, payload, read, said, text_payload

ENVELOPE: dict[str, object] = {"status": "success", "date": "2000-01-06", "count": 1, "data": [entry()]}


def refused(value: object) -> RefusedError:
    """Why this JSON is not a listing."""
    with pytest.raises(RefusedError) as caught:
        parse(payload(value))
    return caught.value


def envelope(**changes: object) -> Parsed:
    """What is read out of an envelope, no day asked for."""
    return parse(payload(ENVELOPE | changes, asked=None))


@pytest.mark.parametrize(
    "written",
    [
        repr(entry()),
        repr(repr(entry())),
        json.dumps(entry()),
        json.dumps(repr(entry())),
        repr(json.dumps(entry())),
    ],
    ids=["repr", "repr of repr", "json", "json of repr", "repr of json"],
)
def test_strings_hold_entries(written: str) -> None:
    """An entry kept as a string is the entry, however it was quoted."""
    parsed = read(written)
    assert parsed.shape == "array of Python strings"
    assert parsed.listings == read(entry()).listings


@pytest.mark.parametrize(
    "written",
    [
        "",
        "no literal",
        "7",
        "None",
        "{[]: 1}",
        "{'paper': __import__('os')}",
        "'" + "x" * 10,
        "[" * 10_000,
        "-" * 100_000 + "1",
        "{'a': 9" + "9" * 5_000 + "}",
        "\0",
        "\ud800",
        "'\\d'",
        repr(repr(repr(repr(entry())))),
        "{'paper': " + " " * literals.LONGEST + "{}}",
    ],
    ids=range(15),
)
def test_other_strings_are_lost_records(written: str) -> None:
    """A string that holds no entry is one lost record; nothing in it is run."""
    parsed = read(entry(), written)
    assert said(parsed) == [("lost", "[1]")]
    assert only(parsed).paper.id == "0001.00001"


def test_python_values_are_wrong_values() -> None:
    """What only Python can write is no value of any field."""
    with pytest.raises(RefusedError):
        read(repr(entry())[:-1] + ", 1: 2}")
    parsed = read(repr(entry(upvotes=1j, ai_summary=b"x", ai_keywords=("a",))))
    assert [place for _, place in said(parsed)] == [
        f"[0] 0001.00001 paper.{key}" for key in ("ai_summary", "ai_keywords", "upvotes")
    ]


def test_stray_backslashes_do_not_warn() -> None:
    """A string with an escape Python does not know is still a string."""
    assert only(read(repr(entry(ai_summary="A pi.")).replace(" pi", r" \pi"))).paper.ai_summary is not None


def test_mixed_arrays() -> None:
    """Objects and strings may stand side by side; other items are lost."""
    parsed = read(repr(entry(1)), entry(2), 7)
    assert len(parsed.listings[0].papers) == 2
    assert said(parsed) == [("lost", "[2]")]


@pytest.mark.parametrize("value", [[1], [[]], [None], {}, {"data": [entry()]}, "x", [True, 1.5]])
def test_other_json_is_refused(value: object) -> None:
    """Neither a list of papers nor the known envelope: never guessed."""
    assert refused(value).reason == "shape"


@pytest.mark.parametrize("key", ["error", "message", "detail"])
def test_error_answers_are_quoted(key: str) -> None:
    """An error object with status 200 is refused in its own words, on one line of ASCII."""
    assert r"says '::error::\nno \u202e'" in str(refused({key: "::error::\nno \u202e"}))


def test_envelope_gives_the_day() -> None:
    """The day is the envelope's, also for entries that name none."""
    parsed = envelope(data=[repr(entry(submittedOnDailyAt=None))])
    assert (parsed.shape, parsed.listings[0].day, parsed.problems) == ("envelope", ASKED, ())
    assert parse(payload(ENVELOPE)) == envelope()


def test_empty_envelope_is_an_empty_day() -> None:
    """Success and no papers is an answer."""
    assert envelope(data=[], count=0).listings[0].state == "empty"


@pytest.mark.parametrize("count", [2, "1", True, 1.5])
def test_envelope_count_is_checked(count: object) -> None:
    """A count that is not that of the papers is reported, the papers stay."""
    parsed = envelope(count=count)
    assert said(parsed) == [("dropped", "count")]
    assert only(parsed).paper.id == "0001.00001"


def test_envelope_without_a_count() -> None:
    """What is not given cannot be wrong."""
    assert not envelope(count=None).problems


def test_envelope_unknown_keys_are_notes() -> None:
    """A new key of the envelope is noticed like one of an entry."""
    assert [problem.message for problem in envelope(new=1).problems] == ["unknown key 'envelope.new' ignored"]


@pytest.mark.parametrize(
    ("change", "reason", "where"),
    [
        ({"status": "error"}, "shape", "status"),
        ({"status": None}, "shape", "status"),
        ({"date": "2000-1-6"}, "shape", "date"),
        ({"date": 20000106}, "shape", "date"),
        ({"data": {}}, "shape", "data"),
        ({"data": [1]}, "shape", "[0]"),
        ({"date": "2000-01-07"}, "day", "date"),
        ({"data": [entry(submittedOnDailyAt="2000-01-07T00:00:00Z")]}, "day", ""),
    ],
)
def test_other_envelopes_are_refused(change: dict[str, object], reason: str, where: str) -> None:
    """An envelope of another status, day or form changes nothing."""
    error = refused(ENVELOPE | change)
    assert (error.reason, error.where) == (reason, where)


def test_broken_json_is_refused() -> None:
    """What starts like JSON has to be JSON, to the end."""
    with pytest.raises(RefusedError) as caught:
        parse(text_payload(json.dumps([entry()])[:-1]))
    assert caught.value.reason == "json"


@pytest.mark.parametrize("key", ["papers", "results"])
def test_entries_under_one_key(key: str) -> None:
    """An object that holds nothing but entries which name their day is read as their list; where one names
    none, or the object holds anything else, it is refused."""
    entries = [entry(), entry(2)]
    assert parse(payload({key: entries}, asked=None)).listings == parse(payload(entries, asked=None)).listings
    for other in ({key: [entry(submittedOnDailyAt=None), entry(2)]}, {key: entries, "next": 2}, {key: [1]}):
        assert refused(other).reason == "shape"
