"""Completions for what is typed: titles, people, organizations, topics, keywords.

Every prefix of a name, up to `DEPTH` letters, has an entry with the best few names of each kind. Longer
prefixes have one only if the shorter prefix's entry did not hold all names.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator import text, urls
from generator.graph import Graph
from generator.search.layout import COMPLETION_KINDS, DEPTH, EITHER, Completion
from generator.search.packing import record
from generator.search.packs import Packs
from generator.search.shelf import shelve
from generator.tokens import fold

SIZE = 3_072
"""Bytes in a shard before compression."""

FEW = {"topic": 3, "organization": 3, "author": 5, "keyword": 2, "title": 5}
"""The number of names of each kind kept for a prefix."""

WORDS = 4
"""The number of words of a title at which a prefix may start."""

LABEL = 120


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Name:
    """`weight` orders names of one kind, greatest first: papers or votes."""

    weight: int
    path: str
    kind: str
    label: str
    beginnings: tuple[str, ...]


Begun = tuple[str, int, Name]
"""A folded prefix of a name, the index of its first word, and the name."""


def shelf(graph: Graph, packs: Packs) -> bytes:
    """The root of the shelf of prefixes."""
    found: dict[str, list[Begun]] = defaultdict(list)
    for name in names(graph):
        for place, folded in enumerate(name.beginnings):
            found[folded[:1]].append((folded, 0 if name.kind == EITHER else place, name))
    for begun in found.values():  # once: what is true of a list in this order is true of each part of it
        begun.sort(key=_order)
    nodes: dict[str, list[Name]] = {}
    _branch(found, 1, nodes)
    written: dict[str, bytes] = {}  # a name is in the entries of some prefixes, and has a page of its own
    values: dict[bytes, bytes] = {}
    for beginning, few in nodes.items():
        for name in few:
            if name.path not in written:
                written[name.path] = _entry(name)
        values[beginning.encode()] = b"".join([written[name.path] for name in few])
    _folded.cache_clear()
    return shelve(values, SIZE, packs)


def names(graph: Graph) -> Iterator[Name]:
    """Everything that can be completed: what has a page."""
    for topic in graph.taxonomy.topics:
        papers = graph.by_topic[topic.slug]
        if papers:
            yield _name(
                "topic", topic.label, urls.topic(topic.slug).url, len(papers), _starts(topic.label, 9)
            )
    for kind in ("author", "organization"):
        for group in graph.groups(kind).values():
            if graph.has_page(group):
                path = urls.group(kind, group.slug).url
                yield _name(kind, group.label, path, len(group.papers), _turned(group.label))
    for one in graph.keywords.pages(graph.thresholds.keyword):
        path = urls.keyword(one.slug).url
        yield _name("keyword", one.label, path, len(one.papers), _starts(one.label, 2))
    for paper in graph.archive.shown:
        title = paper.plain_title
        yield _name("title", title, urls.paper(paper.paper.id).url, paper.upvotes, _starts(title, WORDS))


def _name(kind: str, label: str, path: str, weight: int, beginnings: Iterable[str]) -> Name:
    kept = tuple(dict.fromkeys(filter(None, beginnings)))
    return Name(weight=weight, path=path, kind=kind, label=label, beginnings=kept)


@lru_cache(maxsize=2**16)
def _folded(part: str) -> str:
    """A word, as most titles have been before."""
    return fold.key(part)


def _starts(label: str, words: int) -> Iterator[str]:
    """The label starting at each of its first words, folded and without spaces."""
    parts = [_folded(part) for part in label.split()]
    return ("".join(parts[at:]) for at in range(min(words, len(parts))))


def _turned(label: str) -> Iterator[str]:
    """A person's name starting at each of its words, rotated: `chenwei` also leads to Wei Chen."""
    parts = [_folded(part) for part in label.split()]
    return ("".join(parts[at:] + parts[:at]) for at in range(len(parts)))


def _branch(found: Mapping[str, list[Begun]], depth: int, nodes: dict[str, list[Name]]) -> None:
    """Adds prefixes, and the longer ones that they need, with the best names for each."""
    for beginning, entries in found.items():
        if not beginning:
            continue
        nodes[beginning], all_told = _best(entries)
        if all_told or depth == DEPTH:
            continue
        deeper: dict[str, list[Begun]] = defaultdict(list)
        for entry in entries:
            if len(entry[0]) > depth:
                deeper[entry[0][: depth + 1]].append(entry)
        _branch(deeper, depth + 1, nodes)


def _order(begun: Begun) -> tuple[int, int, int, str]:
    """By kind; names that start with the prefix come first."""
    _, place, name = begun
    return COMPLETION_KINDS.index(name.kind), place, -name.weight, name.path


def _best(begun: Iterable[Begun]) -> tuple[list[Name], bool]:
    """The best few of each kind, and whether these are all, of names in their order."""
    few: list[Name] = []
    seen = set[str]()
    kind, left, all_told = "", 0, True
    for _, _, name in begun:
        if name.kind != kind:
            kind = name.kind
            left = FEW[kind]
        if name.path in seen:
            continue
        if not left:
            all_told = False
            continue
        seen.add(name.path)
        few.append(name)
        left -= 1
    return few, all_told


def _entry(name: Name) -> bytes:
    kind, label = COMPLETION_KINDS.index(name.kind), text.excerpt(name.label, LABEL)
    return record(Completion(kind=kind, label=label, path=name.path, weight=name.weight))
