"""What papers are about, in twelve bytes each, and groups of similar papers.

A paper's vector is the first `DIMENSIONS` of its row in the archive's space, less the mean of all, at
two bits each, or fewer where the centre of its group tells what is likely. Papers are grouped by the nearest
of some centres, trained on closed quarters: a query that knows which papers are good so far looks through a
few groups near them, and through no other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import log

import numpy as np
import numpy.typing as npt

from generator import memo
from generator.archive import ArchivedPaper
from generator.graph.similarity import closed
from generator.graph.similarity.space import Space
from generator.memo import FORGETFUL, Memory
from generator.records.ids import PaperId
from generator.search import ans, centres
from generator.search.cards import ids
from generator.search.layout import DIMENSIONS, SHARES, VECTOR_BITS
from generator.search.packing import Doubles, Whole, number, steps
from generator.search.packs import Packs, extents
from generator.search.segments import Segment

LEVELS, STEP = 2**VECTOR_BITS, 1 / 8
"""Values that a dimension may have, and the width of one: about one standard deviation."""

ENOUGH_VOTES = 250
"""More votes than this make no difference."""

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Nearness:
    """Vectors and centres as codes, a row each; `group` is the index of the paper's centre."""

    row: Mapping[PaperId, int]
    vectors: Bytes
    group: npt.NDArray[np.int64]
    centres: Bytes

    def grouped(self, papers: Iterable[ArchivedPaper]) -> bytes:
        """The group of each paper."""
        return b"".join(number(int(self.group[self.row[one.paper.id]])) for one in papers)


def of(space: Space, known: Memory = FORGETFUL) -> Nearness:
    """Vectors and groups of all papers of a space. Until a quarter closes, the centres are those of earlier
    runs."""
    frame = framed(space)
    held = len(closed.rows(space.papers))
    levels = _recalled(
        "centres", memo.key(DIMENSIONS, space.key, held), known, partial(_centres, space, frame, held)
    )
    places = centres.scaled(levels - (centres.LEVELS - 0.5))
    group = np.zeros(len(space.vectors), dtype=np.int64)
    codes = np.zeros((len(group), DIMENSIONS), dtype=np.uint8)
    for start in range(0, len(group), centres.BLOCK):
        rows = frame.rows(space.vectors[start : start + centres.BLOCK])
        codes[start : start + centres.BLOCK] = coded(rows, LEVELS, STEP)
        if len(places):
            group[start : start + centres.BLOCK] = centres.nearest(rows, places)
    return Nearness(
        row={paper.paper.id: n for n, paper in enumerate(space.papers)},
        vectors=codes,
        group=group,
        centres=levels.astype(np.uint8),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """How the vectors of a space become rows that are compared: by dimension its factor, and the mean of all
    papers that the basis was fitted on."""

    widened: Doubles
    middle: Doubles

    def rows(self, vectors: npt.NDArray[np.float32]) -> Doubles:
        """Rows of whole numbers, of length centres.WHOLE."""
        return centres.scaled(centres.scaled(_wide(vectors) * self.widened) - self.middle)


def framed(space: Space) -> Frame:
    """The frame of a space changes with its basis only."""
    known = _wide(space.vectors[space.fitted_on])
    widened = _widened(known)
    scaled = centres.scaled(known * widened)
    return Frame(widened=widened, middle=np.rint(scaled.sum(axis=0) / max(1, len(scaled))))


def coded(rows: Doubles, levels: int, step: float) -> Bytes:
    """Each value of some rows as one of so many levels, `step` apart."""
    codes: Bytes = np.clip(np.floor(rows / (step * centres.WHOLE)) + levels / 2, 0, levels - 1).astype(
        np.uint8
    )
    return codes


def packed(codes: Bytes, width: int) -> Bytes:
    """Codes of `width` bits each, side by side in bytes, the first in the high bits."""
    each = 8 // width
    parts = codes.reshape(len(codes), DIMENSIONS // each, each)
    shifts = np.arange(each - 1, -1, -1, dtype=np.uint8) * width
    found: Bytes = (parts << shifts).sum(axis=2, dtype=np.uint8)
    return found


def along(
    papers: Sequence[ArchivedPaper], nearness: Nearness, space: Space, known: Memory = FORGETFUL
) -> list[ArchivedPaper]:
    """Papers group by group, each followed by the nearest one of its group that is left: what a query finds
    is then side by side in packs, and the steps between numbers in postings are short."""
    rows = np.array([nearness.row[one.paper.id] for one in papers], dtype=np.int64)
    prints = memo.key_of_keys(space.fingerprints[row] for row in rows.tolist())
    key = memo.key(space.key, prints, memo.key_of([nearness.group[rows].tolist()]))
    order = _recalled("along", key, known, partial(_order, rows, nearness, space))
    return [papers[n] for n in order.tolist()]


def _centres(space: Space, frame: Frame, papers: int) -> Doubles:
    names = [space.papers[n].paper.id for n in space.fitted_on]
    return centres.of(frame.rows(space.vectors[space.fitted_on]), names, papers)


def _order(rows: Whole, nearness: Nearness, space: Space) -> Whole:
    """The places of some rows of the space in that order."""
    frame, group = framed(space), nearness.group[rows]
    found = [np.zeros(0, dtype=np.int64)]
    for one in np.unique(group):
        held = np.flatnonzero(group == one)
        found.append(held[centres.chained(frame.rows(space.vectors[rows[held]]))])
    return np.concatenate(found)


def _recalled(kind: str, key: bytes, known: Memory, make: Callable[[], memo.Array]) -> memo.Array:
    """An array that follows from what its key stands for: that of an earlier run, if there is one."""
    if body := known.recall(kind, key):
        return memo.unpacked(body)[kind]
    found = make()
    if len(found):
        known.keep(kind, key, memo.packed({kind: found}))
    return found


def shelve(segment: Segment, nearness: Nearness, packs: Packs) -> bytes:
    """Where a segment's groups are: nowhere for groups without papers."""
    members: list[list[int]] = [[] for _ in range(len(nearness.centres))]
    for at, paper in enumerate(segment.papers):
        if members:
            members[nearness.group[nearness.row[paper.paper.id]]].append(at)
    return extents(packs.add(*_group(segment, held, nearness)) if held else None for held in members)


def _group(segment: Segment, held: Sequence[int], nearness: Nearness) -> tuple[bytes, bytes]:
    papers = [segment.papers[at] for at in held]
    rows = [nearness.row[paper.paper.id] for paper in papers]
    numbers = number(len(held)) + steps(segment.first + at for at in held)
    return (
        numbers + bytes(map(_prior, papers)),
        ids([paper.paper.id for paper in papers])
        + _told(nearness.vectors[rows], nearness.centres[nearness.group[rows]]),
    )


def _told(codes: Bytes, centres: Bytes) -> bytes:
    """Vectors, in as many bits as their codes are unlikely beside the codes of their centres."""
    shares = np.array([*SHARES, *(row[::-1] for row in SHARES[::-1])])
    starts = np.cumsum(shares, axis=1) - shares
    return ans.written(starts[centres, codes].ravel().tolist(), shares[centres, codes].ravel().tolist())


def _prior(paper: ArchivedPaper) -> int:
    return round(255 * min(1, log(1 + paper.upvotes) / log(1 + ENOUGH_VOTES)))


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
