"""Invented answers about the papers of an invented archive, for tests and for looking at pages."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.intake import enriching
from generator.records.enriched import Enriched, shelf_of
from generator.records.known import Linked, Links, Version
from generator.records.listing import Listing
from generator.storage.shelves import Shelves

_CATEGORIES = (("cs.CL", "cs.AI"), ("cs.LG", "stat.ML"), ("cs.CV",), ("cs.RO", "cs.LG"))
_COMMENTS = (
    "Accepted at CVPR 2026 (oral)",
    "Accepted to ICLR 2026",
    "Accepted by TMLR",
    "12 pages, 5 figures. Under review",
    "Accepted at the Workshop on Invented Things at ICML 2025",
    None,
)
_LICENCES = (
    "https://creativecommons.org/licenses/by/4.0/",
    "https://arxiv.org/licenses/nonexclusive-distrib/1.0/",
    None,
)


def write(data: Path, listings: Iterable[Listing], seed: int = 1) -> int:
    """Stores answers about these papers; returns about how many."""
    return Shelves(data).add(answers(listings, seed), enriching.refreshed)


def answers(listings: Iterable[Listing], seed: int = 1) -> Iterator[Enriched]:
    """One answer about each paper that can be asked about."""
    chance = random.Random(seed)  # noqa: S311 - invented data, not secrets
    for listing in listings:
        for one in listing.papers:
            if not shelf_of(one.paper.id):
                continue
            early, late = f"{listing.day}T06:00:00Z", f"{listing.day}T18:00:00Z"
            total = chance.choice((0, 0, 1, 12))
            named = tuple(Linked(name=f"invented-lab/model-{n}", likes=n) for n in range(min(total, 5)))
            newer = (Version(number=3, day=str(listing.day)),) if chance.random() < 0.3 else ()
            came = chance.random() < 0.2
            yield Enriched(
                id=one.paper.id,
                seen=late,
                categories=chance.choice(_CATEGORIES),
                comment=chance.choice(_COMMENTS),
                licence=chance.choice(_LICENCES),
                doi="10.1234/invented.1" if chance.random() < 0.1 else None,
                journal="Journal of Invented Results 12 (2026) 1-9" if chance.random() < 0.1 else None,
                versions=(Version(number=1, day=one.paper.published or str(listing.day)), *newer),
                models=Links(at=late[:10], total=total, named=named) if total else None,
                datasets=Links(at=late[:10], total=1, named=named[:1]) if total > 1 else None,
                code="https://example.org/arrived" if came else None,
                lacked=(("code", early), ("model", early)) if came else (),
                had=(("code", late), *((("model", late),) if total else ())) if came else (),
            )
