"""`/papers/2508.12345/`: one paper, one page, for ever."""

from generator import tex, urls
from generator.archive import Appearance, ArchivedPaper
from generator.exports import bibtex, entry
from generator.graph import Graph
from generator.pages import cards, machine, parts
from generator.records.identity import author_slug, handle_slug, organization_slug
from generator.records.page import Page
from generator.records.paper import AuthorName, Organization, Signals
from generator.records.period import day_of, short_date
from generator.sinks import to_html
from generator.sinks.to_html import Html, el, join, text
from generator.text import excerpt

Neighbours = tuple[ArchivedPaper | None, ArchivedPaper | None]

TURN = 48
ALL_TOPICS = 6
RELATED_SHOWN = 4
"""A handful is looked at; the day's data has all."""

KEYWORDS_SHOWN = 10
AUTHORS_SHOWN = 40
"""A list this long is still read; what follows is folded away."""


def render(archived: ArchivedPaper, neighbours: Neighbours, graph: Graph) -> Page:
    """`neighbours` are the papers before and after it in its canonical day's order."""
    paper = archived.paper
    here = urls.paper(paper.id)
    if archived.note.hide:
        return _tombstone(archived, here, f"Paper {paper.id}", "This paper is not shown in this archive.")
    if archived.withdrawal is not None:
        return _tombstone(archived, here, tex.plain(paper.title), archived.withdrawal)
    blocks = [
        _authors(here, archived, graph),
        _facts(here, archived, graph),
        _links(archived),
        cards.topics(here, archived, graph, ALL_TOPICS),
        *_summary(archived),
        *_abstract(archived),
        *_keywords(here, archived, graph),
        *_related(here, archived, graph),
        *_history(archived),
        _citation(archived, graph),
        _turn(here, archived, neighbours),
        to_html.linked_data(machine.data(archived)),
    ]
    return parts.page(
        here,
        "paper",
        tex.plain(paper.title),
        [block for block in blocks if block],
        about=machine.about(archived),
        meta=machine.meta(archived),
    )


def _tombstone(archived: ArchivedPaper, here: urls.Address, title: str, notice: str) -> Page:
    days = join(*(el("li", _appearance(here, one, None)) for one in archived.appearances))
    blocks = [el("p", notice, class_="notice"), el("ul", days, class_="facts")]
    if not archived.paper.id.is_provisional and not archived.note.hide:
        blocks.append(el("ul", _outside("arXiv", urls.arxiv(archived.paper.id, "abs")), class_="links"))
    return parts.page(here, "tombstone", title, blocks, about=notice, meta={"id": archived.paper.id})


def _authors(here: urls.Address, archived: ArchivedPaper, graph: Graph) -> Html | None:
    shown = [author for author in archived.paper.authors if not author.hidden]
    if not shown:
        return None
    links = [_author(here, author, graph) for author in shown]
    first = join(*links[:AUTHORS_SHOWN], between=", ")
    if len(shown) <= AUTHORS_SHOWN:
        return el("p", first, class_="authors")
    rest = join(*links[AUTHORS_SHOWN:], between=", ")
    more = el("summary", f"and {len(shown) - AUTHORS_SHOWN} more authors")
    return el("div", el("p", first), el("details", more, el("p", rest)), class_="authors")


def _author(here: urls.Address, author: AuthorName, graph: Graph) -> Html:
    """Linked to the author's page here, which tells the account at the source."""
    group = graph.people.authors[author_slug(author)]
    if graph.has_page(group):
        return el("a", author.name, href=here.to(urls.group("author", group.slug)))
    return text(author.name)


def _facts(here: urls.Address, archived: ArchivedPaper, graph: Graph) -> Html:
    paper = archived.paper
    organization = paper.organization
    items = [
        *(el("li", _appearance(here, one, _submitter(here, one, graph))) for one in archived.appearances),
        el("li", f"arXiv {parts.shown_date(paper.published)}") if paper.published else None,
        el("li", _organization(here, organization, graph)) if organization else None,
        _numbers(archived.latest),
    ]
    return el("ul", *items, class_="facts")


def _appearance(here: urls.Address, one: Appearance, who: Html | None) -> Html:
    link = el("a", short_date(one.day), href=here.to(urls.period(day_of(one.day))))
    late = cards.late_mark(one)
    return join("Listed ", link, late and join(" ", late), who and join(" by ", who))


def _submitter(here: urls.Address, one: Appearance, graph: Graph) -> Html | None:
    submitter = one.submitter
    if submitter is None:
        return None
    group = graph.people.submitters[handle_slug(submitter.account)]
    if graph.has_page(group):
        shown = submitter.fullname or submitter.account
        return el("a", shown, href=here.to(urls.group("submitter", group.slug)))
    return _account(submitter.account, submitter.fullname)


def _organization(here: urls.Address, organization: Organization, graph: Graph) -> Html:
    group = graph.people.organizations[organization_slug(organization)]
    if graph.has_page(group):
        return el("a", organization.shown, href=here.to(urls.group("organization", group.slug)))
    return _account(organization.name, organization.fullname)


