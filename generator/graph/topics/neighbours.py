"""Topics from the nearest papers: a topic is likely where a paper's neighbours have it."""

from dataclasses import dataclass

import numpy as np

from generator.graph.similarity import vectors
from generator.graph.similarity.vectors import Floats
from generator.graph.topics.features import Indices

NEIGHBOURS = 20
"""Neighbours per paper."""

SHARPNESS = 3
"""Power of the cosine that weighs a neighbour: near ones count more than distant ones."""

BLOCK = 500
"""Papers compared at a time, to bound memory."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Neighbours:
    """A nearest-neighbour model: `points` are vectors of papers, `labels` papers × topics (pattern
    scores), `rows` the rows of the papers in the space, in order."""

    points: Floats
    labels: Floats
    rows: Indices

    def predict(self, points: Floats, rows: Indices) -> Floats:
        """Papers × topics in [0, 1]: the weighted mean of the neighbours' labels. `rows` are those of the
        papers; a paper is not its own neighbour."""
        blocks = range(0, len(points), BLOCK)
        shares = [self._shares(points[at : at + BLOCK], rows[at : at + BLOCK]) for at in blocks]
        return np.concatenate(shares) if shares else np.zeros((0, self.labels.shape[1]), np.float32)

    def _shares(self, points: Floats, rows: Indices) -> Floats:
        # Products of vectors are whole numbers, so no rounding error can choose another neighbour.
        near = np.clip(points @ self.points.T / vectors.SCALE**2, 0, 1)
        near[rows[:, None] == self.rows] = 0
        count = min(NEIGHBOURS, near.shape[1])
        nearest = np.argpartition(-near, count - 1, axis=1)[:, :count]
        weights = np.take_along_axis(near, nearest, axis=1) ** SHARPNESS
        weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-6)
        return np.asarray(np.einsum("pn,pnt->pt", weights, self.labels[nearest]), dtype=np.float32)
