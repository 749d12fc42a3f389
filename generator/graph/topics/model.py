"""The topic model: fitted on the papers of closed quarters, it predicts the topics of any paper.

A score is the weighted mean of three estimates: the vocabulary's patterns, field by field; a linear
model of the papers' vectors; and the pattern scores of the papers nearest in meaning. A pattern in the
title adds to it. Each topic has its own threshold. A narrow topic is given to about as many papers as have
strong patterns for it, a broad one to more, because it says less.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator import memo
from generator.graph.similarity.space import Space
from generator.graph.similarity.vectors import Floats
from generator.graph.topics import linear
from generator.graph.topics.features import Features, Indices
from generator.graph.topics.linear import LinearModel
from generator.graph.topics.neighbours import Neighbours
from generator.graph.topics.taxonomy import Taxonomy

PATTERN_THRESHOLD = 0.75
"""The threshold of all topics where there are too few papers to fit a model."""

MIN_THRESHOLD, MAX_THRESHOLD = 0.15, 0.8
"""Bounds of a topic's own threshold. A paper whose scores all stay below their thresholds gets its best
topic if that reaches the lower bound."""

NARROW, BROAD = (0.4, 0.8), (2.0, 1.0)
"""Factor and power that turn the share of papers with strong patterns into the share of papers that get
the topic. It grows less than proportionally, because patterns of large topics match passing mentions
more often. Topics of a weight below 1 are broad."""

TITLE = 0.35
"""What a pattern in the title adds to a score: authors name in it what their paper is about, and what else
they use is in the abstract."""

RARITY = 0.8
"""Power of how specific a topic is, in the order of the topics of one paper."""

POSITIVE = 0.8
"""Pattern score from which a paper is a positive example of a topic."""

LINEAR_WEIGHT, NEIGHBOUR_WEIGHT = 0.8, 1.0
"""Weights of the linear model and of the neighbours; that of patterns is 1."""

PRIOR = 15
"""Positive examples of a topic with which the linear model gets half of its weight."""

BATCH = 2_000
"""Papers scored at a time, to bound memory."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Classifier:
    """What is fitted: `typical` is the linear score of a positive example, by topic; `trust` in [0, 1[
    scales the linear model's weight."""

    linear: LinearModel
    typical: Floats
    trust: Floats
    neighbours: Neighbours


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TopicModel:
    """By topic: `thresholds` of the score, and `specificity` in ]0, 1], which orders the topics of one
    paper. `classifier` is None where there are too few papers to fit one."""

    thresholds: Scores
    specificity: Floats
    classifier: Classifier | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prediction:
    """Papers × topics: the three estimates, and `score`, their mean and what the title adds."""

    pattern: Floats
    linear: Floats
    neighbour: Floats
    score: Scores


def predict(classifier: Classifier | None, papers: Features) -> Prediction:
    """Scores of some papers; without a classifier those of the patterns alone."""
    pattern = papers.pattern_scores
    if classifier is None:
        none = np.zeros_like(pattern)
        return Prediction(pattern=pattern, linear=none, neighbour=none, score=_rounded(pattern))
    fitted = np.clip(classifier.linear.predict(papers.points) / classifier.typical, 0, 1.5)
    neighbour = classifier.neighbours.predict(papers.points, papers.rows)
    trust = classifier.trust * LINEAR_WEIGHT
    score = (pattern + trust * fitted + NEIGHBOUR_WEIGHT * neighbour) / (1 + trust + NEIGHBOUR_WEIGHT)
    score += TITLE * papers.title_scores
    return Prediction(pattern=pattern, linear=fitted, neighbour=neighbour, score=_rounded(score))


def _rounded(score: Floats) -> Scores:
    """Rounded so that floating-point noise cannot change an order; doubles, because they are shown."""
    return np.asarray(np.round(score.astype(np.float64), 3))


