import random
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest

from generator.archive import Archive
from generator.graph.similarity import candidates, closed, space
from generator.graph.similarity.candidates import Candidates
from generator.records.listing import Listing
from tests.support import fabricate
from tests.support.notebook import Notebook

PAPERS = 240
NEW = date(2026, 12, 21)
"""When the current quarter begins."""


def found(listings: Sequence[Listing], known: Notebook) -> Candidates:
    """The candidates of all papers of some days."""
    return candidates.of(space.of(Archive.of(listings).shown), known)


def test_new_papers_join(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever days of the current quarter came first, papers that came later are candidates as if all had
    come at once: they take places, and what they push out is gone. Most old ones are not compared again."""
    monkeypatch.setattr(closed, "FEWEST", 60)
    monkeypatch.setattr(closed, "quarter", lambda day: min(NEW, day.replace(day=1)) if day < NEW else NEW)
    monkeypatch.setattr(candidates, "CANDIDATES", 16)
    monkeypatch.setattr(candidates, "KEPT", 6)
    compared: list[int] = []
    compare = candidates._compare

    def counted(near: Candidates, by: Any, rows: candidates.Places, among: Any) -> None:
        compared.append(len(rows))
        compare(near, by, rows, among)

    monkeypatch.setattr(candidates, "_compare", counted)
    fewer = 0
    for seed in range(6):
        chance = random.Random(seed)  # noqa: S311 - a choice, not a secret
        listings = fabricate.listings(PAPERS, seed=seed + 1)
        late = set(chance.sample([n for n, one in enumerate(listings) if one.day >= NEW], 4))
        there = [one for n, one in enumerate(listings) if n not in late]
        known = Notebook()
        found(there, known)
        for n in sorted(late):
            there.append(listings[n])
            compared.clear()
            near = found(there, known)
            again = sum(compared)
            compared.clear()
            clean = found(there, Notebook())
            fewer += again < sum(compared) / 2
            for name in Candidates.__slots__:
                assert np.array_equal(getattr(near, name), getattr(clean, name)), name
    assert fewer > 6
