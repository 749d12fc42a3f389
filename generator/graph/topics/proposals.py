"""Entries for `topics.yml`, proposed from the archive: for what the vocabulary misses, or a whole vocabulary
for an archive of another field. People choose and describe; this finds what there is to choose from.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isqrt

import numpy as np

from generator import text
from generator.graph.similarity.space import Space
from generator.graph.similarity.vectors import Floats
from generator.graph.topics import drift, phrases
from generator.graph.topics.drift import Gap
from generator.graph.topics.phrases import Uncovered
from generator.graph.topics.taxonomy import Group, Taxonomy
from generator.records.ids import PaperId

PATTERNS = 8
"""The most phrases of an entry."""

EXAMPLES = 3
"""The papers named as examples."""

FEWEST, SHARE = 4, 400
"""A topic has at least four papers, and at least one in four hundred of the archive's."""

WIDEST = 0.08
"""It has at most this share of the papers: what more have is the field itself."""

NEW = 0.25
"""At least this share of its papers are in no topic with more weight."""

MOST, GROUPS = 150, 14
"""The most topics and groups of a vocabulary."""
ROUNDS = 20
"""Rounds of k-means."""

LABEL = 40
"""Maximum characters of a label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An entry, and the reasons for it: the number of its papers, how many of them are new (`recent`), some
    examples, and the topic that comes first on most of them now (`nearest`)."""

    slug: str
    label: str
    group: str
    patterns: tuple[str, ...]
    papers: int
    recent: int
    examples: tuple[PaperId, ...]
    nearest: str | None


def of_gaps(gaps: Iterable[Gap], taxonomy: Taxonomy) -> Iterator[Proposal]:
    """An entry for each, in the group of the topic that its papers have now."""
    taken = set(taxonomy.by_slug)
    for gap in gaps:
        nearest = taxonomy.by_slug.get(gap.nearest or "")
        group = nearest.group if nearest else taxonomy.groups[0].slug
        yield _proposal(gap.phrases, gap.papers, gap.recent, group, gap.nearest, taken)


def vocabulary(space: Space, widest: float = WIDEST) -> tuple[tuple[Group, ...], tuple[Proposal, ...]]:
    """Groups and topics for all papers, independent of any vocabulary: phrases that many papers have in their
    title or keywords and that are about one thing, those with the most weight first in their group."""
    papers = space.papers
    found = phrases.holders(papers, range(len(papers)), Uncovered(Taxonomy()))
    least = max(FEWEST, len(papers) // SHARE)
    few = {phrase: rows for phrase, rows in found.items() if len(rows) >= least}
    found = {phrase: rows for phrase, rows in phrases.whole(few).items() if len(rows) <= widest * len(papers)}
    if not found:  # nor is there a mean of no papers
        return (), ()
    points = phrases.centred(space.vectors, space.vectors.mean(axis=0))
    weights = phrases.weights(found, points)
    covered: set[int] = set()
    topics: list[tuple[tuple[str, ...], list[int]]] = []
    for some in drift.merged(found, weights):
        rows = sorted({row for phrase in some for row in found[phrase]})
        if len(topics) < MOST and len(set(rows) - covered) >= NEW * len(rows):
            covered.update(rows)
            held = [papers[row] for row in rows]
            topics.append((tuple(phrases.written(phrase, held) for phrase in some), rows))
    return _grouped(topics, space, points)


def _grouped(
    topics: Sequence[tuple[tuple[str, ...], list[int]]], space: Space, points: Floats
) -> tuple[tuple[Group, ...], tuple[Proposal, ...]]:
    """The topics in groups; a group has the name of its first topic."""
    if not topics:
        return (), ()
    group_of = _clusters(np.array([points[rows].mean(axis=0) for _, rows in topics]))
    groups: dict[int, Group] = {}
    taken: set[str] = set()
    proposals: list[Proposal] = []
    for (some, rows), at in zip(topics, group_of, strict=True):
        label = _label(some[0])
        group = groups.setdefault(at, Group(slug=_slug(some[0], set()), label=label))
        held = sorted((space.papers[row] for row in rows), key=lambda one: one.paper.id, reverse=True)
        ids = tuple(one.paper.id for one in held)
        proposals.append(_proposal(some, ids, 0, group.slug, None, taken))
    order = {group.slug: n for n, group in enumerate(groups.values())}
    return tuple(groups.values()), tuple(sorted(proposals, key=lambda one: order[one.group]))


def _clusters(means: Floats) -> list[int]:
    """The number of each one's group: k-means, started from means that are far from each other."""
    means = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    count = max(1, min(GROUPS, isqrt(len(means))))
    chosen = [0]
    while len(chosen) < count:
        nearest = (means @ means[chosen].T).max(axis=1)
        chosen.append(int(nearest.argmin()))
    centres = means[chosen]
    group_of = (means @ centres.T).argmax(axis=1)
    for _ in range(ROUNDS):
        for at in range(count):
            if (group_of == at).any():
                centres[at] = means[group_of == at].mean(axis=0)
        centres = centres / np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
        group_of = (means @ centres.T).argmax(axis=1)
    return [int(at) for at in group_of]


def _proposal(
    some: Sequence[str],
    papers: Sequence[PaperId],
    recent: int,
    group: str,
    nearest: str | None,
    taken: set[str],
) -> Proposal:
    slug = _slug(some[0], taken)
    taken.add(slug)
    return Proposal(
        slug=slug,
        label=_label(some[0]),
        group=group,
        patterns=tuple(some[:PATTERNS]),
        papers=len(papers),
        recent=recent,
        examples=tuple(papers[:EXAMPLES]),
        nearest=nearest,
    )


def _label(phrase: str) -> str:
    return f"{phrase[:1].upper()}{phrase[1:]}"[:LABEL].strip()


def _slug(phrase: str, taken: set[str]) -> str:
    """The words of the phrase, with a number if another topic has the same slug or it is reserved for
    files."""
    bare = "-".join(phrase.split())
    names = [bare, *(f"{bare}-{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken and text.slug(name) == name)
