"""The facts as one immutable value: what every renderer needs, computed once.

Listings are stored as they were received, day by day. Here a paper on several listings becomes one, a
provisional id is matched to the real one by title, and the operator's curation is applied: what a paper says
here, all outputs say.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from generator.archive import history
from generator.archive.paper import NAMELESS, NOTHING, Appearance, ArchivedPaper, best_first
from generator.curation import Curation, Note, corrections
from generator.curation.corrections import Fault, Lead, single
from generator.intake import merge
from generator.records.enriched import Enriched
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing
from generator.records.source import About, Sources

__all__ = ("NOTHING", "Appearance", "Archive", "ArchivedPaper", "best_first")

NO_SOURCES = Sources(by_name={})

Made = dict[PaperId, tuple[history.Parts, ArchivedPaper]]
"""Papers by id, each with what it was made from."""


@dataclass(frozen=True, kw_only=True)
class Archive:
    """Papers by id, and by list day, oldest first, the ids of its papers, best first.

    `captured` is when a day was first read (UTC, to the second). `aliases` are provisional ids with the real
    one, `leads` pages of people that redirect to others, `unmatched` curation that matches nothing here, and
    `doubtful` is what is wrong with the times of stored days, in words. `listed_by` are the sources of each
    day's lists, `empty` the lists without papers, each as its source's stored name and when it was first
    read, and `asked` the sources in use.
    """

    papers: Mapping[PaperId, ArchivedPaper]
    days: Mapping[date, tuple[PaperId, ...]]
    captured: Mapping[date, str]
    aliases: Mapping[PaperId, PaperId]
    leads: Mapping[Lead, str] = field(default_factory=dict)
    unmatched: tuple[Fault, ...] = ()
    doubtful: Mapping[date, str] = field(default_factory=dict)
    listed_by: Mapping[date, tuple[About, ...]] = field(default_factory=dict)
    empty: Mapping[date, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    asked: tuple[About, ...] = ()

    @classmethod
    def of(
        cls,
        listings: Iterable[Listing],
        curation: Curation | None = None,
        doubtful: Mapping[date, str] | None = None,
        sources: Sources = NO_SOURCES,
        made: Made | None = None,
        enriched: Mapping[PaperId, Enriched] | None = None,
    ) -> "Archive":
        """Built once per run from everything stored. A source that is not in `sources` has no address.
        `enriched` is what is known besides the lists. To build the archive again after a change, pass the
        same `made` each time: it holds the papers made so far, and those that did not change are reused."""
        ordered = sorted(listings, key=lambda listing: (listing.day, listing.source))
        aliases = merge.aliases(ordered)
        by_id: dict[PaperId, list[tuple[Listing, ListedPaper]]] = defaultdict(list)
        for listing in ordered:
            for listed in listing.papers:
                by_id[aliases.get(listed.paper.id, listed.paper.id)].append((listing, listed))
        notes = _notes(curation, aliases)
        more, silent = enriched or {}, history.SILENT
        papers = {
            key: _made(history.Parts(key, by_id[key], notes.get(key, silent), sources, more.get(key)), made)
            for key in sorted(by_id)
        }
        unmatched = list(single.unmatched(notes, papers.keys() | aliases.keys()))
        leads: Mapping[Lead, str] = {}
        if curation and curation.people:
            listers = {day.submitter for one in papers.values() for day in one.appearances if day.submitter}
            known = {key: one.paper for key, one in papers.items()}
            corrected = (one for one in papers.values() if one.note.correct)
            before = (record.listed.paper for one in corrected for record in one.records)
            right = corrections.of(known, curation.people, aliases, listers, before)
            papers = {key: history.with_people(one, right) for key, one in papers.items()}
            leads, unmatched = right.leads, [*unmatched, *right.faults]
        days: dict[date, list[Listing]] = {}
        for listing in ordered:
            days.setdefault(listing.day, []).append(listing)
        return cls(
            papers=papers,
            days={day: _order(papers, _ids(lists, aliases)) for day, lists in days.items()},
            captured={day: merge.first_answer(*lists) for day, lists in days.items()},
            aliases=aliases,
            leads=leads,
            unmatched=tuple(unmatched),
            doubtful=doubtful or {},
            listed_by={day: tuple(sources.of(one.source) for one in lists) for day, lists in days.items()},
            empty={
                day: tuple((one.source, one.captured) for one in lists if not one.papers)
                for day, lists in days.items()
            },
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

    @cached_property
    def has_votes(self) -> bool:
        """Whether any of its sources counts votes; otherwise nothing here speaks of votes."""
        return any(one.knows.upvotes for one in self.sources)

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


def _made(parts: history.Parts, made: Made | None) -> ArchivedPaper:
    if made is None:
        return history.of(parts)
    known = made.get(parts.key)
    if known is None or not parts.is_same(known[0]):
        known = made[parts.key] = (parts, history.of(parts))
    return known[1]


def _order(papers: Mapping[PaperId, ArchivedPaper], ids: Iterable[PaperId]) -> tuple[PaperId, ...]:
    return tuple(sorted(ids, key=lambda key: best_first(papers[key])))


def _ids(lists: Iterable[Listing], aliases: Mapping[PaperId, PaperId]) -> Iterable[PaperId]:
    return dict.fromkeys(aliases.get(p.paper.id, p.paper.id) for one in lists for p in one.papers)


def _notes(curation: Curation | None, aliases: Mapping[PaperId, PaperId]) -> Mapping[PaperId, Note]:
    """By the id a paper has now: what applied to its provisional id, such as "hide", still applies."""
    notes = curation.notes if curation else {}
    by_id = dict(notes)
    for key, note in notes.items():
        if key in aliases:
            by_id[aliases[key]] = note.over(by_id.get(aliases[key], Note()))
    return by_id
