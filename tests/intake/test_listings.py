from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import RefusedError
from generator.intake import clocks, listings
from generator.intake.sources import parse
from generator.records.listing import Listing, Payload
from tests.intake.sources.samples import ASKED, entry, only, payload, read, said, text_payload

FRIDAY = "2000-01-07T08:00:00Z"
UNDATED = {"submittedOnDailyAt": None}


def refused(*entries: object, asked: date | None = ASKED) -> RefusedError:
    """Why these entries are no listing."""
    with pytest.raises(RefusedError) as caught:
        read(*entries, asked=asked)
    return caught.value


def test_empty_list_is_an_empty_day() -> None:
    """An empty answer for a known day is a listing; for no day it is nothing."""
    (listing,) = read().listings
    assert (listing.day, listing.state, listing.captured) == (ASKED, "empty", "2000-01-06T00:00:00Z")
    error = refused(asked=None)
    assert error.reason == "day"
    assert "--date YYYY-MM-DD" in str(error)


def test_other_days_are_lost() -> None:
    """An entry of another day is one problem, whatever else is wrong with it."""
    parsed = read(entry(1), entry(2, submittedOnDailyAt=FRIDAY, upvotes=-1))
    assert only(parsed).paper.id == "0001.00001"
    assert said(parsed) == [("lost", "[1] 0001.00002")]


def test_another_day_is_refused() -> None:
    """A list of another day, or of several, is not the one asked for."""
    thursday = entry(1, submittedOnDailyAt="2000-01-05T00:00:00Z")
    friday = entry(2, submittedOnDailyAt=FRIDAY)
    assert refused(friday).reason == "day"
    assert str(refused(friday)) == "this is the list of 2000-01-07, not of 2000-01-06"
    assert str(refused(friday, thursday)) == "this is the list of 2000-01-05 … 2000-01-07, not of 2000-01-06"


def test_nothing_usable_is_refused() -> None:
    """When no record is good the first reason is reported with its place."""
    error = refused({"title": "x"}, entry(1, submittedOnDailyAt=FRIDAY))
    assert (error.reason, error.where) == ("schema", "[0]")
    assert "none of 2 records" in str(error)


def test_list_day_is_a_utc_day() -> None:
    """The day is the one in UTC, not the one in the offset."""
    (listing,) = read(entry(submittedOnDailyAt="2000-01-07T01:00:00+02:00"), asked=None).listings
    assert listing.day == ASKED


def test_several_days_in_one_file() -> None:
    """Without a day asked for, every entry goes to its own; one without a day is lost."""
    parsed = read(entry(1, submittedOnDailyAt=FRIDAY), entry(2), entry(3, **UNDATED), asked=None)
    assert [(listing.day.day, len(listing.papers)) for listing in parsed.listings] == [(6, 1), (7, 1)]
    assert said(parsed) == [("lost", "[2] 0001.00003")]


def test_no_day_at_all_is_refused() -> None:
    """A day is never guessed."""
    error = refused(entry(1, **UNDATED), asked=None)
    assert error.reason == "day"
    assert "--date YYYY-MM-DD" in str(error)
    assert only(read(entry(1, **UNDATED))).seen == "2000-01-06T00:00:00Z"


@pytest.mark.attack(10, "a list day in a spelling that has two meanings")
@pytest.mark.parametrize("bad", ["01/05/2000", "2000-W01", "2000-01-06T00:00:00+09:00"])
def test_the_field_of_an_unreadable_day_is_named(bad: str) -> None:
    """An entry whose list day cannot be read says which field is wrong, and takes the day asked for."""
    error = refused(entry(1, submittedOnDailyAt=bad), asked=None)
    assert error.reason == "day"
    assert str(error).startswith("paper.submittedOnDailyAt: ")
    assert "--date YYYY-MM-DD" in str(error)
    parsed = read(entry(1, submittedOnDailyAt=bad))
    assert only(parsed).submitted is None
    assert said(parsed) == [("dropped", "[0] 0001.00001 paper.submittedOnDailyAt")]


LATER = date(2003, 1, 1)


def possible(one: Payload) -> list[Listing]:
    """What an import would believe of it on its day."""
    assert one.today
    now = datetime(one.today.year, one.today.month, one.today.day, 12, tzinfo=UTC)
    found = (clocks.believed(listing, one.path, now).listing for listing in parse(one).listings)
    return [listing for listing in found if listing is not None]


@pytest.mark.attack(8, "a saved answer whose list day is after tomorrow, or years after its papers")
def test_days_that_cannot_be() -> None:
    """After tomorrow, or more than 400 days after the paper: refused, and one such entry loses itself only.

    No such entry tells how old the others are."""
    today = date(2000, 1, 6)
    for late in ("2000-01-08T00:00:00Z", "2099-01-05T00:00:00Z"):
        lone = replace(payload([entry(submittedOnDailyAt=late)], asked=None), today=today)
        assert possible(lone) == []
        both = replace(payload([entry(1, submittedOnDailyAt=late), entry(2)], asked=None), today=today)
        (listing,) = possible(both)
        assert [one.paper.id for one in listing.papers] == ["0001.00002"]
        assert listing.captured < "2000-01-08"
    assert possible(replace(payload([entry(submittedOnDailyAt="2002-01-05")], asked=None), today=LATER)) == []
    assert possible(replace(payload([entry(submittedOnDailyAt="2000-01-07")], asked=None), today=today))


