"""`/exports/papers/….bin`: the data from which the browser exports papers, some hundred papers per file.

A paper's id determines its file (`entry.part`), so the papers of a listing, a search and a saved list are
found in the same way, and a new paper changes one file. `rules` holds the tables that the formats need.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.records.ids import PaperId
from generator.records.page import Blob, Kept, Once, anew
from generator.records.reading import Json
from generator.render.citations import bibtex, entry
from generator.render.citations.entry import DOI, Entries, Entry
from generator.sinks import to_csv, to_deflate, to_json, to_markdown

RULES: dict[str, Json] = {
    "abs": urls.arxiv(PaperId(""), "abs"),
    "doi": DOI,
    "months": [*bibtex.MONTHS],
    "formula": to_csv.FORMULA,
    "escaped": to_markdown.ESCAPED,
    "referred": to_markdown.REFERRED,
}


def render(graph: Graph, entries: Entries, once: Once = anew) -> Iterator[Blob | Kept]:
    """A file for each part of the papers that are shown, which are sorted by id."""
    found: dict[str, list[ArchivedPaper]] = defaultdict(list)
    for one in graph.archive.shown:
        found[entry.part(one.paper.id)].append(one)
    for part, inside in sorted(found.items()):
        yield from once(f"export {part}", graph.facts_of(inside), partial(_pages, part, inside, entries))


def _pages(part: str, inside: Iterable[ArchivedPaper], entries: Entries) -> list[Blob]:
    return [Blob(path=urls.export_data(part), body=to_deflate.body(text(map(entries.of, inside))))]


def text(entries: Iterable[Entry]) -> str:
    """`{"rules": …, "papers": […]}`, one line per paper."""
    papers = to_json.lines([one.to_json() for one in entries]).rstrip()
    return f'{{"rules":{to_json.compact(RULES)},"papers":{papers}}}\n'
