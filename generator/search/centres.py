"""Centres of groups of similar papers, and orders in which what is similar is side by side."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
import numpy.typing as npt

from generator import text
from generator.records.ids import PaperId
from generator.search.layout import CENTRE_BITS
from generator.search.packing import Doubles, Whole

STEP, LEVELS = 0.05, 2 ** (CENTRE_BITS - 1)
ROUNDS = 12

TOGETHER, CLOSE = 7, 6
"""A query looks at about so many groups. Those within so many places are near each other."""

WHOLE = 2**20
"""Rows are cut to whole numbers of this length: their products are exact, so every machine finds
the same groups."""

BLOCK = 2**12
"""Rows processed at a time."""


def of(rows: Doubles, names: Sequence[PaperId], papers: int) -> Doubles:
    """Levels of four bits: spherical k-means (Dhillon & Modha 2001) from papers that nothing but their
    id chooses, so that a few more papers do not move every centre. There are as many as suit the
    `papers` of closed quarters, of which `rows` may be a sample."""
    count = min(len(rows), max(8, round(1.5 * sqrt(max(papers, len(rows))) / 8) * 8))
    chosen = sorted(range(len(rows)), key=lambda n: text.digest(names[n], 16))[:count]
    centres = rows[chosen]
    for _ in range(ROUNDS if count else 0):
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest(rows, centres), rows)
        empty = ~sums.any(axis=1)
        sums[empty] = centres[empty]
        centres = scaled(sums)
    levels: Doubles = np.clip(np.floor(centres / (STEP * WHOLE)) + LEVELS, 0, 2 * LEVELS - 1)
    return levels[_beside(chained(centres), centres)]


def chained(rows: Doubles) -> list[int]:
    """An order in which each row is followed by the nearest of those left: what is near a query is then near
    each other in a pack, and few requests load it."""
    near = rows @ rows.T
    order = [0] if len(rows) else []
    left = np.ones(len(rows), dtype=bool)
    while len(order) < len(rows):
        left[order[-1]] = False
        order.append(int(np.where(left, near[order[-1]], -np.inf).argmax()))
    return order


def _beside(order: list[int], centres: Doubles) -> list[int]:
    """An order in which centres that one query looks at are closer to each other: one after the other moves
    to where it is nearest to those that it is looked at with. The last ones of a chain fit ill."""
    near = np.argsort(-(centres @ centres.T), axis=1, kind="stable")[:, :TOGETHER]
    often = np.zeros((len(centres), len(centres)), dtype=np.int64)
    for group in near:
        often[np.ix_(group, group)] += 1
    for _ in range(ROUNDS):
        before = order
        for one in range(len(centres)):
            at = order.index(one)
            rest = order[:at] + order[at + 1 :]
            worth = _worth(often[one, rest], often, np.array(rest, dtype=np.int64))
            best = int(worth.argmax())
            if worth[best] > worth[at]:
                order = [*rest[:best], one, *rest[best:]]
        if order == before:
            break
    return order


def _worth(with_one: Whole, often: Whole, rest: Whole) -> Whole:
    """What it is worth to put a centre before each of the rest, or behind all: others within CLOSE places
    count, the nearer the more, less what those lose that it comes between."""
    count = len(rest)
    found = np.zeros(count + 1, dtype=np.int64)
    for step in range(1, min(CLOSE, count + 1)):
        found[step:] += (CLOSE - step) * with_one[: count + 1 - step]
        found[: count + 1 - step] += (CLOSE - step) * with_one[step - 1 :]
        parted = np.zeros(count + 2, dtype=np.int64)
        pairs = often[rest[: count - step], rest[step:]]
        parted[1 : count + 1 - step] += pairs
        parted[step + 1 : count + 1] -= pairs
        found -= np.cumsum(parted)[: count + 1]
    return found


def nearest(rows: Doubles, centres: Doubles) -> npt.NDArray[np.int64]:
    """The centre of each row."""
    found = np.zeros(len(rows), dtype=np.int64)
    for start in range(0, len(rows), BLOCK):
        found[start : start + BLOCK] = (rows[start : start + BLOCK] @ centres.T).argmax(axis=1)
    return found


def scaled(rows: Doubles) -> Doubles:
    """Rows of whole numbers, of length WHOLE unless they are zero."""
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    found: Doubles = np.rint(rows * (WHOLE / np.maximum(lengths, 1e-9)))
    return found
