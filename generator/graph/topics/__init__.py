"""Which topics a paper has, and why: its patterns first, then a model fitted on the archive.

The score combines three estimates (see `model`). So a pattern in a passing mention can be overruled, and a
paper that never uses the topic's words can still get the topic. The model is fitted on closed quarters
only: a new day does not change the topics of other papers. So topics are predicted day by day, and the
result of each day can be cached.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator import memo
from generator.graph.similarity import closed, vectors
from generator.graph.similarity.space import Space, WeightedSpace
from generator.graph.topics import model
from generator.graph.topics.features import Corpus
from generator.graph.topics.model import MIN_THRESHOLD, Scores, TopicModel
from generator.graph.topics.pattern_scores import Match, words_by_field
from generator.graph.topics.taxonomy import Taxonomy, Topic
from generator.memo import FORGETFUL, Memory
from generator.records.ids import PaperId
from generator.workers import ALONE, Workers

MAX_TOPICS = 6
"""The most topics a paper can have."""

MIN_PAPERS = 60
"""With fewer papers in closed quarters than this, no model is fitted and patterns alone decide."""

MAX_FITTED, MAX_NEIGHBOURS = 20_000, 8_000
"""The most papers that the model is fitted on and that can be neighbours: twice as many take twice as long
and change little."""

TOP_WORDS = 5
"""The number of words named in a reason."""

THOUSANDTHS = 1_000
"""Scores are rounded to multiples of 1 / this."""

MIN_WORD_SHARE = 0.01
"""A word is named as a reason if it adds at least this share of the linear model's score."""

