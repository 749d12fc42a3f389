"""Which topics a paper has, and why: patterns first, then what the archive teaches.

A topic's score is the weighted mean of three witnesses: what its patterns found in the paper, by
field; how near the paper's words are to those of papers that patterns are sure of; and whether its
keywords are seen with the topic elsewhere. A pattern met in passing is so overruled, and a paper
that never says the word is still found. The witnesses learn from closed quarters only: a new day
changes its own papers' topics and nobody else's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from generator import text
from generator.archive import ArchivedPaper
from generator.graph import company, learned
from generator.graph.company import Company, Keys
from generator.graph.evidence import Evidence, Reader, bag, fields
from generator.graph.keywords import Keywords
from generator.graph.learned import Bags, Matrix, Model, Rows
from generator.graph.taxonomy import Taxonomy, Topic
from generator.records.ids import PaperId

MOST = 6
"""Topics of one paper at most."""

ENOUGH = 0.75
"""Score from which a topic is given; below it only the best one is, if it reaches `LEAST`."""

LEAST = 0.15
SURE = 0.8
"""Pattern evidence from which a paper is an example of its topic."""

NEARNESS = 1.0
KEPT = 0.3
"""Weights of the words' and the keywords' witness; the patterns' is 1."""

DOUBT = 15
"""Examples a topic needs for the model to count half as much as the patterns."""

FEWEST = 60
"""Closed papers below which an archive is too young to learn from; patterns stand alone then."""

LESSONS = 20_000
"""Papers learned from at most: twice as many cost twice the time and change little."""

WORDS = 5
"""Telling words named in a reason."""

