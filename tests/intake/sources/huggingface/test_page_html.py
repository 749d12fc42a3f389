import html
import json
import time
from datetime import date

import pytest

from generator.errors import RefusedError
from generator.intake.sources import parse
from generator.records.listing import Parsed
from tests.intake.sources.samples import ASKED, entry, only, said, text_payload
from tests.intake.sources.samples import read as read_array

UNDATED = entry(submittedOnDailyAt=None)


def props(**changes: object) -> str:
    """The attribute's value, escaped as in a page."""
    return html.escape(json.dumps({"dailyPapers": [UNDATED], "periodType": "day"} | changes))


def page(attributes: str) -> str:
    """A page with that element, and much that could mislead."""
    script = '<script>if (a<b && c == "x) { d = \'<div data-target="DailyPapers">\' }</script>'
    return f"<!doctype html>\n<html><head>{script}</head><body><p class=DailyPapers>\n<div {attributes}></div></body>"


def saved(**changes: object) -> str:
    """A page as it is saved."""
    return page(f'class="x" data-target="DailyPapers" data-props="{props(**changes)}"')


def read(body: str, asked: date | None = ASKED) -> Parsed:
    """What is read out of that page."""
    return parse(text_payload(body, asked=asked))


def refused(body: str, asked: date | None = ASKED) -> RefusedError:
    """Why this page is not a listing."""
    with pytest.raises(RefusedError) as caught:
        read(body, asked)
    return caught.value


def test_page_holds_entries() -> None:
    """The entries in the attribute are those of the API."""
    parsed = read(saved())
    assert parsed.shape == "Daily Papers page HTML"
    assert parsed.listings == read_array(UNDATED).listings


@pytest.mark.parametrize(
    "attributes",
    [
        f"data-props='{props()}' data-target='DailyPapers'",
        f'data-props="{props().replace("&lt;", "<")}" data-target=DailyPapers hidden',
        f'DATA-PROPS="{props()}" data-target = "DailyPapers" /',
        f'data-x="<a <b <c" data-target="DailyPapers" data-props="{props()}"',
    ],
)
def test_attributes_in_any_dress(attributes: str) -> None:
    """Order, quotes, letter case and bare signs inside quotes do not matter."""
    assert only(read(page(attributes))).paper.id == "0001.00001"


def test_entities_are_undone() -> None:
    """Signs of markup in a title arrive as they were."""
    value = entry(title=None, top={"title": 'A "<b>" & &amp;'})
    assert only(read(saved(dailyPapers=[value]))).paper.title == 'A "<b>" & &amp;'


@pytest.mark.parametrize(
    "written", ["2000-01-06", "2000-01-06T00:00:00.000Z", "Jan 6, 2000", "January 6, 2000"]
)
def test_date_of_the_page_gives_the_day(written: str) -> None:
    """The page's date in any plain form is the list day."""
    assert read(saved(dateString=written), None).listings == read(saved()).listings
    assert not read(saved(dateString=written)).problems


def test_date_without_a_year_only_contradicts() -> None:
    """Month and day must agree with the day asked for, and give none alone."""
    assert not read(saved(dateString="Jan 6")).problems
    assert refused(saved(dateString="Jan 6"), None).reason == "day"
    assert refused(saved(dateString="Feb 29")).reason == "day"


@pytest.mark.parametrize("written", ["2000-01-07", "2000-01-07T00:00:00Z", "Jan 7, 2000", "Jan 7"])
def test_another_day_is_refused(written: str) -> None:
    """A future date shows the latest day: the page's own date decides."""
    error = refused(saved(dateString=written))
    assert (error.reason, error.where) == ("day", "dateString")


@pytest.mark.parametrize("written", ["Thursday", 20000106])
def test_unreadable_dates_are_noted(written: object) -> None:
    """A date in a form we do not know is no reason to refuse, and is said."""
    assert said(read(saved(dateString=written))) == [("note", "dateString")]