MIN_SHARE = 0.1
"""Neighbours are named as a reason if at least this share of them has the topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """`score` in [0, 1.5[; a topic is always assigned from `model.MAX_THRESHOLD` on."""

    topic: str
    score: float


Assignments = Mapping[PaperId, tuple[Assignment, ...]]


def assign(
    space: Space, taxonomy: Taxonomy, known: Memory = FORGETFUL, workers: Workers = ALONE
) -> Assignments:
    """One to `MAX_TOPICS` topics for every paper with any score, most specific first. Curated tags that
    name a topic come first."""
    corpus = Corpus(space, taxonomy, workers)
    fitted, name = _fitted(corpus, known)
    kept = known.recall("topics", name) if name else None
    before = memo.unpacked(kept or b"")
    days: dict[str, memo.Array] = {}
    assignments: dict[PaperId, tuple[Assignment, ...]] = {}
    keys = [
        memo.key([(corpus.fingerprints[row], corpus.papers[row].note.tags) for row in rows]).hex()
        for rows in corpus.days
    ]
    corpus.score(day for day, key in enumerate(keys) if key not in before)
    for day, key in enumerate(keys):
        days[key] = before[key] if key in before else _predicted(day, corpus, fitted)
        assignments |= _of_day(day, corpus, days[key])
    if name and days.keys() != before.keys():
        known.keep("topics", name, memo.packed(days))
    return {one.paper.id: assignments[one.paper.id] for one in corpus.papers}


def why(
    weighted: WeightedSpace, taxonomy: Taxonomy, key: PaperId, known: Memory = FORGETFUL
) -> Mapping[str, tuple[str, ...]]:
    """Reasons, as lines of text, for each topic of one paper, strongest first: patterns with their fields,
    then words typical of the topic, then neighbours."""
    corpus = Corpus(weighted.space, taxonomy)
    fitted, _ = _fitted(corpus, known)
    row = next(row for row, one in enumerate(corpus.papers) if one.paper.id == key)
    day = next(day for day, rows in enumerate(corpus.days) if row in rows)
    at = corpus.days[day].index(row)
    prediction = model.predict(fitted.classifier, corpus.features(day))
    selected = _selected(prediction.score[at], fitted, taxonomy.topics, corpus.papers[row].note.tags)
    matches = corpus.scorer.reasons(words_by_field(corpus.papers[row].paper))
    reasons = {}
    for topic in selected:
        lines = (
            *_pattern_reasons(matches.get(topic, ())),
            *_linear_reason(weighted, row, fitted, topic, prediction.linear[at, topic]),
            *_neighbour_reason(prediction.neighbour[at, topic]),
        )
        reasons[taxonomy.topics[topic].slug] = lines or ("curation",)
    return reasons


def _fitted(corpus: Corpus, known: Memory) -> tuple[TopicModel, bytes | None]:
    """The model, and the key of what it was fitted on, if there are enough papers."""
    rows = closed.sample(closed.rows(corpus.papers), corpus.papers, MAX_FITTED)
    if len(rows) < MIN_PAPERS or not corpus.taxonomy.topics:
        scores = corpus.select(range(len(corpus.papers))).pattern_scores
        return model.patterns_only(scores, corpus.taxonomy), None
    name = memo.key(corpus.taxonomy_key(), corpus.space.key, [corpus.fingerprints[row] for row in rows])
    neighbours = closed.sample(rows, corpus.papers, MAX_NEIGHBOURS)
    body = known.recall("topic-model", name)
    if body is None:
        places = {row: place for place, row in enumerate(rows)}
        at = [places[row] for row in neighbours]
        body = model.packed(model.fit(corpus.select(rows), at, corpus.taxonomy))
        known.keep("topic-model", name, body)
    return model.unpacked(body, np.array(neighbours, np.intp), corpus.space), name


def _of_day(day: int, corpus: Corpus, predicted: memo.Array) -> dict[PaperId, tuple[Assignment, ...]]:
    """The topics of all papers of a day."""
    given: dict[PaperId, list[Assignment]] = {corpus.papers[row].paper.id: [] for row in corpus.days[day]}
    keys, topics = list(given), corpus.taxonomy.topics
    for at, topic, score in predicted.tolist():
        given[keys[at]].append(Assignment(topic=topics[topic].slug, score=score / THOUSANDTHS))
    return {key: tuple(some) for key, some in given.items()}


def _predicted(day: int, corpus: Corpus, fitted: TopicModel) -> memo.Array:
    """One row (index in the day, index of the topic, score in thousandths) for each assigned topic."""
    prediction = model.predict(fitted.classifier, corpus.features(day))
    topics = corpus.taxonomy.topics
    rows = [
        (at, topic, round(THOUSANDTHS * prediction.score[at, topic]))
        for at, row in enumerate(corpus.days[day])
        for topic in _selected(prediction.score[at], fitted, topics, corpus.papers[row].note.tags)
    ]
    return np.array(rows, np.int32).reshape(-1, 3)


def _selected(score: Scores, fitted: TopicModel, topics: Sequence[Topic], tags: Iterable[str]) -> list[int]:
    """Indices of the topics to assign, curated ones first, then by score times specificity."""
    wanted = {tag.casefold() for tag in tags}
    named = enumerate(topics) if wanted else ()
    curated = [at for at, one in named if {one.slug, one.label.casefold()} & wanted]
    ranked = sorted(
        (int(at) for at in np.flatnonzero(score >= MIN_THRESHOLD)),
        key=lambda at: (-score[at], topics[at].slug),
    )
    given = [at for at in ranked if score[at] >= fitted.thresholds[at]] or ranked[:1]
    rest = [at for at in given if at not in curated][: max(0, MAX_TOPICS - len(curated))]
    rest.sort(key=lambda at: (-round(float(score[at] * fitted.specificity[at]), 3), topics[at].slug))
    return [*curated, *rest]


def _pattern_reasons(matches: Iterable[Match]) -> Iterator[str]:
    """Patterns, their fields and how often they match."""
    for match in matches:
        times = f" ×{match.times}" if match.times > 1 else ""
        yield f'{match.field}: "{match.written}"{times}'


def _linear_reason(
    weighted: WeightedSpace, row: int, fitted: TopicModel, topic: int, score: float
) -> Iterator[str]:
    """The words of one paper that add most to the linear model's score, and that score."""
    if fitted.classifier is None:
        return
    weights = fitted.classifier.linear.weights[:, topic]
    shares = weighted.basis.shares(weighted.tfidf[[row]], weights)
    words = vectors.named(weighted.space.papers[row].paper)
    ranked = sorted(
        ((round(shares[column], 4), word) for word, column in words.items() if column in shares),
        key=lambda pair: (-pair[0], pair[1]),
    )
    top = [word for share, word in ranked[:TOP_WORDS] if share > MIN_WORD_SHARE]
    if top:
        yield f"words: {', '.join(top)} (nearness {score:.2f})"


def _neighbour_reason(share: float) -> Iterator[str]:
    if share >= MIN_SHARE:
        yield f"papers near it: {share:.0%} speak for it"
