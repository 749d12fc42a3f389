"""Lists of papers: cards, rows, or the first papers as cards and the others as rows."""

from datetime import date

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.records.period import short_date
from generator.render.pages import cards, parts
from generator.sinks.to_html import Html, el, lines
from generator.wording import cached, number, of_outside, say

IN_FULL = 100
"""Papers of a list day that are shown as cards."""
NAMES_IN_ROW = 1
MAIN = "list"
"""The id of the list of a page that scripts may order and filter."""
ROW_ROOM = 800
"""Bytes allowed for a row in a short list on a page with other lists; most rows take half of that."""


def deck(
    here: urls.Address,
    papers: tuple[ArchivedPaper, ...],
    graph: Graph,
    day: date | None = None,
    in_full: int = IN_FULL,
) -> Html:
    """The main list of a day or week: the first papers as cards and the others as rows, all in one list, in
    at most `parts.LIST_ROOM` bytes. `day` is the list day they are shown for."""
    first, rest = papers[:in_full], papers[in_full:]
    room = parts.LIST_ROOM
    whole = [_row(paper, here.to(urls.paper(paper.paper.id)), is_dated=day is None) for paper in rest]
    needed = sum(len(one.encode()) for one in whole)
    full = [cards.card(here, paper, graph, day) for paper in first]
    shown = parts.fitting(full, lambda n: cards.brief(here, first[n]), max(room - needed, room // 3))
    left = room - sum(len(one.encode()) for one in shown)
    shown += parts.fitting(whole, lambda n: _brief_row(here, rest[n]), min(left, ROW_ROOM * len(rest)))
    return el("ol", Html("\n"), lines(*shown), Html("\n"), class_="deck", id=MAIN)


def rows(
    here: urls.Address,
    papers: tuple[ArchivedPaper, ...],
    start: int = 1,
    *,
    name: str | None = None,
    who: str | None = None,
) -> Html:
    """A numbered list of rows. `name` is its id; `who` is the slug of an author whom each row shows."""
    whole = [row(here, paper, who) for paper in papers]
    room = min(parts.LIST_ROOM, ROW_ROOM * len(papers))
    items = lines(*parts.fitting(whole, lambda n: _brief_row(here, papers[n]), room))
    first = start if start != 1 else None
    return el("ol", Html("\n"), items, Html("\n"), class_="rows", id=name, start=first)


def row(here: urls.Address, archived: ArchivedPaper, who: str | None = None) -> Html:
    """Title, first author, organization and day on two lines. `who` is an author's slug: the row also shows
    that author."""
    return _row(archived, here.to(urls.paper(archived.paper.id)), who=who)


def _brief_row(here: urls.Address, archived: ArchivedPaper) -> Html:
    """The same where there is no room for more."""
    return el("li", _count(archived), cards.brief_title(here, archived), data_paper=archived.paper.id)


@cached(2**17)
def _row(archived: ArchivedPaper, href: str, *, is_dated: bool = True, who: str | None = None) -> Html:
    """A paper appears in a dozen lists, and in most of them its link is the same. There are more rows than
    anything else on a site, so they have few words and little markup. On the page of a day the date is that
    of the page."""
    when = short_date(archived.first_day) if is_dated else ""
    told = " · ".join(filter(None, (cards.credit(archived, NAMES_IN_ROW, who), when)))
    link = el("a", archived.title, href=href, lang=of_outside())
    return el("li", _count(archived), link, f" {told}", data_paper=archived.paper.id)


def _count(archived: ArchivedPaper) -> Html | None:
    """The upvotes in a row, nothing if its lists count none."""
    count = archived.latest.upvotes
    if not archived.has_votes:
        return None
    return el("b", "–", title=say("upvotes unknown")) if count is None else el("b", number(count))
