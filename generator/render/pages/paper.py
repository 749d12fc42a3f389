"""`/papers/2508.12345/`: one permanent page per paper."""

from dataclasses import replace

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.records.page import Page
from generator.records.paper import Signals
from generator.records.period import day_of, short_date
from generator.render.citations import bibtex, entry
from generator.render.pages import cards, credit, metadata, parts, shown
from generator.render.pages.shown import Shown
from generator.sinks import to_html
from generator.sinks.to_html import Html, el, join
from generator.text import excerpt, tex
from generator.text.counted import counted

Neighbours = tuple[ArchivedPaper | None, ArchivedPaper | None]

TURN = 48
ALL_TOPICS = 6
RELATED_SHOWN = 4
"""Readers look at a handful; the day's data has all of them."""

KEYWORDS_SHOWN = 8
CITATION = 8_000
"""Longest citation, in characters, that is shown on the page itself."""


def render(archived: ArchivedPaper, neighbours: Neighbours, graph: Graph, room: int = shown.ROOM) -> Page:
    """`neighbours` are the papers before and after it in the order of its first list day. `room` is the
    number of bytes for the page's text; what does not fit is left out."""
    paper = archived.paper
    here = urls.paper(paper.id)
    if archived.note.hide:
        return _tombstone(archived, here, f"Paper {paper.id}", "This paper is not shown in this archive.")
    if archived.withdrawal is not None:
        return _tombstone(archived, here, archived.title, archived.withdrawal)
    turn = _turn(here, archived, neighbours)
    for level in shown.LEVELS[:-1]:
        page = _page(here, archived, turn, graph, level)
        if len(page.body) + shown.PER_NAME * min(level.names, len(archived.shown_names)) <= room:
            return page
    return _page(here, archived, turn, graph, shown.LEVELS[-1])


