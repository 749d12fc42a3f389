"""What papers are about, in sixteen bytes each, and groups of similar papers.

A paper's vector is the first `DIMENSIONS` of its row in the archive's space, less the mean of all, at
two bits each. Papers are grouped by the nearest of some centres, trained on closed quarters: a query
that knows which papers are good so far looks through a few groups near them, and through no other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
import numpy.typing as npt

from generator import text
from generator.archive import ArchivedPaper
from generator.graph.similarity import closed
from generator.graph.similarity.space import Space
from generator.records.ids import PaperId
from generator.search.cards import ids
from generator.search.layout import CENTRE_BITS, DIMENSIONS, VECTOR_BITS
from generator.search.packing import Whole, number, steps
from generator.search.packs import Packs, extents
from generator.search.segments import Segment

LEVELS, STEP = 2**VECTOR_BITS, 1 / 8
"""Values that a dimension may have, and the width of one: about one standard deviation."""

CENTRE_STEP, CENTRE_LEVELS = 0.05, 2 ** (CENTRE_BITS - 1)
ROUNDS = 12
ENOUGH_VOTES = 250
"""More votes than this make no difference."""

TOGETHER, CLOSE = 7, 6
"""A query looks at about so many groups. Those within so many places are near each other."""

WHOLE = 2**20
"""Rows are cut to whole numbers of this length: their products are exact, so every machine finds
the same groups."""

BLOCK = 2**12
"""Rows processed at a time."""

Doubles = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Nearness:
    """`vectors` are packed, one row per paper; `group` is the index of its centre."""

    row: Mapping[PaperId, int]
    vectors: Bytes
    group: npt.NDArray[np.int64]
    centres: Bytes

    def vector(self, paper: ArchivedPaper) -> bytes:
        """Sixteen bytes."""
        return bytes(self.vectors[self.row[paper.paper.id]])

    def grouped(self, papers: Iterable[ArchivedPaper]) -> bytes:
        """The group of each paper."""
        return b"".join(number(int(self.group[self.row[one.paper.id]])) for one in papers)


def of(space: Space) -> Nearness:
    """Vectors and groups of all papers of a space."""
    frame = framed(space)
    names = [space.papers[n].paper.id for n in space.fitted_on]
    fitted = frame.rows(space.vectors[space.fitted_on])
    levels = _centres(fitted, names, len(closed.rows(space.papers)))
    places = _scaled(levels - (CENTRE_LEVELS - 0.5))
    group = np.zeros(len(space.vectors), dtype=np.int64)
    codes = np.zeros((len(group), DIMENSIONS), dtype=np.uint8)
    for start in range(0, len(group), BLOCK):
        rows = frame.rows(space.vectors[start : start + BLOCK])
        codes[start : start + BLOCK] = coded(rows, LEVELS, STEP)
        if len(places):
            group[start : start + BLOCK] = _nearest(rows, places)
    return Nearness(
        row={paper.paper.id: n for n, paper in enumerate(space.papers)},
        vectors=packed(codes, VECTOR_BITS),
        group=group,
        centres=packed(levels.astype(np.uint8), CENTRE_BITS),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """How the vectors of a space become rows that are compared: by dimension its factor, and the mean of all
    papers that the basis was fitted on."""

    widened: Doubles
    middle: Doubles

    def rows(self, vectors: npt.NDArray[np.float32]) -> Doubles:
        """Rows of whole numbers, of length WHOLE."""
        return _scaled(_scaled(_wide(vectors) * self.widened) - self.middle)


def framed(space: Space) -> Frame:
    """The frame of a space changes with its basis only."""
    known = _wide(space.vectors[space.fitted_on])
    widened = _widened(known)
    scaled = _scaled(known * widened)
    return Frame(widened=widened, middle=np.rint(scaled.sum(axis=0) / max(1, len(scaled))))


def coded(rows: Doubles, levels: int, step: float) -> Bytes:
    """Each value of some rows as one of so many levels, `step` apart."""
    codes: Bytes = np.clip(np.floor(rows / (step * WHOLE)) + levels / 2, 0, levels - 1).astype(np.uint8)
    return codes


def packed(codes: Bytes, width: int) -> Bytes:
    """Codes of `width` bits each, side by side in bytes, the first in the high bits."""
    each = 8 // width
    parts = codes.reshape(len(codes), DIMENSIONS // each, each)
    shifts = np.arange(each - 1, -1, -1, dtype=np.uint8) * width
    found: Bytes = (parts << shifts).sum(axis=2, dtype=np.uint8)
    return found


def along(papers: Iterable[ArchivedPaper], nearness: Nearness, space: Space) -> list[ArchivedPaper]:
    """Papers group by group, each followed by the nearest one of its group that is left: what a query finds
    is then side by side in packs, and the steps between numbers in postings are short."""
    frame = framed(space)
    members: dict[int, list[ArchivedPaper]] = {}
    for paper in papers:
        members.setdefault(int(nearness.group[nearness.row[paper.paper.id]]), []).append(paper)
    found: list[ArchivedPaper] = []
    for _, held in sorted(members.items()):
        rows = frame.rows(space.vectors[[nearness.row[paper.paper.id] for paper in held]])
        found += [held[n] for n in _chained(rows)]
    return found


def shelve(segment: Segment, nearness: Nearness, packs: Packs) -> bytes:
    """Where a segment's groups are: nowhere for groups without papers."""
    members: list[list[int]] = [[] for _ in range(len(nearness.centres))]
    for at, paper in enumerate(segment.papers):
        if members:
            members[nearness.group[nearness.row[paper.paper.id]]].append(at)
    return extents(packs.add(_group(segment, held, nearness)) if held else None for held in members)


