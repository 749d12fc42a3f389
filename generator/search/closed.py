"""The segment of closed quarters: most days leave it as it is, so its files are one unit, and what the rest
of the index needs of it is kept between runs."""

import json
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import asdict
from typing import NamedTuple

import numpy as np

from generator import memo
from generator.graph import Graph
from generator.memo import Memory
from generator.records.page import Blob, File, Once
from generator.search import layout
from generator.search.segments import Segment
from generator.search.texts import Texts, packed, unpacked
from generator.sinks import to_json

KIND = "closed"
UNIT = "search of closed quarters"
ROOT = "root-"


class Made(NamedTuple):
    """The manifest's entry for a segment, what it leads to in the manifest itself, and its texts."""

    entry: layout.Segment
    roots: Mapping[str, bytes]
    texts: Texts


Making = Callable[[], Generator[Blob, None, Made]]


def key(segment: Segment, graph: Graph) -> bytes:
    """Stands for all that the files of a closed segment are made from."""
    thresholds = graph.thresholds.author, graph.thresholds.organization
    topics = [topic.slug for topic in graph.taxonomy.topics]
    return memo.key(layout.FORMAT, graph.space.key, topics, thresholds, graph.facts_of(segment.papers))


def render(key: bytes, known: Memory, once: Once, making: Making) -> Generator[File, None, Made]:
    """The segment's files, and what they mean."""
    body = known.recall(KIND, key)
    found: list[Made] = []

    def make() -> Iterator[Blob]:
        made = yield from making()
        found.append(made)
        if body is None:
            known.keep(KIND, key, _packed(made))

    yield from once(UNIT, key, make)
    if not found and body is None:  # the files are there, but what they mean is not known any more
        deque(make(), maxlen=0)
    if found or body is None:
        return found[0]
    held = memo.unpacked(body)
    roots = {name.removeprefix(ROOT): one.tobytes() for name, one in held.items() if name.startswith(ROOT)}
    return Made(_entry(held), roots, unpacked(held))


def _packed(made: Made) -> bytes:
    entry = to_json.compact(asdict(made.entry)).encode()
    roots = {f"{ROOT}{name}": np.frombuffer(one, np.uint8) for name, one in made.roots.items()}
    return memo.packed({"entry": np.frombuffer(entry, np.uint8), **roots, **packed(made.texts)})


def _entry(held: Mapping[str, memo.Array]) -> layout.Segment:
    value = json.loads(held["entry"].tobytes())
    columns = {name: layout.Extent(*where) for name, where in value["columns"].items()}
    roots = {name: layout.Inside(*value[name]) for name in ("terms", "cards", "ids", "groups")}
    places = layout.Extent(*value["places"])
    return layout.Segment(**{**value, **roots, "places": places, "columns": layout.Columns(**columns)})
