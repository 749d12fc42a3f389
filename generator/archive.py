"""The facts as one immutable value: what every renderer needs, computed once.

Listings are stored as they were received, day by day. Here a paper on several listings becomes one, a
provisional id is matched to the real one by title, and the operator's curation is applied: what a paper says
here, all outputs say.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, reduce
from typing import Literal

from generator.curation import Curation, Note, corrections
from generator.curation.corrections import Corrected, Fault, Lead, single
from generator.intake import merge
from generator.records import source
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing, Submitter
from generator.records.paper import Paper, Signals
from generator.records.period import short_date
from generator.records.source import About, Sources
from generator.text import tex
from generator.text.links import CODE_HOSTS

Teller = Literal["archive", "model", "abstract"]

NOTHING = "0001-01-01T00:00:00Z"
NAMELESS = source.unknown("")
NO_SOURCES = Sources(by_name={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A paper on one day's listing from `source`; `late` is the time of the answer that first had it, if that
    was not the day's first answer."""

    day: date
    submitter: Submitter | None
    late: str | None
    source: About = NAMELESS


@dataclass(frozen=True, kw_only=True)
class ArchivedPaper:
    """One paper with its whole history. `appearances` are oldest first: the first is canonical.

    `records` are the stored ones with their list days. Submitters in them are as they may be shown, but the
    content is from before curation: what is not shown must not be published from it.
    """

    paper: Paper
    appearances: tuple[Appearance, ...]
    signals: tuple[Signals, ...] = ()
    note: Note = Note()
    records: tuple[tuple[date, ListedPaper], ...] = ()

    def __hash__(self) -> int:
        """Cheap, so that results for a paper can be cached: its id is unique in an archive."""
        return hash(self.paper.id)

    @cached_property
    def mark(self) -> bytes:
        """Stands for all that is known of the paper: two with the same one look the same everywhere."""
        days = [(one.day, one.submitter, one.late, one.source.name) for one in self.appearances]
        told = [
            (
                day,
                None if one.paper is self.paper else one.paper,
                (one.first_seen, one.seen, one.submitter, one.submitted, one.older, one.signals),
            )
            for day, one in self.records
        ]
        held = repr((self.paper, days, self.signals, self.note, told))
        return hashlib.sha256(held.encode()).digest()[:16]

    @cached_property
    def title(self) -> str:
        """The title as a reader sees it where there can be no formulas."""
        return tex.shown(self.paper.title)

    @cached_property
    def plain_title(self) -> str:
        """The title without markup, with superscripts and subscripts as typed: for search."""
        return tex.plain(self.paper.title)

    @property
    def first_day(self) -> date:
        """The canonical list day."""
        return self.appearances[0].day

    @property
    def source(self) -> About:
        """The source whose list it is on, on the canonical day."""
        return self.appearances[0].source

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

    @property
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
            f"Withdrawn on {short_date(date.fromisoformat(self.paper.withdrawn))}."
            if self.paper.withdrawn
            else None
        )


@dataclass(frozen=True, kw_only=True)
class Archive:
    """Papers by id; list days, oldest first; provisional ids with a real one (`aliases`); pages of people
    that redirect to others (`leads`); curation that matches nothing here (`unmatched`); what is wrong with
    the times of stored days, in words (`doubtful`); the sources of each day's lists; and the sources in
    use."""

    papers: Mapping[PaperId, ArchivedPaper]
    days: Mapping[date, tuple[PaperId, ...]]
    captured: Mapping[date, str]
    aliases: Mapping[PaperId, PaperId]
    leads: Mapping[Lead, str] = field(default_factory=dict)
    unmatched: tuple[Fault, ...] = ()
    doubtful: Mapping[date, str] = field(default_factory=dict)
    listed_by: Mapping[date, tuple[About, ...]] = field(default_factory=dict)
    asked: tuple[About, ...] = ()

    @classmethod
    def of(
        cls,
        listings: Iterable[Listing],
        curation: Curation | None = None,
        doubtful: Mapping[date, str] | None = None,
        sources: Sources = NO_SOURCES,
    ) -> "Archive":
        """Built once per run from everything stored. A source that is not in `sources` has no address."""
        ordered = sorted(listings, key=lambda listing: listing.day)
        aliases = merge.aliases(ordered)
        by_id: dict[PaperId, list[tuple[Listing, ListedPaper]]] = defaultdict(list)
        for listing in ordered:
            for listed in listing.papers:
                by_id[aliases.get(listed.paper.id, listed.paper.id)].append((listing, listed))
        notes = _notes(curation, aliases)
        papers = {key: _archived(key, by_id[key], notes.get(key, Note()), sources) for key in sorted(by_id)}
        nobody = list(single.unmatched(notes, papers.keys() | aliases.keys()))
        leads: Mapping[Lead, str] = {}
        if curation and curation.people:
            listers = {day.submitter for one in papers.values() for day in one.appearances if day.submitter}
            known = {key: one.paper for key, one in papers.items()}
            right = corrections.of(known, curation.people, aliases, listers)
            papers = {key: _with_people(one, right) for key, one in papers.items()}
            leads, nobody = right.leads, [*nobody, *right.faults]
        return cls(
            papers=papers,
            days={day.day: _order(papers, _ids(day, aliases)) for day in ordered},
            captured={day.day: day.captured for day in ordered},
            aliases=aliases,
            leads=leads,
            unmatched=tuple(nobody),
            doubtful=doubtful or {},
            listed_by={day.day: (sources.of(day.source),) for day in ordered},
            asked=sources.asked,
        )

    @cached_property
    def as_of(self) -> str:
        """The newest capture time in the data: the only clock of a build."""
        times = [*self.captured.values(), *(p.latest.at for p in self.papers.values())]
        return max(times, default=NOTHING)

    @cached_property
    def shown(self) -> tuple[ArchivedPaper, ...]:
        """Every paper that may appear in a listing, sorted by id."""
        return tuple(paper for paper in self.papers.values() if paper.is_shown)

    @cached_property
    def sources(self) -> tuple[About, ...]:
        """The sources of stored lists, in order of first use, then those in use now."""
        stored = (one for day in self.listed_by for one in self.listed_by[day])
        return tuple(dict.fromkeys((*stored, *self.asked))) or (NAMELESS,)

    def is_usual(self, day: date) -> bool:
        """Whether a list is expected on this day."""
        return any(one.is_usual(day) for one in self.sources)

    @cached_property
    def gaps(self) -> tuple[date, ...]:
        """Days without a stored list between the first and the last one, where one is expected: weekdays."""
        days = list(self.days)
        if not days:
            return ()
        span = (days[0] + timedelta(days=n) for n in range((days[-1] - days[0]).days))
        return tuple(day for day in span if self.is_usual(day) and day not in self.days)

    @cached_property
    def counts(self) -> Mapping[date, int]:
        """How many papers of each day are shown."""
        return {day: sum(self.papers[key].is_shown for key in ids) for day, ids in self.days.items()}

    @property
    def listings(self) -> int:
        """The total number of papers over all list days."""
        return sum(len(ids) for ids in self.days.values())


