"""What the W3C feed validator asks of the structure of Atom, RSS 2.0 and OPML, as far as our feeds use it.

Its other rules are about what a file cannot show (the type and encoding that the server sends, redirects), or
they are advice that we do not follow: papers of one list day share its time, and a title may show `<T>`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"

Numbers = Mapping[str, tuple[int, int]]
"""How often, at least and at most, an element occurs in another."""

MANY = 1_000_000
ONE, MAYBE, ANY = (1, 1), (0, 1), (0, MANY)

FEED: Numbers = {
    f"{ATOM}id": ONE, f"{ATOM}title": ONE, f"{ATOM}updated": ONE, f"{ATOM}subtitle": MAYBE,
    f"{ATOM}link": ANY, f"{ATOM}author": ANY, f"{ATOM}icon": MAYBE, f"{ATOM}generator": MAYBE,
    f"{ATOM}entry": ANY, f"{HISTORY}archive": MAYBE,
}  # fmt: skip
ENTRY: Numbers = {
    f"{ATOM}id": ONE, f"{ATOM}title": ONE, f"{ATOM}updated": ONE, f"{ATOM}published": MAYBE,
    f"{ATOM}link": ANY, f"{ATOM}author": ANY, f"{ATOM}category": ANY, f"{ATOM}summary": MAYBE,
    f"{ATOM}content": MAYBE,
}  # fmt: skip
PERSON: Numbers = {f"{ATOM}name": ONE, f"{ATOM}uri": MAYBE}
CHANNEL: Numbers = {
    "title": ONE, "link": ONE, "description": ONE, "language": MAYBE, "lastBuildDate": MAYBE,
    "generator": MAYBE, f"{ATOM}link": ANY, "item": ANY,
}  # fmt: skip
ITEM: Numbers = {
    "title": ONE, "link": ONE, "description": ONE, "guid": ONE, "pubDate": ONE, "category": ANY,
    CREATOR: ANY, f"{CONTENT}encoded": MAYBE, f"{ATOM}updated": MAYBE,
}  # fmt: skip
LIST: Numbers = {"head": ONE, "body": ONE}

LINK = frozenset({"href", "rel", "type", "title"})
RELATIONS = frozenset({"alternate", "self", "hub", "related", "current", "prev-archive", "next-archive"})
"""Those of https://www.iana.org/assignments/link-relations/ that feeds use."""

Faults = Iterator[tuple[str, str]]
"""(place, message)"""


def atom(root: ET.Element) -> Faults:
    """RFC 4287 §4, and RFC 5005 §4 of pages of an archive."""
    yield from (("feed", fault) for fault in _numbers(root, FEED))
    yield from (("feed", fault) for fault in _links(root))
    rels = {link.get("rel") for link in root.iterfind(f"{ATOM}link")}
    if "self" not in rels:
        yield "feed", "expected a link to itself"
    if (root.find(f"{HISTORY}archive") is None) == ("current" in rels):
        yield "feed", "expected an archive page, and only one, to lead to the current feed"
    for entry in root.iterfind(f"{ATOM}entry"):
        where = entry.findtext(f"{ATOM}id") or "entry"
        yield from ((where, fault) for fault in (*_numbers(entry, ENTRY), *_links(entry)))
        if any(not category.get("term") for category in entry.iterfind(f"{ATOM}category")):
            yield where, "expected a term in each category"
    for person in root.iter(f"{ATOM}author"):
        yield from (("author", fault) for fault in _numbers(person, PERSON))
        if not (person.findtext(f"{ATOM}name") or "").strip():
            yield "author", "expected a name"


def rss(root: ET.Element) -> Faults:
    """https://www.rssboard.org/rss-profile, which says what readers understand."""
    if root.get("version") != "2.0":
        yield "rss", "expected version 2.0"
    for channel in root.iterfind("channel"):
        yield from (("channel", fault) for fault in _numbers(channel, CHANNEL))
        for item in channel.iterfind("item"):
            where = item.findtext("guid") or "item"
            yield from ((where, fault) for fault in _numbers(item, ITEM))


def opml(root: ET.Element) -> Faults:
    """http://opml.org/spec2.opml"""
    if root.get("version") != "2.0":
        yield "opml", "expected version 2.0"
    yield from (("opml", fault) for fault in _numbers(root, LIST))
    for outline in root.iter("outline"):
        if outline.get("type") not in {None, "rss"}:
            yield outline.get("text", "outline"), "expected a folder or a feed"


def _numbers(element: ET.Element, numbers: Numbers) -> Iterable[str]:
    return _faults(tuple(child.tag for child in element), tuple(numbers.items()))


@cache
def _faults(tags: tuple[str, ...], numbers: tuple[tuple[str, tuple[int, int]], ...]) -> tuple[str, ...]:
    """Most entries have the same elements in the same order."""
    found = Counter(tags)
    strange = [f"<{_name(tag)}> does not belong there" for tag in found.keys() - dict(numbers).keys()]
    wrong = [
        f"expected {'one' if least else 'at most one'} <{_name(tag)}>, got {found[tag]}"
        for tag, (least, most) in numbers
        if not least <= found[tag] <= most
    ]
    return (*sorted(strange), *wrong)


def _links(element: ET.Element) -> Iterator[str]:
    seen: set[str] = set()
    for link in element.iterfind(f"{ATOM}link"):
        rel = link.get("rel", "alternate")
        if rel not in RELATIONS or not link.get("href") or not LINK.issuperset(link.keys()):
            yield f"not a link that feed readers understand: {dict(link.attrib)}"
        if rel in seen:
            yield f"expected one link to {rel}"
        seen.add(rel)


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