BATCH = 2_000
"""Papers scored at a time, to bound memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """`score` in [0, 2[; from `ENOUGH` on the topic stands on its own. `reasons` are lines to
    read, strongest first."""

    topic: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Learned:
    """`typical` is the score of a sure paper, by topic, `trust` in
    [0, 1[ how far to follow the model there; `words` are the model's, in the order
    of its columns."""

    model: Model
    typical: Matrix
    trust: Matrix
    company: Company
    words: tuple[str, ...]


Scores = NDArray[np.float64]
Assignments = Mapping[PaperId, tuple[Assignment, ...]]


def assign(papers: Iterable[ArchivedPaper], taxonomy: Taxonomy, keywords: Keywords) -> Assignments:
    """One to `MOST` topics for every paper with any evidence, most specific first; none else.

    The order of `papers` is no matter. Curated tags that name a topic come first.
    """
    ordered = sorted(papers, key=lambda one: one.paper.id)
    evidence: list[Mapping[int, Evidence]] = []
    bags = learned.gather(_read(ordered, Reader(taxonomy), evidence))
    found = _strengths(evidence, len(taxonomy.topics))
    keys = [keywords.of_paper.get(one.paper.id, ()) for one in ordered]
    closed = _closed(ordered)
    lesson = _learn(bags, found, keys, closed)
    special = _special(found[closed] if lesson else found, taxonomy)
    result: dict[PaperId, tuple[Assignment, ...]] = {}
    for first in range(0, len(ordered), BATCH):
        near, vectors = _near(lesson, bags.counts[first : first + BATCH], found.shape[1])
        for at, one in enumerate(ordered[first : first + BATCH]):
            row = first + at
            score = _mean(found[row], near[at], keys[row], lesson)
            vector = vectors[at] if vectors is not None else None
            why = _Reasons(evidence[row], keys[row], near[at], lesson, vector, keywords)
            chosen = _chosen(score, taxonomy.topics, one.note.tags, special)
            result[one.paper.id] = tuple(
                Assignment(topic=taxonomy.topics[n].slug, score=float(score[n]), reasons=why.of(n))
                for n in chosen
            )
    return result


def _read(
    papers: Iterable[ArchivedPaper], reader: Reader, evidence: list[Mapping[int, Evidence]]
) -> Iterator[Mapping[str, float]]:
    """The bag of each paper; what patterns find goes to `evidence`, so that no text is read twice
    and none is kept."""
    for one in papers:
        texts = fields(one)
        evidence.append(reader.read(texts))
        yield bag(texts)


def _mean(found: Matrix, near: Matrix, keys: Keys, lesson: "_Learned | None") -> Scores:
    """The score of every topic. Rounded, for another machine's last digit must not change an order;
    in double precision, for it is shown."""
    if lesson is None:
        return np.asarray(np.round(found.astype(np.float64), 3))
    trust = lesson.trust * NEARNESS
    kept = lesson.company.shares(keys)
    # Keywords can only speak for a topic: most papers of one have none that is known.
    score = (found + trust * near) / (1 + trust) + KEPT * kept * (1 - found)
    return np.asarray(np.round(score.astype(np.float64), 3))


def quarter(day: date) -> tuple[int, int]:
    """(year, 0 to 3)"""
    return day.year, (day.month - 1) // 3


def _closed(papers: Sequence[ArchivedPaper]) -> list[int]:
    """Rows to learn from: papers of quarters before the newest; of too many, those whose hashed
    ids come first, which a new quarter changes little."""
    newest = max((quarter(one.first_day) for one in papers), default=(0, 0))
    rows = [row for row, one in enumerate(papers) if quarter(one.first_day) < newest]
    if len(rows) > LESSONS:
        rows = sorted(sorted(rows, key=lambda row: text.digest(papers[row].paper.id, 16))[:LESSONS])
    return rows


def _strengths(evidence: Sequence[Mapping[int, Evidence]], topics: int) -> Matrix:
    """Papers × topics: what patterns say."""
    found = np.zeros((len(evidence), topics), np.float32)
    for row, of_paper in enumerate(evidence):
        for at, one in of_paper.items():
            found[row, at] = one.strength
    return found


def _special(found: Matrix, taxonomy: Taxonomy) -> Matrix:
    """How much a topic tells, in ]0, 1]: rarity among the examples, times the operator's weight."""
    sure = (found >= SURE).sum(axis=0)
    rarity = np.log((2 + len(found)) / (1 + sure)) / np.log(2 + len(found))
    weights = np.array([topic.weight for topic in taxonomy.topics], np.float32)
    return np.asarray(rarity.astype(np.float32) * weights, dtype=np.float32)


def _learn(bags: Bags, found: Matrix, keys: Sequence[Keys], rows: list[int]) -> _Learned | None:
    if len(rows) < FEWEST or not found.shape[1]:
        return None
    model = learned.learn(bags.counts[rows], found[rows])
    scores = model.scores(model.vectors(bags.counts[rows]))
    sure = found[rows] >= SURE
    sums, counts = np.where(sure, scores, 0).sum(axis=0), sure.sum(axis=0)
    typical = sums / np.maximum(counts, 1)
    return _Learned(
        model=model,
        typical=np.maximum(typical, 0.15).astype(np.float32),
        trust=(counts / (counts + DOUBT)).astype(np.float32),
        company=company.learn([keys[row] for row in rows], sure),
        words=tuple(bags.words[column] for column in model.columns),
    )


def _near(lesson: _Learned | None, counts: Rows, topics: int) -> tuple[Matrix, Rows | None]:
    """Papers × topics: 1 for a typical example, at most 1.5; and the papers' vectors."""
    if lesson is None:
        return np.zeros((counts.shape[0], topics), np.float32), None
    vectors = lesson.model.vectors(counts)
    return np.clip(lesson.model.scores(vectors) / lesson.typical, 0, 1.5), vectors


def _chosen(score: Scores, topics: Sequence[Topic], tags: Iterable[str], special: Matrix) -> list[int]:
    """Positions of the topics to give, curated ones first, then by score times what they tell."""
    wanted = {tag.casefold() for tag in tags}
    curated = [at for at, one in enumerate(topics) if {one.slug, one.label.casefold()} & wanted]
    order = sorted(
        (int(at) for at in np.flatnonzero(score >= LEAST)), key=lambda at: (-score[at], topics[at].slug)
    )
    given = [at for at in order if score[at] >= ENOUGH] or order[:1]
    rest = [at for at in given if at not in curated][: max(0, MOST - len(curated))]
    rest.sort(key=lambda at: (-round(float(score[at] * special[at]), 3), topics[at].slug))
    return [*curated, *rest]


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Tells why, for one paper; `row` is its TF-IDF vector."""

    evidence: Mapping[int, Evidence]
    keys: Keys
    near: Matrix
    lesson: _Learned | None
    row: Rows | None
    keywords: Keywords

    def of(self, topic: int) -> tuple[str, ...]:
        """Patterns with their places, then the words that are typical of the topic."""
        lines = []
        if topic in self.evidence:
            for one in self.evidence[topic].found:
                times = f" ×{one.times}" if one.times > 1 else ""
                lines.append(f'{one.place}: "{one.written}"{times}')
        if self.lesson and self.row is not None:
            if keyword := self.lesson.company.telling(self.keys, topic):
                key, both, seen = keyword
                label = self.keywords.by_key[key].label
                lines.append(f"keyword: {label} (seen with it in {both} of {seen} papers)")
            words = self.lesson.model.telling(self.row, topic, WORDS)
            if words:
                named = ", ".join(self.lesson.words[at] for at in words)
                lines.append(f"words: {named} (nearness {self.near[topic]:.2f})")
        return tuple(lines) or ("curation",)
