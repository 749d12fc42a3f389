"""Which source keywords go with which topics: counted on the papers that patterns are sure of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.graph.learned import Matrix

FEWEST = 3
"""Papers a keyword needs before it says anything."""

PRIOR = 2.0
"""Papers without the topic that are added to every count: three of three are no certainty."""

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Keywords × topics: `both` counts sure papers of the topic with the keyword; `seen` counts
    all papers with it."""

    rows: Mapping[str, int]
    seen: Matrix
    both: Matrix

    def shares(self, keys: Keys) -> Matrix:
        """For each topic, the share of the keyword that goes with it most; in [0, 1["""
        rows = [self.rows[key] for key in keys if key in self.rows]
        if not rows:
            return np.zeros(self.both.shape[1], np.float32)
        return np.asarray((self.both[rows] / (self.seen[rows, None] + PRIOR)).max(axis=0), dtype=np.float32)

    def telling(self, keys: Keys, topic: int) -> tuple[str, int, int] | None:
        """The keyword that goes with a topic most, in how many papers, of how many; the first of
        equals. None when none is seen with it in a quarter of its papers."""
        best: tuple[float, str, int, int] | None = None
        for key in keys:
            if key in self.rows:
                both, seen = self.both[self.rows[key], topic], self.seen[self.rows[key]]
                share = float(both / (seen + PRIOR))
                if share >= 0.25 and (best is None or share > best[0]):
                    best = (share, key, int(both), int(seen))
        return best[1:] if best else None


def learn(keys: Sequence[Keys], sure: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Company:
    """`keys` are folded keywords by paper, each once; `sure` is papers × topics."""
    counts = Counter(key for of_paper in keys for key in of_paper)
    kept = sorted(key for key, times in counts.items() if times >= FEWEST)
    rows = {key: row for row, key in enumerate(kept)}
    both = np.zeros((len(kept), sure.shape[1]), np.float32)
    for of_paper, topics in zip(keys, sure, strict=True):
        at = np.flatnonzero(topics)
        for key in of_paper:
            if key in rows and len(at):
                both[rows[key], at] += 1
    seen = np.array([counts[key] for key in kept], np.float32)
    return Company(rows=rows, seen=seen, both=both)
