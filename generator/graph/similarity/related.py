"""Which papers are related to a paper: similar in words, close in time, and not similar to everything.

Vectors are fitted on papers of closed quarters only. Until the next quarter closes, the similarity of two
papers does not change; a new day adds its own papers.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator import memo, text
from generator.graph.similarity import vectors
from generator.graph.similarity.space import Space, WeightedSpace
from generator.memo import FORGETFUL, Memory
from generator.records.ids import PaperId

SIZE = 10
"""Related papers of one paper at most."""

TOP = 5
"""Every paper is among the first so many of some other paper."""

CANDIDATES, KEPT = 128, 48
"""Papers compared in full for each paper, and those kept of them."""

SAME_DAY_BONUS, HALF_LIFE = 0.3, 365
"""How much more similar two papers of one day count than two of distant days, and the days after which
half of that is left. In reading lists made by people, papers of one time are closer still."""

HUB_PENALTY, HUB_NEIGHBOURS = 0.4, 50
"""The part of a candidate's mean similarity to its nearest so many that is subtracted."""

DUPLICATE, MAX_VERSIONS = 0.9, 4
"""From this similarity on, two papers count as versions of one. More versions than this are a series, or
text made from a template, and do not."""

BLOCK = 64

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int32]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Candidates:
    """For each paper at most KEPT others, best first: their rows, or -1, and their similarity, a whole
    number; a paper's own is 2 SCALE². `cutoff` is the similarity of the last one compared in full,
    `hubness` the penalty of the paper where it is a candidate."""

    others: Indices
    similarity: Floats
    cutoff: Floats
    hubness: Floats


def related(
    weighted: WeightedSpace, size: int = SIZE, known: Memory = FORGETFUL
) -> Mapping[PaperId, tuple[PaperId, ...]]:
    """For each paper the nearest `size` others, best first, ties by id. No two of a list, nor a
    paper and one of its list, are duplicates. A paper that shares a word with any other is among the
    first TOP of some paper. A paper that shares none has no list.
    """
    ordered = weighted.space.papers
    if not ordered:
        return {}
    near = _near(weighted, known)
    titles = [text.fold(paper.paper.title) for paper in ordered]
    lists = _Lists(near, titles, size)
    lists.link_orphans()
    ids = [paper.paper.id for paper in ordered]
    return {key: tuple(ids[n] for n in chosen) for key, chosen in zip(ids, lists.chosen, strict=True)}


def _near(weighted: WeightedSpace, known: Memory) -> _Candidates:
    """The candidates of each paper. Those of a paper from an earlier run are found again only where a new
    paper passes its cutoff."""
    space = weighted.space
    near, old = _recalled(space, known.recall("near", space.key))
    fresh = np.flatnonzero(~old)
    near.hubness[fresh] = _hubness(space.vectors[fresh], space.vectors[space.fitted_on])
    days = np.array([paper.first_day.toordinal() for paper in space.papers], dtype=np.float32)
    rows = np.concatenate([fresh, _affected(near, space.vectors, days, np.flatnonzero(old), fresh)])
    for start in range(0, len(rows), BLOCK):
        _compare(near, rows[start : start + BLOCK], weighted, days)
    if len(rows):
        arrays = {name: getattr(near, name) for name in _Candidates.__slots__}
        known.keep(
            "near", space.key, memo.packed({"fingerprints": memo.joined(space.fingerprints), **arrays})
        )
    return near


