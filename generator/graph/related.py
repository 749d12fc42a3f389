"""Which papers are near a paper: near in words, near in time, and not near to everything.

Vectors come from papers of closed quarters only. Until the next quarter closes, how near two
papers are does not change; a new day adds its papers and moves nobody else's.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator import memo, text
from generator.graph import vectors
from generator.graph.space import Space, Worded
from generator.memo import FORGETFUL, Memory
from generator.records.ids import PaperId

SIZE = 10
"""How many a paper shows."""

HANDFUL = 5
"""Among the first so many of some paper every paper stands."""

CANDIDATES, KEPT = 128, 48
"""Compared closely for each paper, and ranked."""

SAME_DAY, HALVED = 0.3, 365
"""How much more two papers of one day count than two of far apart days, and the days after which
half of that is left. People's reading lists hold papers of one time together, more than this."""

HUB, AROUND = 0.4, 50
"""The part of a candidate's usual nearness, to the nearest so many, that is taken off."""

TWINS, STATES = 0.9, 4
"""From this likeness on two papers are taken for two states of one; unless there were more states
than this, for then they are a series, or text made from a template."""

BLOCK = 64

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int32]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Near:
    """For each paper at most KEPT others, best first: index or -1; and likeness, a whole number,
    of which 2 SCALE² is a paper's with itself. `least` is the nearness of the last that was compared
    closely, `usual` how near a paper is to those nearest to it."""

    others: Indices
    likeness: Floats
    least: Floats
    usual: Floats


def related(
    worded: Worded, size: int = SIZE, known: Memory = FORGETFUL
) -> Mapping[PaperId, tuple[PaperId, ...]]:
    """For each paper the nearest `size` others, best first, ties by id. No two of a list, nor a
    paper and one of its list, are twins. Whoever has anything in common with anybody stands
    among the first HANDFUL of some paper. A paper without words, or with its own only, has none.
    """
    ordered = worded.space.papers
    if not ordered:
        return {}
    near = _near(worded, known)
    titles = [text.fold(paper.paper.title) for paper in ordered]
    lists = _Lists(near, titles, size)
    lists.link_everybody()
    ids = [paper.paper.id for paper in ordered]
    return {key: tuple(ids[n] for n in chosen) for key, chosen in zip(ids, lists.chosen, strict=True)}


def _near(worded: Worded, known: Memory) -> _Near:
    """What is near to each paper. Of a paper known before it is found again only where a new one is as
    near as the last that was compared; that of others is as it was."""
    space = worded.space
    key = memo.key([space.marks[row] for row in space.trained_on])
    near, old = _recalled(space, known.recall("near", key))
    fresh = np.flatnonzero(~old)
    near.usual[fresh] = _usual(space.plane[fresh], space.plane[space.trained_on])
    days = np.array([paper.first_day.toordinal() for paper in space.papers], dtype=np.float32)
    rows = np.concatenate([fresh, _touched(near, space.plane, days, np.flatnonzero(old), fresh)])
    for start in range(0, len(rows), BLOCK):
        _fill(near, rows[start : start + BLOCK], worded, days)
    if len(rows):
        arrays = {name: getattr(near, name) for name in _Near.__slots__}
        known.keep("near", key, memo.packed({"marks": memo.joined(space.marks), **arrays}))
    return near


def _recalled(space: Space, body: bytes | None) -> tuple[_Near, npt.NDArray[np.bool_]]:
    """What is known, by the rows of today, and of which rows. A paper that went, or whose text changed,
    may have been near to any: then nothing is known."""
    count = len(space.papers)
    near = _Near(
        others=np.full((count, KEPT), -1, dtype=np.int32),
        likeness=np.zeros((count, KEPT), dtype=np.float32),
        least=np.zeros(count, dtype=np.float32),
        usual=np.zeros(count, dtype=np.float32),
    )
    old = np.zeros(count, dtype=bool)
    held = memo.unpacked(body or b"")
    places = {mark: row for row, mark in enumerate(space.marks)}
    names = memo.split(held["marks"]) if held else []
    if len(names) <= CANDIDATES or not places.keys() >= set(names):
        return near, old
    rows = np.array([places[name] for name in names], dtype=np.int32)
    others = held["others"]
    near.others[rows] = np.where(others >= 0, rows[others], -1)
    for name in ("likeness", "least", "usual"):
        getattr(near, name)[rows] = held[name]
    old[rows] = True
    return near, old


def _touched(near: _Near, plane: Floats, days: Floats, old: Places, fresh: Places) -> Places:
    """Those of the old rows to which a fresh one is near enough to be compared."""
    found = [np.zeros(0, dtype=np.int64)]
    for start in range(0, len(old) if len(fresh) else 0, BLOCK):
        rows = old[start : start + BLOCK]
        rough = plane[rows] @ plane[fresh].T
        rough *= _freshness(days[rows, None] - days[fresh])
        found.append(rows[rough.max(axis=1) >= near.least[rows]])
    return np.concatenate(found)


