"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

`content_html`, not `content_text`: the HTML comes from the same sink as that of the pages, which encodes
every character that could be markup, and readers show paragraphs and links instead of one block.
"""

from generator import urls
from generator.records.page import Page
from generator.records.reading import Json
from generator.render.feeds.entries import Feed, FeedEntry, Publisher
from generator.render.feeds.fitting import fitted
from generator.sinks import to_json

VERSION = "https://jsonfeed.org/version/1.1"


def render(feed: Feed, publisher: Publisher) -> Page:
    """One entry per line."""
    here = urls.feed(feed.name, "json")
    config = publisher.config
    hub = config.options.feed_hub
    head: dict[str, Json] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": publisher.absolute(feed.page),
        "feed_url": publisher.absolute(here),
        "description": feed.about,
        "icon": publisher.icon,
        "favicon": publisher.icon,
        "authors": [{"name": config.site_name, "url": publisher.absolute(urls.HOME)}],
        "language": config.wording.language,
    }
    if hub:
        head["hubs"] = [{"type": "WebSub", "url": hub}]
    return Page(path=here.path, text=to_json.listed(head, "items", fitted(feed.entries, _item)))


def _item(entry: FeedEntry) -> str:
    found: dict[str, Json] = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.outside,
        "title": entry.title,
        "content_html": entry.body,
        "content_text": None if entry.body else entry.summary,
        "summary": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated if entry.updated != entry.published else None,
        "authors": [{"name": name} for name in entry.authors],
        "tags": [label for _, label in entry.topics],
    }
    return to_json.compact({key: value for key, value in found.items() if value})
