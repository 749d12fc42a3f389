"""A paper in a list: a card with its summary, a row of a long list, or a card that a script fills."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from generator import urls
from generator.archive import Appearance, ArchivedPaper
from generator.graph import Graph
from generator.records.period import short_date
from generator.render.pages import parts
from generator.sinks.to_html import Html, el, join, lines, text
from generator.text import excerpt
from generator.text.counted import counted

NAMES_ON_CARD = 3
NAMES_IN_ROW = 1
SUMMARY = 280
TOPICS_ON_CARD = 3
IN_FULL = 100
"""Papers of a list day that are shown as cards."""
BRIEF_TITLE = 60
NO_NUMBER = "\u2007"
"""As wide as a digit."""
ROW_ROOM = 800
"""Bytes allowed for a row in a short list on a page with other lists; most rows take half of that."""


def deck(
    here: urls.Address,
    papers: tuple[ArchivedPaper, ...],
    graph: Graph,
    day: date | None = None,
    room: int = parts.LIST_ROOM,
) -> Html:
    """Cards, one below the other, in at most `room` bytes; `day` is the list day they are shown for."""
    whole = [card(here, paper, graph, day) for paper in papers]
    found = lines(*parts.fitting(whole, lambda n: _brief_card(here, papers[n]), room))
    return el("div", Html("\n"), found, Html("\n"), class_="deck")


def rows(here: urls.Address, papers: tuple[ArchivedPaper, ...], start: int = 1) -> Html:
    """A numbered list of rows."""
    room = min(parts.LIST_ROOM, ROW_ROOM * len(papers))
    return _numbered(here, papers, [row(here, paper) for paper in papers], start, room)


def folded(
    here: urls.Address,
    papers: tuple[ArchivedPaper, ...],
    graph: Graph,
    day: date | None = None,
    in_full: int = IN_FULL,
) -> tuple[Html, ...]:
    """The papers of a list day or week: the first ones as cards and the others as rows, so that all are on
    one page. `day` is the list day they are shown for."""
    first, rest = papers[:in_full], papers[in_full:]
    if not rest:
        return (deck(here, first, graph, day),)
    whole = [_row(paper, here.to(urls.paper(paper.paper.id)), is_dated=day is None) for paper in rest]
    needed = sum(len(one.encode()) for one in whole)
    shown = deck(here, first, graph, day, max(parts.LIST_ROOM - needed, parts.LIST_ROOM // 3))
    left = parts.LIST_ROOM - len(shown.encode())
    return shown, _numbered(here, rest, whole, in_full + 1, min(left, ROW_ROOM * len(rest)))


def _numbered(
    here: urls.Address, papers: tuple[ArchivedPaper, ...], whole: list[Html], start: int, room: int
) -> Html:
    items = lines(*parts.fitting(whole, lambda n: _brief_row(here, papers[n]), room))
    return el("ol", Html("\n"), items, Html("\n"), class_="rows", start=start if start != 1 else None)


def card(here: urls.Address, archived: ArchivedPaper, graph: Graph, day: date | None) -> Html:
    """Title, authors, organization, summary, numbers, links and topics."""
    paper = archived.paper
    title = el("a", archived.title, href=here.to(urls.paper(paper.id)), dir="auto")
    parts_of = (
        el("p", byline(archived), class_="by"),
        summary(archived),
        extras(archived),
        topics(here, archived, graph, TOPICS_ON_CARD),
    )
    late = late_mark(_on(archived, day)) if day else None
    return _card("article", votes(archived), join(title, late), *parts_of, data_paper=paper.id)


def templates() -> Html:
    """Cards without a paper, for the script that shows results. One has everything that a card may have; the
    script removes what a paper lacks. The other is for a paper of which only the id is known.

    The script keeps one of the vote counts: unknown, a single vote, or several (written as 0). When the
    second of two parts of a line is removed, the text before it goes too.
    """
    by = el("p", el("bdi"), " · ", el("bdi"), " · ", el("time"), class_="by")
    links = (_link("Code", " ★ 0", rel=parts.OUTSIDE), _link("Project", rel=parts.OUTSIDE))
    whole = _card(
        "li",
        join(*map(_votes, (None, 1, 0))),
        join(el("a", dir="auto"), " ", el("small", class_="exact")),
        by,
        _summary(el("span"), by_model=True, dir="auto"),
        _list("extras", links),
        _list("tags", [el("li", el("a"))]),
    )
    unknown = _card("li", el("span", NO_NUMBER, class_="votes"), el("a"), of="card pending")
    return join(el("template", whole, id="card"), el("template", unknown, id="pending-card"))


def _card(tag: str, count: Html, heading: Html, *more: Html | None, of: str = "card", **data: str) -> Html:
    """The shape of all cards: a count, and beside it a heading with details below."""
    return el(tag, count, el("div", el("h3", heading), *more), class_=of, **data)


def row(here: urls.Address, archived: ArchivedPaper) -> Html:
    """Title, first author, organization and day on two lines."""
    return _row(archived, here.to(urls.paper(archived.paper.id)))


def _brief_card(here: urls.Address, archived: ArchivedPaper) -> Html:
    """The same where there is no room for more."""
    return _card("article", votes(archived), _brief_title(here, archived), data_paper=archived.paper.id)


def _brief_row(here: urls.Address, archived: ArchivedPaper) -> Html:
    """The same where there is no room for more."""
    return el("li", _count(archived), _brief_title(here, archived), data_paper=archived.paper.id)


def _brief_title(here: urls.Address, archived: ArchivedPaper) -> Html:
    title = excerpt(archived.title, BRIEF_TITLE)
    return el("a", title, href=here.to(urls.paper(archived.paper.id)), dir="auto")


@lru_cache(maxsize=2**17)
def _row(archived: ArchivedPaper, href: str, *, is_dated: bool = True) -> Html:
    """A paper appears in a dozen lists, and in most of them its link is the same. There are more rows than
    anything else on a site, so they have few words and little markup. On the page of a day the date is that
    of the page."""
    when = short_date(archived.first_day) if is_dated else ""
    told = " · ".join(filter(None, (credit(archived, NAMES_IN_ROW), when)))
    link = el("a", archived.title, href=href)
    return el("li", _count(archived), link, f" {told}", data_paper=archived.paper.id)


def _count(archived: ArchivedPaper) -> Html:
    """The upvotes in a row."""
    count = archived.latest.upvotes
    return el("b", "–", title="upvotes unknown") if count is None else el("b", f"{count:,}")


def votes(archived: ArchivedPaper) -> Html:
    """The upvote count, or a dash if the source never gave one."""
    return _votes(archived.latest.upvotes)


def _votes(count: int | None) -> Html:
    if count is None:
        return el("span", "–", class_="votes", title="upvotes unknown")
    return el("span", f"{count:,}", class_="votes", title=counted(count, "upvote"))


def byline(archived: ArchivedPaper) -> Html:
    """`First Author, Second Author, Third Author +4 · Organization`."""
    return text(credit(archived))


def credit(archived: ArchivedPaper, most: int = NAMES_ON_CARD) -> str:
    """The same as plain text, with at most `most` names."""
    names = archived.shown_names
    more = f" +{len(names) - most}" if len(names) > most else ""
    organization = archived.paper.organization
    listed = ", ".join(names[:most]) + more
    return " · ".join(part for part in (listed, organization.shown if organization else "") if part)


@lru_cache(maxsize=2**17)
def summary(archived: ArchivedPaper) -> Html | None:
    """One or two lines about the paper: the archive's summary, else a model's, else the abstract's start."""
    if archived.summary is None:
        return None
    teller, told = archived.summary
    return _summary(text(excerpt(told, SUMMARY)), by_model=teller == "model")


