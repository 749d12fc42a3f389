"""`/papers/2508.12345/`: one permanent page per paper."""

from dataclasses import replace

from generator import urls
from generator.archive import ArchivedPaper
from generator.config.options import Options
from generator.graph import Graph
from generator.records.page import Page
from generator.records.period import day_of, short_date
from generator.render.pages import credit, known, metadata, parts, rail, shown
from generator.render.pages.shown import Shown
from generator.sinks.to_html import Html, el, join
from generator.text import tex
from generator.wording import of_outside, say

Neighbours = tuple[ArchivedPaper | None, ArchivedPaper | None]

KEYWORDS_SHOWN = 8


def render(archived: ArchivedPaper, neighbours: Neighbours, graph: Graph, options: Options) -> Page:
    """`neighbours` are the papers before and after it in the order of its first list day. What does not fit
    on a page is left out."""
    paper = archived.paper
    here = urls.paper(paper.id)
    if archived.note.hide:
        return _tombstone(
            archived, here, say("Paper {id}", id=paper.id), say("This paper is not shown in this archive.")
        )
    if archived.withdrawal is not None:
        return _tombstone(archived, here, archived.title, archived.withdrawal)
    turn = _turn(here, archived, neighbours)
    room = shown.room(options.page_budget_kb)
    for level in shown.LEVELS[:-1]:
        page = _page(here, archived, turn, graph, level, options.report)
        if len(page.body) + shown.PER_NAME * min(level.names, len(archived.shown_names)) <= room:
            return page
    return _page(here, archived, turn, graph, shown.LEVELS[-1], options.report)


def _page(
    here: urls.Address, archived: ArchivedPaper, turn: Html, graph: Graph, level: Shown, report: str
) -> Page:
    blocks = [
        credit.authors(here, archived, graph, level),
        _facts(here, archived, graph, level),
        *_summary(archived, level),
        *_abstract(archived, level),
        *(_keywords(here, archived, graph) if level.aside else ()),
        *(known.linked(archived) if level.aside else ()),
        rail.rail(here, archived, graph, level, report),
        turn,
    ]
    page = parts.page(
        here,
        "paper",
        archived.title,
        [block for block in blocks if block],
        about=metadata.about(archived),
        meta=metadata.meta(archived, level),
    )
    why = level.why or (
        "" if all(map(parts.all_formulas_fit, _texts(archived))) else "some formulas are shown as text"
    )
    return replace(page, cut=f"too long to show in full: {why}" if why else "")


def _texts(archived: ArchivedPaper) -> list[str]:
    """The texts that are shown with formulas."""
    summary = archived.paper.ai_summary
    return [
        one
        for one in (archived.note.summary, summary.text if summary else None, archived.paper.abstract)
        if one
    ]


def _tombstone(archived: ArchivedPaper, here: urls.Address, title: str, notice: str) -> Page:
    days = join(*(el("li", credit.appearance(here, one, None)) for one in archived.appearances))
    blocks = [el("p", notice, class_="notice"), el("ul", days, class_="facts")]
    if not archived.paper.id.is_provisional and not archived.note.hide:
        blocks.append(el("ul", rail.outside("arXiv", urls.arxiv(archived.paper.id, "abs")), class_="links"))
    return parts.page(here, "tombstone", title, blocks, about=notice, meta={"id": archived.paper.id})


def _facts(here: urls.Address, archived: ArchivedPaper, graph: Graph, level: Shown) -> Html:
    paper = archived.paper
    organization = paper.organization
    is_of_many = len({one.source for one in archived.appearances}) > 1
    items = [
        *(
            el("li", credit.appearance(here, one, credit.submitter(here, one, graph), is_of_many=is_of_many))
            for one in archived.appearances[: level.rows]
        ),
        el("li", say("arXiv {day}", day=parts.shown_date(paper.published))) if paper.published else None,
        el("li", credit.organization(here, organization, archived.source, graph)) if organization else None,
        *known.facts(here, archived, graph),
    ]
    return el("ul", *items, class_="facts")


def _summary(archived: ArchivedPaper, level: Shown) -> list[Html]:
    if archived.note.summary:
        written = el("small", say("Written for this archive"))
        told = parts.prose(level.text(archived.note.summary), level.formulas)
        return [parts.heading(say("Summary"), "summary"), el("p", told, " ", written)]
    found = archived.paper.ai_summary
    if found is None:
        return []
    label = (
        join(" ", el("small", say("Written by a model ({model})", model=found.model)))
        if found.model
        else None
    )
    told = parts.prose(level.text(found.text), level.formulas)
    return [parts.heading(say("AI summary"), "summary"), el("p", told, label)]


def _abstract(archived: ArchivedPaper, level: Shown) -> list[Html]:
    if not archived.paper.abstract:
        return []
    told = parts.prose(level.text(archived.paper.abstract), level.formulas)
    body = el("p", told, class_="abstract", dir="auto", lang=of_outside())
    return [parts.heading(say("Abstract"), "abstract"), body]


def _keywords(here: urls.Address, archived: ArchivedPaper, graph: Graph) -> list[Html]:
    """The source's keywords, folded; keywords that have a page are links."""
    words = graph.keywords_of(archived.paper.id)
    if not words:
        return []
    items = (
        el("li", el("a", tex.plain(word.label), href=here.to(urls.keyword(word.slug))))
        if graph.has_keyword_page(word)
        else el("li", tex.plain(word.label))
        for word in words[:KEYWORDS_SHOWN]
    )
    return [parts.heading(say("Keywords"), "keywords"), el("ul", *items, class_="words")]


def _turn(here: urls.Address, archived: ArchivedPaper, neighbours: Neighbours) -> Html:
    day = day_of(archived.first_day)
    before, after = (other and here.to(urls.paper(other.paper.id)) for other in neighbours)
    links = (
        el("a", say("Previous"), rel="prev", href=before) if before else el("span"),
        el("a", say("Next"), rel="next", href=after) if after else el("span"),
    )
    up = el("a", short_date(day.first), href=here.to(urls.period(day)))
    return el("nav", links[0], up, links[1], class_="pager", aria_label=say("Same day"))
