"""Which papers are related to a paper: similar in words, close in time, and not similar to everything.

Vectors are fitted on papers of closed quarters only, and a paper of a closed quarter is related to papers of
closed quarters only. Until the next quarter closes, its list does not change, however many days are added:
one of some twenty-five new papers would otherwise change the pages of a hundred old ones. A paper of the
current quarter is related to any other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from generator import memo, text
from generator.graph.similarity import candidates, vectors
from generator.graph.similarity.candidates import Candidates, Places
from generator.graph.similarity.space import Space, WeightedSpace
from generator.memo import FORGETFUL, Memory
from generator.records.ids import PaperId

SIZE = 16
"""The nearest papers that are found for each paper: `ties` chooses the related ones among them."""

TOP = 5
"""Every paper is among the first so many of some other paper."""

DUPLICATE, MAX_VERSIONS = 0.9, 4
"""From this similarity on, two papers count as versions of one. More versions than this are a series, or
text made from a template, and do not."""


def related(
    weighted: WeightedSpace, size: int = SIZE, known: Memory = FORGETFUL
) -> Mapping[PaperId, tuple[PaperId, ...]]:
    """For each paper the nearest `size` others, best first, ties by id. No two of a list, nor a
    paper and one of its list, are duplicates. A paper that shares a word with any other is among the
    first TOP of some paper, one of the current quarter if another of it can spare a place. A paper that
    shares none has no list.
    """
    space = weighted.space
    if not space.papers:
        return {}
    lists = _Lists(
        candidates.of(weighted, known), [text.fold(paper.paper.title) for paper in space.papers], size
    )
    _make_settled(lists, space, known)
    lists.make(candidates.unsettled(space))
    ids = [paper.paper.id for paper in space.papers]
    return {key: tuple(ids[n] for n in lists.chosen[row]) for row, key in enumerate(ids)}


def _make_settled(lists: "_Lists", space: Space, known: Memory) -> None:
    """The lists of papers of closed quarters, which follow from these papers alone: those of an earlier run
    if it had the same ones."""
    key = memo.key(lists.size, space.key, [space.fingerprints[row] for row in space.settled])
    body = known.recall("related", key)
    if body is not None:
        lists.take(space.settled, memo.unpacked(body)["places"])
        return
    lists.make(space.settled)
    if len(space.settled):
        known.keep("related", key, memo.packed({"places": lists.places(space.settled)}))


def _duplicates(near: Candidates, rows: Places, titles: Sequence[str]) -> dict[int, set[int]]:
    """The duplicates among some papers, of each that has some: similar above the limit, or of the same
    title."""
    alike: dict[int, set[int]] = defaultdict(set)
    for at, place in np.argwhere(near.similarity[rows] >= DUPLICATE * 2 * vectors.SCALE**2):
        n, other = int(rows[at]), int(near.others[rows[at], place])
        alike[n].add(other)
        alike[other].add(n)
    named: dict[str, list[int]] = defaultdict(list)
    for n in rows.tolist():
        if titles[n]:
            named[titles[n]].append(n)
    for same in named.values():
        if 1 < len(same) <= MAX_VERSIONS:
            for n in same:
                alike[n].update(other for other in same if other != n)
    few = {n for n, others in alike.items() if len(others) < MAX_VERSIONS}
    return {n: alike[n] & few for n in few}


class _Lists:
    """The lists while they are built, some at a time: `chosen[n]` are the papers that n shows, and `links[n]`
    counts the papers that have n among their first TOP."""

    def __init__(self, near: Candidates, titles: Sequence[str], size: int) -> None:
        self._near = near
        self._titles = titles
        self.size = size
        self._made = np.zeros(0, dtype=np.intp)
        self._duplicates: dict[int, set[int]] = {}
        self.chosen: list[list[int]] = [[] for _ in titles]
        self.links = [0] * len(titles)

    def make(self, rows: Places) -> None:
        """The lists of some papers. Those made before stay as they are."""
        mine = rows.tolist()
        self._made = np.union1d(self._made, rows)
        self._duplicates = _duplicates(self._near, self._made, self._titles)
        for n in mine:
            self.chosen[n] = self._best(n)
            for other in self.chosen[n][:TOP]:
                self.links[other] += 1
        self._link_orphans(mine)

    def places(self, rows: Places) -> memo.Array:
        """The lists of some papers that name each other only, as places in `rows`; -1 where one is shorter
        than others."""
        found = np.full((len(rows), self.size), -1, np.int32)
        for at, n in enumerate(rows.tolist()):
            found[at, : len(self.chosen[n])] = np.searchsorted(rows, self.chosen[n])
        return found

    def take(self, rows: Places, places: memo.Array) -> None:
        """The inverse: as if `make` had made these lists first."""
        self._made = np.union1d(self._made, rows)
        for n, chosen in zip(rows.tolist(), places.tolist(), strict=True):
            self.chosen[n] = [int(rows[place]) for place in chosen if place >= 0]
        for other, count in zip(*np.unique(places[:, :TOP], return_counts=True), strict=True):
            if other >= 0:
                self.links[rows[other]] += int(count)

    def _link_orphans(self, mine: Sequence[int]) -> None:
        """Puts each paper without a link in the last place of the nearest top that can spare it."""
        hosts = set(mine)
        for n in mine:
            if self.links[n]:
                continue
            host = next((h for h in self._others(n) if h in hosts and self._can_take(h, n)), None)
            if host is not None:
                hosts.remove(host)
                self._take(host, n)

    def _others(self, n: int) -> list[int]:
        return [other for other in self._near.others[n].tolist() if other >= 0]

    def _best(self, n: int) -> list[int]:
        chosen: list[int] = []
        for other in self._others(n):
            if len(chosen) == self.size:
                break
            if not self._is_duplicate(other, n, chosen):
                chosen.append(other)
        return chosen

    def _is_duplicate(self, one: int, other: int, others: Iterable[int]) -> bool:
        """Whether it is a duplicate of any of these."""
        alike = self._duplicates.get(one)  # most papers have none
        return alike is not None and (other in alike or not alike.isdisjoint(others))

    def _can_take(self, host: int, guest: int) -> bool:
        top = self.chosen[host][:TOP]
        if self._is_duplicate(guest, host, top):
            return False
        return len(top) < TOP or self.links[top[-1]] > 1

    def _take(self, host: int, guest: int) -> None:
        before = self.chosen[host]
        if len(before) >= TOP:
            self.links[before[TOP - 1]] -= 1
        rest = [n for n in before[TOP - 1 :] if n != guest and not self._is_duplicate(n, guest, ())]
        self.chosen[host] = [*before[: TOP - 1], guest, *rest][: self.size]
        self.links[guest] += 1
