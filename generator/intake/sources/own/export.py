"""`/exports/papers-YYYY.jsonl.gz` of a site that this program built: one paper per line, with its list days.

Since format 2, a line says for each list day what its answers said and when. The age of everything that is in
no listing, such as a title that the operator corrected, and of everything in format 1, is unknown: it is kept
until any answer of the source says something else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from generator.errors import Problem, RefusedError
from generator.intake import listings, merge, moments, strict_json, unpack
from generator.intake.fields import Fields, Place, as_object
from generator.intake.sources.own import files, records
from generator.intake.strict_json import Room
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Parsed, Payload
from generator.records.paper import Paper, Signals

SHAPE = "export of a site"
READS = (1, 2)
VALUES_CAP = 2_500_000
"""JSON values of one file; the densest real file of 48 MB would have 1,500,000."""
DAYS_CAP = 1_000
"""List days of one paper."""
_REPORTED = 100
"""Unusable lines listed one by one."""

_SHOWN = ("title", "authors", "published", "abstract", "project", "media")
_CONTENT = frozenset(merge.CONTENT)

_START = re.compile(rb'\s*\{\s*"id"\s*:\s*"[^"\\]{1,60}"\s*,\s*"key"\s*:')


@dataclass(slots=True, kw_only=True)
class _Read:
    """What was read so far: (captured, papers) by list."""

    path: str
    days: dict[files.List, tuple[str, list[ListedPaper]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    room: Room = field(default_factory=lambda: Room(unpack.LINES_CAP, VALUES_CAP))
    lines: int = 0
    usable: int = 0
    lost: int = 0


def recognises(body: bytes) -> bool:
    """Whether the packed or unpacked file starts with such a line."""
    return _START.match(unpack.head(body)) is not None


def parse(payload: Payload) -> Parsed:
    """Listings of all days in it; with `asked`, only of that day.

    Refuses with `schema` (no usable line, or of a newer version), `size`, `encoding`, `day`.
    """
    read = _Read(path=payload.path)
    try:
        for line in unpack.lines(payload.body):
            _line(line, read)
    except RefusedError as error:
        if error.where == "format" or not read.usable:
            raise
        message = f"the rest is not read: {error}"
        place = f"line {read.lines + 1}"
        read.problems.append(Problem(path=payload.path, where=place, message=message, severity="lost"))
    if not read.usable:
        first = read.problems[0]
        raise RefusedError("schema", f"no line is usable; the first: {first.message}", first.where)
    if read.lost > _REPORTED:
        message = "further lines without a usable paper"
        read.problems.append(
            Problem(
                path=payload.path, where="", message=message, severity="lost", count=read.lost - _REPORTED
            )
        )
    days = {one: told for one, told in read.days.items() if payload.asked in (None, one.day)}
    if not days:
        raise RefusedError("day", f"contains no paper listed on {payload.asked}")
    return files.parsed(SHAPE, payload.path, days, read.problems)


def _line(line: bytes, read: _Read) -> None:
    if read.lines == listings.ENTRIES_CAP:
        raise RefusedError("size", f"more than {listings.ENTRIES_CAP} lines")
    read.lines += 1
    if not line.strip():
        return
    at = Place(path=read.path, where=f"line {read.lines}")
    found = list(_papers(line, at, read.room))
    for one, captured, listed in found:
        known = read.days.setdefault(one, (captured, []))
        known[1].append(listed)
        read.days[one] = (min(known[0], captured, key=_certain), known[1])
    if not found and not any(one.severity == "lost" for one in at.found):
        at.report("lost", "has no readable list day")
    read.usable += bool(found)
    read.lost += not found
    if found or read.lost <= _REPORTED:
        read.problems += at.found


def _certain(captured: str) -> tuple[bool, str]:
    return merge.is_guess(captured), captured


def _papers(line: bytes, at: Place, room: Room) -> Iterator[tuple[files.List, str, ListedPaper]]:
    """(list, when that was first read, record) of each list of a line."""
    try:
        document = as_object(strict_json.loads(unpack.decoded(line), room))
    except RefusedError as error:
        if error.reason == "size":
            raise
        at.report("lost", str(error))
        return
    if document is None:
        at.report("lost", "expected an object")
        return
    files.refuse_version(document.get("format", READS[0]), READS, "format")
    item = Fields(document, at)
    key = records.key_of(item, at)
    if key is None:
        return
    at = at.inside(key)
    item = Fields(document, at)
    yield from _undated(key, item, at) if item.raw("format") in (None, 1) else _dated(key, item, at)


def _undated(key: PaperId, item: Fields, at: Place) -> Iterator[tuple[files.List, str, ListedPaper]]:
    """Format 1: what the site showed, on each of its list days."""
    document: dict[str, object] = {name: item.raw(name) for name in _SHOWN}
    if item.raw("summary_by") == "model":
        document["ai_summary"] = item.raw("summary")
    paper = records.content(key, Fields(document, at), at)
    days = item.items("listed", DAYS_CAP)
    for number, written in enumerate(days if paper else []):
        day = moments.iso_day(written)
        if paper is None or day is None:
            item.wrong(f"listed[{number}]", "a day such as '2026-11-19'", written)
            continue
        start = moments.stamp(moments.midnight(day))
        listed = ListedPaper(
            paper=paper, first_seen=start, seen=start, signals=_latest(item) if number == 0 else ()
        )
        yield files.List(day), start, records.aged(listed, merge.CONTENT)


def _latest(item: Fields) -> tuple[Signals, ...]:
    """The last known numbers, if their time is given."""
    read = records.moment(item, "as_of")
    if read is None:
        return ()
    numbers = {name: item.count(name) for name in ("upvotes", "comments", "stars")}
    return (Signals(at=read, **numbers),)


def _dated(key: PaperId, item: Fields, at: Place) -> Iterator[tuple[files.List, str, ListedPaper]]:
    """Format 2: the records as stored, except for what the site does not show."""
    record = item.nested("record")
    items = [item.item(f"listings[{n}]", value) for n, value in enumerate(item.items("listings", DAYS_CAP))]
    listed = [one for one in items if one is not None]
    tells = [_CONTENT.intersection(filter(_is_text, one.items("tells", len(_CONTENT)))) for one in listed]
    own = {name: record.raw(name) for name in record.names() if name in _CONTENT} if record else {}
    told = frozenset[str]().union(*tells)
    document = {name: own.get(name, item.raw(name)) for name in {"title", *own, *told}}
    whole = records.content(key, Fields(document, at), at)
    if whole is None:
        return
    untold = own.keys() - told  # to the first day, because it must be on one
    for one, names in zip(listed, tells, strict=True):
        day = _day_of(one)
        if day is None:
            continue
        captured = files.captured_of(one, day)
        own_names = {"title", *names, *untold}
        paper = replace(
            Paper(id=records.listed_id(key, one, "id"), title=whole.title),
            **{name: getattr(whole, name) for name in own_names},
        )
        found = replace(records.occasion(one, paper, captured), signals=records.signals("signals", one))
        yield files.list_of(one, day), captured, records.aged(found, own_names - names)
        untold = set()


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _day_of(one: Fields) -> date | None:
    written = one.raw("day")
    day = moments.iso_day(written)
    if day is None:
        one.wrong("day", "a day such as '2026-11-19'", written)
    return day