def _group(segment: Segment, held: Sequence[int], nearness: Nearness) -> bytes:
    papers = [segment.papers[at] for at in held]
    return b"".join(
        [
            number(len(held)),
            steps(segment.first + at for at in held),
            ids([paper.paper.id for paper in papers]),
            *map(nearness.vector, papers),
            bytes(_prior(paper) for paper in papers),
        ]
    )


def _prior(paper: ArchivedPaper) -> int:
    return round(255 * min(1, log(1 + paper.upvotes) / log(1 + ENOUGH_VOTES)))


def _centres(rows: Doubles, names: Sequence[PaperId], papers: int) -> Doubles:
    """Levels of four bits: spherical k-means (Dhillon & Modha 2001) from papers that nothing but their
    id chooses, so that a few more papers do not move every centre. There are as many as suit the
    `papers` of closed quarters, of which `rows` may be a sample."""
    count = min(len(rows), max(8, round(1.5 * sqrt(max(papers, len(rows))) / 8) * 8))
    chosen = sorted(range(len(rows)), key=lambda n: text.digest(names[n], 16))[:count]
    centres = rows[chosen]
    for _ in range(ROUNDS if count else 0):
        nearest = _nearest(rows, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, rows)
        empty = ~sums.any(axis=1)
        sums[empty] = centres[empty]
        centres = _scaled(sums)
    levels: Doubles = np.clip(
        np.floor(centres / (CENTRE_STEP * WHOLE)) + CENTRE_LEVELS, 0, 2 * CENTRE_LEVELS - 1
    )
    return levels[_beside(_chained(centres), centres)]


def _chained(rows: Doubles) -> list[int]:
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


def _nearest(rows: Doubles, centres: Doubles) -> npt.NDArray[np.int64]:
    """The centre of each row."""
    found = np.zeros(len(rows), dtype=np.int64)
    for start in range(0, len(rows), BLOCK):
        found[start : start + BLOCK] = (rows[start : start + BLOCK] @ centres.T).argmax(axis=1)
    return found


def _wide(rows: npt.NDArray[np.float32]) -> Doubles:
    """As many columns as a vector has, even if the space has fewer."""
    held = rows[:, :DIMENSIONS]
    wide = np.zeros((len(rows), DIMENSIONS))
    wide[:, : held.shape[1]] = held
    return wide


def _widened(rows: Doubles) -> Doubles:
    """By dimension a factor that makes narrow ones wider: the codes of all have the same steps, which would
    tell only the sign of the last ones. Square roots alone, which are the same on every machine."""
    squares = (rows * rows).mean(axis=0) if len(rows) else np.ones(rows.shape[1])
    return 1 / np.sqrt(np.sqrt(np.maximum(squares, 1)))


def _scaled(rows: Doubles) -> Doubles:
    """Rows of whole numbers, of length WHOLE unless they are zero."""
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    scaled: Doubles = np.rint(rows * (WHOLE / np.maximum(lengths, 1e-9)))
    return scaled
