"""`/feeds/…`: which feeds there are, what each holds, and in which formats."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
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
from generator.render.feeds.entries import Feed, FeedEntry, Publisher, Turns, newest, newest_first, of_paper
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


def render(graph: Graph, periods: Periods, config: Config, once: Once = anew) -> Iterator[Page]:
    """All feeds, the closed pages of that of all papers, and two lists of feeds. None if the site's address
    is not configured, because addresses in a feed must be absolute."""
    if not config.site_url:
        return
    publisher = Publisher(config=config)

    @cache
    def entry(archived: ArchivedPaper) -> FeedEntry:
        return of_paper(archived, graph, publisher)

    papers = newest_first(graph.archive.shown)
    closed = archives.pages(papers)
    shared = list(general.feeds(papers, closed, periods, config, entry, publisher))
    shared += arrivals.feeds(papers, config, publisher)
    topics = list(_topics(graph, config, entry))
    brief = cache(lambda archived: entry(archived).brief)
    organizations = list(_groups("organization", graph, config, brief, LEAST, _since(graph)))
    authors = list(_authors(graph, config, brief))
    for feed in (one for one in shared if one.name in ALSO_RSS_AND_JSON):
        yield rss.render(feed, publisher)
        yield jsonfeed.render(feed, publisher)
    for feed in shared:
        yield atom.render(feed, publisher)
    pages = archive(closed, periods["month"], config, brief)
    for one in chain(pages, topics, organizations, authors, _moved(graph, organizations, authors)):
        made_from = (one.feed, graph.facts_of(one.papers))
        yield from once(f"feed {one.feed.name}", made_from, partial(_pages, one, publisher))
    shelves = [(config.site_name, shared), (say("Topics"), [one.feed for one in topics])]
    yield opml.render(
        "topics", say("{site}: everything and topics", site=config.site_name), shelves, publisher
    )
    shelves += [(say("Organizations"), [one.feed for one in organizations])]
    shelves += [(say("Authors"), [one.feed for one in authors])]
    yield opml.render("feeds", say("{site}: all feeds", site=config.site_name), shelves, publisher)


def archive(
    closed: Sequence[ArchivePage], months: Digests, config: Config, brief: Entry
) -> Iterator["Planned"]:
    """The closed pages of the feed of all papers. A month in which only late papers came has no page."""
    names = [page.name(ALL) for page in closed]
    for before, page, after in zip((None, *names), closed, (*names[1:], None), strict=False):
        month = month_of(date.fromisoformat(f"{page.key}-01"))
        title = month.title if page.number == 1 else f"{month.title} ({page.number})"
        feed = Feed(
            name=page.name(ALL),
            label=title,
            title=f"{config.site_name}: {title}",
            about="",
            page=urls.period(month) if month.key in months.by_key else urls.hub("month"),
            entries=(),
            turns=Turns(before=before, after=after, current=ALL),
        )
        yield Planned(feed=feed, papers=page.papers, entry=brief)


def _pages(one: "Planned", publisher: Publisher) -> list[Page]:
    return [atom.render(one.whole(), publisher)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A feed whose entries are made once they are needed."""

    feed: Feed
    papers: Sequence[ArchivedPaper]
    entry: Entry

    def whole(self) -> Feed:
        """The feed with its entries."""
        return replace(self.feed, entries=tuple(map(self.entry, self.papers)))


def _topics(graph: Graph, config: Config, entry: Entry) -> Iterator[Planned]:
    since = _since(graph)
    for topic in graph.taxonomy.topics:
        papers = newest(newest_first(graph.by_topic[topic.slug]), LEAST, since)
        about = topic.description
        yield _of_page(urls.topic(topic.slug), topic.label, about, config, papers, entry)


def _groups(
    kind: GroupKind, graph: Graph, config: Config, entry: Entry, size: int, since: date | None
) -> Iterator[Planned]:
    for group in graph.groups(kind).values():
        if graph.has_page(group):
            papers = newest(newest_first(group.papers), size, since)
            page = urls.group(kind, group.slug)
            yield _of_page(page, group.label, _about(group), config, papers, entry)


def _authors(graph: Graph, config: Config, brief: Entry) -> Iterator[Planned]:
    """There may be tens of thousands of authors, and hosts have limits. So their feeds hold fewer entries if
    the budget for all of them does not allow more. Their entries are brief, as those of organizations are;
    they are whole in the feeds of topics and of all papers."""
    count = sum(map(graph.has_page, graph.people.authors.values()))
    room = config.options.feed_budget_mb * 1_000_000 // max(1, count) // BRIEF
    if room < LEAST:
        return _groups("author", graph, config, brief, max(1, room), None)
    return _groups("author", graph, config, brief, LEAST, _since(graph))


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


def _of_page(
    page: urls.Address,
    label: str,
    about: str,
    config: Config,
    papers: Sequence[ArchivedPaper],
    entry: Entry,
) -> Planned:
    """The feed that belongs to a page."""
    feed = Feed(
        name=urls.feed_of(page),
        label=label,
        title=f"{config.site_name}: {label}",
        about=about,
        page=page,
        entries=(),
    )
    return Planned(feed=feed, papers=papers, entry=entry)
