"""What the papers of closed quarters teach about topics, and what is heard of a paper by it.

Three witnesses speak: patterns, by field; the words a linear model found typical; and what patterns
say of the papers nearest in meaning. How much is enough differs by topic: a narrow one is given to
about as many papers as patterns are sure of, a broad one to more, for it says less.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator import memo
from generator.archive import ArchivedPaper
from generator.graph import learned
from generator.graph.evidence import Evidence, Reader, bag, fields
from generator.graph.learned import Bags, Matrix, Model, Rows
from generator.graph.neighbours import Neighbours
from generator.graph.taxonomy import Taxonomy
from generator.records.ids import PaperId

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

BATCH = 2_000
"""Papers scored at a time, to bound memory."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Read:
    """Some papers as they were read: `found` is papers × topics, what patterns say, in [0, 1[."""

    ids: Sequence[PaperId]
    found: Matrix
    bags: Bags

    def at(self, rows: Sequence[int]) -> "Read":
        """Some of these papers."""
        bags = Bags(self.bags.words, self.bags.counts[rows])
        return Read(ids=[self.ids[row] for row in rows], found=self.found[rows], bags=bags)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class School:
    """`typical` is the score of a sure paper, by topic, `trust` in [0, 1[ how far to follow the model
    there."""

    model: Model
    typical: Matrix
    trust: Matrix
    neighbours: Neighbours


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lesson:
    """By topic the score from which it is given, and how much it tells, in ]0, 1]; `school` is None
    in an archive too young to learn from."""

    bars: Scores
    special: Matrix
    school: School | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heard:
    """All witnesses on some papers: `found`, `near` and `around` are papers × topics, what patterns,
    words and neighbours say; `score` is their mean; `vectors` are the papers' TF-IDF."""

    found: Matrix
    near: Matrix
    around: Matrix
    score: Scores
    vectors: Rows | None


def read(papers: Sequence[ArchivedPaper], reader: Reader, topics: int) -> Read:
    """Every text once; none is kept."""
    found = np.zeros((len(papers), topics), np.float32)

    def bags() -> Iterator[Mapping[str, float]]:
        for row, one in enumerate(papers):
            texts = fields(one)
            for at, evidence in reader.read(texts).items():
                found[row, at] = evidence.strength
            yield bag(texts)

    held = learned.gather(bags())
    return Read(ids=[one.paper.id for one in papers], found=found, bags=held)


def evidence_of(paper: ArchivedPaper, reader: Reader) -> Mapping[int, Evidence]:
    """What patterns say of one paper, to tell why."""
    return reader.read(fields(paper))


def hear(school: School | None, some: Read) -> Heard:
    """The witnesses on some papers."""
    found = some.found
    if school is None:
        nothing = np.zeros_like(found)
        return Heard(found=found, near=nothing, around=nothing, score=_rounded(found), vectors=None)
    vectors = school.model.vectors(some.bags)
    near = np.clip(school.model.scores(vectors) / school.typical, 0, 1.5)
    around = school.neighbours.shares(school.model.points(vectors), some.ids)
    trust = school.trust * NEARNESS
    score = (found + trust * near + COMPANY * around) / (1 + trust + COMPANY)
    return Heard(found=found, near=near, around=around, score=_rounded(score), vectors=vectors)


def _rounded(score: Matrix) -> Scores:
    """Rounded, for another machine's last digit must not change an order; in double precision, for it
    is shown."""
    return np.asarray(np.round(score.astype(np.float64), 3))


def untaught(found: Matrix, taxonomy: Taxonomy) -> Lesson:
    """Where there is nothing to learn from, patterns stand alone."""
    bars = np.full(len(taxonomy.topics), ENOUGH)
    return Lesson(bars=bars, special=_special(found, taxonomy), school=None)


def learn(some: Read, asked: Sequence[int], taxonomy: Taxonomy) -> Lesson:
    """The lesson of some papers, of which those `asked` can be neighbours."""
    model = learned.learn(some.bags, some.found)
    vectors = model.vectors(some.bags)
    scores = model.scores(vectors)
    sure = some.found >= SURE
    sums, counts = np.where(sure, scores, 0).sum(axis=0), sure.sum(axis=0)
    typical = sums / np.maximum(counts, 1)
    neighbours = some.at(asked)
    school = School(
        model=model,
        typical=np.maximum(typical, 0.15).astype(np.float32),
        trust=(counts / (counts + DOUBT)).astype(np.float32),
        neighbours=Neighbours(
            points=model.points(model.vectors(neighbours.bags)), found=neighbours.found, ids=neighbours.ids
        ),
    )
    return Lesson(bars=_bars(school, some, taxonomy), special=_special(some.found, taxonomy), school=school)


def _bars(school: School, some: Read, taxonomy: Taxonomy) -> Scores:
    """The score from which each topic is given: what the wanted share of the closed papers reaches."""
    count = len(some.ids)
    wide = np.array([topic.weight < 1 for topic in taxonomy.topics])
    factor, power = np.where(wide[:, None], BROAD, NARROW).T
    sure = (some.found >= SURE).mean(axis=0)
    places = np.round(factor * sure**power * count).astype(np.intp)
    batches = [range(first, min(first + BATCH, count)) for first in range(0, count, BATCH)]
    ranked = -np.sort(-np.concatenate([hear(school, some.at(rows)).score for rows in batches]), axis=0)
    reached = ranked[np.minimum(places, count - 1), np.arange(len(places))]
    return np.asarray(np.clip(reached, LEAST, CERTAIN))


def _special(found: Matrix, taxonomy: Taxonomy) -> Matrix:
    """How much a topic tells, in ]0, 1]: rarity among the examples, times the operator's weight."""
    sure = (found >= SURE).sum(axis=0)
    rarity = np.log((2 + len(found)) / (1 + sure)) / np.log(2 + len(found))
    weights = np.array([topic.weight for topic in taxonomy.topics], np.float32)
    return np.asarray(rarity.astype(np.float32) * weights, dtype=np.float32)


def packed(lesson: Lesson) -> bytes:
    """A lesson with a school, to be kept."""
    school = lesson.school
    if school is None:
        return b""
    model, neighbours = school.model, school.neighbours
    return memo.packed(
        {
            "bars": lesson.bars,
            "special": lesson.special,
            "words": memo.lines(list(model.places)),
            "idf": model.idf,
            "axes": model.axes,
            "weights": model.weights,
            "base": model.base,
            "typical": school.typical,
            "trust": school.trust,
            "ids": memo.lines(list(neighbours.ids)),
            "points": neighbours.points,
            "found": neighbours.found,
        }
    )


def unpacked(body: bytes) -> Lesson:
    """The inverse of `packed`."""
    held = memo.unpacked(body)
    words, ids = memo.words(held.pop("words")), memo.words(held.pop("ids"))
    model = Model(
        places={word: place for place, word in enumerate(words)},
        **{name: held[name] for name in ("idf", "axes", "weights", "base")},
    )
    neighbours = Neighbours(points=held["points"], found=held["found"], ids=[PaperId(key) for key in ids])
    school = School(model=model, typical=held["typical"], trust=held["trust"], neighbours=neighbours)
    return Lesson(bars=held["bars"], special=held["special"], school=school)
