"""`/trends/`: how the field develops, as charts with their numbers."""

from generator import urls
from generator.graph import Graph, trends
from generator.graph.trends import Move
from generator.records.page import Page
from generator.records.period import month_of
from generator.render.pages import charts, lists, parts
from generator.sinks.to_html import Html, el

SHOWN = 5
MOVES = 10


def render(graph: Graph) -> Page:
    """The page. If the archive is too young for charts, it says so."""
    here = urls.TRENDS
    if len(graph.months.keys) < 2:
        young = [el("p", "Charts need list days from at least two months.", class_="notice")]
        return parts.page(here, "hub", "Trends", young, about="Trends in the archive.", meta={})
    rising = trends.moves(graph.months, graph.by_topic)
    blocks: list[Html | None] = [
        el("p", _lead(graph), class_="lead"),
        _papers(graph),
        parts.heading("Rising topics", "rising"),
        _moves(here, rising[:MOVES], graph),
        _topics(f"The {SHOWN} fastest rising topics", [m.slug for m in rising[:SHOWN]], graph),
        parts.heading("Falling topics", "falling"),
        _moves(here, tuple(reversed(rising[-MOVES:])), graph),
        _topics(f"The {SHOWN} fastest falling topics", [m.slug for m in rising[::-1][:SHOWN]], graph),
        parts.heading("Largest topics", "largest"),
        _topics(f"The {SHOWN} largest topics", _largest(graph), graph),
        parts.heading("Organizations", "organizations"),
        _organizations(graph),
        parts.heading("Code and votes", "code"),
        _code(graph),
        _votes(graph),
    ]
    about = "Papers per month, rising and falling topics, share with code, organizations, votes."
    kept = [block for block in blocks if block]
    return parts.page(here, "hub", "Trends", kept, about=about, meta={})


def _lead(graph: Graph) -> str:
    """Says so if the last month was not over when the data was last updated."""
    last = month_of(max(graph.archive.days))
    if graph.archive.as_of[:10] > last.last.isoformat():
        return "By month listed."
    return f"By month listed. {last.title} is still in progress."


def _papers(graph: Graph) -> Html:
    months = graph.months
    counts = charts.Series(name="Papers", values=months.papers)
    return charts.bars("Papers per month", f"Papers listed per month, {_span(graph)}.", months.keys, counts)


def _moves(here: urls.Address, moves: tuple[Move, ...], graph: Graph) -> Html | None:
    items = (
        el(
            "span",
            lists.chip(here, graph.taxonomy.by_slug[move.slug].label, urls.topic(move.slug)),
            el("small", f" {move.before:.1f} → {move.now:.1f} %"),
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
    about = f"Share of each month's papers, {_span(graph)}."
    return charts.lines(f"{title}: share of papers", about, graph.months.keys, series, " %")


def _largest(graph: Graph) -> list[str]:
    return sorted(graph.by_topic, key=lambda slug: (-len(graph.by_topic[slug]), slug))[:SHOWN]


def _organizations(graph: Graph) -> Html | None:
    found = sorted(graph.people.organizations.values(), key=lambda g: (-len(g.papers), g.slug))[:SHOWN]
    if not found:
        return None
    series = [charts.Series(name=group.label, values=graph.months.of(group.papers)) for group in found]
    about = f"Papers per month by the organizations with the most papers, {_span(graph)}."
    return charts.lines("Papers per month by organization", about, graph.months.keys, series)


def _code(graph: Graph) -> Html:
    with_code = [paper for paper in graph.archive.shown if paper.code]
    series = [charts.Series(name="With code", values=graph.months.share(with_code))]
    about = f"Share of each month's papers that link to a code repository, {_span(graph)}."
    return charts.lines("Share of papers with code", about, graph.months.keys, series, " %")


def _votes(graph: Graph) -> Html:
    series = [charts.Series(name="Median", values=trends.median_upvotes(graph.archive, graph.months))]
    about = f"Median upvotes of each month's papers as of the last update, {_span(graph)}."
    return charts.lines("Median upvotes per paper", about, graph.months.keys, series)


def _span(graph: Graph) -> str:
    return f"{graph.months.keys[0]} to {graph.months.keys[-1]}"
