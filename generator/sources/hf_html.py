"""A saved Daily Papers page: the listing is JSON in an attribute (source.md §6.5).

`<div data-target="DailyPapers" data-props="{&quot;dailyPapers&quot;: [ … ], …}">`. The element
moved over the years, its two attributes did not.
"""

import html
import re
from dataclasses import replace
from datetime import date
from itertools import islice

from generator.errors import Problem, RefusedError
from generator.records.listing import Parsed, Payload
from generator.sources import listings, moments, strict_json
from generator.sources.fields import as_object, got

SHAPE = "Daily Papers page HTML"
TARGET = "DailyPapers"

# Only the one tag is read, backwards from its mark. html.parser would read the whole page: it takes
# quadratic time on broken markup and raises AssertionError on some (Python 3.11).
_MARK = re.compile(r"data-target\s*=\s*[\"']?DailyPapers")
_TAG = re.compile(r"<[A-Za-z][^\s/<>]{0,99}")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=\"'<]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>=\"'<`]+)))?")
_END = re.compile(r"[\s/]*>")
_MARKS = 10
_STARTS = 200
"""Tries for the start of the tag: `<` may stand unescaped in attributes before the mark."""
_ATTRIBUTES = 1_000
"""Attributes of a tag; what has more is none. The element has had fewer than ten."""


def recognises(body: str) -> bool:
    """Whether the text is markup that names the element."""
    return body.lstrip().startswith("<") and _MARK.search(body) is not None


def parse(payload: Payload, body: str) -> Parsed:
    """Listings of the embedded JSON; refuses with `shape`, `json`, `day`, `schema`."""
    props = as_object(strict_json.loads(_embedded(body)))
    if props is None:
        raise RefusedError("shape", "expected an object in data-props")
    items = props.get("dailyPapers")
    if not isinstance(items, list):
        raise RefusedError("shape", f"expected a list of papers in dailyPapers, got {got(items)}")
    period = props.get("periodType")
    if period not in (None, "day"):
        raise RefusedError("day", f"expected the page of a day, got {got(period)}", "periodType")
    written = props.get("dateString")
    own = _own_day(written, payload.asked) if isinstance(written, str) else None
    if payload.asked is not None and own not in (None, payload.asked):
        message = f"this is the page of {got(written)}, not of {payload.asked}"
        raise RefusedError("day", message, "dateString")
    found = listings.parsed(SHAPE, payload, items, payload.asked or own)
    if written is None or own is not None:
        return found
    message = f"expected a date, got {got(written)}: the day of the page is not checked"
    note = Problem(path=payload.path, where="dateString", message=message, severity="note")
    return replace(found, problems=(*found.problems, note))


def _own_day(written: str, asked: date | None) -> date | None:
    """The page's own day. The form of `dateString` is not established: any plain one will do."""
    if moment := moments.instant(written):
        return moment.date()
    header = moments.header_day(written.strip())
    if header is None:
        return moments.iso_day(written)
    year, month, day = header
    if year is not None:
        return date(year, month, day)
    # Without a year it can only contradict: the leap year stands for "some other day".
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
                return html.unescape(found["data-props"])
    raise RefusedError("shape", f"no element with data-target={TARGET} and data-props")


def _attributes(body: str, start: int) -> dict[str, str]:
    """Attributes of the start tag at `start`, entities not undone; empty when it is none."""
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