def _account(handle: str, fullname: str | None) -> Html:
    """A person or organization at the source, linked when the handle can be one."""
    shown = fullname or handle
    return el("a", shown, href=urls.source_account(handle)) if urls.is_handle(handle) else text(shown)


def _numbers(latest: Signals) -> Html | None:
    """Upvotes, comments and stars with the day they were read."""
    told = [
        parts.counted(latest.upvotes, "upvote") if latest.upvotes is not None else None,
        parts.counted(latest.comments, "comment") if latest.comments else None,
        parts.counted(latest.stars, "star") if latest.stars else None,
    ]
    if not any(told):
        return None
    return el("li", join(*told, between=", "), f" as of {parts.shown_date(latest.at[:10])}")


def _links(archived: ArchivedPaper) -> Html | None:
    paper = archived.paper
    known = not paper.id.is_provisional
    items = [
        _outside("arXiv", urls.arxiv(paper.id, "abs")) if known else None,
        _outside("PDF", urls.arxiv(paper.id, "pdf")) if known else None,
        _outside("HTML", urls.arxiv(paper.id, "html")) if known else None,
        _outside("Hugging Face", urls.source_paper(paper.id)) if known else None,
        _outside("alphaXiv", urls.alphaxiv(paper.id)) if known else None,
        cards.link_item("Code", archived.code),
        cards.link_item("Project", paper.project),
        *(cards.link_item("Media" if n == 0 else f"Media {n + 1}", url) for n, url in enumerate(paper.media)),
    ]
    return el("ul", *items, class_="links") if any(items) else None


def _outside(name: str, url: str) -> Html:
    return el("li", el("a", name, href=url))


def _summary(archived: ArchivedPaper) -> list[Html]:
    if archived.note.summary:
        label = el("small", "Written for this archive")
        return [parts.heading("Summary", "summary"), el("p", parts.prose(archived.note.summary), " ", label)]
    found = archived.paper.ai_summary
    if found is None:
        return []
    label = el("small", f"Written by a model ({found.model})" if found.model else "Written by a model")
    return [parts.heading("AI summary", "summary"), el("p", parts.prose(found.text), " ", label)]


def _abstract(archived: ArchivedPaper) -> list[Html]:
    if not archived.paper.abstract:
        return []
    body = el("p", parts.prose(archived.paper.abstract), class_="abstract", dir="auto")
    return [parts.heading("Abstract", "abstract"), body]


def _keywords(here: urls.Address, archived: ArchivedPaper, graph: Graph) -> list[Html]:
    """The source's keywords, folded; those with a page are links."""
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
    """Best first; the numbers let a script sort them by date and votes."""
    nearest = graph.related.get(archived.paper.id, ())[:RELATED_SHOWN]
    papers = [graph.archive.papers[key] for key in nearest]
    if not papers:
        return []
    items = (
        el(
            "li",
            el("a", tex.plain(paper.paper.title), href=here.to(urls.paper(paper.paper.id))),
            el("small", f" {paper.first_day} · {'–' if paper.latest.upvotes is None else paper.upvotes}"),
        )
        for paper in papers
    )
    return [parts.heading("Related papers", "related"), el("ol", *items, class_="related")]


def _history(archived: ArchivedPaper) -> list[Html]:
    """How the numbers moved, once there are two observations."""
    if len(archived.signals) < 2:
        return []
    head = el("tr", *(el("th", name, scope="col") for name in ("As of", "Upvotes", "Comments", "Stars")))
    body = (
        el("tr", el("td", parts.shown_date(one.at[:10])), *map(_cell, (one.upvotes, one.comments, one.stars)))
        for one in reversed(archived.signals)
    )
    table = el("table", el("thead", head), el("tbody", *body))
    return [el("details", el("summary", "How the numbers moved"), table, class_="history")]


def _cell(count: int | None) -> Html:
    return el("td", "–" if count is None else f"{count:,}")


def _citation(archived: ArchivedPaper, graph: Graph) -> Html:
    """A script puts all formats here once it is opened; without one, arXiv's own page has BibTeX."""
    key = archived.paper.id
    if key.is_provisional:
        inside = el("pre", el("code", bibtex.entry(entry.of(archived, graph)).rstrip("\n")))
    else:
        inside = el("p", el("a", "BibTeX at arXiv", href=urls.arxiv_bibtex(key)))
    return el("details", el("summary", "Cite"), inside, class_="cite")


def _turn(here: urls.Address, archived: ArchivedPaper, neighbours: Neighbours) -> Html:
    day = day_of(archived.first_day)
    links = [
        el(
            "a",
            excerpt(tex.plain(other.paper.title), TURN),
            rel=rel,
            href=here.to(urls.paper(other.paper.id)),
        )
        if other
        else el("span")
        for other, rel in zip(neighbours, ("prev", "next"), strict=True)
    ]
    up = el("a", short_date(day.first), href=here.to(urls.period(day)))
    return el("nav", links[0], up, links[1], class_="pager", aria_label="Same day")
