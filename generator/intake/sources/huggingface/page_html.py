"""A saved Daily Papers page: the listing is JSON in an attribute.

`<div data-target="DailyPapers" data-props="{&quot;dailyPapers&quot;: [ … ], …}">`. The element moved over the
years, its two attributes did not.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from generator.errors import Problem, RefusedError
from generator.intake import dates, entities, listings, moments, strict_json
from generator.intake.fields import as_object, got, is_absent
from generator.intake.sources.huggingface import entries
from generator.records.listing import Parsed, Payload

SHAPE = "Daily Papers page HTML"
TARGET = "DailyPapers"

# Only this one tag is parsed, backwards from its mark. html.parser would read the whole page: it takes
# quadratic time on broken markup and raises AssertionError on some (Python 3.11).
_MARK = re.compile(r"data-target\s*=\s*[\"']?DailyPapers")
_TAG = re.compile(r"<[A-Za-z][^\s/<>]{0,99}")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=\"'<]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>=\"'<`]+)))?")
_END = re.compile(r"[\s/]*>")
_ONE_DAY = frozenset({"day", "daily", "date", "days", "today", "1d"})
_SEVERAL = frozenset(
    {"week", "weekly", "weeks", "7d", "month", "monthly", "months", "30d", "year", "yearly", "years"}
    | {"all", "all-time", "range", "trending", "quarter"}
)

_MARKS = 10
_STARTS = 200
"""Attempts to find the start of the tag: attributes before the mark may contain unescaped `<`."""
_ATTRIBUTES = 1_000
"""Maximum attributes of a tag; one with more is ignored. The element has had fewer than ten."""


def recognises(body: str) -> bool:
    """Whether the text is markup that names the element."""
    return body.lstrip().startswith("<") and _MARK.search(body) is not None


def parse(payload: Payload, body: str) -> Parsed:
    """Listings of the embedded JSON; refuses with `shape`, `json`, `day`, `schema`."""
    props = as_object(strict_json.loads(_embedded(body)))
    if props is None:
        raise RefusedError("shape", "expected an object in data-props")
    return listing(payload, props)


def listing(payload: Payload, props: Mapping[str, object]) -> Parsed:
    """The same for the JSON alone, as somebody cut it out of a page."""
    items = props.get("dailyPapers")
    if not isinstance(items, list):
        raise RefusedError("shape", f"expected a list of papers in dailyPapers, got {got(items)}")
    written = props.get("dateString")
    own = _own_day(written, payload.asked) if isinstance(written, str) else None
    _refuse_period(props.get("periodType"), written, items)
    if payload.asked is not None and own not in (None, payload.asked):
        message = f"this is the page of {got(written)}, not of {payload.asked}"
        raise RefusedError("day", message, "dateString")
    found = listings.parsed(SHAPE, payload, items, payload.asked or own, entries.FORM)
    if written is None or own is not None:
        return found
    message = f"expected a date, got {got(written)}: the day of the page is not checked"
    note = Problem(path=payload.path, where="dateString", message=message, severity="note")
    return replace(found, problems=(*found.problems, note))


def _refuse_period(period: object, written: object, items: list[object]) -> None:
    """Only a span of several days is refused; an unknown word for a day does no harm if everything else is
    there."""
    word = period.strip().lower() if isinstance(period, str) else ""
    if isinstance(written, str) and dates.names_several_days(written):
        raise RefusedError("day", f"expected the page of a day, got {got(written)}", "dateString")
    if word in _ONE_DAY or is_absent(period):
        return
    if word in _SEVERAL or not isinstance(period, str) or not _is_of_one_day(written, items):
        raise RefusedError("day", f"expected the page of a day, got {got(period)}", "periodType")


def _is_of_one_day(written: object, items: list[object]) -> bool:
    """Whether every entry names its day, and all name that of the page."""
    papers = [as_object(entry.get("paper")) for item in items if (entry := as_object(item))]
    named = [dates.read(paper.get("submittedOnDailyAt")) for paper in papers if paper]
    if not is_absent(written):
        named.append(dates.read(written))
    days = {one.day if one else None for one in named}
    return len(days) == 1 and None not in days


def _own_day(written: str, asked: date | None) -> date | None:
    """The page's own day. The form of `dateString` is not specified: any plain one is accepted."""
    header = moments.header_day(written.strip())
    if header is None:
        moment = dates.read(written)
        return moment.day if moment else None
    year, month, day = header
    if year is not None:
        return date(year, month, day)
    # Without a year, it can only contradict: the leap year means "some other day".
    same = asked is not None and (asked.month, asked.day) == (month, day)
    return asked if same or asked is None else date(moments.LEAP, month, day)


def _embedded(body: str) -> str:
    """The text of `data-props` in the first element that has both attributes."""
    tried: set[int] = set()
    for mark in islice(_MARK.finditer(body), _MARKS):
        start = mark.start()
        for _ in range(_STARTS):
            start = body.rfind("<", 0, start)
            if start < 0:
                break
            if start in tried:
                continue
            tried.add(start)
            found = _attributes(body, start)
            if found.get("data-target") == TARGET and "data-props" in found:
                return entities.undone(found["data-props"])
    raise RefusedError("shape", f"no element with data-target={TARGET} and data-props")


def _attributes(body: str, start: int) -> dict[str, str]:
    """Attributes of the start tag at `start`, entities not decoded; empty if there is no tag."""
    tag = _TAG.match(body, start)
    found: dict[str, str] = {}
    at = tag.end() if tag else start
    for _ in range(_ATTRIBUTES):
        attribute = _ATTRIBUTE.match(body, at)
        if attribute is None:
            break
        name, double, single, bare = attribute.groups()
        found.setdefault(name.lower(), double or single or bare or "")
        at = attribute.end()
    return found if tag and _END.match(body, at) else {}
