"""Papers and days → feed entries, shared by all formats.

An entry depends only on its own paper's record and topics, and on nothing that changes: no votes, no
related papers, no pages that exist because of other papers. So a new day changes no old entry, and an
entry that a reader has seen never becomes new again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generator import text, urls
from generator.archive import ArchivedPaper
from generator.config import Config
from generator.graph import Graph
from generator.graph.digests import Digest
from generator.records.ids import PaperId
from generator.render.feeds import bodies
from generator.render.feeds.bodies import NAMES, SUMMARY
from generator.sinks.to_html import EMPTY, Html

BRIEF_SUMMARY = 80

_SPARE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """`id` is a tag URI (RFC 4151) and never changes. `day` is the list day; `updated` is an RFC 3339
    time within its first second. `topics` are (slug or None, label). `url` and every address in
    `body` are absolute; a brief entry has no `body`. `outside` is the paper at arXiv, and `pdf` is its file
    there."""

    id: str
    url: str
    title: str
    day: date
    updated: str
    authors: tuple[str, ...] = ()
    summary: str | None = None
    body: Html
    topics: tuple[tuple[str | None, str], ...] = ()
    outside: str | None = None
    pdf: str | None = None

    def __hash__(self) -> int:
        """Cheap, so that what is rendered from an entry can be cached."""
        return hash(self.id)

    @property
    def published(self) -> str:
        """The start of the list day, RFC 3339."""
        return moment(self.day)

    @property
    def brief(self) -> "FeedEntry":
        """Title, link and summary, for people's feeds and for days that would be too large."""
        told = text.excerpt(self.summary or self.title, BRIEF_SUMMARY)
        return replace(self, authors=(), summary=told, body=EMPTY, topics=(), outside=None, pdf=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """`name` is the path below `feeds/` without the extension; `page` is the page that the feed belongs to.
    `label` is the title in lists of feeds of this site."""

    name: str
    label: str
    title: str
    about: str
    page: urls.Address
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """What all feeds of a site say about it."""

    config: Config

    @cached_property
    def icon(self) -> str:
        """The site's icon, absolute."""
        icon = self.config.icon
        return icon if urls.is_absolute(icon) else self.absolute(urls.Address(icon))

    def absolute(self, address: urls.Address) -> str:
        """The absolute address."""
        return urls.absolute(self.config.site_url, address)

    def tag(self, kind: str, key: str) -> str:
        """A permanent name, which contains no address, title or version."""
        options = self.config.options
        return f"tag:{options.feed_authority},{options.feed_year}:{kind}/{key}"

    def updated(self, feed: Feed) -> str:
        """The time of the newest entry, or, for a feed without entries, the start of `feed_year`."""
        newest = max((entry.updated for entry in feed.entries), default=None)
        return newest or f"{self.config.options.feed_year}-01-01T00:00:00Z"


def newest_first(papers: Iterable[ArchivedPaper]) -> list[ArchivedPaper]:
    """Newest list day first; within a day by the votes when they were first known, which later votes do
    not change."""
    return sorted(papers, key=lambda p: (-p.first_day.toordinal(), -_first_votes(p), p.paper.id))


def newest(papers: Sequence[ArchivedPaper], size: int, since: date | None = None) -> Sequence[ArchivedPaper]:
    """The first `size` papers and the rest of the last one's day, so that reading once a day misses
    nothing, however long that day's list is; with `since` all papers from that day on."""
    if not papers or size >= len(papers):
        return papers
    last = min(papers[size - 1].first_day, since or papers[0].first_day)
    end = next((n for n in range(size, len(papers)) if papers[n].first_day < last), len(papers))
    return papers[:end]


def moment(day: date) -> str:
    """Midnight UTC of a list day."""
    return f"{day.isoformat()}T00:00:00Z"


def of_paper(archived: ArchivedPaper, graph: Graph, publisher: Publisher) -> FeedEntry:
    """The entry that announces a paper, the same in every feed."""
    paper = archived.paper
    known = not paper.id.is_provisional
    told = archived.summary
    topics = _topics(archived, graph)
    return FeedEntry(
        id=publisher.tag("paper", paper.id),
        url=publisher.absolute(urls.paper(paper.id)),
        title=archived.title,
        day=archived.first_day,
        updated=_updated(archived.first_day, paper.id),
        authors=tuple(archived.shown_names[:NAMES]),
        summary=text.excerpt(told[1], SUMMARY) if told else None,
        body=bodies.paper(archived, topics, publisher.absolute),
        topics=topics,
        outside=urls.arxiv(paper.id, "abs") if known else None,
        pdf=urls.arxiv(paper.id, "pdf") if known else None,
    )


def of_day(digest: Digest, publisher: Publisher) -> FeedEntry:
    """The entry that announces a day: its papers, with one sentence each."""
    day = digest.period.first
    papers = newest_first(digest.papers)
    best = "; ".join(paper.title for paper in papers[:3])
    return FeedEntry(
        id=publisher.tag("day", digest.period.key),
        url=publisher.absolute(urls.period(digest.period)),
        title=digest.period.title,
        day=day,
        updated=moment(day),
        summary=text.excerpt(best, SUMMARY),
        body=bodies.day(papers, publisher.absolute),
    )


def _updated(day: date, key: PaperId) -> str:
    """The list day plus a fraction of its first second that is derived from the id. So no two entries of a
    feed share a time, about which validators warn. The store knows of no later change: it records when a
    field was last seen, not when it took its value."""
    digits = "".join(sign for sign in key if sign.isdigit())
    number = int(key.removeprefix("t-"), 16) if key.is_provisional else int(digits)
    return f"{day.isoformat()}T00:00:00.{number % _SPARE:06d}Z"


def _first_votes(archived: ArchivedPaper) -> int:
    return next((one.upvotes for one in archived.signals if one.upvotes is not None), 0)


def _topics(archived: ArchivedPaper, graph: Graph) -> tuple[tuple[str | None, str], ...]:
    """The paper's topics, then the operator's tags that are not topics."""
    given = [(slug, graph.taxonomy.by_slug[slug].label) for slug in graph.topics_of(archived.paper.id)]
    known = {name.casefold() for pair in given for name in pair}
    tags = ((None, tag) for tag in archived.note.tags if tag.casefold() not in known)
    return (*given, *tags)
