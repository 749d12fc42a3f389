"""Feeds of every format as one kind of value, parsed as a feed reader would: XML by a strict parser."""

import json
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

from generator.check import feed_rules
from generator.check.feed_rules import ATOM

CONTENT = f"{feed_rules.CONTENT}encoded"
JSON_FEED = "https://jsonfeed.org/version/1.1"
WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")

_STAMP = re.compile(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What each format says about an entry; "" where it says nothing. `times` are RFC 3339, the last one that
    of the newest change. `summary` counts only where there is no content."""

    id: str
    title: str
    url: str
    html: str
    times: tuple[str, ...]
    summary: str = ""
    has_author: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The same for a feed: `here` is its own address, `page` that of the page it belongs to, and `addresses`
    are all others in its head. `updated` is None where the format has no such field. `faults` are (place,
    message) of what is wrong with its structure."""

    title: str
    here: str
    page: str
    updated: str | None
    entries: tuple[Entry, ...]
    addresses: tuple[str, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()


class UnreadableError(ValueError):
    """Not a feed of this format; the message says why."""


def atom(body: bytes) -> Feed:
    """Raises ParseError and UnreadableError."""
    root = _root(body, f"{ATOM}feed")
    has_author = root.find(f"{ATOM}author/{ATOM}name") is not None
    return Feed(
        title=_said(root, f"{ATOM}title"),
        here=_linked(root, "self"),
        page=_linked(root),
        updated=_said(root, f"{ATOM}updated"),
        entries=tuple(
            Entry(
                id=_said(entry, f"{ATOM}id"),
                title=_said(entry, f"{ATOM}title"),
                url=_linked(entry),
                html=_said(entry, f"{ATOM}content[@type='html']"),
                times=(
                    *(_said(entry, one.tag) for one in entry.iterfind(f"{ATOM}published")),
                    _said(entry, f"{ATOM}updated"),
                ),
                summary="" if entry.find(f"{ATOM}content") is not None else _said(entry, f"{ATOM}summary"),
                has_author=has_author or entry.find(f"{ATOM}author/{ATOM}name") is not None,
            )
            for entry in root.findall(f"{ATOM}entry")
        ),
        addresses=(
            *(_said(root, one.tag) for one in root.iterfind(f"{ATOM}icon")),
            *(link.get("href", "") for link in root.iter(f"{ATOM}link")),
        ),
        faults=tuple(feed_rules.atom(root)),
    )


def rss(body: bytes) -> Feed:
    """Raises ParseError and UnreadableError. A guid must say that it is not an address."""
    root = _root(body, "rss")
    channel = root.find("channel")
    if channel is None or not _said(channel, "description"):
        raise UnreadableError("expected a channel with a description")
    items = channel.findall("item")
    if any(_said(item, "guid[@isPermaLink='false']") == "" for item in items):
        raise UnreadableError("expected a guid with isPermaLink='false' in each item")
    return Feed(
        title=_said(channel, "title"),
        here=_linked(channel, "self"),
        page=_said(channel, "link"),
        updated=None,
        entries=tuple(
            Entry(
                id=_said(item, "guid"),
                title=_said(item, "title"),
                url=_said(item, "link"),
                html=_said(item, CONTENT),
                times=(_rfc3339(_said(item, "pubDate")),),
                summary=_said(item, "description"),
            )
            for item in items
        ),
        addresses=tuple(link.get("href", "") for link in channel.findall(f"{ATOM}link")),
        faults=tuple(feed_rules.rss(root)),
    )


def json_feed(body: bytes) -> Feed:
    """Raises ValueError."""
    root = json.loads(body)
    if not isinstance(root, dict) or root.get("version") != JSON_FEED or not _are_objects(root.get("items")):
        raise UnreadableError(f"expected an object of version {JSON_FEED} with items")
    return Feed(
        title=_text(root, "title"),
        here=_text(root, "feed_url"),
        page=_text(root, "home_page_url"),
        updated=None,
        entries=tuple(
            Entry(
                id=_text(item, "id"),
                title=_text(item, "title"),
                url=_text(item, "url"),
                html=_text(item, "content_html"),
                times=(_text(item, "date_published"),),
                summary=_text(item, "content_text"),
            )
            for item in root["items"]
        ),
        addresses=(_text(root, "icon"), _text(root, "favicon")),
    )


def _root(body: bytes, tag: str) -> ET.Element:
    root = ET.fromstring(body)  # noqa: S314 - our own file, without a document type
    if root.tag != tag:
        raise UnreadableError(f"expected {tag}, got {root.tag}")
    return root


def _said(above: ET.Element, path: str) -> str:
    return (above.findtext(path) or "").strip()


def _linked(above: ET.Element, rel: str = "alternate") -> str:
    """The address of the first link with this relation; a link without one is an `alternate`."""
    links = (link for link in above.iterfind(f"{ATOM}link") if link.get("rel", "alternate") == rel)
    return next((link.get("href", "") for link in links), "")


def _rfc3339(stamp: str) -> str:
    """An RSS date in the other form; unchanged if it is not a date."""
    try:
        found = parsedate_to_datetime(stamp)
    except ValueError:
        return stamp
    same = _STAMP.fullmatch(stamp) and found.strftime("%w") == f"{WEEKDAYS.index(stamp[:3])}"
    return found.strftime("%Y-%m-%dT%H:%M:%SZ") if same else stamp


def _text(above: dict[str, object], key: str) -> str:
    value = above.get(key)
    return value if isinstance(value, str) else ""


def _are_objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def outlines(body: bytes) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """(text, title, address) of each feed in a list of them, and what is wrong with its structure."""
    root = _root(body, "opml")
    found = root.iterfind("body//outline[@type='rss']")
    feeds = [(one.get("text", ""), one.get("title", ""), one.get("xmlUrl", "")) for one in found]
    return feeds, list(feed_rules.opml(root))
