"""`/feeds/…`: which feeds there are, what each holds, and in which formats."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from itertools import chain

from generator import urls
from generator.archive import ArchivedPaper
from generator.config import Config
from generator.graph import Graph
from generator.graph.digests import Digests
from generator.graph.people import Group, GroupKind
from generator.records.page import Once, Page, anew
from generator.records.period import month_of
from generator.render.feeds import archives, arrivals, atom, general, jsonfeed, opml, rss
from generator.render.feeds.archives import ArchivePage
from generator.render.feeds.entries import (
    BRIEF_ENTRIES,
    ENTRIES,
    Facts,
    Feed,
    FeedEntry,
    Planned,
    Publisher,
    Turns,
    brief_of,
    newest,
    newest_first,
    of_paper,
)
from generator.render.feeds.general import ALL, Entry, Periods
from generator.wording import say

LEAST = 7
"""Entries in the feed of a topic, organization or author, at least; in an author's, unless there are too many
authors."""

RECENT = 5
"""List days of which such a feed has every paper: a broad topic has more than seven in a week."""

ALSO_RSS_AND_JSON = frozenset({ALL, "days"})
"""The feeds that come in all formats; every feed comes as Atom."""

BRIEF = 500
"""Approximate size of a brief entry, in bytes."""

Chosen = Callable[[Iterable[ArchivedPaper]], Sequence[ArchivedPaper]]
"""Which of some papers are in a feed, newest first."""


def render(graph: Graph, periods: Periods, config: Config, once: Once = anew) -> Iterator[Page]:
    """All feeds, the closed pages of that of all papers, and two lists of feeds. None if the site's address
    is not configured, because addresses in a feed must be absolute."""
    if not config.site_url:
        return
    publisher = Publisher(config=config)

    @lru_cache(maxsize=ENTRIES)
    def entry(archived: ArchivedPaper) -> FeedEntry:
        return of_paper(archived, graph, publisher)

    papers = newest_first(graph.archive.shown)
    rank = {one.paper.id: n for n, one in enumerate(papers)}

    def chosen(size: int, since: date | None = None) -> Chosen:
        return lambda some: newest(sorted(some, key=lambda one: rank[one.paper.id]), size, since)

    since = _since(graph)
    closed = archives.pages(papers)
    shared = list(general.feeds(papers, closed, periods, graph.facts_of, entry, publisher))
    shared += arrivals.feeds(papers, graph.facts_of, publisher)
    topics = list(_topics(graph, config, entry, chosen(LEAST, since)))
    brief = lru_cache(maxsize=BRIEF_ENTRIES)(partial(brief_of, publisher=publisher))
    organizations = list(_groups("organization", graph, config, brief, chosen(LEAST, since)))
    size = _personal(graph, config)
    personal = chosen(size, since if size == LEAST else None)
    authors = list(_groups("author", graph, config, brief, personal))
    pages = archive(closed, periods["month"], graph.facts_of, brief, config.site_name)
    for one in chain(shared, pages, topics, organizations, authors, _moved(graph, organizations, authors)):
        made_from = (one.feed, one.made_from)
        yield from once(f"feed {one.feed.name}", made_from, partial(_pages, one, publisher))
    shelves = [
        (label, [one.feed for one in some])
        for label, some in ((config.site_name, shared), (say("Topics"), topics))
    ]
    yield opml.render(
        "topics", say("{site}: everything and topics", site=config.site_name), shelves, publisher
    )
    shelves += [(say("Organizations"), [one.feed for one in organizations])]
    shelves += [(say("Authors"), [one.feed for one in authors])]
    yield opml.render("feeds", say("{site}: all feeds", site=config.site_name), shelves, publisher)


def archive(
    closed: Sequence[ArchivePage], months: Digests, facts: Facts, brief: Entry, site: str
) -> Iterator[Planned]:
    """The closed pages of the feed of all papers. A month in which only late papers came has no page."""
    names = [page.name(ALL) for page in closed]
    for before, page, after in zip((None, *names), closed, (*names[1:], None), strict=False):
        month = month_of(date.fromisoformat(f"{page.key}-01"))
        title = month.title if page.number == 1 else f"{month.title} ({page.number})"
        feed = Feed(
            name=page.name(ALL),
            label=title,
            title=f"{site}: {title}",
            about="",
            page=urls.period(month) if month.key in months.by_key else urls.hub("month"),
            turns=Turns(before=before, after=after, current=ALL),
        )
        yield _of_papers(feed, page.papers, facts, brief)


def _pages(one: Planned, publisher: Publisher) -> list[Page]:
    feed = one.whole()
    forms = (atom, rss, jsonfeed) if feed.name in ALSO_RSS_AND_JSON else (atom,)
    return [form.render(feed, publisher) for form in forms]


def _of_papers(feed: Feed, papers: Sequence[ArchivedPaper], facts: Facts, entry: Entry) -> Planned:
    return Planned(feed=feed, made_from=facts(papers), entries=partial(map, entry, papers))


def _topics(graph: Graph, config: Config, entry: Entry, chosen: Chosen) -> Iterator[Planned]:
    for topic in graph.taxonomy.topics:
        feed = _of_page(urls.topic(topic.slug), topic.label, topic.description, config)
        yield _of_papers(feed, chosen(graph.by_topic[topic.slug]), graph.facts_of, entry)


def _groups(kind: GroupKind, graph: Graph, config: Config, entry: Entry, chosen: Chosen) -> Iterator[Planned]:
    for group in graph.groups(kind).values():
        if graph.has_page(group):
            feed = _of_page(urls.group(kind, group.slug), group.label, _about(group), config)
            yield _of_papers(feed, chosen(group.papers), graph.facts_of, entry)


def _personal(graph: Graph, config: Config) -> int:
    """The entries in an author's feed. There may be tens of thousands of authors, and hosts have limits. So
    their feeds hold fewer entries if the budget for all of them does not allow more. Their entries are brief,
    as those of organizations are; they are whole in the feeds of topics and of all papers."""
    count = sum(map(graph.has_page, graph.people.authors.values()))
    room = config.options.feed_budget_mb * 1_000_000 // max(1, count) // BRIEF
    return max(1, min(LEAST, room))


def _moved(graph: Graph, *found: Iterable[Planned]) -> Iterator[Planned]:
    """Copies, at their old addresses, of the feeds of people and organizations that curation has moved:
    feed readers do not follow pages that redirect."""
    feeds = {one.feed.name: one for one in chain(*found)}
    for (kind, old), new in graph.archive.leads.items():
        if one := feeds.get(urls.feed_of(urls.group(kind, new))):
            yield replace(one, feed=replace(one.feed, name=urls.feed_of(urls.group(kind, old))))


def _since(graph: Graph) -> date | None:
    """The first of the newest list days; None if there are few."""
    days = sorted(graph.archive.days)[-RECENT:]
    return days[0] if days else None


def _about(group: Group) -> str:
    if group.kind == "organization":
        return say("New papers listed for {name}.", name=group.label)
    if group.name_only:
        return say(
            "New papers by {name}, known by name only, so this may be several people.", name=group.label
        )
    return say("New papers by {name}.", name=group.label)


def _of_page(page: urls.Address, label: str, about: str, config: Config) -> Feed:
    """The feed that belongs to a page."""
    title = f"{config.site_name}: {label}"
    return Feed(name=urls.feed_of(page), label=label, title=title, about=about, page=page)
