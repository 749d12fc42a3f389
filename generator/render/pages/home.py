"""`/`: the latest day, recent favourites, and the days before."""

from generator import urls
from generator.archive import Archive
from generator.config import Config
from generator.graph import Graph, trends
from generator.graph.digests import Digest, Digests, trending
from generator.records.page import Page
from generator.records.period import day_of, month_of, week_of, year_of
from generator.render.pages import cards, lists, parts
from generator.sinks.to_html import Html, el, join, lines
from generator.text.counted import counted

RECENT = 10
TOPICS = 12
ABOUT = "Every day's research papers, archived: browse them by day, week, month and year."


def render(graph: Graph, days: Digests, config: Config) -> Page:
    """The home page, or, for an empty archive, how to fill it."""
    blocks = _latest(graph, days, config) if graph.archive.days else _empty()
    return parts.page(urls.HOME, "home", config.site_name, blocks, about=ABOUT, meta={})


def _latest(graph: Graph, days: Digests, config: Config) -> list[Html]:
    here, trending_size = urls.HOME, config.options.trending_size
    archive = graph.archive
    digests = list(days.by_key.values())
    # An empty day deserves its own page, but visitors come for papers.
    digest = next((one for one in reversed(digests) if one.papers), digests[-1])
    one = digest.period
    above = [week_of(one.first), month_of(one.first), year_of(one.first)]
    links = (el("a", period.title, href=here.to(urls.period(period))) for period in above)
    lead = join(counted(len(digest.papers), "paper"), *links, between=" · ")
    latest = el("a", one.title, href=here.to(urls.period(day_of(one.first))))
    return [
        el("h2", "Latest: ", latest, id="latest"),
        el("p", lead, class_="lead"),
        el("p", class_="since", data_since=max(archive.days).isoformat(), hidden=True),
        cards.deck(here, digest.papers[: cards.IN_FULL], graph, one.first),
        *_more(digest),
        *_trending(archive, "Best of the last seven days", "week", 7, trending_size),
        *_trending(archive, "Best of the last thirty days", "month", 30, trending_size),
        *_topics(graph),
        *_follow(config),
        parts.heading("Recent days", "recent"),
        _recent(archive),
    ]


def _more(digest: Digest) -> list[Html]:
    """Where the rest of a long day is."""
    rest = len(digest.papers) - cards.IN_FULL
    if rest <= 0:
        return []
    link = el(
        "a", f"{counted(rest, 'more paper')} of this day", href=urls.HOME.to(urls.period(digest.period))
    )
    return [el("p", link, class_="lead")]


def _trending(archive: Archive, title: str, anchor: str, days: int, size: int) -> list[Html]:
    papers = trending(archive, days, size)
    return [parts.heading(title, anchor), cards.rows(urls.HOME, papers)] if papers else []


def _topics(graph: Graph) -> list[Html]:
    """The fastest rising topics; for a young archive, the largest ones."""
    here = urls.HOME
    rising = [move.slug for move in trends.moves(graph.months, graph.by_topic)][:TOPICS]
    largest = sorted(graph.by_topic, key=lambda slug: (-len(graph.by_topic[slug]), slug))[:TOPICS]
    chosen = [slug for slug in rising or largest if graph.by_topic[slug]]
    items = (
        lists.chip(here, graph.taxonomy.by_slug[s].label, urls.topic(s), len(graph.by_topic[s]))
        for s in chosen
    )
    found = lists.chips([*items, el("a", "All topics", href=here.to(urls.TOPICS))] if chosen else [])
    return [parts.heading("Rising topics" if rising else "Topics", "topics"), found] if found else []


def _follow(config: Config) -> list[Html]:
    """How to follow new papers without visiting the site."""
    here = urls.HOME
    more = el("a", "feeds for every topic, author and organization", href=here.to(urls.SUBSCRIBE))
    if not config.site_url:
        return []
    papers = el("a", "every paper", href=here.to(urls.feed("papers", "atom")))
    days = el("a", "one entry a day", href=here.to(urls.feed("days", "atom")))
    told = el("p", "In a feed reader: ", papers, ", ", days, ", or ", more, ".")
    return [parts.heading("Follow", "follow"), told]


def _recent(archive: Archive) -> Html:
    items = []
    for day in sorted(archive.days, reverse=True)[:RECENT]:
        count = archive.counts[day]
        link = el("a", day_of(day).title, href=urls.HOME.to(urls.period(day_of(day))))
        told = el("small", counted(count, "paper"))
        items.append(el("li", link, " ", told, data_day=day.isoformat(), data_count=count))
    everything = el("li", el("a", "All days", href=urls.HOME.to(urls.hub("day"))))
    return el("ul", Html("\n"), lines(*items, everything), Html("\n"), class_="periods")


def _empty() -> list[Html]:
    return [
        el("p", "This archive is empty.", class_="notice"),
        el(
            "p",
            "To fill it, run ",
            el("code", "papers fetch"),
            ", or import saved API answers, pages or page text with ",
            el("code", "papers import FILE…"),
            ". Then run ",
            el("code", "papers build"),
            ".",
        ),
    ]