@pytest.mark.parametrize("body", ["[]", "Daily Papers\nJan 9, 2000\n"])
def test_empty_days_after_tomorrow(body: str) -> None:
    """Whoever names the day: one after tomorrow has no list yet."""
    early = replace(text_payload(body, asked=date(2000, 1, 9)), today=date(2000, 1, 7))
    for one in (early, *([] if body == "[]" else [replace(early, asked=None)])):
        assert possible(one) == []
    assert possible(replace(early, today=date(2000, 1, 8)))


def test_floods_of_problems_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is beyond the first thousands is one line for each kind, with its count."""
    monkeypatch.setattr(listings, "PROBLEMS_CAP", 2)
    parsed = read(entry(9), *([entry(n, upvotes=-1) for n in range(5)] + [7] * 3))
    assert [(one.severity, one.count) for one in parsed.problems] == [
        ("dropped", 1),
        ("dropped", 1),
        ("dropped", 3),
        ("lost", 3),
    ]


def test_age_is_that_of_the_newest_thing_known() -> None:
    """Times of listing, of withdrawal and of authors' status were past when the answer was made."""
    author = {"name": "Ada", "statusLastChangedAt": "2000-01-06T10:00:00.900Z"}
    other = {"name": "Bo", "statusLastChangedAt": "never"}
    parsed = read(entry(1, submittedOnDailyAt="2000-01-06T09:00:00Z"), entry(2, authors=[author, other]))
    assert {one.seen for one in parsed.listings[0].papers} == {"2000-01-06T10:00:00Z"}
    assert only(read(entry(1, withdrawnAt=FRIDAY))).first_seen == FRIDAY


def test_times_far_off_do_not_count() -> None:
    """A time before the day or more than a year after it says nothing about the answer."""
    for far in ("1999-12-31T00:00:00Z", "2001-02-01T00:00:00Z"):
        assert only(read(entry(1, withdrawnAt=far))).seen == "2000-01-06T00:00:00Z"


def test_time_of_the_request_wins() -> None:
    """A fetched answer is as old as its request."""
    parsed = parse(payload([entry(1, withdrawnAt=FRIDAY)], captured="2000-01-06T06:00:00Z"))
    assert only(parsed).seen == only(parsed).signals[0].at == "2000-01-06T06:00:00Z"
    assert parse(payload([], captured="2000-01-06T06:00:00Z")).listings[0].captured == "2000-01-06T06:00:00Z"


def test_one_record_per_paper() -> None:
    """A paper that occurs twice in an answer is merged, with a note."""
    parsed = read(entry(1, upvotes=12), entry(2), entry(1, id="0001.00001v2", upvotes=30))
    assert [str(one.paper.id) for one in parsed.listings[0].papers] == ["0001.00001", "0001.00002"]
    assert said(parsed) == [("note", "0001.00001")]


def test_unknown_keys_are_notes() -> None:
    """A new key is reported once for the payload and changes nothing."""
    new = [entry(n, brand_new=n) for n in (1, 2)]
    parsed = read(*new)
    assert [str(problem) for problem in parsed.problems] == [
        "day.json: unknown key 'paper.brand_new' ignored"
    ]
    assert parsed.listings == read(entry(1), entry(2)).listings


def test_floods_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """No listing has a hundred thousand entries."""
    monkeypatch.setattr(listings, "ENTRIES_CAP", 2)
    assert len(read(entry(1), entry(2)).listings[0].papers) == 2
    assert refused(entry(1), entry(2), entry(3)).reason == "size"


ENTRIES = st.lists(
    st.builds(
        entry,
        st.integers(0, 5),
        upvotes=st.integers(-1, 3),
        submittedOnDailyAt=st.sampled_from([None, "2000-01-06T01:00:00Z", FRIDAY]),
        ai_summary=st.sampled_from([None, "A.", "B."]),
        authors=st.just([]) | st.just([{"name": "Ada", "statusLastChangedAt": "2000-01-08T00:00:00Z"}]),
    ),
    max_size=8,
)


@given(ENTRIES, st.sampled_from([ASKED, None]), st.randoms(use_true_random=False))
def test_order_does_not_matter(entries: list[dict[str, object]], asked: date | None, random: Random) -> None:
    """The same entries in any order are the same listings, or refused for the same reason."""
    shuffled = entries[:]
    random.shuffle(shuffled)
    results = []
    for order in (entries, shuffled):
        try:
            results.append((read(*order, asked=asked).listings, ""))
        except RefusedError as error:
            results.append(((), error.reason))
    assert results[0] == results[1]