def _usual(plane: Floats, known: Floats) -> Floats:
    """How near each paper is to its nearest of those trained on: great for a hub, which is near to all
    (after CSLS, Conneau et al. 2018). Later papers do not change it."""
    usual = np.zeros(len(plane), dtype=np.float32)
    few = min(AROUND, len(known))
    for start in range(0, len(plane), BLOCK):
        rough = plane[start : start + BLOCK] @ known.T
        nearest = np.partition(rough, len(known) - few, axis=1)[:, len(known) - few :]
        usual[start : start + BLOCK] = np.rint(nearest.sum(axis=1, dtype=np.float64) * (HUB / few))
    return usual


def _fill(near: _Near, rows: Places, worded: Worded, days: Floats) -> None:
    """Some rows: the nearest in the plane and in time, then compared by their words too."""
    plane, weighed = worded.space.plane, worded.weighed
    rough = plane[rows] @ plane.T
    rough *= _freshness(days[rows, None] - days)
    at = max(0, len(days) - CANDIDATES)
    near.least[rows] = np.maximum(np.partition(rough, at, axis=1)[:, at], 1)
    mine = np.zeros(vectors.COLUMNS, dtype=np.float32)
    for row, nearness in zip(rows.tolist(), rough, strict=True):
        nearness[row] = 0
        others = np.flatnonzero(nearness >= near.least[row])
        held = slice(weighed.indptr[row], weighed.indptr[row + 1])
        mine[weighed.indices[held]] = weighed.data[held]
        likeness = plane[others] @ plane[row] + weighed[others] @ mine
        mine[weighed.indices[held]] = 0
        scores = np.rint(likeness * _freshness(days[others] - days[row])) - near.usual[others]
        best = np.lexsort((others, -scores))[:KEPT]
        near.others[row, : len(best)] = others[best]
        near.likeness[row, : len(best)] = likeness[best]
        near.others[row, len(best) :] = -1
        near.likeness[row, len(best) :] = 0


def _freshness(apart: Floats) -> Floats:
    """Sums, products and quotients only: these are the same everywhere, powers are not."""
    fresh = np.abs(apart)
    fresh /= HALVED
    fresh += 1
    np.divide(SAME_DAY, fresh, out=fresh)
    fresh += 1
    return fresh


def _twins(near: _Near, titles: Sequence[str]) -> dict[int, set[int]]:
    """Twins of each paper that has some: by likeness, or by the very same title."""
    alike: dict[int, set[int]] = defaultdict(set)
    for n, at in np.argwhere(near.likeness >= TWINS * 2 * vectors.SCALE**2):
        other = int(near.others[n, at])
        alike[int(n)].add(other)
        alike[other].add(int(n))
    named: dict[str, list[int]] = defaultdict(list)
    for n, title in enumerate(titles):
        if title:
            named[title].append(n)
    for same in named.values():
        if 1 < len(same) <= STATES:
            for n in same:
                alike[n].update(other for other in same if other != n)
    few = {n for n, others in alike.items() if len(others) < STATES}
    return {n: alike[n] & few for n in few}


class _Lists:
    """The lists while they are made: `chosen[n]` are the papers that n shows, `links[n]` in how
    many handfuls n stands, `given` the papers that have given their last place away."""

    def __init__(self, near: _Near, titles: Sequence[str], size: int) -> None:
        self._near = near
        self._size = size
        self._twins = _twins(near, titles)
        self.chosen = [self._best(n) for n in range(len(titles))]
        self.links = [0] * len(titles)
        for chosen in self.chosen:
            for n in chosen[:HANDFUL]:
                self.links[n] += 1

    def link_everybody(self) -> None:
        """Whoever stands in no handful gets the last place in the nearest one that can spare it."""
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
            if not any(self._are_twins(other, one) for one in (n, *chosen)):
                chosen.append(other)
        return chosen

    def _are_twins(self, one: int, other: int) -> bool:
        return other in self._twins.get(one, ())

    def _can_take(self, host: int, guest: int) -> bool:
        handful = self.chosen[host][:HANDFUL]
        if any(self._are_twins(guest, one) for one in (host, *handful)):
            return False
        return len(handful) < HANDFUL or self.links[handful[-1]] > 1

    def _take(self, host: int, guest: int) -> None:
        before = self.chosen[host]
        if len(before) >= HANDFUL:
            self.links[before[HANDFUL - 1]] -= 1
        rest = [n for n in before[HANDFUL - 1 :] if n != guest and not self._are_twins(n, guest)]
        self.chosen[host] = [*before[: HANDFUL - 1], guest, *rest][: self._size]
        self.links[guest] += 1
