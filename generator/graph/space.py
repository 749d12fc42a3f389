"""All papers in one space of words: what is near to what, for related papers and for search.

Vectors come from papers of closed quarters only: until the next quarter closes, a new day adds its
papers and moves nobody else's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.archive import ArchivedPaper
from generator.graph import closed, vectors

ENOUGH, TRAINED_ON = 1_000, 20_000
"""Papers of closed quarters without which everything is trained on, and the most that are."""

Indices = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Space:
    """Papers, sorted by id, as rows of `plane` (see `vectors`); `trained_on` are rows."""

    papers: Sequence[ArchivedPaper]
    plane: vectors.Floats
    trained_on: Indices


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Worded:
    """A space and its papers' words, as rows of `weighed`: large, and needed to compare papers closely."""

    space: Space
    weighed: vectors.Rows


def of(papers: Iterable[ArchivedPaper]) -> Worded:
    """The order of `papers` is no matter."""
    ordered = sorted(papers, key=lambda paper: paper.paper.id)
    counts = vectors.count(paper.paper for paper in ordered)
    trained_on = _closed(ordered)
    basis = vectors.train(counts[trained_on])
    weighed = basis.weighed(counts)
    space = Space(papers=ordered, plane=basis.projected(weighed), trained_on=trained_on)
    return Worded(space=space, weighed=weighed)


def _closed(papers: Sequence[ArchivedPaper]) -> Indices:
    """Rows to train on: first listed before the newest paper's quarter; of very many a fixed
    sample that a paper joins or not whatever the others are."""
    rows = closed.rows(papers)
    if len(rows) < ENOUGH:
        rows = list(range(len(papers)))
    return np.array(closed.few(rows, papers, TRAINED_ON), dtype=np.int32)
