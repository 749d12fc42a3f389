"""`/search/index.bin` and what it leads to: the whole search index of an archive."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import NamedTuple

from generator import urls
from generator.graph import Graph
from generator.records.page import Blob
from generator.records.reading import Json
from generator.search import (
    cards,
    columns,
    completions,
    keys,
    lexicon,
    nearness,
    postings,
    segments,
    terms,
    weights,
    words,
)
from generator.search.nearness import Nearness
from generator.search.packing import squeezed
from generator.search.segments import Segment
from generator.search.shelf import Shards, shelve
from generator.sinks import to_json

FORMAT = 2
"""Rises when what is written changes its shape: a page kept open over a change asks to be loaded again."""

PLACES = 8_192
"""Bytes of a shard of the places of terms, which only phrases and fields need."""

TERMS, MANY = (640, 2_048), 20_000
"""Bytes of a shard of terms in a segment of few or of many papers: what a query loads beside its own
terms, against the number of files."""


class _Known(NamedTuple):
    """What all segments share: mean lengths and pairs of the first, and the orders of two lists."""

    nearness: Nearness
    topics: list[str]
    orgs: list[str]


def render(graph: Graph) -> Iterator[Blob]:
    """The manifest and its files. The same archive gives the same bytes."""
    shards = Shards()
    known = _Known(
        nearness=nearness.of(graph.space),
        topics=[topic.slug for topic in graph.taxonomy.topics],
        orgs=sorted(graph.people.organizations),
    )
    found = segments.of(graph.archive.shown)
    parts, holders = _segments(found, graph, known, shards)
    labels = {topic.slug: topic.label for topic in graph.taxonomy.topics}
    named = {slug: graph.people.organizations[slug].label for slug in known.orgs}
    manifest: dict[str, Json] = {
        "format": FORMAT,
        "papers": sum(len(segment.papers) for segment in found),
        "language": {name: dict(t) if isinstance(t, Mapping) else t for name, t in words.language().items()},
        "weights": dict(weights.CLIENT),
        "cards": {"shard": cards.SHARD, "page": cards.PAGE},
        "topics": columns.labels(labels, shards),
        "orgs": columns.labels(named, shards),
        "completions": shards.add(completions.shelf(graph, shards)).hex(),
        "lexicon": shards.add(lexicon.written(graph.archive.shown, holders)).hex(),
        "centroids": shards.add(known.nearness.centres.tobytes()).hex(),
        "segments": parts,
    }
    yield Blob(path=urls.SEARCH_INDEX, body=squeezed(to_json.compact(manifest).encode()))
    for mark, body in sorted(shards.bodies.items()):
        yield Blob(path=urls.shard(mark.hex()), body=body)


def _segments(
    found: Iterable[Segment], graph: Graph, known: _Known, shards: Shards
) -> tuple[list[Json], Counter[str]]:
    """What the manifest says of each segment, and how many papers hold each term."""
    parts: list[Json] = []
    holders: Counter[str] = Counter()
    mean: tuple[float, ...] = ()
    pairs: frozenset[bytes] = frozenset()
    for segment in found:
        gathered = terms.gather(segment.papers, graph)
        lengths = terms.lengths(gathered)
        mean = mean or tuple(float(one.mean()) for one in lengths)
        texts = postings.Texts(lengths=lengths, mean=mean)
        values: dict[bytes, bytes] = {}
        places: dict[bytes, bytes] = {}
        for held in terms.held(gathered):
            of_terms = postings.of_terms(held, texts)
            values.update(postings.encoded(of_terms))
            places.update(zip(held.words, postings.places(held), strict=True))
            holders.update(dict(zip(map(bytes.decode, held.words), of_terms.counts, strict=True)))
        least = weights.pair_threshold(len(segment.papers))
        of_pairs = postings.of_pairs(gathered, texts, least, pairs)
        pairs |= frozenset(of_pairs.words)
        values.update(postings.encoded(of_pairs))
        parts.append(
            {
                "first": segment.first,
                "count": len(segment.papers),
                "terms": _base64(shelve(values, TERMS[len(segment.papers) > MANY], shards)),
                "places": shards.add(shelve(places, PLACES, shards)).hex(),
                **_facts(segment, graph, known, shards),
            }
        )
    return parts, holders


def _facts(segment: Segment, graph: Graph, known: _Known, shards: Shards) -> dict[str, Json]:
    return {
        "keys": _base64(keys.shelf(segment, graph, shards)),
        "cards": _base64(cards.shelve(segment, graph, known.topics, known.nearness, shards)),
        "groups": shards.add(nearness.shelve(segment, known.nearness, shards)).hex(),
        "columns": dict(asdict(columns.shelve(segment, graph, known.topics, known.orgs, shards))),
    }


def _base64(body: bytes) -> str:
    return b64encode(body).decode()
