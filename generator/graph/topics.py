"""Which topics a paper has, and why: patterns first, then what the archive teaches.

A topic's score is the weighted mean of three witnesses (see `lesson`). A pattern met in passing is so
overruled, and a paper that never says the word is still found. All that is learned comes from closed
quarters only: a new day changes its own papers' topics and nobody else's. So papers are taken day by
day, and what was found of a day can be kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator import memo
from generator.archive import ArchivedPaper
from generator.graph import closed, lesson
from generator.graph.desk import Desk
from generator.graph.evidence import Found
from generator.graph.learned import Matrix
from generator.graph.lesson import LEAST, Heard, Lesson, Scores
from generator.graph.taxonomy import Taxonomy, Topic
from generator.memo import FORGETFUL, Memory
from generator.records.ids import PaperId

MOST = 6
"""Topics of one paper at most."""

FEWEST = 60
"""Closed papers below which an archive is too young to learn from; patterns stand alone then."""

LESSONS, ASKED = 20_000, 8_000
"""Papers learned from, and that can be neighbours, at most: twice as many cost twice the time and
change little."""

WORDS = 5
"""Telling words named in a reason."""

THOUSANDTHS = 1_000
"""Scores are rounded to these."""

WORTH_TELLING = 0.1
"""Share of the neighbours from which they are named as a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """`score` in [0, 1.2[; from `lesson.CERTAIN` on any topic stands on its own."""

    topic: str
    score: float


Assignments = Mapping[PaperId, tuple[Assignment, ...]]


def assign(papers: Iterable[ArchivedPaper], taxonomy: Taxonomy, known: Memory = FORGETFUL) -> Assignments:
    """One to `MOST` topics for every paper with any evidence, most specific first; none else.

    The order of `papers` is no matter. Curated tags that name a topic come first.
    """
    desk = Desk(papers, taxonomy)
    lessons, name = _lesson(desk, known)
    kept = known.recall("topics", name) if name else None
    before = memo.unpacked(kept or b"")
    parts: dict[str, memo.Array] = {}
    found: dict[PaperId, tuple[Assignment, ...]] = {}
    for day, rows in enumerate(desk.days):
        key = memo.key([(desk.marks[row], desk.papers[row].note.tags) for row in rows]).hex()
        parts[key] = before[key] if key in before else _found(day, desk, lessons)
        found |= _of_day(day, desk, parts[key])
    if name and parts.keys() != before.keys():
        known.keep("topics", name, memo.packed(parts))
    return {one.paper.id: found[one.paper.id] for one in desk.papers}


def why(
    papers: Iterable[ArchivedPaper], taxonomy: Taxonomy, key: PaperId, known: Memory = FORGETFUL
) -> Mapping[str, tuple[str, ...]]:
    """Lines to read by topic that one of the papers has, strongest first: patterns with their places,
    then the words that are typical of the topic, then neighbours."""
    desk = Desk(papers, taxonomy)
    lessons, _ = _lesson(desk, known)
    row = next(row for row, one in enumerate(desk.papers) if one.paper.id == key)
    day = next(day for day, held in enumerate(desk.days) if row in held)
    at = desk.days[day].index(row)
    heard = lesson.hear(lessons.school, desk.read(day))
    chosen = _chosen(heard.score[at], lessons, taxonomy.topics, desk.papers[row].note.tags)
    evidence = lesson.evidence_of(desk.papers[row], desk.reader)
    found = {}
    for topic in chosen:
        patterns = evidence[topic].found if topic in evidence else ()
        lines = (*_said(patterns), *_learned(heard, lessons, at, topic))
        found[taxonomy.topics[topic].slug] = lines or ("curation",)
    return found


def _lesson(desk: Desk, known: Memory) -> tuple[Lesson, bytes | None]:
    """What closed quarters teach, and what stands for it where there is enough of it."""
    rows = closed.few(closed.rows(desk.papers), desk.papers, LESSONS)
    if len(rows) < FEWEST or not desk.taxonomy.topics:
        everything = [desk.read(day).found for day in range(len(desk.days))]
        nothing = np.zeros((0, len(desk.taxonomy.topics)), np.float32)
        return lesson.untaught(np.concatenate([nothing, *everything]), desk.taxonomy), None
    name = memo.key(desk.vocabulary(), [desk.marks[row] for row in rows])
    body = known.recall("lesson", name)
    if body is None:
        places = {row: place for place, row in enumerate(rows)}
        asked = [places[row] for row in closed.few(rows, desk.papers, ASKED)]
        body = lesson.packed(lesson.learn(desk.some(rows), asked, desk.taxonomy))
        known.keep("lesson", name, body)
    return lesson.unpacked(body), name


def _of_day(day: int, desk: Desk, found: memo.Array) -> dict[PaperId, tuple[Assignment, ...]]:
    """The topics of a day's papers, none of which is left out."""
    given: dict[PaperId, list[Assignment]] = {desk.papers[row].paper.id: [] for row in desk.days[day]}
    keys, topics = list(given), desk.taxonomy.topics
    for at, topic, score in found.tolist():
        given[keys[at]].append(Assignment(topic=topics[topic].slug, score=score / THOUSANDTHS))
    return {key: tuple(some) for key, some in given.items()}


def _found(day: int, desk: Desk, lessons: Lesson) -> memo.Array:
    """A row (place in the day, place of the topic, score in thousandths) per topic given."""
    heard = lesson.hear(lessons.school, desk.read(day))
    rows = [
        (at, topic, round(THOUSANDTHS * heard.score[at, topic]))
        for at, row in enumerate(desk.days[day])
        for topic in _chosen(heard.score[at], lessons, desk.taxonomy.topics, desk.papers[row].note.tags)
    ]
    return np.array(rows, np.int32).reshape(-1, 3)


def _chosen(score: Scores, lessons: Lesson, topics: Sequence[Topic], tags: Iterable[str]) -> list[int]:
    """Positions of the topics to give, curated ones first, then by score times what they tell."""
    special: Matrix = lessons.special
    wanted = {tag.casefold() for tag in tags}
    named = enumerate(topics) if wanted else ()
    curated = [at for at, one in named if {one.slug, one.label.casefold()} & wanted]
    order = sorted(
        (int(at) for at in np.flatnonzero(score >= LEAST)), key=lambda at: (-score[at], topics[at].slug)
    )
    given = [at for at in order if score[at] >= lessons.bars[at]] or order[:1]
    rest = [at for at in given if at not in curated][: max(0, MOST - len(curated))]
    rest.sort(key=lambda at: (-round(float(score[at] * special[at]), 3), topics[at].slug))
    return [*curated, *rest]


def _said(found: Iterable[Found]) -> Iterator[str]:
    """Patterns, where they stand and how often."""
    for one in found:
        times = f" ×{one.times}" if one.times > 1 else ""
        yield f'{one.place}: "{one.written}"{times}'


def _learned(heard: Heard, lessons: Lesson, at: int, topic: int) -> Iterator[str]:
    """What the model and the neighbours say of one paper among those heard."""
    if lessons.school is None or heard.vectors is None:
        return
    model = lessons.school.model
    names = list(model.places)
    words = model.telling(heard.vectors[at], topic, WORDS)
    if words:
        yield f"words: {', '.join(names[word] for word in words)} (nearness {heard.near[at, topic]:.2f})"
    if (share := heard.around[at, topic]) >= WORTH_TELLING:
        yield f"papers near it: {share:.0%} speak for it"