@pytest.mark.parametrize("period", ["day", "daily", "Date", "", None, "jour"])
def test_words_for_one_day(period: object) -> None:
    """A new word for a day costs nothing where everything names one and the same day."""
    whole = saved(periodType=period, dateString="2000-01-06", dailyPapers=[entry()])
    assert only(read(whole, None)).paper.id == "0001.00001"


@pytest.mark.parametrize(
    "changes",
    [
        {"periodType": "weekly"},
        {"periodType": "trending", "dateString": "2000-01-06"},
        {"periodType": "jour"},
        {"periodType": "jour", "dateString": "2000-01-06", "dailyPapers": [UNDATED]},
        {"periodType": "jour", "dailyPapers": [entry(1), entry(2, submittedOnDailyAt="2000-01-07")]},
        {"dateString": "2000-W01"},
        {"dateString": "2000-01", "periodType": None},
    ],
)
def test_spans_of_several_days_are_refused(changes: dict[str, object]) -> None:
    """A week, a month, or a word nobody knows where not everything names one day."""
    assert refused(saved(**changes), None).reason == "day"


@pytest.mark.attack(5, "a number of millions of digits in an entity of a saved page")
@pytest.mark.parametrize(
    "digits", ["9" * 5_000, "0" * 5_000 + "65", "x" + "f" * 5_000, "x110000", "99999999999"]
)
def test_huge_entities(digits: str) -> None:
    """A number that is no character ends nothing: it is one unreadable character."""
    body = saved(dailyPapers=[entry(title="A Z")], dateString="2000-01-06").replace(
        "A Z", f"A&amp;#{digits};Z"
    )
    assert only(read(body)).paper.title
    raw = saved(dateString="2000-01-06").replace("Invented", f"&#{digits};")
    assert "Paper 1" in only(read(raw)).paper.title


@pytest.mark.parametrize("period", ["week", "month", 7])
def test_other_periods_are_refused(period: object) -> None:
    """Weeks and months are made from days, never read."""
    assert refused(saved(periodType=period)).where == "periodType"


def test_an_entry_may_tell_the_day() -> None:
    """Without any date on the page the entries' own days count."""
    assert read(saved(dailyPapers=[entry()]), None).listings[0].day == ASKED


def test_empty_page_is_an_empty_day() -> None:
    """No papers on a page of a known day is an answer."""
    assert read(saved(dailyPapers=[])).listings[0].state == "empty"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (page("x"), "shape"),
        (page('data-target="DailyPapers"'), "shape"),
        (page(f'data-target="DailyPapersOld" data-props="{props()}"'), "shape"),
        (page('data-target="DailyPapers" data-props="{}"'), "shape"),
        (page('data-target="DailyPapers" data-props="[]"'), "shape"),
        (page('data-target="DailyPapers" data-props="{"'), "json"),
        (page('data-target="DailyPapers" data-props="never closed'), "shape"),
        ("<" * 1_000 + ' data-target="DailyPapers"', "shape"),
        ("<!doctype html><title>Log in</title>", "shape"),
    ],
)
def test_other_pages_are_refused(body: str, reason: str) -> None:
    """A page without the data is not a listing."""
    assert refused(body).reason == reason


@pytest.mark.parametrize(
    "body",
    [
        "<div " + "a " * 1_000_000 + " data-target=DailyPapers" * 10 + ">",
        "<a" * 5_000 + " data-target=DailyPapers" * 10 + "x" * 2_000_000,
        ("<a " * 200 + 'data-target="DailyPapers" ') * 10 + "a='" + "x" * 2_000_000,
        '<div data-props="' + "x" * 2_000_000 + '" data-target=DailyPapersOld' * 10 + ">",
    ],
    ids=["attributes", "names", "starts", "a value"],
)
def test_long_tags_take_no_longer(body: str) -> None:
    """Two megabytes that only look like the element are refused in well under a second."""
    start = time.process_time()
    assert refused(body).reason == "shape"
    assert time.process_time() - start < 1


def test_a_second_element_may_hold_the_data() -> None:
    """An element before it that has but the name is passed over."""
    assert only(read(page('data-target="DailyPapers"') + saved())).paper.id == "0001.00001"
