"""Exact names: whoever types a whole title, id or name finds it first.

A name is kept as a hash of four bytes of its folded form, and its value begins with its kind and six
bits of another hash: a wrong hit is one in a million queries, and a title is looked at before it
is shown. Names of all kinds share a shelf, so one look finds the title and the person.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from generator import tex, urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.search import fold
from generator.search.packing import number, word
from generator.search.segments import Segment
from generator.search.shelf import Shards, shelve

SIZE = 512
"""Bytes of a shard: it is loaded for one key."""

KINDS = ("id", "title", "name")

SHORTEST = 3
"""Letters of the name before a title's colon that make it a name: `LongVLM` of `LongVLM: Efficient …`."""

MOST = 200
"""Papers kept for one name in one segment, the newest."""


def shelf(segment: Segment, graph: Graph, shards: Shards) -> bytes:
    """The root of the shelf of all names in a segment's papers."""
    papers: dict[str, list[int]] = defaultdict(list)
    for at, paper in enumerate(segment.papers):
        for key in dict.fromkeys(_keys(paper)):
            papers[key].append(segment.first + at)
    pages = _pages(graph)
    values: dict[bytes, bytes] = defaultdict(bytes)
    for key in sorted(papers):
        values[hashed(key)] += _value(key, pages.get(key, ""), papers[key][-MOST:])
    return shelve(values, SIZE, shards)


def hashed(key: str) -> bytes:
    """Where a key is kept, whatever its kind."""
    return fold.mark(key.partition(" ")[2]).to_bytes(4, "big")


def check(key: str) -> int:
    """The kind, and a second, short hash: equal ones of different keys hardly ever meet."""
    return KINDS.index(key.partition(" ")[0]) | (fold.mark(f"{key}#") & 0x3F) << 2


def _value(key: str, path: str, papers: list[int]) -> bytes:
    """Check byte, page of the name, and how many papers by number, each as the step from the last."""
    steps = [papers[0], *(later - earlier for earlier, later in pairwise(papers))]
    return bytes([check(key)]) + word(path) + number(len(papers)) + b"".join(map(number, steps))


def _keys(paper: ArchivedPaper) -> Iterator[str]:
    yield f"id {paper.paper.id}"
    title = tex.plain(paper.paper.title)
    yield f"title {fold.key(title)}"
    name, colon, _ = title.partition(":")
    if colon and len(folded := fold.key(name)) >= SHORTEST:
        yield f"title {folded}"
    for author in paper.shown_names:
        yield f"name {fold.key(author)}"
    if paper.paper.organization:
        yield f"name {fold.key(paper.paper.organization.shown)}"


def _pages(graph: Graph) -> dict[str, str]:
    """The page of each name that has one; of namesakes the one with most papers."""
    found: dict[str, tuple[int, str]] = {}
    for kind in ("author", "organization"):
        for group in graph.groups(kind).values():
            if graph.has_page(group):
                key = f"name {fold.key(group.label)}"
                found[key] = max(
                    found.get(key, (0, "")), (len(group.papers), urls.group(kind, group.slug).url)
                )
    return {key: path for key, (_, path) in found.items()}