def _page(here: urls.Address, archived: ArchivedPaper, turn: Html, graph: Graph, level: Shown) -> Page:
    blocks = [
        credit.authors(here, archived, graph, level),
        _facts(here, archived, graph, level),
        _links(archived, level),
        cards.topics(here, archived, graph, ALL_TOPICS),
        *_summary(archived, level),
        *_abstract(archived, level),
        *(_keywords(here, archived, graph) if level.aside else ()),
        *(_related(here, archived, graph) if level.aside else ()),
        *_history(archived, level),
        _citation(archived, graph),
        turn,
        to_html.linked_data(metadata.data(archived, level)),
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
        blocks.append(el("ul", _outside("arXiv", urls.arxiv(archived.paper.id, "abs")), class_="links"))
    return parts.page(here, "tombstone", title, blocks, about=notice, meta={"id": archived.paper.id})


def _numbers(latest: Signals) -> Html | None:
    """Upvotes, comments and stars with the date on which they were read."""
    told = [
        counted(latest.upvotes, "upvote") if latest.upvotes is not None else None,
        counted(latest.comments, "comment") if latest.comments else None,
        counted(latest.stars, "star") if latest.stars else None,
    ]
    if not any(told):
        return None
    return el("li", join(*told, between=", "), f" as of {parts.shown_date(latest.at[:10])}")


def _facts(here: urls.Address, archived: ArchivedPaper, graph: Graph, level: Shown) -> Html:
    paper = archived.paper
    organization = paper.organization
    items = [
        *(
            el("li", credit.appearance(here, one, credit.submitter(here, one, graph)))
            for one in archived.appearances[: level.rows]
        ),
        el("li", f"arXiv {parts.shown_date(paper.published)}") if paper.published else None,
        el("li", credit.organization(here, organization, archived.source, graph)) if organization else None,
        _numbers(archived.latest),
    ]
    return el("ul", *items, class_="facts")


def _links(archived: ArchivedPaper, level: Shown) -> Html | None:
    paper = archived.paper
    known, there = not paper.id.is_provisional, archived.source.names
    media = [url for url in paper.media if level.address_of(url)][: level.links]
    items = [
        _outside("arXiv", urls.arxiv(paper.id, "abs")) if known else None,
        _outside("PDF", urls.arxiv(paper.id, "pdf")) if known else None,
        _outside("HTML", urls.arxiv(paper.id, "html")) if known else None,
        _outside(there.short, there.paper_at(paper.id)) if there.paper_at(paper.id) else None,
        _outside("alphaXiv", urls.alphaxiv(paper.id)) if known else None,
        cards.link_item("Code", level.address_of(archived.code)),
        cards.link_item("Project", level.address_of(paper.project)),
        *(cards.link_item("Media" if n == 0 else f"Media {n + 1}", url) for n, url in enumerate(media)),
    ]
    return el("ul", *items, class_="links") if any(items) else None


def _outside(name: str, url: str) -> Html:
    return el("li", el("a", name, href=url))


def _summary(archived: ArchivedPaper, level: Shown) -> list[Html]:
    if archived.note.summary:
        written = el("small", "Written for this archive")
        told = parts.prose(level.text(archived.note.summary), level.formulas)
        return [parts.heading("Summary", "summary"), el("p", told, " ", written)]
    found = archived.paper.ai_summary
    if found is None:
        return []
    label = join(" ", el("small", f"Written by a model ({found.model})")) if found.model else None
    told = parts.prose(level.text(found.text), level.formulas)
    return [parts.heading("AI summary", "summary"), el("p", told, label)]


def _abstract(archived: ArchivedPaper, level: Shown) -> list[Html]:
    if not archived.paper.abstract:
        return []
    told = parts.prose(level.text(archived.paper.abstract), level.formulas)
    body = el("p", told, class_="abstract", dir="auto")
    return [parts.heading("Abstract", "abstract"), body]


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
    return [parts.heading("Keywords", "keywords"), el("ul", *items, class_="words")]


def _related(here: urls.Address, archived: ArchivedPaper, graph: Graph) -> list[Html]:
    """Best first. A script sorts them by date or votes, using the numbers shown."""
    nearest = graph.related.get(archived.paper.id, ())[:RELATED_SHOWN]
    papers = [graph.archive.papers[key] for key in nearest]
    if not papers:
        return []
    items = (
        el(
            "li",
            el("a", paper.title, href=here.to(urls.paper(paper.paper.id))),
            el("small", f" {paper.first_day} · {'–' if paper.latest.upvotes is None else paper.upvotes}"),
        )
        for paper in papers
    )
    return [parts.heading("Related papers", "related"), el("ol", *items, class_="related")]


def _history(archived: ArchivedPaper, level: Shown) -> list[Html]:
    """How the numbers changed over time, once there are two observations."""
    if len(archived.signals) < 2:
        return []
    head = el("tr", *(el("th", name, scope="col") for name in ("As of", "Upvotes", "Comments", "Stars")))
    body = (
        el("tr", el("td", parts.shown_date(one.at[:10])), *map(_cell, (one.upvotes, one.comments, one.stars)))
        for one in archived.signals[: -level.rows - 1 : -1]
    )
    table = el("table", el("thead", head), el("tbody", *body))
    return [el("details", el("summary", "Numbers over time"), table, class_="history")]


def _cell(count: int | None) -> Html:
    return el("td", "–" if count is None else f"{count:,}")


def _citation(archived: ArchivedPaper, graph: Graph) -> Html:
    """A script adds all formats when this is opened; without scripts, arXiv's page offers BibTeX."""
    key = archived.paper.id
    if key.is_provisional:
        written = bibtex.entry(entry.of(archived, graph)).rstrip("\n")
        fits = len(written) <= CITATION
        inside = el("pre", el("code", written)) if fits else el("p", "Too long to show here.")
    else:
        inside = el("p", el("a", "BibTeX at arXiv", href=urls.arxiv_bibtex(key)))
    return el("details", el("summary", "Cite"), inside, class_="cite")


def _turn(here: urls.Address, archived: ArchivedPaper, neighbours: Neighbours) -> Html:
    day = day_of(archived.first_day)
    links = [
        el(
            "a",
            excerpt(other.title, TURN),
            rel=rel,
            href=here.to(urls.paper(other.paper.id)),
        )
        if other
        else el("span")
        for other, rel in zip(neighbours, ("prev", "next"), strict=True)
    ]
    up = el("a", short_date(day.first), href=here.to(urls.period(day)))
    return el("nav", links[0], up, links[1], class_="pager", aria_label="Same day")
