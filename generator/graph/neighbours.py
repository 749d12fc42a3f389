"""What the papers nearest in meaning are about: a topic is likely where its neighbours have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from generator.graph.learned import Matrix
from generator.records.ids import PaperId

AROUND = 20
"""Neighbours that are asked."""

SHARPNESS = 3
"""Power of the cosine by which a neighbour's word counts: near ones more than far ones."""

BLOCK = 500
"""Papers compared at a time, to bound memory."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Neighbours:
    """Papers that may be asked: `points` are their rows of length 1, `found` is papers × topics, what
    patterns say of them; `ids` tells which papers of the archive they are."""

    points: Matrix
    found: Matrix
    ids: Sequence[PaperId]

    @cached_property
    def _rows(self) -> Mapping[PaperId, int]:
        return {key: row for row, key in enumerate(self.ids)}

    def shares(self, points: Matrix, ids: Sequence[PaperId]) -> Matrix:
        """Papers × topics in [0, 1]: mean of what patterns say of the neighbours. `ids` tells which
        papers these are, for nobody is a neighbour of oneself."""
        blocks = range(0, len(points), BLOCK)
        shares = [self._shares(points[at : at + BLOCK], ids[at : at + BLOCK]) for at in blocks]
        return np.concatenate(shares) if shares else np.zeros((0, self.found.shape[1]), np.float32)

    def _shares(self, points: Matrix, ids: Sequence[PaperId]) -> Matrix:
        # Rounded, for another machine's last digit must not choose another neighbour.
        near = np.round(np.clip(points @ self.points.T, 0, 1), 4)
        for row, key in enumerate(ids):
            if key in self._rows:
                near[row, self._rows[key]] = 0
        asked = min(AROUND, near.shape[1])
        nearest = np.argpartition(-near, asked - 1, axis=1)[:, :asked]
        weights = np.take_along_axis(near, nearest, axis=1) ** SHARPNESS
        weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-6)
        return np.asarray(np.einsum("pn,pnt->pt", weights, self.found[nearest]), dtype=np.float32)
