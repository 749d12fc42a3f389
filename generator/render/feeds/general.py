"""The feeds of more than one page: all papers, days, weeks, months, and papers with many upvotes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph.digests import Digest, Digests
from generator.records.period import PeriodKind
from generator.render.feeds.archives import ArchivePage
from generator.render.feeds.entries import (
    Facts,
    Feed,
    FeedEntry,
    Planned,
    Publisher,
    Turns,
    newest,
    of_day,
    of_stretch,
)
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
    facts: Facts,
    entry: Entry,
    publisher: Publisher,
) -> Iterator[Planned]:
    """All feeds of this kind. What is in a closed page is not in the feed of all papers. A paper with many
    upvotes keeps the date of its list day, whenever it got its votes."""
    site, options = publisher.config.site_name, publisher.config.options
    size = options.feed_size
    held = papers[: len(papers) - sum(len(page.papers) for page in closed)]
    whole = newest(held, size)
    yield Planned(
        feed=Feed(
            name=ALL,
            label=site,
            title=site,
            about=say("Every paper when it is listed, with its abstract."),
            page=urls.HOME,
            turns=Turns(before=closed[-1].name(ALL)) if closed else None,
        ),
        made_from=(facts(held), len(whole)),
        entries=lambda: (*map(entry, whole), *(entry(one).brief for one in held[len(whole) :])),
    )
    of_days = partial(of_day, publisher=publisher)
    found = [one for one in periods["day"].newest_first if one.papers][:DAYS]
    title = say("{site}, day by day", site=site)
    about = say("One entry for each list day, with all its papers in one sentence each.")
    feed = Feed(name="days", label=title, title=title, about=about, page=urls.hub("day"))
    yield _lists(feed, found, of_days, facts)
    weekly, monthly = say("{site}, week by week", site=site), say("{site}, month by month", site=site)
    has_votes = not papers or any(paper.has_votes for paper in papers)
    best = say("The best papers of each week, when it is over.")
    about = best if has_votes else say("The papers of each week, when it is over.")
    yield _stretches(periods["week"], weekly, about, publisher, facts)
    best = say("The best papers of each month, when it is over.")
    about = best if has_votes else say("The papers of each month, when it is over.")
    yield _stretches(periods["month"], monthly, about, publisher, facts)
    for least in options.feed_upvotes if has_votes else ():
        liked = newest([paper for paper in papers if paper.upvotes >= least], min(size, LIKED))
        yield Planned(
            feed=Feed(
                name=f"upvotes-{least}",
                label=say("{least}+ upvotes", least=least),
                title=say("{site}: {least}+ upvotes", site=site, least=least),
                about=say("Each paper appears once it reaches {upvotes}.", upvotes=counted(least, "upvote")),
                page=urls.PAPERS,
            ),
            made_from=facts(liked),
            entries=partial(map, entry, liked),
        )


def _stretches(found: Digests, title: str, about: str, publisher: Publisher, facts: Facts) -> Planned:
    """The newest one is not over until another has begun."""
    over = [one for one in found.newest_first[1:] if one.papers][: STRETCHES[found.kind]]
    name, page = urls.FOLDERS[found.kind], urls.hub(found.kind)
    feed = Feed(name=name, label=title, title=title, about=about, page=page)
    return _lists(feed, over, partial(of_stretch, publisher=publisher), facts)


def _lists(
    feed: Feed, found: Sequence[Digest], entry: Callable[[Digest], FeedEntry], facts: Facts
) -> Planned:
    """Its entries are lists of papers."""
    return Planned(
        feed=feed,
        made_from=[(one.period, facts(one.papers)) for one in found],
        entries=partial(map, entry, found),
    )
