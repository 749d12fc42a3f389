"""The whole search index of an archive: `/search/index.bin` and the files it refers to."""

from base64 import b64encode
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import NamedTuple

from generator import urls
from generator.graph import Graph
from generator.memo import FORGETFUL, Memory, key_of
from generator.records.page import Blob
from generator.search import (
    cards,
    columns,
    common,
    completions,
    kept,
    keys,
    layout,
    lexicon,
    nearness,
    segments,
    terms,
    texts,
    weights,
)
from generator.search.nearness import Nearness
from generator.search.packing import Whole, squeezed
from generator.search.segments import Segment
from generator.search.shelf import Shards, files
from generator.search.texts import Texts
from generator.sinks import to_json
from generator.tokens import words


class _Known(NamedTuple):
    """What all segments share: groups of similar papers, and the order of two lists."""

    nearness: Nearness
    topics: list[str]
    orgs: list[str]


def render(graph: Graph, known: Memory = FORGETFUL) -> Iterator[Blob]:
    """The files of the index, as they are made, and their manifest. The same archive gives the same bytes."""
    shards = Shards()
    shared = _Known(
        nearness=nearness.of(graph.space),
        topics=[topic.slug for topic in graph.taxonomy.topics],
        orgs=sorted(graph.people.organizations),
    )
    in_order = segments.of(graph.archive.shown)
    parts, holders = yield from _segments(in_order, graph, shared, shards, known)
    labels = {topic.slug: topic.label for topic in graph.taxonomy.topics}
    named = {slug: graph.people.organizations[slug].label for slug in shared.orgs}
    manifest = layout.Manifest(
        format=layout.FORMAT,
        papers=sum(len(segment.papers) for segment in in_order),
        language=words.language(),
        weights=weights.CLIENT,
        cards=layout.Pages(shard=cards.SHARD, page=cards.PAGE),
        topics=columns.labels(labels, shards),
        orgs=columns.labels(named, shards),
        completions=shards.add(completions.shelf(graph, shards)).hex(),
        common=shards.add(common.written(holders)).hex(),
        lexicon=shards.add(lexicon.written(graph.archive.shown, holders)).hex(),
        days=columns.listed(graph.archive.days, shards),
        centroids=shards.add(shared.nearness.centres.tobytes()).hex(),
        segments=parts,
    )
    yield from files(shards.take())
    yield Blob(path=urls.SEARCH_INDEX, body=squeezed(to_json.compact(asdict(manifest)).encode()))


def _segments(
    in_order: Sequence[Segment], graph: Graph, shared: _Known, shards: Shards, known: Memory
) -> Generator[Blob, None, tuple[list[layout.Segment], Counter[str]]]:
    """The manifest's entry for each segment, and how many papers have each term."""
    parts: list[layout.Segment] = []
    counted: list[tuple[Sequence[bytes], Whole]] = []
    before = texts.NOTHING
    for segment in in_order:
        before = yield from _texts(
            segment, graph, before, shards, known if segment is not in_order[-1] else None
        )
        counted.append((before.words, before.counts))
        parts.append(_entry_of(segment, before, graph, shared, shards))
        yield from files(shards.take())
    return parts, _holders(counted)


def _texts(
    segment: Segment, graph: Graph, before: Texts, shards: Shards, known: Memory | None
) -> Generator[Blob, None, Texts]:
    """A segment's texts. Only the first of two segments stays the same for long, so it is cached: its files
    come first, in a clean build too."""
    making = texts.shelve(segment, graph, before, shards)
    if known:
        making = kept.cached(key_of(terms.texts(segment.papers, graph)), known, shards, making)
    while True:
        try:
            taken = next(making)
        except StopIteration as end:
            result: Texts = end.value
            return result
        yield from files(taken)


def _holders(counted: Iterable[tuple[Sequence[bytes], Whole]]) -> Counter[str]:
    """The number of papers with each term, over all segments."""
    holders: Counter[str] = Counter()
    for words_of, counts in counted:
        holders.update(dict(zip(map(bytes.decode, words_of), counts.tolist(), strict=True)))
    return holders


def _entry_of(segment: Segment, result: Texts, graph: Graph, known: _Known, shards: Shards) -> layout.Segment:
    """The manifest's entry for a segment."""
    return layout.Segment(
        first=segment.first,
        count=len(segment.papers),
        terms=_base64(result.root),
        places=result.places.hex(),
        keys=_base64(keys.shelf(segment, graph, shards)),
        cards=_base64(cards.shelve(segment, graph, known.topics, known.nearness, shards)),
        groups=shards.add(nearness.shelve(segment, known.nearness, shards)).hex(),
        columns=columns.shelve(segment, graph, known.topics, known.orgs, shards),
    )


def _base64(body: bytes) -> str:
    return b64encode(body).decode()