def best_first(paper: ArchivedPaper) -> tuple[int, int, str]:
    """The one order of listings: upvotes, then comments, then id."""
    return (-paper.upvotes, -(paper.latest.comments or 0), paper.paper.id)


def _order(papers: Mapping[PaperId, ArchivedPaper], ids: Iterable[PaperId]) -> tuple[PaperId, ...]:
    return tuple(sorted(ids, key=lambda key: best_first(papers[key])))


def _ids(listing: Listing, aliases: Mapping[PaperId, PaperId]) -> Iterable[PaperId]:
    return dict.fromkeys(aliases.get(p.paper.id, p.paper.id) for p in listing.papers)


def _notes(curation: Curation | None, aliases: Mapping[PaperId, PaperId]) -> Mapping[PaperId, Note]:
    """By the id a paper has now: what applied to its provisional id, such as "hide", still applies."""
    notes = curation.notes if curation else {}
    by_id = dict(notes)
    for key, note in notes.items():
        if key in aliases:
            by_id[aliases[key]] = note.over(by_id.get(aliases[key], Note()))
    return by_id


def _archived(
    key: PaperId, listed_on: list[tuple[Listing, ListedPaper]], note: Note, sources: Sources
) -> ArchivedPaper:
    # A real record takes precedence over one from a page's text, whatever their ages; that only fills gaps.
    real = [listed for _, listed in listed_on if listed.paper.id == key]
    rest = [listed for _, listed in listed_on if listed.paper.id != key]
    whole = reduce(merge.join, real or rest)
    paper = merge.filled(whole.paper, reduce(merge.join, rest).paper) if real and rest else whole.paper
    right, gone = single.of(paper, note)
    return ArchivedPaper(
        paper=right,
        appearances=_appearances(listed_on, gone, sources),
        signals=whole.signals,
        note=note,
        records=tuple(
            (listing.day, replace(listed, submitter=single.nameless(listed.submitter, gone)))
            for listing, listed in listed_on
        ),
    )


def _with_people(one: ArchivedPaper, right: Corrected) -> ArchivedPaper:
    days = (replace(day, submitter=right.submitter(day.submitter)) for day in one.appearances)
    records = ((day, replace(of, submitter=right.submitter(of.submitter))) for day, of in one.records)
    return replace(one, paper=right.papers[one.paper.id], appearances=tuple(days), records=tuple(records))


def _appearances(
    listed_on: list[tuple[Listing, ListedPaper]], gone: frozenset[str], sources: Sources
) -> tuple[Appearance, ...]:
    days: dict[date, Appearance] = {}
    for listing, listed in listed_on:
        # A list grows during its day; only a paper that joins after the day is late.
        is_late = listed.first_seen[:10] > listing.captured[:10]
        one = Appearance(
            day=listing.day,
            submitter=single.nameless(listed.submitter, gone),
            late=listed.first_seen if is_late else None,
            source=sources.of(listing.source),
        )
        other = days.get(listing.day)
        days[listing.day] = _together(one, other) if other else one
    return tuple(days[day] for day in sorted(days))


def _together(a: Appearance, b: Appearance) -> Appearance:
    """Joins one day's two records of a paper: by its id, and by its title."""
    late = min(a.late, b.late) if a.late and b.late else None
    return replace(a, submitter=a.submitter or b.submitter, late=late)
