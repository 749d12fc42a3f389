"""Which topics a paper has, and why: patterns first, then what the archive teaches.

A topic's score is the weighted mean of three witnesses: what its patterns found in the paper, by
field; how near the paper's words are to those of papers that patterns are sure of; and what patterns
say of the papers nearest to it. A pattern met in passing is so overruled, and a paper that never
says the word is still found. How much is enough differs by topic: a narrow one is given to about as
many papers as patterns are sure of, a broad one to more, for it says less. All this is learned from
closed quarters only: a new day changes its own papers' topics and nobody else's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.archive import ArchivedPaper
from generator.graph import closed, learned
from generator.graph.evidence import Evidence, Reader, bag, fields
from generator.graph.learned import Bags, Matrix, Model, Rows
from generator.graph.neighbours import Neighbours
from generator.graph.taxonomy import Taxonomy, Topic
from generator.records.ids import PaperId

MOST = 6
"""Topics of one paper at most."""

ENOUGH = 0.75
"""Score from which a topic is given where there is nothing to learn from. Below it only the best one
is, if it reaches `LEAST`."""

LEAST, CERTAIN = 0.15, 0.8
"""In an archive that teaches every topic has a bar of its own between these."""

NARROW, BROAD = (1 / 3, 0.8), (2.0, 1.0)
"""Factor and power that make the share of the papers patterns are sure of into the share that a topic
is given to: less than proportional, for large topics gather passing mentions. Topics of a weight
below 1 are broad."""

SURE = 0.8
"""Pattern evidence from which a paper is an example of its topic."""

NEARNESS, COMPANY = 0.5, 1.0
"""Weights of the words' and the neighbours' witness; the patterns' is 1."""

DOUBT = 15
"""Examples a topic needs for the model to count half as much as the patterns."""

FEWEST = 60
"""Closed papers below which an archive is too young to learn from; patterns stand alone then."""

LESSONS, ASKED = 20_000, 8_000
"""Papers learned from, and that can be neighbours, at most: twice as many cost twice the time and
change little."""

WORDS = 5
"""Telling words named in a reason."""

WORTH_TELLING = 0.1
"""Share of the neighbours from which they are named as a reason."""

