"""The papers most similar to each paper, of which those related to it are chosen.

First by vector and time, which is fast; then by their words too. Results are kept from run to run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from generator import memo
from generator.graph.similarity import sparse
from generator.graph.similarity.space import Space, WeightedSpace
from generator.memo import FORGETFUL, Memory

CANDIDATES, KEPT = 192, 48
"""Papers compared in full for each paper, and those kept of them."""

SAME_DAY_BONUS, HALF_LIFE = 0.3, 365
"""How much more similar two papers of one day count than two of distant days, and the days after which
half of that is left. In reading lists made by people, papers are even closer in time."""

HUB_PENALTY, HUB_NEIGHBOURS = 0.4, 50
"""The part of a candidate's mean similarity to its nearest neighbours that is subtracted, and how many of
them count."""

BLOCK, CELLS = 64, 2**20
"""Papers that are compared with others at a time, at most: fewer where these are many, since a table of both
takes some thirty bytes a cell meanwhile."""

SPARSE = 20
"""Among so many papers for each that is compared in full, leaving out words takes longer than it saves."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.graph.similarity.sparse import Rows

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int32]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidates:
    """For each paper at most KEPT others, best first: their rows, or -1, and their similarity, a whole
    number; a paper's own is 2 SCALE². `cutoff` is the similarity of the last one compared in full,
    `hubness` the penalty of the paper where it is a candidate."""

    others: Indices
    similarity: Floats
    cutoff: Floats
    hubness: Floats


class _Measures(NamedTuple):
    """What papers are compared by, a row each: vectors, TF-IDF, days."""

    points: Floats
    words: Rows
    days: Floats


class _Among(NamedTuple):
    """Papers that others are compared with: their rows, and what nearness takes of them, for all blocks."""

    rows: Places
    points: Floats
    days: Floats

    @classmethod
    def of(cls, by: _Measures, rows: Places) -> _Among:
        """Of all papers, without a copy: it would be as large as all vectors."""
        if len(rows) == len(by.days):
            return cls(rows, by.points, by.days)
        return cls(rows, by.points[rows], by.days[rows])


def of(weighted: WeightedSpace, known: Memory = FORGETFUL) -> Candidates:
    """The candidates of each paper. Those of a paper from an earlier run stay, but for those that pass its
    cutoff: they join, or take the places of others."""
    space = weighted.space
    key = memo.key(space.key, [space.fingerprints[row] for row in space.settled])
    near, old = _recalled(space, known.recall("near", key))
    fresh = np.flatnonzero(~old)
    near.hubness[fresh] = _hubness(space.vectors[fresh], space.vectors[space.fitted_on])
    days = np.array([paper.first_day.toordinal() for paper in space.papers], dtype=np.float32)
    everyone = np.arange(len(days))
    words = _in_common(weighted.tfidf) if len(fresh) * SPARSE > len(days) else weighted.tfidf
    by = _Measures(space.vectors, words, days)
    for some, rows_among in ((space.settled, space.settled), (unsettled(space), everyone)):
        new = np.intersect1d(rows_among, fresh)
        among = _Among.of(by, rows_among)
        affected = _affected(near, by, some[old[some]], new)
        left = [_join(near, by, rows, among, new) for rows in _blocks(affected, len(among.rows))]
        for rows in _blocks(np.concatenate([some[~old[some]], *left]), len(among.rows)):
            _compare(near, by, rows, among)
    if len(fresh):
        arrays = {name: getattr(near, name) for name in Candidates.__slots__}
        known.keep("near", key, memo.packed({"fingerprints": memo.joined(space.fingerprints), **arrays}))
    return near


def unsettled(space: Space) -> Places:
    """The rows of papers that are not settled."""
    return np.setdiff1d(np.arange(len(space.papers)), space.settled)


def _recalled(space: Space, body: bytes | None) -> tuple[Candidates, npt.NDArray[np.bool_]]:
    """What an earlier run kept, by today's rows, and for which rows. A paper that was removed, or whose text
    changed, may have been a candidate of any other, so nothing is used then."""
    count = len(space.papers)
    near = Candidates(
        others=np.full((count, KEPT), -1, dtype=np.int32),
        similarity=np.zeros((count, KEPT), dtype=np.float32),
        cutoff=np.zeros(count, dtype=np.float32),
        hubness=np.zeros(count, dtype=np.float32),
    )
    old = np.zeros(count, dtype=bool)
    kept = memo.unpacked(body or b"")
    places = {fingerprint: row for row, fingerprint in enumerate(space.fingerprints)}
    names = memo.split(kept["fingerprints"]) if kept else []
    if len(names) <= CANDIDATES or not places.keys() >= set(names):
        return near, old
    rows = np.array([places[name] for name in names], dtype=np.int32)
    others = kept["others"]
    near.others[rows] = np.where(others >= 0, rows[others], -1)
    for name in ("similarity", "cutoff", "hubness"):
        getattr(near, name)[rows] = kept[name]
    old[rows] = True
    return near, old


