"""Reads finished feeds again as a feed reader would: well-formed, complete, every address absolute.

The rules are those of RFC 4287 for Atom, of the RSS 2.0 specification and its advisory board's profile, and
of JSON Feed 1.1, as far as they apply to all three.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache
from html import unescape
from xml.etree.ElementTree import ParseError

from generator.check.feed_forms import Entry, Feed, atom, json_feed, outlines, rss
from generator.errors import Problem

ELEMENTS = frozenset({"a", "em", "li", "ol", "p"})
"""The allowed HTML elements of an entry."""

READERS: dict[str, Callable[[bytes], Feed]] = {"atom": atom, "rss": rss, "json": json_feed}

_ABSOLUTE = re.compile(r"https?://[^/\s]+\S*")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)([^>]*)>")
_LINK = re.compile(r'\s(?:href|src)="([^"]*)"')


def problems(files: Iterable[tuple[str, bytes]]) -> Iterator[Problem]:
    """`files` are (path, bytes) of each feed and list of feeds below `feeds/`."""
    html_fault = cache(_html_fault)  # an entry occurs in a dozen feeds
    for path, body in files:
        try:
            form = path.rpartition(".")[2]
            faults = list(
                _outline_faults(body) if form == "opml" else _faults(path, READERS[form](body), html_fault)
            )
        except (LookupError, ParseError, ValueError) as error:
            yield Problem(path=path, where="", message=f"cannot be read as a feed: {error}")
            continue
        for where, message in faults:
            yield Problem(path=path, where=where, message=message)


def _faults(path: str, feed: Feed, html_fault: Callable[[str], str | None]) -> Iterator[tuple[str, str]]:
    """(place, message) of everything that is wrong with one feed."""
    yield from feed.faults
    if not feed.title:
        yield "title", "expected one"
    if not feed.here.endswith(f"/{path}"):
        yield "self", f"expected the address of this file, got {feed.here!r}"
    for url in (feed.here, feed.page, *feed.addresses):
        if not _ABSOLUTE.fullmatch(url):
            yield "head", f"expected an absolute address, got {url!r}"
    newest = max((entry.times[-1] for entry in feed.entries), default=feed.updated)
    if feed.updated is not None and feed.updated != newest:
        yield "updated", f"expected the newest entry's, {newest}, got {feed.updated}"
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries):
        where = entry.id or f"entry {number + 1}"
        if entry.id in seen:
            yield where, "occurs twice"
        seen.add(entry.id)
        yield from ((where, message) for message in _entry_faults(entry, html_fault))


def _entry_faults(entry: Entry, html_fault: Callable[[str], str | None]) -> Iterator[str]:
    if not entry.id.startswith("tag:"):
        yield "expected an id that is a tag URI"
    if not entry.title:
        yield "expected a title"
    if not _ABSOLUTE.fullmatch(entry.url):
        yield f"expected an absolute address, got {entry.url!r}"
    if not entry.has_author:
        yield "expected an author, in the entry or the feed"
    yield from (f"not a valid time: {time!r}" for time in entry.times if not _is_moment(time))
    if not entry.html and not entry.summary:
        yield "expected content or a summary"
    if fault := html_fault(entry.html):
        yield fault


def _html_fault(html: str) -> str | None:
    """Why a reader could not, or should not, show this HTML as it is."""
    opened: list[str] = []
    for ends, name, attributes in _TAG.findall(html):
        if name not in ELEMENTS:
            return f"<{name}> is not allowed in a feed"
        if not ends:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return f"</{name}> ends nothing"
        for url in _LINK.findall(attributes):
            if not _ABSOLUTE.fullmatch(unescape(url)):
                return f"expected absolute addresses, got {url!r}"
    return f"<{opened[-1]}> has no end" if opened else None


def _is_moment(written: str) -> bool:
    if not _MOMENT.fullmatch(written):
        return False
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True


def _outline_faults(body: bytes) -> Iterator[tuple[str, str]]:
    found, faults = outlines(body)
    yield from faults
    if not found:
        yield "body", "expected a feed"
    for shown, title, url in found:
        if not shown or title != shown:
            yield shown, "expected a text and the same title"
        if not _ABSOLUTE.fullmatch(url):
            yield shown, f"expected an absolute address, got {url!r}"