def _recalled(space: Space, body: bytes | None) -> tuple[_Candidates, npt.NDArray[np.bool_]]:
    """What an earlier run kept, by the rows of today, and for which rows. A paper that was removed, or whose
    text changed, may be a candidate of any other: then nothing is used."""
    count = len(space.papers)
    near = _Candidates(
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


def _affected(near: _Candidates, points: Floats, days: Floats, old: Places, fresh: Places) -> Places:
    """The old rows whose cutoff a fresh one passes."""
    affected = [np.zeros(0, dtype=np.int64)]
    for start in range(0, len(old) if len(fresh) else 0, BLOCK):
        rows = old[start : start + BLOCK]
        rough = points[rows] @ points[fresh].T
        rough *= _recency(days[rows, None] - days[fresh])
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


def _compare(near: _Candidates, rows: Places, weighted: WeightedSpace, days: Floats) -> None:
    """Fills some rows: the nearest by vector and time, then compared by their words too."""
    points, tfidf = weighted.space.vectors, weighted.tfidf
    rough = points[rows] @ points.T
    rough *= _recency(days[rows, None] - days)
    at = max(0, len(days) - CANDIDATES)
    near.cutoff[rows] = np.maximum(np.partition(rough, at, axis=1)[:, at], 1)
    mine = np.zeros(vectors.COLUMNS, dtype=np.float32)
    for row, nearness in zip(rows.tolist(), rough, strict=True):
        nearness[row] = 0
        others = np.flatnonzero(nearness >= near.cutoff[row])
        own = slice(tfidf.indptr[row], tfidf.indptr[row + 1])
        mine[tfidf.indices[own]] = tfidf.data[own]
        similarity = points[others] @ points[row] + tfidf[others] @ mine
        mine[tfidf.indices[own]] = 0
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


def _duplicates(near: _Candidates, titles: Sequence[str]) -> dict[int, set[int]]:
    """The duplicates of each paper that has some: similar above the limit, or of the same title."""
    alike: dict[int, set[int]] = defaultdict(set)
    for n, at in np.argwhere(near.similarity >= DUPLICATE * 2 * vectors.SCALE**2):
        other = int(near.others[n, at])
        alike[int(n)].add(other)
        alike[other].add(int(n))
    named: dict[str, list[int]] = defaultdict(list)
    for n, title in enumerate(titles):
        if title:
            named[title].append(n)
    for same in named.values():
        if 1 < len(same) <= MAX_VERSIONS:
            for n in same:
                alike[n].update(other for other in same if other != n)
    few = {n for n, others in alike.items() if len(others) < MAX_VERSIONS}
    return {n: alike[n] & few for n in few}


class _Lists:
    """The lists while they are built: `chosen[n]` are the papers that n shows, and `links[n]` counts the
    papers that have n among their first TOP."""

    def __init__(self, near: _Candidates, titles: Sequence[str], size: int) -> None:
        self._near = near
        self._size = size
        self._duplicates = _duplicates(near, titles)
        self.chosen = [self._best(n) for n in range(len(titles))]
        self.links = [0] * len(titles)
        for chosen in self.chosen:
            for n in chosen[:TOP]:
                self.links[n] += 1

    def link_orphans(self) -> None:
        """Puts each paper without a link in the last place of the nearest top that can spare it."""
        given: set[int] = set()
        for n in range(len(self.chosen)):
            if self.links[n]:
                continue
            host = next((h for h in self._others(n) if h not in given and self._can_take(h, n)), None)
            if host is not None:
                given.add(host)
                self._take(host, n)

    def _others(self, n: int) -> list[int]:
        return [int(other) for other in self._near.others[n] if other >= 0]

    def _best(self, n: int) -> list[int]:
        chosen: list[int] = []
        for other in self._others(n):
            if len(chosen) == self._size:
                break
            if not any(self._are_duplicates(other, one) for one in (n, *chosen)):
                chosen.append(other)
        return chosen

    def _are_duplicates(self, one: int, other: int) -> bool:
        return other in self._duplicates.get(one, ())

    def _can_take(self, host: int, guest: int) -> bool:
        top = self.chosen[host][:TOP]
        if any(self._are_duplicates(guest, one) for one in (host, *top)):
            return False
        return len(top) < TOP or self.links[top[-1]] > 1

    def _take(self, host: int, guest: int) -> None:
        before = self.chosen[host]
        if len(before) >= TOP:
            self.links[before[TOP - 1]] -= 1
        rest = [n for n in before[TOP - 1 :] if n != guest and not self._are_duplicates(n, guest)]
        self.chosen[host] = [*before[: TOP - 1], guest, *rest][: self._size]
        self.links[guest] += 1