def _blocks(rows: Places, others: int) -> Iterator[Places]:
    """Some rows at a time, to be compared with so many others."""
    size = max(1, min(BLOCK, CELLS // max(1, others)))
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _affected(near: Candidates, by: _Measures, old: Places, fresh: Places) -> Places:
    """The old rows whose cutoff a fresh one passes."""
    affected = [np.zeros(0, dtype=np.int64)]
    among = _Among.of(by, fresh)
    for rows in _blocks(old, len(fresh)) if len(fresh) else ():
        rough = _rough(by, rows, among)
        affected.append(rows[rough.max(axis=1) >= near.cutoff[rows]])
    return np.concatenate(affected)


def _hubness(points: Floats, known: Floats) -> Floats:
    """The mean similarity of each paper to its nearest among those the basis was fitted on, times the
    penalty: large for a hub, which is similar to everything (after CSLS, Conneau et al. 2018)."""
    hubness = np.zeros(len(points), dtype=np.float32)
    few = min(HUB_NEIGHBOURS, len(known))
    for start in range(0, len(points), BLOCK):
        rough = points[start : start + BLOCK] @ known.T
        nearest = np.partition(rough, len(known) - few, axis=1)[:, len(known) - few :]
        hubness[start : start + BLOCK] = np.rint(nearest.sum(axis=1, dtype=np.float64) * (HUB_PENALTY / few))
    return hubness


def _in_common(tfidf: Rows) -> Rows:
    """The same rows without the words that only one paper has: they make no two papers similar."""
    several = sparse.held_by(tfidf) > 1
    shared = np.flatnonzero(several)
    column = np.zeros(tfidf.shape[1], dtype=np.int32)
    column[shared] = np.arange(len(shared), dtype=np.int32)
    kept = sparse.looked_up(several, tfidf.indices)
    columns = sparse.looked_up(column, tfidf.indices[kept])
    shape = tfidf.shape[0], len(shared)
    common: Rows = sparse.rows(tfidf.data[kept], columns, sparse.chosen(tfidf, kept), shape)
    return common


def _rough(by: _Measures, rows: Places, among: _Among) -> Floats:
    """The nearness of some rows to papers by vector and time."""
    rough: Floats = by.points[rows] @ among.points.T
    rough *= _recency(by.days[rows, None] - among.days)
    return rough


def _cutoff(rough: Floats) -> Floats:
    at = max(0, rough.shape[1] - CANDIDATES)
    cutoff: Floats = np.maximum(np.partition(rough, at, axis=1)[:, at], 1)
    return cutoff


def _join(near: Candidates, by: _Measures, rows: Places, among: _Among, new: Places) -> Places:
    """Adds new papers to the candidates of some rows that do not have them yet. Returns the rows where one of
    those kept has been pushed out: which one takes its place was not kept."""
    rough = _rough(by, rows, among)
    near.cutoff[rows] = _cutoff(rough)
    cutoff = near.cutoff[rows, None]
    kept = near.others[rows]
    there = kept >= 0
    is_out = there & (np.take_along_axis(rough, np.searchsorted(among.rows, kept), axis=1) < cutoff)
    is_sure = ~is_out.any(axis=1)
    passed = (rough[:, np.searchsorted(among.rows, new)] >= cutoff)[is_sure]
    left, rows, kept, there = rows[~is_sure], rows[is_sure], kept[is_sure], there[is_sure]
    in_words = (by.words[rows] @ by.words[new].T).toarray()
    similarity = np.hstack([near.similarity[rows], by.points[rows] @ by.points[new].T + in_words])
    others = np.hstack([kept, np.broadcast_to(new.astype(kept.dtype), passed.shape)])
    scores = np.rint(similarity * _recency(by.days[others] - by.days[rows, None])) - near.hubness[others]
    scores[~np.hstack([there, passed])] = -np.inf
    best = np.lexsort((others, -scores), axis=1)[:, :KEPT]
    is_one = np.take_along_axis(scores, best, axis=1) > -np.inf
    near.others[rows] = np.where(is_one, np.take_along_axis(others, best, axis=1), -1)
    near.similarity[rows] = np.where(is_one, np.take_along_axis(similarity, best, axis=1), 0)
    return left


def _compare(near: Candidates, by: _Measures, rows: Places, among: _Among) -> None:
    """Fills some rows: the nearest of the papers `among`, then compared by their words too."""
    rough = _rough(by, rows, among)
    near.cutoff[rows] = _cutoff(rough)
    points, words, days = by
    mine = np.zeros(words.shape[1], dtype=np.float32)
    for row, nearness in zip(rows.tolist(), rough, strict=True):
        others = among.rows[nearness >= near.cutoff[row]]
        others = others[others != row]
        own = slice(words.indptr[row], words.indptr[row + 1])
        mine[words.indices[own]] = words.data[own]
        similarity = points[others] @ points[row] + words[others] @ mine
        mine[words.indices[own]] = 0
        scores = np.rint(similarity * _recency(days[others] - days[row])) - near.hubness[others]
        best = np.lexsort((others, -scores))[:KEPT]
        near.others[row, : len(best)] = others[best]
        near.similarity[row, : len(best)] = similarity[best]
        near.others[row, len(best) :] = -1
        near.similarity[row, len(best) :] = 0


def _recency(apart: Floats) -> Floats:
    """Factors of similarity by days apart. No powers: they differ between machines."""
    fresh = np.abs(apart)
    fresh /= HALF_LIFE
    fresh += 1
    np.divide(SAME_DAY_BONUS, fresh, out=fresh)
    fresh += 1
    return fresh
