"""`/days/…`, `/weeks/…`, `/months/…`, `/years/…`: complete lists, best first."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from generator import urls
from generator.archive import Archive
from generator.graph import Graph
from generator.graph.digests import Digest, Digests
from generator.records.page import Page
from generator.records.period import (
    PeriodKind,
    day_of,
    month_of,
    short_date,
    week_of,
    weekday_in_year,
    year_of,
)
from generator.records.source import About
from generator.render.pages import bars, calendar, decks, linked, parts, sharing, sortable, thumbnails
from generator.sinks.to_html import Html, el, join, text
from generator.text.counted import counted
from generator.wording import say, term

BEST = 10
"""Papers of a week, month or year that are shown as cards; the pages of its days have cards for all."""

EVERY: dict[PeriodKind, str] = {"day": term("All days"), "week": term("All weeks"), "year": term("All years")}
"""The links to the hubs of these kinds."""

Stretch = Callable[[Graph, Digest, Digests, int], Iterator[Page]]
"""Renders the pages of a week, month or year; the number is how many papers a page holds."""


def day(graph: Graph, digest: Digest, digests: Digests) -> Page:
    """One list day, every paper as a card, or, of a long day, as a row."""
    one = digest.period
    here = urls.period(one)
    before, after = digests.around(digest)
    month = month_of(one.first)
    bar = bars.of_period(here, one, before, (month.title, urls.period(month)), after)
    listed = (
        (
            parts.heading(say("Papers"), "papers"),
            bar,
            decks.deck(here, digest.papers, graph, one.first),
            sortable.of_day(digest.papers, one.first, graph),
        )
        if digest.papers
        else (bar, el("p", say("No papers were listed on this day."), class_="notice"))
    )
    blocks = [_lead(here, digest, graph.archive), *listed, _left_out(digest)]
    meta = {
        "day": one.key,
        "picture": sharing.of_day(graph.archive, one.first),
        **parts.HAS_TWIN,
        **linked.papers(one.title, len(digest.papers)),
        **thumbnails.origin(digest.papers),
    }
    return parts.page(here, "day", one.title, _kept(blocks), about=_about(digest), meta=meta)


def week(graph: Graph, digest: Digest, digests: Digests, size: int) -> Iterator[Page]:
    """One ISO week: its days, its best papers as cards, and the others as rows."""
    here = urls.period(digest.period)
    strip = el("ol", *(_strip_day(here, graph.archive, day) for day in digest.days), class_="strip")
    yield from _stretch(graph, digest, digests, size, strip)


def month(graph: Graph, digest: Digest, digests: Digests, size: int) -> Iterator[Page]:
    """One month: its calendar, its best papers as cards, and the others as rows."""
    here = urls.period(digest.period)
    table = calendar.month(
        here, digest.period.first, _counts(graph.archive, digest), gaps=frozenset(graph.archive.gaps)
    )
    yield from _stretch(graph, digest, digests, size, el("div", table, class_="months"))


def year(graph: Graph, digest: Digest, digests: Digests, size: int) -> Iterator[Page]:
    """One year: a calendar for each of its months, its best papers as cards, and the others as rows."""
    here = urls.period(digest.period)
    yield from _stretch(graph, digest, digests, size, calendars(here, graph.archive, digest))


def calendars(here: urls.Address, archive: Archive, digest: Digest, *, newest_first: bool = False) -> Html:
    """The months of a year that hold a list day."""
    counts, gaps = _counts(archive, digest), frozenset(archive.gaps)
    firsts = sorted({day.replace(day=1) for day in digest.days}, reverse=newest_first)
    return parts.section(
        *(calendar.month(here, first, counts, gaps=gaps) for first in firsts),
        class_="months",
        label=say("Calendar of {period}", period=digest.period.title),
    )


def _stretch(graph: Graph, digest: Digest, digests: Digests, size: int, top: Html) -> Iterator[Page]:
    """The pages of a long period; `top` is on the first page only."""
    one = digest.period
    pages = max(1, -(-len(digest.papers) // size))
    before, after = digests.around(digest)
    for number in range(1, pages + 1):
        here = urls.part(urls.period(one), number)
        start = (number - 1) * size
        papers = digest.papers[start : start + size]
        listed = (
            decks.deck(here, papers, graph, in_full=BEST)
            if number == 1
            else decks.rows(here, papers, start + 1, name=decks.MAIN)
        )
        numbers = parts.numbers(here, urls.period(one), number, pages)
        bar = bars.of_period(here, one, before, _above(digest), after)
        # A year has filters for no topics: its parts would repeat the names of all of them.
        data = (
            sortable.by_day(papers)
            if one.kind == "year"
            else sortable.of_period(papers, digest.papers, graph)
        )
        blocks = [
            *((_lead(here, digest, graph.archive), top) if number == 1 else ()),
            *((parts.heading(say("Papers"), "papers"), bar, listed, data, numbers) if papers else (bar,)),
            _left_out(digest),
        ]
        title = one.title if number == 1 else say("{title}, page {page}", title=one.title, page=str(number))
        meta = {
            **thumbnails.origin(papers[:BEST] if number == 1 else ()),
            "period": one.key,
            "picture": sharing.of_month(max(digest.days)),
            **linked.papers(title, len(digest.papers)),
        }
        yield parts.page(here, one.kind, title, _kept(blocks), about=_about(digest), meta=meta)


def _lead(here: urls.Address, digest: Digest, archive: Archive) -> Html:
    """How many papers, and the other periods the day belongs to."""
    one = digest.period
    count = counted(len(digest.papers), "paper")
    if one.kind == "day":
        links = [week_of(one.first), month_of(one.first), year_of(one.first)]
        sources = [
            *_by_source(digest, archive, one.first),
            *_at_source(archive.listed_by[one.first], one.first),
        ]
    else:
        links = [year_of(one.first)] if one.kind == "month" else []
        sources = []
        count = say("{papers} on {days}", papers=count, days=counted(len(digest.days), "day"))
        if one.kind == "week":
            first, last = short_date(one.first), short_date(one.last)
            count = say("{papers}, {first} to {last}", papers=count, first=first, last=last)
            links = sorted({month_of(day) for day in digest.days})
    items = [el("a", period.title, href=here.to(urls.period(period))) for period in links]
    return el("p", join(count, _code_share(digest), *items, *sources, between=parts.DOT), class_="lead")


def _by_source(digest: Digest, archive: Archive, day: date) -> list[Html]:
    """How many papers each source lists, if there are several, how many are cross-listed, whether the list
    is only what a source should have announced."""
    listed = [one for paper in digest.papers for one in paper.appearances if one.day == day]
    found: list[str] = []
    if len(lists := archive.listed_by[day]) > 1:
        counts = [(one.names.short, sum(by.source == one for by in listed)) for one in lists]
        found += [say("{count} on {source}", count=count, source=name) for name, count in counts if count]
    if cross := sum(one.announced == "cross" for one in listed):
        found.append(say("{count} cross-listed", count=cross))
    told = [text(one) for one in found]
    if any(one.is_reconstructed for one in listed):
        why = say("The list was not read; these papers were submitted in its time.")
        told.append(el("span", say("reconstructed"), title=why))
    return told


def _at_source(listed_by: Sequence[About], day: date) -> list[Html]:
    """Links to the lists at their sources, where those have a page for the day."""
    there = [(one.names, url) for one in listed_by if (url := one.names.day_at(day))]
    return [el("a", say("View on {source}", source=name.short), href=url) for name, url in there]


def _code_share(digest: Digest) -> str | None:
    found = sum(1 for paper in digest.papers if paper.code)
    return say("{count} with code", count=found) if found else None


def _left_out(digest: Digest) -> Html | None:
    if not digest.left_out:
        return None
    told = counted(
        digest.left_out,
        "paper on this list is hidden or withdrawn and not shown.",
        "papers on this list are hidden or withdrawn and not shown.",
    )
    return el("p", told, class_="lead")


def _strip_day(here: urls.Address, archive: Archive, day: date) -> Html:
    link = el("a", weekday_in_year(day), href=here.to(urls.period(day_of(day))))
    return el("li", link, " ", el("small", counted(archive.counts[day], "paper")))


def _counts(archive: Archive, digest: Digest) -> calendar.Counts:
    return {day: archive.counts[day] for day in digest.days}


def _above(digest: Digest) -> tuple[str, urls.Address]:
    one = digest.period
    if one.kind == "month":
        return year_of(one.first).title, urls.period(year_of(one.first))
    return say(EVERY[one.kind]), urls.hub(one.kind)


def _about(digest: Digest) -> str:
    best = "; ".join(paper.title for paper in digest.papers[:3])
    count = counted(len(digest.papers), "paper")
    if not best:
        return say("{period}: no papers.", period=digest.period.title)
    return say("{period}: {papers}. {titles}", period=digest.period.title, papers=count, titles=best)


def _kept(blocks: list[Html | None]) -> list[Html]:
    return [block for block in blocks if block]
