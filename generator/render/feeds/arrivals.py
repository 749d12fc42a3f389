"""`/feeds/arrived.atom`: code and models that papers did not have when they were listed, each once."""

from collections.abc import Iterator, Sequence
from datetime import date

from generator import text, urls
from generator.archive import ArchivedPaper
from generator.records.known import Arrival
from generator.render.feeds import bodies
from generator.render.feeds.bodies import NAMES, SUMMARY
from generator.render.feeds.entries import Facts, Feed, FeedEntry, Planned, Publisher, moment
from generator.wording import say

NAME = "arrived"


def feeds(papers: Sequence[ArchivedPaper], facts: Facts, publisher: Publisher) -> Iterator[Planned]:
    """The one feed; none before anything has arrived. The newest come first, and the last day is whole."""
    found = [(arrival, one) for one in papers for arrival in one.known.arrivals]
    if not found:
        return
    ordered = sorted(found, key=lambda pair: (pair[0].day, pair[1].paper.id, pair[0].kind), reverse=True)
    last = ordered[: publisher.config.options.feed_size][-1][0].day
    kept = [pair for pair in ordered if pair[0].day >= last]
    title = say("{site}: code and models that arrived", site=publisher.config.site_name)
    feed = Feed(
        name=NAME,
        label=title,
        title=title,
        about=say("A paper appears when its code arrives, and when a first model does."),
        page=urls.PAPERS,
    )
    yield Planned(
        feed=feed,
        made_from=([arrival for arrival, _ in kept], facts(one for _, one in kept)),
        entries=lambda: (_entry(arrival, one, publisher) for arrival, one in kept),
    )


def _entry(arrival: Arrival, archived: ArchivedPaper, publisher: Publisher) -> FeedEntry:
    """It depends on the paper's record and on the event, whose day never changes."""
    day = date.fromisoformat(arrival.day)
    title = archived.title
    told = archived.summary
    named = (
        say("Code: {title}", title=title) if arrival.kind == "code" else say("Model: {title}", title=title)
    )
    return FeedEntry(
        id=publisher.tag(arrival.kind, archived.paper.id),
        url=publisher.absolute(urls.paper(archived.paper.id)),
        title=named,
        day=day,
        updated=moment(day),
        authors=tuple(archived.shown_names[:NAMES]),
        summary=text.excerpt(told[1], SUMMARY) if told else None,
        body=bodies.arrival(archived, arrival),
    )