def patterns_only(pattern_scores: Floats, taxonomy: Taxonomy) -> TopicModel:
    """The model of an archive that is too small to fit a classifier."""
    thresholds = np.full(len(taxonomy.topics), PATTERN_THRESHOLD)
    return TopicModel(
        thresholds=thresholds, specificity=_specificity(pattern_scores, taxonomy), classifier=None
    )


def fit(papers: Features, neighbours: Sequence[int], taxonomy: Taxonomy) -> TopicModel:
    """The model of some papers; the rows `neighbours` of them can be the neighbours of others."""
    labels = papers.pattern_scores
    linear_model = linear.fit(papers.points, labels)
    scores = linear_model.predict(papers.points)
    positive = labels >= POSITIVE
    sums, counts = np.where(positive, scores, 0).sum(axis=0), positive.sum(axis=0)
    typical = sums / np.maximum(counts, 1)
    known = papers.at(neighbours)
    classifier = Classifier(
        linear=linear_model,
        typical=np.maximum(typical, 0.15).astype(np.float32),
        trust=(counts / (counts + PRIOR)).astype(np.float32),
        neighbours=Neighbours(points=known.points, labels=known.pattern_scores, rows=known.rows),
    )
    return TopicModel(
        thresholds=_thresholds(classifier, papers, taxonomy),
        specificity=_specificity(labels, taxonomy),
        classifier=classifier,
    )


def _thresholds(classifier: Classifier, papers: Features, taxonomy: Taxonomy) -> Scores:
    """By topic the score that the wanted share of the papers reaches."""
    count = len(papers.rows)
    broad = np.array([topic.weight < 1 for topic in taxonomy.topics])
    factor, power = np.where(broad[:, None], BROAD, NARROW).T
    positive = (papers.pattern_scores >= POSITIVE).mean(axis=0)
    ranks = np.round(factor * positive**power * count).astype(np.intp)
    batches = [slice(first, first + BATCH) for first in range(0, count, BATCH)]
    scores = np.concatenate([predict(classifier, papers.at(some)).score for some in batches])
    descending = -np.sort(-scores, axis=0)
    reached = descending[np.minimum(ranks, count - 1), np.arange(len(ranks))]
    return np.asarray(np.clip(reached, MIN_THRESHOLD, MAX_THRESHOLD))


def _specificity(pattern_scores: Floats, taxonomy: Taxonomy) -> Floats:
    """In ]0, 1]: how rare the positive examples are, times the operator's weight."""
    positive = (pattern_scores >= POSITIVE).sum(axis=0)
    rarity = np.log((2 + len(pattern_scores)) / (1 + positive)) / np.log(2 + len(pattern_scores))
    weights = np.array([topic.weight for topic in taxonomy.topics], np.float32)
    return np.asarray((rarity.astype(np.float32) * weights) ** np.float32(RARITY), dtype=np.float32)


def packed(model: TopicModel) -> bytes:
    """A model with a classifier, to be kept between runs. Vectors are not: the space keeps them."""
    classifier = model.classifier
    if classifier is None:
        return b""
    return memo.packed(
        {
            "thresholds": model.thresholds,
            "specificity": model.specificity,
            "weights": classifier.linear.weights,
            "bias": classifier.linear.bias,
            "typical": classifier.typical,
            "trust": classifier.trust,
            "labels": classifier.neighbours.labels,
        }
    )


def unpacked(body: bytes, neighbours: Indices, space: Space) -> TopicModel:
    """The inverse of `packed`; `neighbours` are the rows that can be neighbours in today's space."""
    arrays = memo.unpacked(body)
    classifier = Classifier(
        linear=LinearModel(weights=arrays["weights"], bias=arrays["bias"]),
        typical=arrays["typical"],
        trust=arrays["trust"],
        neighbours=Neighbours(points=space.vectors[neighbours], labels=arrays["labels"], rows=neighbours),
    )
    return TopicModel(
        thresholds=arrays["thresholds"], specificity=arrays["specificity"], classifier=classifier
    )
