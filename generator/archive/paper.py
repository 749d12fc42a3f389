"""One paper of the archive with everything that is known about it, as every renderer needs it."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from generator import memo
from generator.curation import Note
from generator.records import source
from generator.records.identity import author_slug
from generator.records.known import NOTHING_KNOWN, Known
from generator.records.listing import Announced, ListedPaper, Submitter
from generator.records.paper import Paper, Signals
from generator.records.period import short_date
from generator.records.source import About, SourceNames
from generator.text import tex
from generator.text.links import CODE_HOSTS
from generator.wording import say

Teller = Literal["archive", "model", "abstract"]
"""Who wrote a summary."""

NOTHING = "0001-01-01T00:00:00Z"
"""The time of what was never observed: before any other."""
NAMELESS = source.unknown("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A paper on one day's listing from `source`; `late` is the time of the answer that first had it, if that
    was not the day's first answer. `is_reconstructed` as for the listing."""

    day: date
    submitter: Submitter | None
    late: str | None
    source: About = NAMELESS
    announced: Announced | None = None
    is_reconstructed: bool = False


class Record(NamedTuple):
    """A stored record with its list day, and the name of the source whose list that was, as stored.
    `is_reconstructed` and `captured` as for the list."""

    day: date
    listed: ListedPaper
    source: str
    is_reconstructed: bool
    captured: str


@dataclass(frozen=True, kw_only=True)
class ArchivedPaper:
    """One paper with its whole history. `appearances` are oldest first: the first is canonical.

    `records` are the stored ones. Submitters in them are as they may be shown, but the content is from before
    curation: what is not shown must not be published from it. `known` is what else is known about it, from
    its lists and from enrichment. `stamp` stands for the stored files that it was made from, and for what the
    operator says of it; one that was made otherwise has none.
    """

    paper: Paper
    appearances: tuple[Appearance, ...]
    signals: tuple[Signals, ...] = ()
    note: Note = Note()
    records: tuple[Record, ...] = ()
    known: Known = NOTHING_KNOWN
    picture: str = ""
    """The address of a picture of it: of another host, or of a file below `docs/`."""
    stamp: bytes = field(default=b"", init=False, compare=False, repr=False)

    def __hash__(self) -> int:
        """Cheap, so that results for a paper can be cached: its id is unique in an archive."""
        return hash(self.paper.id)

    @cached_property
    def mark(self) -> bytes:
        """A hash of everything that is known about the paper: two with the same hash look the same on every
        page."""
        days = [
            (one.day, one.submitter, one.late, one.source.name, one.announced, one.is_reconstructed)
            for one in self.appearances
        ]
        told = [
            (
                day,
                None if one.paper is self.paper else one.paper,
                (
                    one.first_seen,
                    one.seen,
                    one.submitter,
                    one.submitted,
                    one.announced,
                    one.older,
                    one.signals,
                ),
                *of,
            )
            for day, one, *of in self.records
        ]
        held = repr((self.paper, days, self.signals, self.note, told, self.known))
        return hashlib.sha256((held + self.picture).encode()).digest()[:16]

    @cached_property
    def mark_of_text(self) -> bytes:
        """A hash of what vectors are made from."""
        paper = self.paper
        return memo.key(paper.id, self.first_day.toordinal(), paper.title, paper.abstract)

    @cached_property
    def mark_of_words(self) -> bytes:
        """A hash of all text that tells its topics."""
        paper = self.paper
        summary = paper.ai_summary.text if paper.ai_summary else ""
        return memo.key(paper.id, paper.title, paper.abstract, summary, paper.keywords)

    @cached_property
    def mark_of_ties(self) -> bytes:
        """A hash of what ties it to others by itself: its authors and its title."""
        authors = [(author_slug(one), one.name) for one in self.paper.authors if not one.hidden]
        return memo.key(self.paper.id, authors, self.paper.title)

    @cached_property
    def title(self) -> str:
        """The title as a reader sees it where there can be no formulas."""
        return tex.shown(self.paper.title)

    @cached_property
    def plain_title(self) -> str:
        """The title without markup, with superscripts and subscripts as typed: for search."""
        return tex.plain(self.paper.title)

    @cached_property
    def first_day(self) -> date:
        """The canonical list day."""
        return self.appearances[0].day

    @property
    def source(self) -> About:
        """The source whose list it is on, on the canonical day."""
        return self.appearances[0].source

    @property
    def linking(self) -> SourceNames:
        """The names of the first of its sources that has pages of models, datasets and Spaces."""
        names = [one.source.names for one in self.appearances]
        return next((one for one in names if one.model), names[0])

    @property
    def has_votes(self) -> bool:
        """Whether one of its lists counts votes, even if the count is unknown."""
        return self.latest.upvotes is not None or any(one.source.knows.upvotes for one in self.appearances)

    @property
    def upvotes(self) -> int:
        """The latest known count, or 0 if there is none: for ordering, not for display."""
        return self.latest.upvotes or 0

    @cached_property
    def latest(self) -> Signals:
        """The latest known value of each number, dated by the latest observation with upvotes."""
        newest = self.signals[::-1]
        told = next((one for one in newest if one.upvotes is not None), None)
        return Signals(
            at=told.at if told else newest[0].at if newest else NOTHING,
            upvotes=told.upvotes if told else None,
            comments=next((one.comments for one in newest if one.comments is not None), None),
            stars=next((one.stars for one in newest if one.stars is not None), None),
        )

    @cached_property
    def place(self) -> tuple[int, int, bool, str]:
        """What `best_first` sorts by."""
        is_cross = self.appearances[0].announced == "cross"
        return (-self.upvotes, -(self.latest.comments or 0), is_cross, self.paper.id)

    @cached_property
    def code(self) -> str | None:
        """The repository that the source names, or else the first code link in the abstract."""
        if self.paper.code or not self.paper.abstract:
            return self.paper.code
        links = tex.urls(self.paper.abstract)
        return next((url for url in links if url.split("/")[2].removeprefix("www.") in CODE_HOSTS), None)

    @cached_property
    def shown_names(self) -> list[str]:
        """Author names in order, without those who asked to be hidden."""
        return [author.name for author in self.paper.authors if not author.hidden]

    @cached_property
    def summary(self) -> tuple[Teller, str] | None:
        """A sentence or two about the paper as plain text, and who wrote it: the archive's own summary,
        else a model's, else the abstract."""
        paper = self.paper
        if self.note.summary:
            return "archive", self.note.summary
        if paper.ai_summary:
            return "model", tex.plain(paper.ai_summary.text)
        return ("abstract", tex.plain(paper.abstract)) if paper.abstract else None

    @property
    def is_shown(self) -> bool:
        """Whether it is shown in listings; a hidden or withdrawn paper keeps only its address."""
        return not self.note.hide and self.withdrawal is None

    @property
    def withdrawal(self) -> str | None:
        """The notice to show instead of the paper."""
        if self.note.withdraw is not None:
            return self.note.withdraw
        return (
            say("Withdrawn on {date}.", date=short_date(date.fromisoformat(self.paper.withdrawn)))
            if self.paper.withdrawn
            else None
        )


def best_first(paper: ArchivedPaper) -> tuple[int, int, bool, str]:
    """The sort key of every list: upvotes, then comments, then papers that are new rather than cross-listed,
    then id."""
    return paper.place
