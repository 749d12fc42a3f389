"""RSS 2.0 (https://www.rssboard.org/rss-specification), with the namespaces that readers support."""

from datetime import date

from generator import urls
from generator.records.page import Page
from generator.records.period import MONTHS, WEEKDAYS
from generator.render.feeds import atom
from generator.render.feeds.entries import Feed, FeedEntry, Publisher
from generator.render.feeds.fitting import fitted
from generator.sinks import to_html
from generator.sinks.to_xml import Xml, cdata, document, el, join

CONTENT = "http://purl.org/rss/1.0/modules/content/"
CREATOR = "http://purl.org/dc/elements/1.1/"


def render(feed: Feed, publisher: Publisher) -> Page:
    """There is no `image`: it would have to be a bitmap, and the site's icon need not be one."""
    here = urls.feed(feed.name, "rss")
    config = publisher.config
    hub = config.options.feed_hub
    scheme = publisher.absolute(urls.TOPICS)
    head = (
        el("title", feed.title),
        el("link", publisher.absolute(feed.page)),
        el("description", feed.about),
        el("language", config.wording.language),
        el("lastBuildDate", stamp(publisher.updated(feed))),
        el("generator", urls.PROGRAM),
        el("atom:link", rel="self", type="application/rss+xml", href=publisher.absolute(here)),
        el("atom:link", rel="hub", href=hub) if hub else None,
    )
    items = fitted(feed.entries, lambda entry: _item(entry, scheme))
    root = el(
        "rss",
        el("channel", join(*head, *items)),
        version="2.0",
        xmlns_atom=atom.NAMESPACE,
        xmlns_content=CONTENT,
        xmlns_dc=CREATOR,
    )
    return Page(path=here.path, text=document(root))


def stamp(moment: str) -> str:
    """`Wed, 20 Aug 2025 12:00:00 GMT` (RFC 822 with the four digits of RFC 2822), in every locale."""
    day = date.fromisoformat(moment[:10])
    name, month = WEEKDAYS[day.weekday()][:3], MONTHS[day.month - 1][:3]
    return f"{name}, {day.day:02d} {month} {day.year:04d} {moment[11:19]} GMT"


def _item(entry: FeedEntry, scheme: str) -> Xml:
    """The description is HTML like the content, so it is encoded twice. `author` is not used because it
    would have to be an email address. RSS has only one date; a later one is that of Atom."""
    return el(
        "item",
        join(
            el("title", entry.title),
            el("link", entry.url),
            el("guid", entry.id, isPermaLink="false"),
            el("pubDate", stamp(entry.published)),
            el("atom:updated", entry.updated) if entry.updated != entry.published else None,
            *(el("dc:creator", name) for name in entry.authors),
            *(el("category", label, domain=scheme if slug else None) for slug, label in entry.topics),
            el("description", to_html.text(entry.summary or entry.title)),
            el("content:encoded", cdata(entry.body)) if entry.body else None,
        ),
    )
