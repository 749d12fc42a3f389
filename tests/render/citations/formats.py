"""Entries of invented papers, and every format of them as Python and as the browser make it."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.archive import Archive
from generator.curation import Curation, Note
from generator.intake import sources
from generator.records.paper import AuthorName, Paper
from generator.render.citations import bibtex, csl, entry, lines, ris, table
from generator.render.citations.entry import Entry
from generator.render.data import parts
from tests.support import linking
from tests.support.helpers import paper

MAKERS = {
    "bib": bibtex.text,
    "ris": ris.text,
    "csl.json": csl.text,
    "csv": table.text,
    "md": lines.text,
}
"""By the endings of the files that the browser offers."""


def entries(*papers: Paper, notes: dict[Any, Note] | None = None) -> list[Entry]:
    """Of an archive with these papers on one day, sorted by id."""
    graph = linking.of(*papers, notes=notes)
    return [entry.of(one, graph) for one in graph.archive.shown]


def by(*names: str, **changes: Any) -> Entry:
    """The entry of a paper with these authors."""
    (found,) = entries(paper(authors=tuple(AuthorName(name=name) for name in names), **changes))
    return found


def made(of: list[Entry]) -> dict[str, str]:
    """Every format, by Python."""
    return {ending: make(of) for ending, make in MAKERS.items()}


def made_by_browser(of: Iterable[Entry], node: str) -> dict[str, Any]:
    """Every format, by the browser's code; under `parts` where it would look for each paper."""
    done = subprocess.run(
        [node, str(Path(__file__).with_name("write.mjs"))],
        input=parts.text(of),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def archive(*papers: Paper) -> Archive:
    """The same papers without what links them."""
    return Archive.of([linking.day(*papers)], Curation({}), sources=sources.known())
