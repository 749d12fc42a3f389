"""What is beside a paper's text: where to read it, its votes, its topics, related papers, its citation."""

from datetime import date

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.graph.ties import Tie
from generator.records.period import short_date
from generator.render.citations import bibtex, entry
from generator.render.pages import cards, parts, sparks, thumbnails
from generator.render.pages.shown import Shown
from generator.sinks import to_html
from generator.sinks.to_html import Html, el, join
from generator.text import tex
from generator.text.counted import counted
from generator.wording import noun, number, say, term

ALL_TOPICS = 6
RELATED_SHOWN = 8
"""Readers look at a handful; the day's data has all of them."""

CITATION = 8_000
"""Longest citation, in characters, that is shown on the page itself."""

NUMBERS = (term("As of"), term("Upvotes"), term("Comments"), term("Stars"))
PLACE = "{id}"
"""In the operator's address for reports: here goes the id of the paper."""


def rail(here: urls.Address, archived: ArchivedPaper, graph: Graph, level: Shown, report: str) -> Html:
    """One block, so that it can stay in view next to the text. On a narrow screen, links, actions and
    votes are below the title, and the rest is below the text. Where little fits, nothing is related."""
    return el(
        "div",
        thumbnails.image(here, archived),
        links(archived, level),
        _actions(archived, report),
        *_votes(archived, level),
        cards.topics(here, archived, graph, ALL_TOPICS),
        _citation(archived, graph),
        _related(here, archived, graph) if level.aside else None,
        class_="rail",
    )


def links(archived: ArchivedPaper, level: Shown) -> Html | None:
    """The paper elsewhere: first what most readers want, its PDF and its code."""
    paper = archived.paper
    known, there = not paper.id.is_provisional, archived.source.names
    abstract, listed = urls.arxiv(paper.id, "abs"), there.paper_at(paper.id)
    media = [url for url in paper.media if level.address_of(url)][: level.links]
    items = [
        outside("PDF", urls.arxiv(paper.id, "pdf")) if known else None,
        cards.link_item("code", say("Code"), level.address_of(archived.code)),
        cards.link_item("project", say("Project"), level.address_of(paper.project)),
        outside("arXiv", abstract) if known else None,
        outside("HTML", urls.arxiv(paper.id, "html")) if known else None,
        outside(there.short, listed) if listed and listed != abstract else None,
        outside("alphaXiv", urls.alphaxiv(paper.id)) if known else None,
        *(
            cards.link_item("media", say("Media") if n == 0 else say("Media {n}", n=n + 1), url)
            for n, url in enumerate(media)
        ),
    ]
    return el("ul", *items, class_="links") if any(items) else None


def outside(name: str, url: str) -> Html:
    """A link made from the paper's id."""
    return el("li", el("a", name, href=url))


def _actions(archived: ArchivedPaper, report: str) -> Html:
    """Room for the buttons that a script adds, and the operator's link for mistakes."""
    where = report.replace(PLACE, archived.paper.id)
    return el("p", el("a", say("Report a mistake"), href=where) if where else None, class_="acts")


def _votes(archived: ArchivedPaper, level: Shown) -> list[Html | None]:
    """The latest numbers with the date on which they were read, and how they changed once that was seen."""
    latest = archived.latest
    votes = counted(latest.upvotes, "upvote") if latest.upvotes is not None else None
    others = [
        counted(count, name)
        for count, name in ((latest.comments, noun("comment")), (latest.stars, noun("star")))
        if count
    ]
    if not votes and not others:
        return []
    when = el("small", say("as of {day}", day=parts.shown_date(latest.at[:10])))
    told = (el("b", votes) if votes else None, join(*others, between=", "), when)
    return [el("p", join(*told, between=" "), class_="signals"), *_history(archived, level)]


def _history(archived: ArchivedPaper, level: Shown) -> list[Html | None]:
    """A line once there are two observations, and all numbers in a table."""
    seen = archived.signals
    if len(seen) < 2:
        return []
    points = [(_day(one.at), one.upvotes) for one in seen if one.upvotes is not None]
    head = el("tr", *(el("th", say(name), scope="col") for name in NUMBERS))
    body = (
        el("tr", el("td", parts.shown_date(one.at[:10])), *map(_cell, (one.upvotes, one.comments, one.stars)))
        for one in seen[: -level.rows - 1 : -1]
    )
    table = el("table", el("thead", head), el("tbody", *body))
    folded = el("details", el("summary", say("Numbers over time")), table, class_="history")
    return [sparks.line(points), folded]


def _day(at: str) -> int:
    return date.fromisoformat(at[:10]).toordinal()


def _cell(count: int | None) -> Html:
    return el("td", "–" if count is None else number(count))


def _citation(archived: ArchivedPaper, graph: Graph) -> Html:
    """BibTeX, for which no script is needed; one adds the other formats when this is opened."""
    written = bibtex.entry(entry.of(archived, graph)).rstrip("\n")
    key = archived.paper.id
    if len(written) <= CITATION:
        inside = el("pre", el("code", to_html.code(written)))
    elif key.is_provisional:
        inside = el("p", say("Too long to show here."))
    else:
        inside = el("p", el("a", say("BibTeX at arXiv"), href=urls.arxiv_bibtex(key)))
    return el("details", el("summary", say("Cite")), inside, class_="cite")


def _related(here: urls.Address, archived: ArchivedPaper, graph: Graph) -> Html:
    """Best first. A script sorts them by the votes shown, or by date in the order given with the list. There
    are eight on each page, so they have little markup."""
    title = el("h2", say("Related papers"), id="related")
    nearest = graph.related.get(archived.paper.id, ())[:RELATED_SHOWN]
    papers = [graph.archive.papers[key] for key in nearest]
    if not papers:
        alone = el("p", say("No other paper in this archive is close to this one."), class_="lead")
        return el("section", title, alone, class_="near")
    items = (
        el(
            "li",
            el("a", paper.title, href=here.to(urls.paper(paper.paper.id))),
            el("b", number(paper.latest.upvotes)) if paper.latest.upvotes is not None else None,
            f" {_about(paper, archived, graph)}",
        )
        for paper in papers
    )
    several = len(papers) > 1
    newest = sorted(range(len(papers)), key=lambda n: (-papers[n].first_day.toordinal(), n))
    listed = el(
        "ol",
        *items,
        class_="related",
        data_date="".join(map(str, newest)) if several else None,
    )
    return el("section", title, listed, class_="near")


def _about(paper: ArchivedPaper, other: ArchivedPaper, graph: Graph) -> str:
    """Its day, and what ties it to the other."""
    tie = graph.ties.between(other.paper.id, paper.paper.id)
    return " · ".join([short_date(paper.first_day), *([_told(tie, graph)] if tie else [])])


def _told(tie: Tie, graph: Graph) -> str:
    first = tie.names[0]
    match tie.kind:
        case "author" if len(tie.names) > 1:
            return say("with {count} of the same authors", count=len(tie.names))
        case "author":
            return say("with {name}", name=first)
        case "keyword":
            return tex.plain(graph.keywords.by_key[first].label)
        case "topic":
            return graph.taxonomy.by_slug[first].label
        case "word":
            return say("both titles: {word}", word=first)