BATCH = 2_000
"""Papers scored at a time, to bound memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """`score` in [0, 1.2[; from `CERTAIN` on any topic stands on its own. `reasons` are lines to
    read, strongest first."""

    topic: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Learned:
    """`typical` is the score of a sure paper, by topic, `trust` in [0, 1[ how far to follow the model
    there; `words` are the model's, in the order of its columns."""

    model: Model
    typical: Matrix
    trust: Matrix
    neighbours: Neighbours
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """All witnesses on some papers: `found`, `near` and `around` are papers × topics, what patterns,
    words and neighbours say; `score` is their mean; `vectors` are the papers' TF-IDF."""

    found: Matrix
    near: Matrix
    around: Matrix
    score: "Scores"
    vectors: Rows | None


Scores = NDArray[np.float64]
Assignments = Mapping[PaperId, tuple[Assignment, ...]]


def assign(papers: Iterable[ArchivedPaper], taxonomy: Taxonomy) -> Assignments:
    """One to `MOST` topics for every paper with any evidence, most specific first; none else.

    The order of `papers` is no matter. Curated tags that name a topic come first.
    """
    ordered = sorted(papers, key=lambda one: one.paper.id)
    evidence: list[Mapping[int, Evidence]] = []
    bags = learned.gather(_read(ordered, Reader(taxonomy), evidence))
    found = _strengths(evidence, len(taxonomy.topics))
    lessons = closed.few(closed.rows(ordered), ordered, LESSONS)
    lesson = _learn(bags, found, lessons, closed.few(lessons, ordered, ASKED))
    bars = _bars(lesson, bags, found, lessons, taxonomy)
    special = _special(found[lessons] if lesson else found, taxonomy)
    result: dict[PaperId, tuple[Assignment, ...]] = {}
    for first in range(0, len(ordered), BATCH):
        heard = _hear(lesson, bags, found, range(first, min(first + BATCH, len(ordered))))
        for at, one in enumerate(ordered[first : first + BATCH]):
            why = _Reasons(evidence[first + at], heard, at, lesson)
            chosen = _chosen(heard.score[at], bars, taxonomy.topics, one.note.tags, special)
            result[one.paper.id] = tuple(
                Assignment(topic=taxonomy.topics[n].slug, score=float(heard.score[at, n]), reasons=why.of(n))
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


def _hear(lesson: _Learned | None, bags: Bags, found: Matrix, rows: Sequence[int]) -> _Heard:
    """The witnesses on the papers of some rows."""
    found = found[rows]
    if lesson is None:
        nothing = np.zeros_like(found)
        return _Heard(found=found, near=nothing, around=nothing, score=_rounded(found), vectors=None)
    vectors = lesson.model.vectors(bags.counts[rows])
    near = np.clip(lesson.model.scores(vectors) / lesson.typical, 0, 1.5)
    around = lesson.neighbours.shares(lesson.model.points(vectors), np.array(rows, np.intp))
    trust = lesson.trust * NEARNESS
    score = (found + trust * near + COMPANY * around) / (1 + trust + COMPANY)
    return _Heard(found=found, near=near, around=around, score=_rounded(score), vectors=vectors)


def _rounded(score: Matrix) -> Scores:
    """Rounded, for another machine's last digit must not change an order; in double precision, for it
    is shown."""
    return np.asarray(np.round(score.astype(np.float64), 3))


def _bars(
    lesson: _Learned | None, bags: Bags, found: Matrix, lessons: Sequence[int], taxonomy: Taxonomy
) -> Scores:
    """The score from which each topic is given: what the wanted share of the closed papers reaches."""
    if lesson is None:
        return np.full(len(taxonomy.topics), ENOUGH)
    wide = np.array([topic.weight < 1 for topic in taxonomy.topics])
    factor, power = np.where(wide[:, None], BROAD, NARROW).T
    sure = (found[lessons] >= SURE).mean(axis=0)
    places = np.round(factor * sure**power * len(lessons)).astype(np.intp)
    batches = [lessons[first : first + BATCH] for first in range(0, len(lessons), BATCH)]
    ranked = -np.sort(-np.concatenate([_hear(lesson, bags, found, rows).score for rows in batches]), axis=0)
    reached = ranked[np.minimum(places, len(lessons) - 1), np.arange(len(places))]
    return np.asarray(np.clip(reached, LEAST, CERTAIN))


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


def _learn(bags: Bags, found: Matrix, rows: list[int], asked: list[int]) -> _Learned | None:
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
        neighbours=Neighbours(
            points=model.points(model.vectors(bags.counts[asked])),
            found=found[asked],
            rows=np.array(asked, np.intp),
        ),
        words=tuple(bags.words[column] for column in model.columns),
    )


def _chosen(
    score: Scores, bars: Scores, topics: Sequence[Topic], tags: Iterable[str], special: Matrix
) -> list[int]:
    """Positions of the topics to give, curated ones first, then by score times what they tell."""
    wanted = {tag.casefold() for tag in tags}
    curated = [at for at, one in enumerate(topics) if {one.slug, one.label.casefold()} & wanted]
    order = sorted(
        (int(at) for at in np.flatnonzero(score >= LEAST)), key=lambda at: (-score[at], topics[at].slug)
    )
    given = [at for at in order if score[at] >= bars[at]] or order[:1]
    rest = [at for at in given if at not in curated][: max(0, MOST - len(curated))]
    rest.sort(key=lambda at: (-round(float(score[at] * special[at]), 3), topics[at].slug))
    return [*curated, *rest]


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Tells why, for one paper: the one at a place among those that were `heard`."""

    evidence: Mapping[int, Evidence]
    heard: _Heard
    at: int
    lesson: _Learned | None

    def of(self, topic: int) -> tuple[str, ...]:
        """Patterns with their places, then the words that are typical of the topic, then neighbours."""
        lines = []
        if topic in self.evidence:
            for one in self.evidence[topic].found:
                times = f" ×{one.times}" if one.times > 1 else ""
                lines.append(f'{one.place}: "{one.written}"{times}')
        if self.lesson and self.heard.vectors is not None:
            words = self.lesson.model.telling(self.heard.vectors[self.at], topic, WORDS)
            if words:
                named = ", ".join(self.lesson.words[at] for at in words)
                lines.append(f"words: {named} (nearness {self.heard.near[self.at, topic]:.2f})")
            if (share := self.heard.around[self.at, topic]) >= WORTH_TELLING:
                lines.append(f"papers near it: {share:.0%} speak for it")
        return tuple(lines) or ("curation",)
