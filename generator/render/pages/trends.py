"""`/trends/`: how the field develops, as charts with their numbers."""

from collections.abc import Sequence

from generator import urls
from generator.graph import Graph, trends
from generator.graph.trends import Move
from generator.records.page import Page
from generator.records.period import month_of
from generator.render.pages import axes, charts, linked, parts, sparks
from generator.render.pages.charts import Chart, Series
from generator.sinks.to_html import Html, el
from generator.wording import say

SHOWN = 5
MOVES = 10


def render(graph: Graph) -> Page:
    """The page. If the archive is too young for charts, it says so."""
    here, title = urls.TRENDS, say("Trends")
    has_votes = graph.archive.has_votes
    about = (
        say("Papers per month, rising and falling topics, share with code, organizations, votes.")
        if has_votes
        else say("Papers per month, rising and falling topics, share with code.")
    )
    if len(graph.months.keys) < 2:
        young = [el("p", say("Charts need list days from at least two months."), class_="notice")]
        return parts.page(here, "hub", title, young, about=about, meta=linked.page("WebPage", title))
    rising = trends.moves(graph.months, graph.by_topic)
    risen = [move for move in rising if move.now > move.before][:MOVES]
    fallen = [move for move in reversed(rising) if move.now < move.before][:MOVES]
    blocks: list[Html | None] = [
        el("p", _lead(graph), class_="lead"),
        _papers(graph),
        *_moves(here, say("Rising topics"), "rising", risen, graph),
        *_moves(here, say("Falling topics"), "falling", fallen, graph),
        parts.heading(say("Largest topics"), "largest"),
        _topics(graph),
        *_organizations(graph),
        parts.heading(say("Code and votes") if has_votes else say("Code"), "code"),
        _code(graph),
        _votes(graph) if has_votes else None,
    ]
    kept = [block for block in blocks if block]
    return parts.page(here, "hub", title, kept, about=about, meta=linked.page("WebPage", title))


def _lead(graph: Graph) -> str:
    """Says so if the last month was not over when the data was last updated."""
    if not graph.months.is_open:
        return say("By month listed.")
    last = month_of(max(graph.archive.days))
    return say("By month listed. {month} is still in progress.", month=last.title)


def _papers(graph: Graph) -> Html:
    months = graph.months
    counts = Series(name=say("Papers"), values=months.known(months.papers))
    about = say("Papers listed per month, {span}.", span=axes.span(months))
    return charts.bars(Chart(title=say("Papers per month"), about=about, months=months), counts)


def _moves(here: urls.Address, title: str, anchor: str, moves: Sequence[Move], graph: Graph) -> list[Html]:
    """A row for each topic: its share of the papers over time, before, and now."""
    if not moves:
        return []
    shares = {move.slug: graph.months.share(graph.by_topic[move.slug]) for move in moves}
    labels = {move.slug: graph.taxonomy.by_slug[move.slug].label for move in moves}
    rows = (
        el(
            "li",
            el("a", labels[move.slug], href=here.to(urls.topic(move.slug))),
            sparks.line(list(enumerate(shares[move.slug]))) or el("div"),
            el("span", f" {axes.tenths(move.before)} → {axes.tenths(move.now)} %"),
        )
        for move in moves
    )
    series = [Series(name=labels[slug], values=values) for slug, values in shares.items()]
    caption = say("Share of papers: the year before, and the last three complete months")
    figure = el(
        "figure",
        el("figcaption", caption),
        el("ul", *rows, class_="moves"),
        charts.table(graph.months, series, " %"),
        class_="chart",
    )
    return [parts.heading(title, anchor), figure]


def _topics(graph: Graph) -> Html | None:
    largest = sorted(graph.by_topic, key=lambda slug: (-len(graph.by_topic[slug]), slug))[:SHOWN]
    series = [
        Series(name=graph.taxonomy.by_slug[slug].label, values=graph.months.share(graph.by_topic[slug]))
        for slug in largest
    ]
    about = say("Share of each month's papers, {span}.", span=axes.span(graph.months))
    title = say("The {count} largest topics: share of papers", count=len(series))
    return charts.lines(Chart(title=title, about=about, months=graph.months, unit=" %"), series)


def _organizations(graph: Graph) -> list[Html]:
    months = graph.months
    found = sorted(graph.people.organizations.values(), key=lambda g: (-len(g.papers), g.slug))[:SHOWN]
    if not found:
        return []
    # For a long time, the source named none: not the same as 0.
    told = months.of(paper for paper in graph.archive.shown if paper.paper.organization)
    series = [Series(name=group.label, values=months.known(months.of(group.papers), told)) for group in found]
    span, title = axes.span(months), say("Papers per month by organization")
    about = say("Papers per month by the organizations with the most papers, {span}.", span=span)
    chart = charts.lines(Chart(title=title, about=about, months=months), series)
    return [parts.heading(say("Organizations"), "organizations"), chart]


def _code(graph: Graph) -> Html:
    with_code = [paper for paper in graph.archive.shown if paper.code]
    series = [Series(name=say("With code"), values=graph.months.share(with_code))]
    span, title = axes.span(graph.months), say("Share of papers with code")
    about = say("Share of each month's papers that link to a code repository, {span}.", span=span)
    return charts.lines(Chart(title=title, about=about, months=graph.months, unit=" %"), series)


def _votes(graph: Graph) -> Html:
    series = [Series(name=say("Median"), values=trends.median_upvotes(graph.archive, graph.months))]
    span, title = axes.span(graph.months), say("Median upvotes per paper")
    about = say("Median upvotes of each month's papers as of the last update, {span}.", span=span)
    return charts.lines(Chart(title=title, about=about, months=graph.months), series)
