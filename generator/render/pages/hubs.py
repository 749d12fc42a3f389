"""The lists of lists: `/days/`, `/weeks/`, `/months/`, `/years/`, `/papers/`."""

from collections.abc import Iterator

from generator import urls
from generator.archive import Archive, best_first
from generator.graph.digests import Digest, Digests
from generator.records.page import Page
from generator.records.period import PeriodKind
from generator.render.discovery import twins
from generator.render.pages import bars, decks, linked, parts, periods, sortable
from generator.sinks.to_html import Html, el, join, phrase
from generator.text.counted import counted
from generator.wording import say, term

BEST = 100
EMPTY = term("The archive is empty. The home page explains how to fill it.")
NAMES: dict[PeriodKind, str] = {"week": term("Weeks"), "month": term("Months"), "year": term("Years")}
ABOUT: dict[PeriodKind, str] = {
    "week": term("Weeks in the archive, each with all its papers, best first."),
    "month": term("Months in the archive, each with all its papers, best first."),
    "year": term("Years in the archive, each with all its papers, best first."),
}
PLAIN: dict[PeriodKind, str] = {
    "week": term("Weeks in the archive, each with all its papers."),
    "month": term("Months in the archive, each with all its papers."),
    "year": term("Years in the archive, each with all its papers."),
}
"""The same without votes."""
WAYS: dict[PeriodKind, str] = {
    "day": term("by day"),
    "week": term("by week"),
    "month": term("by month"),
    "year": term("by year"),
}


def days(archive: Archive, years: Digests) -> Page:
    """Every list day, as calendars of all years."""
    here = urls.hub("day")
    blocks = [_count(archive), ways(here, archive)]
    for digest in years.newest_first:
        blocks += [
            parts.heading(digest.period.title, f"y-{digest.period.key}"),
            periods.calendars(here, archive, digest, newest_first=True),
        ]
    about = say("Every list day in the archive: {days}.", days=counted(len(archive.days), "day"))
    return parts.page(here, "hub", say("Days"), blocks, about=about, meta={})


def stretches(archive: Archive, digests: Digests) -> Page:
    """Every week, month or year, newest first, grouped by year."""
    kind = digests.kind
    here = urls.hub(kind)
    found: dict[str, list[Digest]] = {}
    for digest in digests.newest_first:
        found.setdefault(digest.period.key[:4], []).append(digest)
    blocks = [_count(archive), ways(here, archive)]
    for year, inside in found.items():
        if kind != "year":
            blocks.append(parts.heading(say("{year}", year=year), f"y-{year}"))
        items = (_item(here, digest) for digest in inside)
        blocks.append(el("ul", *items, class_="periods"))
    return parts.page(
        here,
        "hub",
        say(NAMES[kind]),
        blocks,
        about=say((ABOUT if archive.has_votes else PLAIN)[kind]),
        meta={},
    )


def papers(archive: Archive, site_url: str) -> Iterator[Page]:
    """The most upvoted papers of all time, or the newest ones if there are no votes, where to find the rest,
    and the page's Markdown twin."""
    here = urls.PAPERS
    if archive.has_votes:
        ordered = sorted(archive.shown, key=best_first)
    else:
        ordered = sorted(archive.shown, key=lambda one: one.first_day, reverse=True)
    best = tuple(ordered[:BEST])
    blocks = [
        _count(archive),
        ways(here, archive),
        parts.heading(say("Papers"), "papers"),
        bars.plain(),
        decks.rows(here, best, name=decks.MAIN),
        *([data] if (data := sortable.by_day(best)) else []),
    ]
    every = counted(len(archive.shown), "paper")
    if archive.has_votes:
        about = say("The {count} most upvoted of {papers}.", count=len(best), papers=every)
        title = say("Most upvoted papers")
    else:
        about = say("The {count} newest of {papers}.", count=len(best), papers=every)
        title = say("Newest papers")
    meta = {**parts.HAS_TWIN, **linked.papers(title, len(best))}
    yield parts.page(here, "hub", title, blocks, about=about, meta=meta)
    yield twins.listed(here, title, about, best, site_url)


def ways(here: urls.Address, archive: Archive) -> Html:
    """Links to every list of all papers."""
    links = [el("a", say(WAYS[kind]), href=here.to(urls.hub(kind))) for kind in urls.FOLDERS]
    last = say("best of all time") if archive.has_votes else say("newest")
    links.append(el("a", last, href=here.to(urls.PAPERS)))
    return el("p", phrase("All papers: {ways}", ways=join(*links, between=" · ")))


def _count(archive: Archive) -> Html:
    if not archive.days:
        return el("p", say(EMPTY), class_="notice")
    days = counted(len(archive.days), "list day")
    count = say("{papers} on {days}", papers=counted(len(archive.shown), "paper"), days=days)
    missing = counted(len(archive.gaps), "weekday") if archive.gaps else None
    lost = say("{weekdays} not in the archive", weekdays=missing) if missing else None
    return el("p", join(count, lost, between=" · "), class_="lead")


def _item(here: urls.Address, digest: Digest) -> Html:
    link = el("a", digest.period.title, href=here.to(urls.period(digest.period)))
    return el("li", link, " ", el("small", counted(len(digest.papers), "paper")))
