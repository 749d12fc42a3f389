"""Papers as numbers, and the ranges of numbers that are indexed together.

Papers listed before the newest paper's quarter are one segment, which changes when a quarter closes, when
votes change, or when an old day is corrected; nothing in it depends on later papers. They are numbered so
that similar ones follow each other. The current quarter is the other, rewritten every day; its papers are
numbered by day and id, oldest first, so that a new day adds numbers and does not change any.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.archive import ArchivedPaper
from generator.graph.similarity import closed as quarters


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Papers `first`, `first + 1`, … in the archive's numbering; `is_closed` if it seldom changes."""

    first: int
    papers: Sequence[ArchivedPaper]
    is_closed: bool = False


def of(
    papers: Iterable[ArchivedPaper], along: Callable[[Sequence[ArchivedPaper]], Sequence[ArchivedPaper]]
) -> list[Segment]:
    """One segment or two; none for an empty archive. `along` orders papers so that similar ones follow each
    other."""
    ordered = sorted(papers, key=lambda one: (one.first_day, one.paper.id))
    if not ordered:
        return []
    closed = len(quarters.settled(ordered))
    if not closed:
        return [Segment(first=0, papers=ordered)]
    return [
        Segment(first=0, papers=along(ordered[:closed]), is_closed=True),
        Segment(first=closed, papers=ordered[closed:]),
    ]
