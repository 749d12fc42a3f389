"""A day: from the feed if it is the newest one, otherwise reconstructed from the API.

The feed has only the newest day. It is requested once in a run, however many days are wanted, and not at all
for days that it cannot have.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import quote, urlencode

from generator.errors import RefusedError
from generator.intake import bodies, dates, listings, markup, pieces
from generator.intake.answers import Answer, Asker, NotOpen, Reply, Validators, Whole
from generator.intake.sources.arxiv import api, atom, calendar, entries, feeds
from generator.intake.sources.arxiv.categories import CLASSES
from generator.intake.sources.arxiv.feeds import Feed, Item
from generator.records.listing import Parsed

TYPES = ("application/rss+xml", *atom.TYPES)
API = "api"
"""The name of its other address."""

CUT = 2_000
"""Announcements at which a feed is cut; then each category is asked for by itself."""
PAGE = 1_000
"""Papers requested from the API at once."""
PAGES = 20

_RECENT = timedelta(days=1)
_AHEAD = timedelta(days=1)


def ask(client: Asker, day: date, known: Validators) -> Reply:
    """The list of a day. Raises RefusedError if an answer is not valid, and what the client raises."""
    del known
    captured = client.now()
    today = calendar.day_of(captured)
    window = calendar.window(day)
    if day >= today - _RECENT:
        feed = _feed(client, client.categories)
        if feed.day is None or feed.day > captured.date() + _AHEAD:
            raise RefusedError("day", f"the feed is of {feed.day}, and today is {today}")
        if day == feed.day:
            return Whole(pages=(feed.items,), captured=captured, is_final=True)
        if day > feed.day:
            return NotOpen()
    if window is None:
        return Whole(pages=((),), captured=captured, is_final=True)
    return Whole(pages=tuple(_pages(client, window)), captured=captured, is_reconstructed=True)


def parse(path: str, whole: Whole, day: date) -> Parsed:
    """That answer as the listing of its day. Raises RefusedError as `listings.of_day` does."""
    if whole.is_reconstructed:
        return listings.of_day("API answer", path, whole, day, entries.SUBMISSIONS)
    return listings.of_day("feed", path, whole, day, entries.ANNOUNCEMENTS)


def _feed(client: Asker, categories: Sequence[str]) -> Feed:
    """The newest day of all these categories."""
    feed = _one_feed(client, categories)
    if len(feed.items) + feed.replaced < CUT or len(categories) < 2:
        return feed
    parts = [_one_feed(client, [one]) for one in categories]
    if any(part.day != feed.day for part in parts):
        raise RefusedError("day", "the feeds of the categories are of different days: one is being renewed")
    items: dict[object, Item] = {}
    for item in (*feed.items, *(item for part in parts for item in part.items)):
        if item["id"] not in items or item["announced"] == "new":
            items[item["id"]] = item
    return Feed(feed.day, tuple(items.values()))


def _one_feed(client: Asker, categories: Sequence[str]) -> Feed:
    where = quote("+".join(categories), safe="+")
    return feeds.read(_document(client.once(f"{client.address}/rss/{where}", TYPES[0])))


def _pages(client: Asker, window: calendar.Window) -> Iterator[Sequence[Item]]:
    """Refuses with `shape` if fewer papers come than the API says there are, with `day` if they are mostly of
    other days."""
    seen, kept = 0, 0
    for _ in range(PAGES):
        found = api.read(_document(client.ask(_query(client, window, seen), atom.TYPES[0], Validators())))
        inside = [_judged(item, client.categories) for item in found.items if _is_inside(item, window)]
        yield inside
        seen, kept = seen + len(found.items), kept + len(inside)
        if seen >= found.total:
            break
        if not found.items:
            raise RefusedError("shape", f"expected {found.total} papers, got {seen}")
    else:
        raise RefusedError("size", f"more than {PAGES * PAGE} papers")
    if kept < seen / 2:
        raise RefusedError(
            "day", f"{seen - kept} of {seen} papers were not submitted in the time asked about"
        )


def _query(client: Asker, window: calendar.Window, start: int) -> str:
    wanted = " OR ".join(f"cat:{one}.*" if one in CLASSES else f"cat:{one}" for one in client.categories)
    first, last = (f"{moment:%Y%m%d%H%M}" for moment in window)
    asked = {
        "search_query": f"({wanted}) AND submittedDate:[{first} TO {last}]",
        "sortBy": "submittedDate",
        "sortOrder": "ascending",
        "start": start,
        "max_results": PAGE,
    }
    return f"{client.at(API)}/api/query?{urlencode(asked)}"


def _is_inside(item: Item, window: calendar.Window) -> bool:
    """Both ends of a query belong to it, so that a paper could be on two days. What has no time is judged
    when it is read."""
    told = dates.read(item["published"])
    return told is None or window[0] <= told.moment < window[1]


def _judged(item: Item, wanted: Sequence[str]) -> Item:
    """A paper is new in its primary category, and cross-listed in the others."""
    terms = item["categories"]
    filed = pieces.filed(terms) if isinstance(terms, list) else ()
    first = filed[0] if filed else ""
    is_new = any(first == one or first.startswith(f"{one}.") for one in wanted)
    return {**item, "announced": "new" if is_new else "cross"}


def _document(answer: Answer) -> markup.Node:
    answer.refuse()
    return markup.xml(bodies.text(answer, TYPES))
