"""`/trends/`: how the field develops, as charts with their numbers."""

from generator import urls
from generator.graph import Graph, trends
from generator.graph.trends import Move
from generator.records.page import Page
from generator.records.period import month_of
from generator.render.pages import charts, lists, parts
from generator.sinks.to_html import Html, el
from generator.wording import number, say

SHOWN = 5
MOVES = 10


def render(graph: Graph) -> Page:
    """The page. If the archive is too young for charts, it says so."""
    here = urls.TRENDS
    if len(graph.months.keys) < 2:
        young = [el("p", say("Charts need list days from at least two months."), class_="notice")]
        return parts.page(here, "hub", say("Trends"), young, about=say("Trends in the archive."), meta={})
    rising = trends.moves(graph.months, graph.by_topic)
    blocks: list[Html | None] = [
        el("p", _lead(graph), class_="lead"),
        _papers(graph),
        parts.heading(say("Rising topics"), "rising"),
        _moves(here, rising[:MOVES], graph),
        _topics(
            say("The {count} fastest rising topics", count=SHOWN), [m.slug for m in rising[:SHOWN]], graph
        ),
        parts.heading(say("Falling topics"), "falling"),
        _moves(here, tuple(reversed(rising[-MOVES:])), graph),
        _topics(
            say("The {count} fastest falling topics", count=SHOWN),
            [m.slug for m in rising[::-1][:SHOWN]],
            graph,
        ),
        parts.heading(say("Largest topics"), "largest"),
        _topics(say("The {count} largest topics", count=SHOWN), _largest(graph), graph),
        parts.heading(say("Organizations"), "organizations"),
        _organizations(graph),
        parts.heading(say("Code and votes"), "code"),
        _code(graph),
        _votes(graph),
    ]
    about = say("Papers per month, rising and falling topics, share with code, organizations, votes.")
    kept = [block for block in blocks if block]
    return parts.page(here, "hub", say("Trends"), kept, about=about, meta={})


def _lead(graph: Graph) -> str:
    """Says so if the last month was not over when the data was last updated."""
    last = month_of(max(graph.archive.days))
    if graph.archive.as_of[:10] > last.last.isoformat():
        return say("By month listed.")
    return say("By month listed. {month} is still in progress.", month=last.title)


def _papers(graph: Graph) -> Html:
    months = graph.months
    counts = charts.Series(name=say("Papers"), values=months.papers)
    about = say("Papers listed per month, {months}.", months=_span(graph))
    return charts.bars(say("Papers per month"), about, months.keys, counts)


def _moves(here: urls.Address, moves: tuple[Move, ...], graph: Graph) -> Html | None:
    items = (
        el(
            "span",
            lists.chip(here, graph.taxonomy.by_slug[move.slug].label, urls.topic(move.slug)),
            el("small", say(" {before} → {now} %", before=number(move.before, 1), now=number(move.now, 1))),
        )
        for move in moves
    )
    return lists.chips(items, "periods")


def _topics(title: str, slugs: list[str], graph: Graph) -> Html | None:
    if not slugs:
        return None
    series = [
        charts.Series(
            name=graph.taxonomy.by_slug[slug].label, values=graph.months.share(graph.by_topic[slug])
        )
        for slug in slugs
    ]
    about = say("Share of each month's papers, {months}.", months=_span(graph))
    return charts.lines(say("{title}: share of papers", title=title), about, graph.months.keys, series, " %")


def _largest(graph: Graph) -> list[str]:
    return sorted(graph.by_topic, key=lambda slug: (-len(graph.by_topic[slug]), slug))[:SHOWN]


def _organizations(graph: Graph) -> Html | None:
    found = sorted(graph.people.organizations.values(), key=lambda g: (-len(g.papers), g.slug))[:SHOWN]
    if not found:
        return None
    series = [charts.Series(name=group.label, values=graph.months.of(group.papers)) for group in found]
    about = say("Papers per month by the organizations with the most papers, {months}.", months=_span(graph))
    return charts.lines(say("Papers per month by organization"), about, graph.months.keys, series)


def _code(graph: Graph) -> Html:
    with_code = [paper for paper in graph.archive.shown if paper.code]
    series = [charts.Series(name=say("With code"), values=graph.months.share(with_code))]
    about = say("Share of each month's papers that link to a code repository, {months}.", months=_span(graph))
    return charts.lines(say("Share of papers with code"), about, graph.months.keys, series, " %")


def _votes(graph: Graph) -> Html:
    series = [charts.Series(name=say("Median"), values=trends.median_upvotes(graph.archive, graph.months))]
    about = say("Median upvotes of each month's papers as of the last update, {months}.", months=_span(graph))
    return charts.lines(say("Median upvotes per paper"), about, graph.months.keys, series)


def _span(graph: Graph) -> str:
    return say("{first} to {last}", first=graph.months.keys[0], last=graph.months.keys[-1])