def _summary(told: Html, *, by_model: bool, **attributes: str) -> Html:
    mark = join(el("abbr", "AI", title="summary written by a model"), " ") if by_model else None
    return el("p", mark, told, class_="sum", **attributes)


def extras(archived: ArchivedPaper) -> Html | None:
    """Links beside the paper, and counts."""
    paper = archived.paper
    stars = archived.latest.stars
    comments = archived.latest.comments
    items = [
        link_item("Code", archived.code, f" ★ {stars:,}" if stars else ""),
        link_item("Project", paper.project),
        el("li", counted(comments, "comment"), class_="comments") if comments else None,
    ]
    return _list("extras", items)


def topics(here: urls.Address, archived: ArchivedPaper, graph: Graph, most: int) -> Html | None:
    """Links to the first topics, then the operator's tags that are not topics."""
    given = [graph.taxonomy.by_slug[slug] for slug in graph.topics_of(archived.paper.id)]
    links = (el("a", topic.label, href=here.to(urls.topic(topic.slug))) for topic in given[:most])
    known = {name for topic in given for name in (topic.slug, topic.label.casefold())}
    tags = (tag for tag in archived.note.tags if tag.casefold() not in known)
    items = [*(el("li", link) for link in links), *(el("li", tag) for tag in tags)]
    return _list("tags", items)


def _list(name: str, items: Iterable[Html | None]) -> Html | None:
    found = [item for item in items if item]
    return el("ul", *found, class_=name) if found else None


def link_item(name: str, url: str | None, more: str = "") -> Html | None:
    """A list item that links to another site."""
    if url is None:
        return None
    return _link(name, more, href=url, rel=parts.OUTSIDE, class_=name.lower())


def _link(name: str, more: str = "", **attributes: str) -> Html:
    return el("li", el("a", name, **attributes), more)


def late_mark(appearance: Appearance | None) -> Html | None:
    """Marks a paper that joined its day's list after the list was first read."""
    if appearance is None or appearance.late is None:
        return None
    when = appearance.late[:16].replace("T", " ")
    return el("small", "added later", class_="late", title=f"first seen {when} UTC")


def _on(archived: ArchivedPaper, day: date) -> Appearance | None:
    return next((one for one in archived.appearances if one.day == day), None)
