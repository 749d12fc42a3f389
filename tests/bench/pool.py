"""Records of a pool of papers as saved list days, so that archives of any size can be built from real text.

A pool is a file of one JSON object a line (also as `.gz`): `id`, `day`, `title`, `authors`, `summary`. Nobody voted
on these papers, so they say nothing of upvotes, organizations or keywords.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing
from generator.records.paper import AuthorName, Paper
from tests.support import fabricate


def listings(pool: Path) -> list[Listing]:
    """The days of a pool, oldest first, each paper on its own day."""
    found: dict[date, dict[PaperId, ListedPaper]] = defaultdict(dict)
    for record in _records(pool):
        day = date.fromisoformat(record["day"])
        one = _listed(record, day)
        found[day][one.paper.id] = one
    return [_listing(day, found[day]) for day in sorted(found)]


def saved(pool: Path, folder: Path) -> list[Path]:
    """The same as files that `papers import` reads, in a new folder: one API answer a day."""
    folder.mkdir()
    files = []
    for listing in listings(pool):
        file = folder / f"{listing.day.isoformat()}.json"
        file.write_text(fabricate.payload_json(listing), encoding="utf-8")
        files.append(file)
    return files


def _records(pool: Path) -> Iterator[dict[str, Any]]:
    with (
        gzip.open(pool, "rt", encoding="utf-8")
        if pool.suffix == ".gz"
        else pool.open(encoding="utf-8") as lines
    ):
        for line in lines:
            yield json.loads(line)


def _listed(record: dict[str, Any], day: date) -> ListedPaper:
    seen = f"{day.isoformat()}T12:00:00Z"
    paper = Paper(
        id=PaperId(record["id"]),
        title=" ".join(record["title"].split()),
        abstract=" ".join(record["summary"].split()),
        authors=tuple(AuthorName(name=name) for name in record["authors"]),
        published=day.isoformat(),
    )
    return ListedPaper(paper=paper, first_seen=seen, seen=seen)


def _listing(day: date, papers: dict[PaperId, ListedPaper]) -> Listing:
    ordered = tuple(papers[key] for key in sorted(papers))
    return Listing(day=day, captured=f"{day.isoformat()}T12:00:00Z", papers=ordered)
