"""The feed of a day, as RSS and as Atom: announcements of some categories, and the day they are of.

An announcement is an object with plain texts, whichever form it came in: `entries` reads it. Replacements of
older papers are announced as well; they are no listings.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.errors import RefusedError, quoted
from generator.intake import dates, entities
from generator.intake.markup import Node
from generator.intake.sources.arxiv import calendar
from generator.intake.sources.arxiv.atom import ARXIV, ATOM
from generator.records.listing import Announced

_DC = "{http://purl.org/dc/elements/1.1/}"

ITEMS_CAP = 20_000
"""Announcements of one feed; arXiv cuts it at 2,000."""

ANNOUNCED: Mapping[str, Announced | None] = {
    "new": "new",
    "cross": "cross",
    "replace": None,
    "replace-cross": None,
}
"""Types of announcements, and what each means for a listing."""

_HEAD = re.compile(r"\s*arXiv:\S{1,40}\s+Announce Type:\s*([a-z-]{1,20})\s*(?:Abstract:)?", re.IGNORECASE)
_ERROR = re.compile(r"\s*feed error", re.IGNORECASE)

Item = dict[str, object]


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed announces; `day` is None only for an undated feed without any item."""

    day: date | None
    items: tuple[Item, ...]
    replaced: int = 0


def is_feed(root: Node) -> bool:
    """Whether this is a feed of announcements, and not an answer of the API."""
    if root.name == "rss":
        return True
    return root.name == f"{ATOM}feed" and "/api/" not in root.text(f"{ATOM}id")


def read(root: Node) -> Feed:
    """Refuses with `shape` what is not a feed, with `status` a feed that only reports an error, and with
    `size`."""
    if not is_feed(root):
        raise RefusedError("shape", f"expected a feed, got an element {quoted(root.name)}")
    channel = root.child("channel") if root.name == "rss" else root
    if channel is None:
        raise RefusedError("shape", "expected a feed, got rss without a channel")
    title = channel.text("title") or channel.text(f"{ATOM}title")
    if _ERROR.match(title):
        raise RefusedError("status", f"the feed says {quoted(' '.join(title.split()))}")
    found = channel.children("item") or channel.children(f"{ATOM}entry")
    if len(found) > ITEMS_CAP:
        raise RefusedError("size", f"more than {ITEMS_CAP} announcements")
    items = [_rss(one) if one.name == "item" else _atom(one) for one in found]
    listed = tuple(item for item in items if ANNOUNCED.get(str(item["announced"]), "?") is not None)
    return Feed(_day(channel, items), listed, len(items) - len(listed))


def _day(channel: Node, items: list[Item]) -> date | None:
    """The day that the feed names; if it names none, that of its newest announcement, or of its update."""
    if (told := dates.read(channel.text("pubDate"))) and told.day:
        return told.day
    days = [told.day for item in items if (told := dates.read(item["day"])) and told.day]
    if days:
        return max(days)
    updated = dates.read(channel.text(f"{ATOM}updated"))
    return calendar.day_of(updated.moment) if updated else None


def _rss(item: Node) -> Item:
    return {
        "id": item.text("guid") or item.text("link"),
        "title": item.text("title"),
        "day": item.text("pubDate"),
        "categories": [one.whole for one in item.children("category")],
        **_common(item, item.text("description")),
    }


def _atom(entry: Node) -> Item:
    return {
        "id": entry.text(f"{ATOM}id"),
        "title": entry.text(f"{ATOM}title"),
        "day": entry.text(f"{ATOM}published"),
        "categories": [one.attribute("term") for one in entry.children(f"{ATOM}category")],
        **_common(entry, entry.text(f"{ATOM}summary"), entry.text(f"{ATOM}rights")),
    }


def _common(node: Node, description: str, rights: str = "") -> Item:
    """`description` begins with the id and the type of the announcement."""
    head = _HEAD.match(description)
    return {
        "announced": node.text(f"{ARXIV}announce_type").strip() or (head[1].lower() if head else ""),
        "summary": entities.undone(description[head.end() :] if head else description),
        "creator": "\n".join(one.whole for one in node.children(f"{_DC}creator")),
        "licence": rights or node.text(f"{_DC}rights"),
        "doi": node.text(f"{ARXIV}DOI"),
        "journal": node.text(f"{ARXIV}journal_reference"),
    }
