"""The text of a Daily Papers page, as copied from a browser.

A header ending in its date line, then titles, each directly followed by its abstract. There are no ids,
authors or votes: an id-like string in an abstract cites some other paper, so every paper gets the provisional
id of its title. Such an id is permanent, so every line must be understood, and every title must be confirmed
by its abstract (page_pairs). Any other page is refused with the line that was not understood.

Counters, separators and labels of the page may be anywhere except between a title and its abstract. The date
line has no year and does not prove the list day, so the day must be given.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from generator import text
from generator.errors import RefusedError, quoted
from generator.intake import listings, moments
from generator.intake.sources.huggingface import page_lines, page_pairs
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing, Parsed, Payload
from generator.records.paper import Paper

HEADING = "Daily Papers"
HEADER_LINES = 30
"""The heading and date line must be within this many non-empty lines; the real header has six."""
LINES_CAP = 20_000
"""Lines of a page; that of a month has fewer than a thousand."""
_HEAD = 20_000
"""Maximum characters of those lines."""
_SHOWN = 60

SHAPE = "Daily Papers page text"

Line = tuple[int, str]
"""A non-empty line with its number in the file, counted from 1."""


class _Card(NamedTuple):
    """A line that may be a title, and the paragraphs directly below it."""

    title: Line
    told: list[Line]

    @property
    def abstract(self) -> str:
        """The paragraphs as one text."""
        return " ".join(line for _, line in self.told)


_HEADINGS = re.compile(r"[#*_\[\s]*(?:Daily|Trending|Weekly|Monthly) Papers\b.{0,80}", re.IGNORECASE)
_CARD = re.compile(
    r"submitted by\b.*|[·•] *[0-9]+ authors?|[0-9]+ authors?|upvote(?: [0-9.,k]+)?", re.IGNORECASE
)
_SPAN = re.compile(r"(?:week|month) .*|.* week|[0-9]{4}-?W[0-9]{1,2}|[a-z]{3,9} [0-9]{4}", re.IGNORECASE)
_OTHER = (
    "this page layout is not supported; import the view with its date, in which each title is directly "
    "followed by its abstract. Save the page itself instead (as HTML), or the API's answer"
)


def recognises(body: str) -> bool:
    """Whether the text has the heading where the page has it, or cards like those of the page."""
    head = [line for _, line in _lines(body[:_HEAD])[:HEADER_LINES]]
    cards = sum(_CARD.fullmatch(line) is not None for line in head)
    return cards > 1 or any(_HEADINGS.fullmatch(line) for line in head)


def parse(payload: Payload, body: str) -> Parsed:
    """One listing; refuses with `shape` and the line, or with `day`."""
    if body.count("\n") + body.count("\r") > 2 * LINES_CAP:
        raise RefusedError("size", f"more than {LINES_CAP} lines of text")
    lines = _lines(body)
    at, header = _date_line(lines)
    day = _day(lines[at], header, payload.asked)
    captured = payload.captured or moments.stamp(moments.midnight(day))
    papers = sorted(_papers(lines[at], lines[at + 1 :]), key=lambda paper: paper.id)
    listed = tuple(ListedPaper(paper=paper, first_seen=captured, seen=captured) for paper in papers)
    return Parsed(shape=SHAPE, listings=(Listing(day=day, captured=captured, papers=listed),))


def _lines(body: str) -> list[Line]:
    """Lines with visible text, whatever their line endings are."""
    plain = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [(number, line.strip()) for number, line in enumerate(plain, start=1) if line.strip()]


def _date_line(lines: list[Line]) -> tuple[int, moments.HeaderDay]:
    """Index and meaning of the first date below the heading: the end of the header."""
    head = [line for _, line in lines[:HEADER_LINES]]
    if HEADING not in head:
        raise RefusedError("shape", f"expected the line {HEADING!r} at the top: {_OTHER}", _at(lines[0]))
    start = head.index(HEADING)
    for at, line in enumerate(head[start + 1 :], start=start + 1):
        if found := moments.header_day(line):
            return at, found
        if line == HEADING:
            start = at
        elif _SPAN.fullmatch(line):
            message = f"this view shows several days, {quoted(line)}: save the page of each day instead"
            raise RefusedError("day", message, _at(lines[at]))
        elif page_lines.kind(line) != "furniture":
            break
    message = f"expected a date such as 'Aug 20' below the heading {HEADING!r}: {_OTHER}"
    raise RefusedError("shape", message, _at(lines[start]))


def _day(line: Line, header: moments.HeaderDay, asked: date | None) -> date:
    """The requested day if the date line agrees, or the line's own day if it has a year."""
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


