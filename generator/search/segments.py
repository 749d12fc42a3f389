"""Papers as numbers, and the ranges of numbers that are indexed together.

Papers are numbered by day and id, oldest first: a new day adds numbers and does not change any. Papers
listed before the newest paper's quarter are one segment, which changes when a quarter closes, when votes
change, or when an old day is corrected; nothing in it depends on later papers. The current quarter is the
other, rewritten every day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.archive import ArchivedPaper
from generator.graph.similarity import closed as quarters


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Papers `first`, `first + 1`, … in the archive's numbering."""

    first: int
    papers: Sequence[ArchivedPaper]


def of(papers: Iterable[ArchivedPaper]) -> list[Segment]:
    """One segment or two; none for an empty archive."""
    ordered = sorted(papers, key=lambda one: (one.first_day, one.paper.id))
    if not ordered:
        return []
    closed = len(quarters.settled(ordered))
    if not closed:
        return [Segment(first=0, papers=ordered)]
    return [
        Segment(first=0, papers=ordered[:closed]),
        Segment(first=closed, papers=ordered[closed:]),
    ]
