"""The text of a Daily Papers page, as copied from a browser.

A header ending in its date line, then title and abstract in turns. No ids, authors or votes: an
id-like string in an abstract is a citation of some other paper, so every paper gets the
provisional id of its title. The date line has no year and does not prove the list day
(source.md §6.4), so the day must be told.
"""

from datetime import date

from generator import text
from generator.errors import RefusedError, quoted
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing, Parsed, Payload
from generator.records.paper import Paper
from generator.sources import listings, moments

HEADING = "Daily Papers"
HEADER_LINES = 30
"""Non-empty lines in which heading and date line must stand; the real header has six."""

SHAPE = "Daily Papers page text"

Line = tuple[int, str]
"""A non-empty line with its number in the file, counted from 1."""


def recognises(body: str) -> bool:
    """Whether the text has the heading where the page has it."""
    return any(line == HEADING for _, line in _lines(body)[:HEADER_LINES])


def parse(payload: Payload, body: str) -> Parsed:
    """One listing; refuses with `shape` naming the line, or with `day`."""
    lines = _lines(body)
    at, header = _date_line(lines)
    day = _day(lines[at], header, payload.asked)
    captured = payload.captured or moments.stamp(moments.midnight(day))
    listed = [
        ListedPaper(paper=paper, first_seen=captured, seen=captured) for paper in _papers(lines[at + 1 :])
    ]
    papers, notes = listings.once_each(payload.path, listed)
    listing = Listing(day=day, captured=captured, papers=papers)
    return Parsed(shape=SHAPE, listings=(listing,), problems=tuple(notes))


def _lines(body: str) -> list[Line]:
    """Lines that show something, whatever line ends they have."""
    plain = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [(number, line.strip()) for number, line in enumerate(plain, start=1) if line.strip()]


def _date_line(lines: list[Line]) -> tuple[int, moments.HeaderDay]:
    """Index and meaning of the first date below the heading: where the header ends."""
    head = [line for _, line in lines[:HEADER_LINES]]
    start = head.index(HEADING)
    for at, line in enumerate(head[start + 1 :], start=start + 1):
        if found := moments.header_day(line):
            return at, found
    message = f"expected a date such as 'Aug 20' below the heading {HEADING!r}"
    raise RefusedError("shape", message, _at(lines[start]))


def _day(line: Line, header: moments.HeaderDay, asked: date | None) -> date:
    """The day asked for when the date line agrees, or the line's own when it has a year."""
    year, month, day = header
    own = date(year, month, day) if year is not None else None
    if asked is None:
        if own is not None:
            return own
        message = f"the page says {quoted(line[1])} without a year: {listings.ASK_FOR_DAY}"
        raise RefusedError("day", message, _at(line))
    if (asked.month, asked.day) != (month, day) or own not in (None, asked):
        raise RefusedError("day", f"the page is of {quoted(line[1])}, not of {asked}", _at(line))
    return asked


def _papers(lines: list[Line]) -> list[Paper]:
    """Pairs by position: their order is the only structure the page has."""
    if len(lines) % 2:
        raise RefusedError(
            "shape",
            f"expected an abstract after each title, {len(lines)} lines are no pairs",
            _at(lines[-1]),
        )
    return [_paper(title, abstract) for title, abstract in zip(lines[::2], lines[1::2], strict=True)]


def _paper(title: Line, abstract: Line) -> Paper:
    if len(title[1]) > len(abstract[1]):
        raise RefusedError("shape", "expected a title, found a line longer than its abstract", _at(title))
    name = text.clean(title[1], text.TITLE_CAP)
    if not name:
        raise RefusedError("shape", "expected a title, found nothing readable", _at(title))
    return Paper(
        id=PaperId.from_title(name),
        title=name,
        abstract=text.clean(abstract[1], text.ABSTRACT_CAP) or None,
    )


def _at(line: Line) -> str:
    return f"line {line[0]}"
