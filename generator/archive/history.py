"""A paper's records from all its list days become one `ArchivedPaper`: content, days, numbers, curation."""

from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from generator import memo
from generator.archive import knowledge
from generator.archive.paper import Appearance, ArchivedPaper, Record
from generator.curation import Note
from generator.curation.corrections import Corrected, single
from generator.intake import merge
from generator.records.enriched import Enriched
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing
from generator.records.source import Sources

SILENT = Note()
"""What the operator says about most papers."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a paper is made from: the id it has now, its records under any of its ids, oldest day first, what
    the operator says about it, and what enrichment found out."""

    key: PaperId
    listed_on: list[tuple[Listing, ListedPaper]]
    note: Note
    sources: Sources
    enriched: Enriched | None = None

    def is_same(self, other: "Parts") -> bool:
        """Whether these are the same objects: a list that was read again counts as changed."""
        pairs = zip(self.listed_on, other.listed_on, strict=False)
        return (
            len(self.listed_on) == len(other.listed_on)
            and all(a is c and b is d for (a, b), (c, d) in pairs)
            and self.note == other.note
            and self.enriched == other.enriched
            and self.sources == other.sources
        )


def of(parts: Parts) -> ArchivedPaper:
    """The paper with its whole history."""
    key, listed_on, note, sources = parts.key, parts.listed_on, parts.note, parts.sources
    # A real record takes precedence over one from a page's text, whatever their ages; that only fills gaps.
    real = [(listing, listed) for listing, listed in listed_on if listed.paper.id == key]
    rest = [(listing, listed) for listing, listed in listed_on if listed.paper.id != key]
    whole = _joined(real or rest)
    paper = merge.filled(whole.paper, _joined(rest).paper) if real and rest else whole.paper
    enriched = parts.enriched
    if enriched and enriched.code and not paper.code:
        paper = replace(paper, code=enriched.code)
    right, gone = single.of(paper, note)
    found = ArchivedPaper(
        paper=right,
        appearances=_appearances(listed_on, gone, sources),
        signals=whole.signals,
        note=note,
        records=tuple(
            Record(
                listing.day,
                _nameless(listed, gone),
                listing.source,
                listing.is_reconstructed,
                listing.captured,
            )
            for listing, listed in listed_on
        ),
        known=knowledge.of(paper, enriched),
    )
    object.__setattr__(found, "stamp", _stamp(parts))  # only here, so that no copy with other values has it
    return found


def _stamp(parts: Parts) -> bytes:
    files = [(listing.mark, listed.paper.id) for listing, listed in parts.listed_on]
    if not all(mark for mark, _ in files):
        return b""
    said = parts.note if parts.note != SILENT else None
    return memo.key(parts.key, files, said, parts.enriched)


def _nameless(listed: ListedPaper, gone: frozenset[str]) -> ListedPaper:
    submitter = single.nameless(listed.submitter, gone)
    return listed if submitter is listed.submitter else replace(listed, submitter=submitter)


def _joined(listed_on: list[tuple[Listing, ListedPaper]]) -> ListedPaper:
    """All records as one. What the first source says of a paper is richer, with accounts of authors, so what
    others say only fills gaps, whatever their ages; otherwise a paper would change with each list."""
    by_source: dict[str, list[ListedPaper]] = {}
    for listing, listed in listed_on:
        by_source.setdefault(listing.source, []).append(listed)
    first, *others = (reduce(merge.join, by_source[name]) for name in sorted(by_source))
    for other in others:
        signals = merge.observations((*first.signals, *other.signals))
        first = replace(first, paper=merge.filled(first.paper, other.paper), signals=signals)
    return first


def with_people(one: ArchivedPaper, right: Corrected) -> ArchivedPaper:
    """The same paper after corrections of people: authors, and submitters in appearances and records."""
    days = (replace(day, submitter=right.submitter(day.submitter)) for day in one.appearances)
    records = (
        record._replace(listed=replace(record.listed, submitter=right.submitter(record.listed.submitter)))
        for record in one.records
    )
    return replace(one, paper=right.papers[one.paper.id], appearances=tuple(days), records=tuple(records))


def _appearances(
    listed_on: list[tuple[Listing, ListedPaper]], gone: frozenset[str], sources: Sources
) -> tuple[Appearance, ...]:
    days: dict[tuple[date, str], Appearance] = {}
    for listing, listed in listed_on:
        # A list grows during its day; only a paper that joins after the day is late.
        is_late = listed.first_seen[:10] > listing.captured[:10]
        one = Appearance(
            day=listing.day,
            submitter=single.nameless(listed.submitter, gone),
            late=listed.first_seen if is_late else None,
            source=sources.of(listing.source),
            announced=listed.announced,
            is_reconstructed=listing.is_reconstructed,
        )
        key = listing.day, listing.source
        other = days.get(key)
        days[key] = _together(one, other) if other else one
    return tuple(days[key] for key in sorted(days))


def _together(a: Appearance, b: Appearance) -> Appearance:
    """Joins one day's two records of a paper: by its id, and by its title."""
    late = min(a.late, b.late) if a.late and b.late else None
    return replace(a, submitter=a.submitter or b.submitter, late=late)
