"""Saved feeds and answers of the API: what a browser or `curl` wrote into a file."""

import re

from generator.errors import RefusedError
from generator.intake import listings, markup
from generator.intake.sources.arxiv import api, entries, feeds
from generator.records.listing import Parsed, Payload

_START = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:rss|feed)\b", re.DOTALL)
_OURS = re.compile(r"https?://(?:(?:rss|export|www)\.)?arxiv\.org/(?:schemas|api|rss|atom)\b")
_HEAD = 8_000


def recognises(body: str) -> bool:
    """Whether the text is a feed that names arXiv in its head."""
    return _START.match(body) is not None and _OURS.search(body, 0, _HEAD) is not None


def parse(payload: Payload, body: str) -> Parsed:
    """The listing of the feed's day, or listings of the days on which papers of an answer should have been
    announced, marked as such. Refuses with `xml`, `shape`, `status`, `size`, `day`, `schema`."""
    root = markup.xml(body)
    if api.is_answer(root):
        found = api.read(root)
        if not found.items:
            raise RefusedError("schema", "the answer contains no paper")
        parsed = listings.parsed("API answer", payload, found.items, payload.asked, entries.SUBMISSIONS)
        return listings.reconstructed(parsed)
    feed = feeds.read(root)
    if payload.asked is not None and feed.day not in (None, payload.asked):
        raise RefusedError("day", f"this is the feed of {feed.day}, not of {payload.asked}")
    asked = payload.asked or (None if feed.items else feed.day)
    return listings.parsed("feed", payload, feed.items, asked, entries.ANNOUNCEMENTS)
