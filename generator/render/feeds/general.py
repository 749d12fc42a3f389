"""The feeds of more than one page: all papers, days, weeks, months, and papers with many upvotes."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator import urls
from generator.archive import ArchivedPaper
from generator.config import Config
from generator.graph.digests import Digests
from generator.records.period import PeriodKind
from generator.render.feeds.archives import ArchivePage
from generator.render.feeds.entries import Feed, FeedEntry, Publisher, Turns, newest, of_day, of_stretch
from generator.text.counted import counted
from generator.wording import say

DAYS = 14
"""Days in the daily feed, as in the other feeds: almost three weeks of list days."""

STRETCHES: dict[PeriodKind, int] = {"week": 14, "month": 12}
"""Weeks and months in their feeds."""

LIKED = 25
"""Entries, at most, in a feed of papers with many upvotes: over a week of the lowest threshold."""

ALL = "papers"
"""The feed of all papers."""

Entry = Callable[[ArchivedPaper], FeedEntry]
Periods = Mapping[PeriodKind, Digests]
"""Of all kinds."""


def feeds(
    papers: Sequence[ArchivedPaper],
    closed: Sequence[ArchivePage],
    periods: Periods,
    config: Config,
    entry: Entry,
    publisher: Publisher,
) -> Iterator[Feed]:
    """All feeds of this kind. What is in a closed page is not in the feed of all papers. A paper with many
    upvotes keeps the date of its list day, whenever it got its votes."""
    site, size = config.site_name, config.options.feed_size
    held = papers[: len(papers) - sum(len(page.papers) for page in closed)]
    whole = newest(held, size)
    yield Feed(
        name=ALL,
        label=site,
        title=site,
        about=say("Every paper when it is listed, with its abstract."),
        page=urls.HOME,
        entries=(*map(entry, whole), *(entry(one).brief for one in held[len(whole) :])),
        turns=Turns(before=closed[-1].name(ALL)) if closed else None,
    )
    digests = [one for one in periods["day"].newest_first if one.papers][:DAYS]
    yield Feed(
        name="days",
        label=say("{site}, day by day", site=site),
        title=say("{site}, day by day", site=site),
        about=say("One entry for each list day, with all its papers in one sentence each."),
        page=urls.hub("day"),
        entries=tuple(of_day(one, publisher) for one in digests),
    )
    weekly, monthly = say("{site}, week by week", site=site), say("{site}, month by month", site=site)
    has_votes = not papers or any(paper.has_votes for paper in papers)
    best = say("The best papers of each week, when it is over.")
    about = best if has_votes else say("The papers of each week, when it is over.")
    yield _stretches(periods["week"], weekly, about, publisher)
    best = say("The best papers of each month, when it is over.")
    about = best if has_votes else say("The papers of each month, when it is over.")
    yield _stretches(periods["month"], monthly, about, publisher)
    for least in config.options.feed_upvotes if has_votes else ():
        liked = [paper for paper in papers if paper.upvotes >= least]
        few = min(size, LIKED)
        yield Feed(
            name=f"upvotes-{least}",
            label=say("{least}+ upvotes", least=least),
            title=say("{site}: {least}+ upvotes", site=site, least=least),
            about=say("Each paper appears once it reaches {upvotes}.", upvotes=counted(least, "upvote")),
            page=urls.PAPERS,
            entries=tuple(map(entry, newest(liked, few))),
        )


def _stretches(found: Digests, title: str, about: str, publisher: Publisher) -> Feed:
    """The newest one is not over until another has begun."""
    over = [one for one in found.newest_first[1:] if one.papers][: STRETCHES[found.kind]]
    return Feed(
        name=urls.FOLDERS[found.kind],
        label=title,
        title=title,
        about=about,
        page=urls.hub(found.kind),
        entries=tuple(of_stretch(one, publisher) for one in over),
    )
