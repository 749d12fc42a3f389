"""All papers in one space of words: what is near to what, for related papers and for search.

Vectors come from papers of closed quarters only: until the next quarter closes, a new day adds its
papers and moves nobody else's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from generator import memo
from generator.archive import ArchivedPaper
from generator.graph import closed, vectors
from generator.memo import FORGETFUL, Memory

ENOUGH, TRAINED_ON = 1_000, 20_000
"""Papers of closed quarters without which everything is trained on, and the most that are."""

Indices = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Space:
    """Papers, sorted by id, as rows of `plane` (see `vectors`); `trained_on` are rows. `marks` stand for
    all that a paper's place in the space comes from."""

    papers: Sequence[ArchivedPaper]
    marks: Sequence[bytes]
    plane: vectors.Floats
    trained_on: Indices


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Worded:
    """A space and its papers' words, as rows of `weighed`: large, and needed to compare papers closely."""

    space: Space
    weighed: vectors.Rows


def of(papers: Iterable[ArchivedPaper], known: Memory = FORGETFUL) -> Worded:
    """The order of `papers` is no matter."""
    ordered = sorted(papers, key=lambda paper: paper.paper.id)
    marks = [_mark(one) for one in ordered]
    counts = _counted(ordered, marks, known)
    trained_on = _closed(ordered)
    basis = _basis(counts, trained_on, marks, known)
    weighed = basis.weighed(counts)
    space = Space(papers=ordered, marks=marks, plane=basis.projected(weighed), trained_on=trained_on)
    return Worded(space=space, weighed=weighed)


def _mark(paper: ArchivedPaper) -> bytes:
    return memo.key(paper.paper.id, paper.first_day.toordinal(), paper.paper.title, paper.paper.abstract)


def _counted(papers: Sequence[ArchivedPaper], marks: Sequence[bytes], known: Memory) -> vectors.Counts:
    """The words of all papers; those of papers that were counted before are known."""
    held = memo.unpacked(known.recall("counts", b"") or b"")
    names = memo.split(held["marks"]) if held else []
    rows = {mark: row for row, mark in enumerate(names)}
    fresh = [at for at, mark in enumerate(marks) if mark not in rows]
    new = vectors.count(papers[at].paper for at in fresh)
    if not names:
        counts = new
    else:
        parts = (held["data"], held["indices"], held["indptr"])
        old = sparse.csr_array(parts, shape=(len(names), vectors.COLUMNS))
        rows |= {marks[at]: len(names) + n for n, at in enumerate(fresh)}
        counts = sparse.vstack([old, new], format="csr")[[rows[mark] for mark in marks]]
    if fresh or len(names) != len(marks):
        arrays: dict[str, memo.Array] = {"marks": memo.joined(marks), "data": counts.data}
        arrays |= {"indices": counts.indices, "indptr": counts.indptr}
        known.keep("counts", b"", memo.packed(arrays))
    return counts


def _basis(counts: vectors.Counts, rows: Indices, marks: Sequence[bytes], known: Memory) -> vectors.Basis:
    """What training on some rows finds."""
    key = memo.key([marks[row] for row in rows])
    body = known.recall("basis", key)
    if body is not None:
        return vectors.Basis(**memo.unpacked(body))
    basis = vectors.train(counts[rows])
    known.keep("basis", key, memo.packed(asdict(basis)))
    return basis


def _closed(papers: Sequence[ArchivedPaper]) -> Indices:
    """Rows to train on: first listed before the newest paper's quarter; of very many a fixed
    sample that a paper joins or not whatever the others are."""
    rows = closed.rows(papers)
    if len(rows) < ENOUGH:
        rows = list(range(len(papers)))
    return np.array(closed.few(rows, papers, TRAINED_ON), dtype=np.int32)
