"""The vectors of all papers, for related papers and for search.

The basis is fitted on papers of closed quarters only: until the next quarter closes, a new day adds its
own vectors and changes nobody else's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from generator import memo
from generator.archive import ArchivedPaper
from generator.graph.similarity import closed, sparse, vectors
from generator.memo import FORGETFUL, Memory
from generator.workers import ALONE, MANY, Workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.graph.similarity.sparse import Counts, Rows

MAX_FITTED = 20_000
"""The most papers that the basis is fitted on."""

Indices = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Space:
    """Papers, sorted by id, and their `vectors` (papers × dimensions). `settled` are the rows of papers of
    closed quarters, if there are enough. `fitted_on` are the rows that the basis was fitted on, and `key`
    changes with them; `fingerprints` change with anything that a paper's vector depends on beside the
    basis."""

    papers: Sequence[ArchivedPaper]
    fingerprints: Sequence[bytes]
    vectors: vectors.Floats
    settled: npt.NDArray[np.intp]
    fitted_on: Indices
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WeightedSpace:
    """A space with its basis and the TF-IDF of its papers, which are large and needed only to compare papers
    in full and to explain their topics."""

    space: Space
    basis: vectors.Basis
    tfidf: Rows


def of(
    papers: Iterable[ArchivedPaper],
    known: Memory = FORGETFUL,
    before: WeightedSpace | None = None,
    workers: Workers = ALONE,
) -> WeightedSpace:
    """`papers` may come in any order. `before` is a space of earlier papers: if all that vectors depend on is
    the same, so are the vectors."""
    ordered = sorted(papers, key=lambda paper: paper.paper.id)
    fingerprints = [one.mark_of_text for one in ordered]
    if before and before.space.fingerprints == fingerprints:
        return replace(before, space=replace(before.space, papers=ordered))
    counts = _counted(ordered, fingerprints, known, workers)
    settled = closed.settled(ordered)
    fitted_on = _fitting_rows(settled, ordered)
    key = memo.key([fingerprints[row] for row in fitted_on])
    basis = _basis(counts[fitted_on], key, known)
    tfidf = basis.tfidf(counts)
    is_same = before is not None and before.space.key == key
    earlier = _Vectors.of(before.space) if before and is_same else _Vectors.recalled(key, known)
    projected = _projected(basis, tfidf, fingerprints, earlier)
    if earlier.fingerprints != fingerprints:
        _Vectors(fingerprints, projected).keep(key, known)
    space = Space(
        papers=ordered,
        fingerprints=fingerprints,
        vectors=projected,
        settled=np.array(settled, dtype=np.intp),
        fitted_on=fitted_on,
        key=key,
    )
    return WeightedSpace(space=space, basis=basis, tfidf=tfidf)


def _counted(
    papers: Sequence[ArchivedPaper], fingerprints: Sequence[bytes], known: Memory, workers: Workers
) -> Counts:
    """The word counts of all papers. Those that an earlier run counted are not counted again."""
    kept = memo.unpacked(known.recall("counts", b"") or b"")
    counted = memo.split(kept["fingerprints"]) if kept else []
    rows = {fingerprint: row for row, fingerprint in enumerate(counted)}
    fresh = [at for at, fingerprint in enumerate(fingerprints) if fingerprint not in rows]
    new = vectors.count((papers[at].paper for at in fresh), workers)
    if len(papers) >= MANY:
        workers.rest()
    if not counted:
        counts = new
    else:
        parts = (kept["data"], kept["indices"], kept["indptr"])
        old: Counts = sparse.rows(*parts, (len(counted), vectors.COLUMNS))
        rows |= {fingerprints[at]: len(counted) + n for n, at in enumerate(fresh)}
        counts = sparse.below([old, new])[[rows[fingerprint] for fingerprint in fingerprints]]
    if fresh or len(counted) != len(fingerprints):
        arrays: dict[str, memo.Array] = {"fingerprints": memo.joined(fingerprints), "data": counts.data}
        arrays |= {"indices": counts.indices, "indptr": counts.indptr}
        known.keep("counts", b"", memo.packed(arrays))
    return counts


class _Vectors(NamedTuple):
    """The vectors of some papers in a basis, by their fingerprints."""

    fingerprints: Sequence[bytes]
    vectors: vectors.Floats

    @classmethod
    def of(cls, space: Space) -> _Vectors:
        """Those of a space."""
        return cls(space.fingerprints, space.vectors)

    @classmethod
    def recalled(cls, key: bytes, known: Memory) -> _Vectors:
        """Those of an earlier run with the basis that `key` identifies."""
        held = memo.unpacked(known.recall("vectors", key) or b"")
        if not held:
            return cls([], np.zeros((0, 0), np.float32))
        return cls(memo.split(held["fingerprints"]), held["vectors"])

    def keep(self, key: bytes, known: Memory) -> None:
        """For the next run."""
        held = {"fingerprints": memo.joined(self.fingerprints), "vectors": self.vectors}
        known.keep("vectors", key, memo.packed(held))


def _projected(
    basis: vectors.Basis, tfidf: Rows, fingerprints: Sequence[bytes], earlier: _Vectors
) -> vectors.Floats:
    """The vectors of all papers. Those that are known are not computed again."""
    if not earlier.fingerprints:
        return basis.project(tfidf)
    rows = {fingerprint: row for row, fingerprint in enumerate(earlier.fingerprints)}
    fresh = [at for at, fingerprint in enumerate(fingerprints) if fingerprint not in rows]
    found = earlier.vectors[[rows.get(fingerprint, 0) for fingerprint in fingerprints]]
    if fresh:
        found[fresh] = basis.project(tfidf[fresh])
    return found


def _basis(counts: Counts, key: bytes, known: Memory) -> vectors.Basis:
    """The basis fitted on some papers, which `key` identifies."""
    body = known.recall("basis", key)
    if body is not None:
        return vectors.Basis.unpacked(memo.unpacked(body))
    basis = vectors.fit(counts)
    known.keep("basis", key, memo.packed(basis.packed()))
    return basis


def _fitting_rows(settled: list[int], papers: Sequence[ArchivedPaper]) -> Indices:
    """Rows to fit the basis on: the settled papers, or all if none is. If there are very many, a sample,
    which new papers hardly change."""
    rows = settled or list(range(len(papers)))
    return np.array(closed.sample(rows, papers, MAX_FITTED), dtype=np.int32)
