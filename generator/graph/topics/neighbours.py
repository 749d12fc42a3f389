"""Topics from the nearest papers: a topic is likely where a paper's neighbours have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from generator.graph.topics.linear import Matrix
from generator.records.ids import PaperId

NEIGHBOURS = 20
"""Neighbours per paper."""

SHARPNESS = 3
"""Power of the cosine that weighs a neighbour: near ones count more than distant ones."""

BLOCK = 500
"""Papers compared at a time, to bound memory."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Neighbours:
    """A nearest-neighbour model: `vectors` are rows of length 1, `labels` papers × topics (pattern
    scores), `ids` the papers of the rows."""

    vectors: Matrix
    labels: Matrix
    ids: Sequence[PaperId]

    @cached_property
    def _rows(self) -> Mapping[PaperId, int]:
        return {key: row for row, key in enumerate(self.ids)}

    def predict(self, vectors: Matrix, ids: Sequence[PaperId]) -> Matrix:
        """Papers × topics in [0, 1]: the weighted mean of the neighbours' labels. `ids` are the papers of
        the rows; a paper is not its own neighbour."""
        blocks = range(0, len(vectors), BLOCK)
        shares = [self._shares(vectors[at : at + BLOCK], ids[at : at + BLOCK]) for at in blocks]
        return np.concatenate(shares) if shares else np.zeros((0, self.labels.shape[1]), np.float32)

    def _shares(self, vectors: Matrix, ids: Sequence[PaperId]) -> Matrix:
        # Rounded so that floating-point noise cannot choose another neighbour.
        near = np.round(np.clip(vectors @ self.vectors.T, 0, 1), 4)
        for row, key in enumerate(ids):
            if key in self._rows:
                near[row, self._rows[key]] = 0
        count = min(NEIGHBOURS, near.shape[1])
        nearest = np.argpartition(-near, count - 1, axis=1)[:, :count]
        weights = np.take_along_axis(near, nearest, axis=1) ** SHARPNESS
        weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-6)
        return np.asarray(np.einsum("pn,pnt->pt", weights, self.labels[nearest]), dtype=np.float32)
