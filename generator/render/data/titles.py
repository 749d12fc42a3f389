"""`/exports/papers/titles.bin`: in which file of entries a paper with a title may be.

Libraries often name no arXiv id. A reader who loads one has its titles looked up here, and the browser then
compares them with those in the file of entries (`parts.py`). Nothing else loads it.
"""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.records.page import Blob, Kept, Once, anew
from generator.records.reading import Json
from generator.render.citations import entry
from generator.sinks import to_deflate, to_json
from generator.tokens import fold
from generator.tokens import marks as hashes

MARK = 3
"""Bytes of a title's mark: in an archive of 85,000 papers, one foreign title of two hundred loads a file for
nothing."""


def render(graph: Graph, once: Once = anew) -> Iterator[Blob | Kept]:
    """One file for all papers that are shown."""
    shown = graph.archive.shown
    yield from once("export titles", graph.facts_of(shown), partial(_files, shown))


def _files(papers: Iterable[ArchivedPaper]) -> list[Blob]:
    return [Blob(path=urls.export_data("titles"), body=to_deflate.body(to_json.compact(marks(papers))))]


def marks(papers: Iterable[ArchivedPaper]) -> dict[str, Json]:
    """The marks of all titles by the name of their file, sorted, in Base64: the first bytes of the hash of a
    title's key, as `markOf` in `web/profile/titles.js` makes them. Titles without letters have none."""
    keys = {one.paper.id: key for one in papers if (key := fold.key(one.title))}
    found: dict[str, set[bytes]] = defaultdict(set)
    for of, number in zip(keys, hashes.of([*keys.values()]).tolist(), strict=True):
        found[entry.part(of)].add(number.to_bytes(4, "big")[:MARK])
    return {part: b64encode(b"".join(sorted(some))).decode() for part, some in sorted(found.items())}
