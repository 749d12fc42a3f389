"""Papers and days → feed entries, shared by all formats.

An entry depends only on its own paper's record and topics, and on nothing that changes: no votes, no
related papers, no pages that exist because of other papers. So a new day changes no old entry, and an
entry that a reader has seen never becomes new again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generator import text, urls
from generator.archive import ArchivedPaper
from generator.config import Config
from generator.graph import Graph
from generator.graph.digests import Digest
from generator.render.feeds import bodies
from generator.render.feeds.bodies import NAMES, SUMMARY
from generator.sinks.to_html import EMPTY, Html, join

BRIEF_SUMMARY = 80

BITMAP = "assets/feed-icon.png"
BEST = 20
"""Papers in the entry of a week or a month."""

ENTRIES, BRIEF_ENTRIES = 2**12, 2**14
"""How many are kept while feeds are made, because most papers are in several: some kilobytes each, and less
than one."""

Facts = Callable[[Iterable[ArchivedPaper]], str]
"""What stands for all that is said of some papers (`Graph.facts_of`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """`id` is a tag URI (RFC 4151) and never changes. `day` is the list day; `updated` is its noon, or when
    something was added on a later day, RFC 3339. `topics` are (slug or None, label). `url` and every address
    in `body` are absolute; a brief entry has no `body`. `outside` is the paper at arXiv, and `pdf` is its
    file there."""

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
        """Noon of the list day, RFC 3339."""
        return moment(self.day)

    @property
    def brief(self) -> "FeedEntry":
        """Title, link and summary, for people's feeds, archive pages and days for which there is no room."""
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
    entries: tuple[FeedEntry, ...] = ()
    turns: "Turns | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A feed whose entries are made once they are needed. `made_from` stands for what they are made from, and
    its `repr` is complete."""

    feed: Feed
    made_from: object
    entries: Callable[[], Iterable[FeedEntry]]

    def whole(self) -> Feed:
        """The feed with its entries."""
        return replace(self.feed, entries=tuple(self.entries()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Where the rest of a feed is (RFC 5005): the names of the archive page before this feed or page and of
    that after it. A page of the archive has a `current` feed."""

    before: str | None = None
    after: str | None = None
    current: str | None = None


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """What all feeds of a site say about it."""

    config: Config

    @cached_property
    def icon(self) -> str:
        """The site's icon, absolute. Feed readers show bitmaps only: if the icon is a drawing, they get a
        file of the theme."""
        icon = BITMAP if self.config.icon.lower().endswith(".svg") else self.config.icon
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


def announced(archived: ArchivedPaper) -> str:
    """When a feed tells of it: at noon of its list day or, if it joined the list on a later day, when it was
    first seen there."""
    return max(moment(archived.first_day), archived.appearances[0].late or "")


def newest_first(papers: Iterable[ArchivedPaper]) -> list[ArchivedPaper]:
    """As they were announced; on a list by the votes when they were first known, which later votes do not
    change."""
    ordered = sorted(papers, key=lambda p: (-_first_votes(p), p.paper.id))
    return sorted(ordered, key=announced, reverse=True)


def newest(papers: Sequence[ArchivedPaper], size: int, since: date | None = None) -> Sequence[ArchivedPaper]:
    """The first `size` papers and the rest of the last one's day, so that reading once a day misses
    nothing, however long that day's list is; with `since` all papers from that day on."""
    if not papers or size >= len(papers):
        return papers
    last = announced(papers[size - 1])[:10]
    last = min(last, since.isoformat()) if since else last
    end = next((n for n in range(size, len(papers)) if announced(papers[n]) < last), len(papers))
    return papers[:end]


def moment(day: date) -> str:
    """Noon UTC of a list day: it is that day from Hawaii to Auckland."""
    return f"{day.isoformat()}T12:00:00Z"


def of_paper(archived: ArchivedPaper, graph: Graph, publisher: Publisher) -> FeedEntry:
    """The entry that announces a paper, the same in every feed."""
    paper = archived.paper
    known = not paper.id.is_provisional
    topics = _topics(archived, graph)
    return replace(
        _bare(archived, publisher),
        authors=tuple(archived.shown_names[:NAMES]),
        body=bodies.paper(archived, (label for _, label in topics), publisher.absolute),
        topics=topics,
        outside=urls.arxiv(paper.id, "abs") if known else None,
        pdf=urls.arxiv(paper.id, "pdf") if known else None,
    )


def brief_of(archived: ArchivedPaper, publisher: Publisher) -> FeedEntry:
    """The same in brief, without first making what is left out."""
    return _bare(archived, publisher).brief


def _bare(archived: ArchivedPaper, publisher: Publisher) -> FeedEntry:
    told = archived.summary
    return FeedEntry(
        id=publisher.tag("paper", archived.paper.id),
        url=publisher.absolute(urls.paper(archived.paper.id)),
        title=archived.title,
        day=archived.first_day,
        updated=announced(archived),
        summary=text.excerpt(told[1], SUMMARY) if told else None,
        body=EMPTY,
    )


def of_day(digest: Digest, publisher: Publisher) -> FeedEntry:
    """The entry that announces a day: its papers, with one sentence each. A paper that joined it later
    announces it again."""
    day = digest.period.first
    papers = newest_first(digest.papers)
    return _of_list(digest, papers, (bodies.day(papers, publisher.absolute),), _late(digest, day), publisher)


def of_stretch(digest: Digest, publisher: Publisher) -> FeedEntry:
    """The entry that announces a week or a month that is over: its best papers, by their votes at the end of
    it, and where the others are. Later votes do not change it."""
    over = moment(digest.period.last)
    best = sorted(digest.papers, key=lambda p: (-_votes(p, over), p.paper.id))[:BEST]
    rest = bodies.rest(digest, len(best), publisher.absolute)
    return _of_list(digest, best, (bodies.day(best, publisher.absolute), rest), over, publisher)


def _of_list(
    digest: Digest,
    papers: Sequence[ArchivedPaper],
    body: Sequence[Html | None],
    updated: str,
    publisher: Publisher,
) -> FeedEntry:
    best = "; ".join(paper.title for paper in papers[:3])
    return FeedEntry(
        id=publisher.tag(digest.period.kind, digest.period.key),
        url=publisher.absolute(urls.period(digest.period)),
        title=digest.period.title,
        day=digest.period.last,
        updated=updated,
        summary=text.excerpt(best, SUMMARY),
        body=join(*body),
    )


def _late(digest: Digest, day: date) -> str:
    late = (one.late for paper in digest.papers for one in paper.appearances if one.day == day and one.late)
    return max((moment(day), *late))


def _first_votes(archived: ArchivedPaper) -> int:
    return _votes(archived, "")


def _votes(archived: ArchivedPaper, until: str) -> int:
    """As last known at that time; if they were not known yet, as first known."""
    known = [one for one in archived.signals if one.upvotes is not None]
    then = [one for one in known if one.at <= until] or known[:1]
    return then[-1].upvotes or 0 if then else 0


def _topics(archived: ArchivedPaper, graph: Graph) -> tuple[tuple[str | None, str], ...]:
    """The paper's topics, then the operator's tags that are not topics."""
    given = [(slug, graph.taxonomy.by_slug[slug].label) for slug in graph.topics_of(archived.paper.id)]
    known = {name.casefold() for pair in given for name in pair}
    tags = ((None, tag) for tag in archived.note.tags if tag.casefold() not in known)
    return (*given, *tags)