def _papers(start: Line, lines: list[Line]) -> Iterator[Paper]:
    """Every title with its abstract; `start` is the line above them. Refuses all if one is not certain."""
    cards = list(_cards(lines))
    is_brief = all(len(card.abstract) < page_pairs.LONG for card in cards)
    page = page_pairs.Page(is_regular=_is_regular(start, cards), is_brief=is_brief)
    titles: set[str] = set()
    abstracts: set[str] = set()
    before = ""
    for card in cards:
        paper = _paper(card.title, card.abstract)
        _refuse_repeated(card.title, paper.id, titles)
        _refuse_repeated(card.told[0], " ".join(card.abstract.casefold().split()), abstracts)
        if not page_pairs.is_title_of(paper.title, paper.abstract or "", before, page):
            raise _not_understood(card.title, "may or may not be the title of the text below it")
        before = paper.title
        yield paper


def _cards(lines: list[Line]) -> Iterator[_Card]:
    """Every line that may be a title, with the text directly below it, which may be several paragraphs."""
    kinds = [page_lines.kind(line) for _, line in lines]
    gaps: dict[str, bool] = {}
    at = end = 0
    while at < len(lines):
        if kinds[at] == "furniture":
            at += 1
            continue
        if kinds[at] != "title":
            what = "a title" if kinds[at] == "abstract" else "a title, an abstract or a part of the page"
            raise _not_understood(lines[at], f"expected {what}")
        if end == at > 0:
            _refuse_uneven(gaps, "title", lines[at - 1], lines[at])
        end = at + 1
        while end < len(lines) and kinds[end] == "abstract":
            end += 1
        told = lines[at + 1 : end]
        if not told:
            raise _not_understood(lines[at], "looks like a title, but no abstract follows")
        _refuse_uneven(gaps, "abstract", lines[at], told[0])
        for above, below in pairwise(told):
            is_long = min(page_lines.weight(line) for _, line in (above, below)) >= page_lines.LONG
            if not is_long or not page_pairs.goes_on(above[1], below[1]):
                raise _not_understood(
                    below, "it is not clear whether this line belongs to the abstract above"
                )
        yield _Card(lines[at], told)
        at = end


def _is_regular(start: Line, cards: list[_Card]) -> bool:
    """Whether titles and abstracts alternate, one line each, all equally spaced."""
    numbers = [start[0], *(number for card in cards for number, _ in (card.title, *card.told))]
    apart = {below - above for above, below in pairwise(numbers)}
    return len(apart) == 1 and all(len(card.told) == 1 for card in cards)


def _refuse_repeated(line: Line, key: str, seen: set[str]) -> None:
    """A list names each paper once; what appears twice is a label or a text that is not an abstract."""
    if key in seen:
        raise _not_understood(line, "occurs a second time")
    seen.add(key)


def _refuse_uneven(gaps: dict[str, bool], what: str, above: Line, line: Line) -> None:
    """Lines of a wrapped abstract could pass for titles and abstracts, but not as evenly spaced."""
    is_apart = line[0] > above[0] + 1
    if gaps.setdefault(what, is_apart) != is_apart:
        raise _not_understood(line, f"is not spaced like the other {what}s")


def _paper(title: Line, abstract: str) -> Paper:
    name = text.clean(title[1], text.TITLE_CAP)
    if not name:
        raise _not_understood(title, "expected a title, found nothing readable")
    if len(title[1]) > len(abstract):
        raise _not_understood(title, "expected a title, found a line longer than its abstract")
    return Paper(
        id=PaperId.from_title(name), title=name, abstract=text.clean(abstract, text.ABSTRACT_CAP) or None
    )


def _not_understood(line: Line, why: str) -> RefusedError:
    return RefusedError("shape", f"{quoted(line[1][:_SHOWN])}: {why}; {_OTHER}", _at(line))


def _at(line: Line) -> str:
    return f"line {line[0]}"
