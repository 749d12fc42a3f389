"""Which papers are near a paper: near in words, near in time, and not near to everything.

Vectors come from papers of closed quarters only. Until the next quarter closes, how near two
papers are does not change; a new day adds its papers and moves nobody else's.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator import text
from generator.graph import vectors
from generator.graph.space import Worded
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Near:
    """For each paper at most KEPT others, best first: index or -1; and likeness, a whole number,
    of which 2 SCALE² is a paper's with itself."""

    others: Indices
    likeness: Floats


def related(worded: Worded, size: int = SIZE) -> Mapping[PaperId, tuple[PaperId, ...]]:
    """For each paper the nearest `size` others, best first, ties by id. No two of a list, nor a
    paper and one of its list, are twins. Whoever has anything in common with anybody stands
    among the first HANDFUL of some paper. A paper without words, or with its own only, has none.
    """
    ordered = worded.space.papers
    if not ordered:
        return {}
    near = _near(worded)
    titles = [text.fold(paper.paper.title) for paper in ordered]
    lists = _Lists(near, titles, size)
    lists.link_everybody()
    ids = [paper.paper.id for paper in ordered]
    return {key: tuple(ids[n] for n in chosen) for key, chosen in zip(ids, lists.chosen, strict=True)}


def _near(worded: Worded) -> _Near:
    papers, plane, weighed = worded.space.papers, worded.space.plane, worded.weighed
    usual = _usual(plane, plane[worded.space.trained_on])
    days = np.array([paper.first_day.toordinal() for paper in papers], dtype=np.float32)
    shape = (len(papers), KEPT)
    near = _Near(others=np.full(shape, -1, dtype=np.int32), likeness=np.zeros(shape, dtype=np.float32))
    for start in range(0, len(papers), BLOCK):
        _fill(near, start, weighed, plane, days, usual)
    return near


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


def _fill(near: _Near, start: int, weighed: vectors.Rows, plane: Floats, days: Floats, usual: Floats) -> None:
    """One block of rows: the nearest in the plane and in time, then compared by their words too."""
    rough = plane[start : start + BLOCK] @ plane.T
    rough *= _freshness(days[start : start + BLOCK, None] - days)
    at = max(0, len(days) - CANDIDATES)
    least = np.maximum(np.partition(rough, at, axis=1)[:, at], 1)
    mine = np.zeros(vectors.COLUMNS, dtype=np.float32)
    for row, nearness in enumerate(rough, start):
        nearness[row] = 0
        others = np.flatnonzero(nearness >= least[row - start])
        held = slice(weighed.indptr[row], weighed.indptr[row + 1])
        mine[weighed.indices[held]] = weighed.data[held]
        likeness = plane[others] @ plane[row] + weighed[others] @ mine
        mine[weighed.indices[held]] = 0
        scores = np.rint(likeness * _freshness(days[others] - days[row])) - usual[others]
        best = np.lexsort((others, -scores))[:KEPT]
        near.others[row, : len(best)] = others[best]
        near.likeness[row, : len(best)] = likeness[best]


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
