"""A linear model of topics: ridge regression on the vectors of papers.

Patterns label the papers, and the model learns the labels from all words. So "draft", "verify" and
"acceptance" count towards speculative decoding although no pattern has them, and a pattern in a passing
mention gets no support. Everything is linear in the words, so a score is a sum over the words.
"""

from dataclasses import dataclass

import numpy as np

from generator.graph.similarity import vectors
from generator.graph.similarity.svd import Doubles
from generator.graph.similarity.vectors import Floats

RIDGE = 0.03
"""Shrinkage of the weights, as a share of the papers that the model is fitted on."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LinearModel:
    """`weights` is dimensions × topics for vectors of length 1, `bias` the score of a vector of zeros."""

    weights: Doubles
    bias: Doubles

    def predict(self, points: Floats) -> Floats:
        """Papers × topics: about 0 for unrelated papers, about 1 for certain ones."""
        return np.asarray(points @ (self.weights / vectors.SCALE) + self.bias, dtype=np.float32)


def fit(points: Floats, labels: Floats) -> LinearModel:
    """`points` are vectors of papers, `labels` papers × topics in [0, 1]."""
    latent = points.astype(np.float64) / vectors.SCALE
    papers, dimensions = latent.shape
    middle, mean = latent.mean(axis=0), labels.mean(axis=0, dtype=np.float64)
    centred = latent - middle
    gram = centred.T @ centred + RIDGE * papers / max(1, dimensions) * np.eye(dimensions)
    weights = np.linalg.solve(gram, centred.T @ (labels - mean))
    return LinearModel(weights=weights, bias=mean - middle @ weights)
