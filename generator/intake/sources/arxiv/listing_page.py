"""A saved page of a category: `/list/cs.CL/new`, with abstracts, and `/list/cs.CL/recent`, without.

Below a heading with a day there are lists (`dl`) of papers: a `dt` with the id, which also says whether the
paper is cross-listed or replaced, and a `dd` with the rest. A page of new papers has one day for all its
lists, a page of recent ones a heading for each day. A page of a month has no days: it is refused.
"""

import re
from collections.abc import Iterator
from datetime import date

from generator.errors import RefusedError
from generator.intake import dates, listings, markup
from generator.intake.markup import Node
from generator.intake.sources.arxiv import entries, feeds
from generator.intake.sources.arxiv.feeds import Item
from generator.records.listing import Parsed, Payload

SHAPE = "listing page"

_LIST = re.compile(r"<dl\b|/abs/", re.IGNORECASE)
_NEAR = 4_000
"""Characters of a list within which its first paper is linked."""
_OURS = re.compile(r"arxiv\.org|list-title", re.IGNORECASE)
_ID = re.compile(r"/abs/([a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}|[0-9]{4}\.[0-9]{4,5})")
_DAY = re.compile(r"(?:[A-Z][a-z]{2,8}, )?[0-9]{1,2} [A-Z][a-z]{2,8} [0-9]{4}")
_TYPE = re.compile(r"cross-list|replaced", re.IGNORECASE)
_SECTIONS = (
    (re.compile(r"\s*replacement", re.IGNORECASE), "replace"),
    (re.compile(r"\s*cross", re.IGNORECASE), "cross"),
)
_CATEGORY = re.compile(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)")
_LABEL = re.compile(r"\A\s*(?:Title|Authors?|Comments?|Journal-ref):", re.IGNORECASE)


def recognises(body: str) -> bool:
    """Whether the text is a page with such a list."""
    start = body.lstrip()[:1]
    return start == "<" and _OURS.search(body) is not None and _has_list(body)


def _has_list(body: str) -> bool:
    start = -_NEAR
    for found in _LIST.finditer(body):
        if found[0].startswith("<"):
            start = found.start()
        elif found.start() - start < _NEAR:
            return True
    return False


def parse(payload: Payload, body: str) -> Parsed:
    """The listings of its days. Refuses with `size`, `day` (no day on the page), `schema`."""
    items = list(_items(markup.html(body)))
    if len(items) > feeds.ITEMS_CAP:
        raise RefusedError("size", f"more than {feeds.ITEMS_CAP} papers")
    listed = [item for item in items if feeds.ANNOUNCED.get(str(item["announced"])) is not None]
    if items and not any(item["day"] for item in items) and payload.asked is None:
        raise RefusedError("day", f"the page names no day: {listings.ASK_FOR_DAY}")
    if not listed:
        raise RefusedError("schema", "the page lists no new paper")
    return listings.parsed(SHAPE, payload, listed, payload.asked, entries.ANNOUNCEMENTS)


def _items(page: Node) -> Iterator[Item]:
    day, section = "", "new"
    item: Item | None = None
    for node in page.below("h1", "h2", "h3", "dt", "dd"):
        match node.name:
            case "dt":
                item = _opened(node, day, section)
            case "dd" if item is not None:
                yield {**item, **_described(node)}
                item = None
            case "h1" | "h2" | "h3":
                heading = node.whole
                if found := _day(heading):
                    day = f"{found}"
                section = next((kind for form, kind in _SECTIONS if form.match(heading)), "new")


def _day(heading: str) -> date | None:
    match = _DAY.search(" ".join(heading.split()))
    told = dates.read(match[0]) if match else None
    return told.day if told else None


def _opened(node: Node, day: str, section: str) -> Item | None:
    links = (_ID.search(link.attribute("href")) for link in node.below("a"))
    key = next((found[1] for found in links if found), None)
    if key is None:
        return None
    told = _TYPE.search(node.whole)
    kind = section
    if told:
        kind = "replace" if told[0].lower() == "replaced" else "cross"
    return {"id": key, "day": day, "announced": kind}


def _described(node: Node) -> Item:
    parts = {
        names[0]: one for one in reversed(node.below("div")) if (names := one.attribute("class").split())
    }
    subjects = parts["list-subjects"].whole if "list-subjects" in parts else ""
    authors = parts["list-authors"].below("a") if "list-authors" in parts else []
    abstract = next(iter(node.below("p")), None)
    return {
        "title": _value(parts.get("list-title")),
        "authors": [one.whole for one in authors],
        "creator": "" if authors else _value(parts.get("list-authors")),
        "categories": _CATEGORY.findall(subjects),
        "comment": _value(parts.get("list-comments")),
        "journal": _value(parts.get("list-journal-ref")),
        "summary": abstract.whole if abstract else "",
    }


def _value(node: Node | None) -> str:
    """The text of a part without its label."""
    return _LABEL.sub("", node.whole).strip() if node else ""
