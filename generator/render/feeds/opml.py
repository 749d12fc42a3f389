"""OPML 2.0 (http://opml.org/spec2.opml): lists of feeds that a reader imports in one step."""

from collections.abc import Iterable

from generator import urls
from generator.records.page import Page
from generator.render.feeds.entries import Feed, Publisher
from generator.sinks.to_xml import Xml, document, el, join

Shelf = tuple[str, Iterable[Feed]]
"""A folder of the list: its name and its feeds."""


def render(name: str, title: str, shelves: Iterable[Shelf], publisher: Publisher) -> Page:
    """The head has no date: only the feeds say whether there is anything new."""
    here = urls.feed(name, "opml")
    folders = (_folder(label, feeds, publisher) for label, feeds in shelves)
    root = el("opml", join(el("head", el("title", title)), el("body", join(*folders))), version="2.0")
    return Page(path=here.path, text=document(root))


def _folder(label: str, feeds: Iterable[Feed], publisher: Publisher) -> Xml | None:
    outlines = [_outline(feed, publisher) for feed in feeds]
    return el("outline", join(*outlines), text=label) if outlines else None


def _outline(feed: Feed, publisher: Publisher) -> Xml:
    url = publisher.absolute(urls.feed(feed.name, "atom"))
    return el("outline", type="rss", text=feed.label, title=feed.label, xmlUrl=url)
