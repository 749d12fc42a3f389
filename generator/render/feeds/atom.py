"""Atom (RFC 4287): the format in which every feed is available."""

from collections.abc import Iterator
from functools import lru_cache

from generator import urls
from generator.records.page import Page
from generator.render.feeds.entries import BRIEF_ENTRIES, ENTRIES, Feed, FeedEntry, Publisher, Turns
from generator.render.feeds.fitting import fitted
from generator.sinks.to_xml import Xml, beside, cdata, document, el, join

NAMESPACE = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"


def render(feed: Feed, publisher: Publisher) -> Page:
    """`updated` is that of the newest entry, never the time of a build (§4.2.15). An entry without authors
    takes the feed's author (§4.1.2), which is the site. A feed of brief entries, of which there may be
    thousands, has a brief head. A page of an archive has the id of the feed that it belongs to."""
    turns = feed.turns or Turns()
    here = urls.feed(feed.name, "atom")
    config = publisher.config
    hub = config.options.feed_hub
    site = publisher.absolute(urls.HOME)
    is_full = any(entry.body for entry in feed.entries) or not feed.entries
    head = (
        el("id", publisher.tag("feed", turns.current or feed.name)),
        el("title", feed.title),
        el("subtitle", feed.about) if is_full else None,
        el("updated", publisher.updated(feed)),
        el("link", rel="self", href=publisher.absolute(here)),
        el("link", href=publisher.absolute(feed.page)),
        el("link", rel="hub", href=hub) if hub and not turns.current else None,
        *_turning(turns, publisher),
        el("author", el("name", config.site_name), el("uri", site) if is_full else None),
        el("icon", publisher.icon) if is_full else None,
        el("generator", urls.PROGRAM) if is_full else None,
    )
    entries = fitted(feed.entries, _entry)
    history = HISTORY if turns.current else None
    language = config.wording.language
    root = el("feed", join(*head, *entries), xmlns=NAMESPACE, xmlns_fh=history, xml_lang=language)
    return Page(path=here.path, text=document(root))


def _turning(turns: Turns, publisher: Publisher) -> Iterator[Xml | None]:
    """RFC 5005 §4: a page says that it is one, and where the others are."""
    yield el("fh:archive") if turns.current else None
    names = (("current", turns.current), ("prev-archive", turns.before), ("next-archive", turns.after))
    for rel, name in names:
        yield el("link", rel=rel, href=publisher.absolute(urls.feed(name, "atom"))) if name else None


def _entry(entry: FeedEntry) -> Xml:
    """Made once, although it may be in a dozen feeds."""
    return _whole(entry) if entry.body else _brief(entry)


def _written(entry: FeedEntry) -> Xml:
    """A link is `alternate` if it does not say what it is
    (§4.2.7.2). Without `published`, which brief entries only have if it is another time, readers take
    `updated`. A brief entry takes one line."""
    return el(
        "entry",
        (join if entry.body else beside)(
            el("id", entry.id),
            el("title", entry.title),
            el("link", href=entry.url),
            el("link", rel="related", type="application/pdf", title="PDF", href=entry.pdf)
            if entry.pdf
            else None,
            el("published", entry.published) if entry.body or entry.published != entry.updated else None,
            el("updated", entry.updated),
            *(el("author", el("name", name)) for name in entry.authors),
            *(_category(slug, label) for slug, label in entry.topics),
            el("summary", entry.summary) if entry.summary else None,
            el("content", cdata(entry.body), type="html") if entry.body else None,
        ),
    )


_whole, _brief = lru_cache(ENTRIES)(_written), lru_cache(BRIEF_ENTRIES)(_written)


def _category(slug: str | None, label: str) -> Xml:
    return el("category", term=slug, label=label) if slug else el("category", term=label)
