"""`/`: the latest day, recent favourites, and the days before."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from generator import urls
from generator.archive import Archive
from generator.config import Config
from generator.graph import Graph, trends
from generator.graph.digests import Digest, Digests, trending
from generator.records.page import Page
from generator.records.period import day_of, month_of
from generator.render.pages import bars, decks, lists, parts, sortable, thumbnails
from generator.sinks.to_html import Html, el, join, lines, phrase
from generator.text.counted import counted
from generator.wording import say, term

RECENT = 10
TOPICS = 6
ABOUT = term("Every day's research papers, archived: browse them by day, week, month and year.")


def render(graph: Graph, days: Digests, config: Config) -> Page:
    """The home page, or, for an empty archive, how to fill it."""
    blocks = _latest(graph, days, config) if graph.archive.days else _empty()
    meta = thumbnails.origin(graph.archive.shown)
    return parts.page(urls.HOME, "home", config.site_name, blocks, about=say(ABOUT), meta=meta)


def _latest(graph: Graph, days: Digests, config: Config) -> list[Html]:
    """The latest day, and beside it what else may be worth reading."""
    here, trending_size = urls.HOME, config.options.trending_size
    archive = graph.archive
    digests = list(days.by_key.values())
    # An empty day deserves its own page, but visitors come for papers.
    digest = next((one for one in reversed(digests) if one.papers), digests[-1])
    one = digest.period
    before, after = days.around(digest)
    month = month_of(one.first)
    latest = el("a", one.title, href=here.to(urls.period(day_of(one.first))))
    beside = [
        _topics(graph),
        *_best_of(archive, trending_size),
        _Part(say("Recent days"), say("Days"), "recent", _recent(archive)),
        _follow(config),
    ]
    found = [part for part in beside if part and part.block]
    today = lines(
        el("h2", el("span", say("Latest:"), " "), latest, id="latest"),
        el("p", _lead(digest, found), class_="lead"),
        bars.of_period(here, one, before, (month.title, urls.period(month)), after),
        decks.deck(here, digest.papers, graph, one.first),
        sortable.of_day(digest.papers, one.first, graph),
    )
    aside = lines(*chain.from_iterable((el("h2", part.title, id=part.anchor), part.block) for part in found))
    return [
        el("p", class_="since", data_since=max(archive.days).isoformat(), hidden=True),
        el("div", _lines_of("today", today), _lines_of("aside", aside), class_="home"),
    ]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part beside the list of the latest day; `short` is its name in a line of links, if it is there."""

    title: str
    short: str
    anchor: str
    block: Html | None


def _lines_of(name: str, blocks: Html) -> Html:
    return el("div", Html("\n"), blocks, Html("\n"), class_=name)


def _lead(digest: Digest, beside: Sequence[_Part]) -> Html:
    """How many papers, and the way to what is beside them on a wide screen and below them on a phone."""
    links = (el("a", part.short, href=f"#{part.anchor}") for part in beside if part.short)
    with_code = sum(1 for one in digest.papers if one.code)
    numbers = (
        counted(len(digest.papers), "paper"),
        say("{count} with code", count=with_code) if with_code else None,
    )
    return join(join(*numbers, between=parts.DOT), el("span", *(join(parts.DOT, link) for link in links)))


def _best(archive: Archive, days: int, size: int) -> Html | None:
    papers = trending(archive, days, size)
    return decks.rows(urls.HOME, papers) if papers else None


def _best_of(archive: Archive, size: int) -> list[_Part]:
    """The best papers of late, if votes say which they are."""
    if not archive.has_votes:
        return []
    return [
        _Part(say("Best of the last seven days"), say("Week"), "week", _best(archive, 7, size)),
        _Part(say("Best of the last thirty days"), "", "month", _best(archive, 30, size)),
    ]


def _topics(graph: Graph) -> _Part:
    """The fastest rising topics; for a young archive, the largest ones."""
    here = urls.HOME
    rising = [move.slug for move in trends.moves(graph.months, graph.by_topic)][:TOPICS]
    largest = sorted(graph.by_topic, key=lambda slug: (-len(graph.by_topic[slug]), slug))[:TOPICS]
    chosen = [slug for slug in rising or largest if graph.by_topic[slug]]
    items = (
        lists.chip(here, graph.taxonomy.by_slug[s].label, urls.topic(s), len(graph.by_topic[s]))
        for s in chosen
    )
    found = lists.chips([*items, el("a", say("All topics"), href=here.to(urls.TOPICS))] if chosen else [])
    return _Part(say("Rising topics") if rising else say("Topics"), say("Topics"), "topics", found)


def _follow(config: Config) -> _Part | None:
    """How to follow new papers without visiting the site."""
    here = urls.HOME
    if not config.site_url:
        return None
    told = phrase(
        "In a feed reader: {papers}, {days}, or {more}.",
        papers=el("a", say("every paper"), href=here.to(urls.feed("papers", "atom"))),
        days=el("a", say("one entry a day"), href=here.to(urls.feed("days", "atom"))),
        more=el("a", say("feeds for every topic, author and organization"), href=here.to(urls.SUBSCRIBE)),
    )
    told = el("p", told)
    return _Part(say("Follow"), "", "follow", told)


def _recent(archive: Archive) -> Html:
    items = []
    for day in sorted(archive.days, reverse=True)[:RECENT]:
        count = archive.counts[day]
        link = el("a", day_of(day).title, href=urls.HOME.to(urls.period(day_of(day))))
        told = el("small", counted(count, "paper"))
        items.append(el("li", link, " ", told, data_day=day.isoformat(), data_count=count))
    everything = el("li", el("a", say("All days"), href=urls.HOME.to(urls.hub("day"))))
    return el("ul", Html("\n"), lines(*items, everything), Html("\n"), class_="periods")


def _empty() -> list[Html]:
    return [
        el("p", say("This archive is empty."), class_="notice"),
        el(
            "p",
            phrase(
                "To fill it, run {fetch}, or import saved API answers, pages or page text with {add}. "
                "Then run {build}.",
                fetch=el("code", "papers fetch"),
                add=el("code", "papers import FILE…"),
                build=el("code", "papers build"),
            ),
        ),
    ]
