"""The whole search index of an archive: `/search/index.bin` and the files it refers to."""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from typing import NamedTuple

from generator import urls
from generator.graph import Graph, people
from generator.graph.people import People
from generator.memo import FORGETFUL, Memory
from generator.records.page import Blob, File, Once, anew
from generator.search import (
    cards,
    closed,
    columns,
    common,
    completions,
    foreign,
    kept,
    keys,
    layout,
    lexicon,
    nearness,
    segments,
    stemmed,
    terms,
    texts,
    weights,
)
from generator.search.closed import Made
from generator.search.nearness import Nearness
from generator.search.packing import Whole, squeezed
from generator.search.packs import Packs, files
from generator.search.segments import Segment
from generator.search.texts import Texts
from generator.sinks import to_json
from generator.tokens import words
from generator.workers import ALONE, Workers


class _Known(NamedTuple):
    """What all segments share: groups of similar papers, and the order of two lists."""

    nearness: Nearness
    topics: list[str]
    orgs: list[str]


def render(
    graph: Graph, known: Memory = FORGETFUL, once: Once = anew, workers: Workers = ALONE
) -> Iterator[File]:
    """The files of the index, as they are made, and their manifest. The same archive gives the same bytes."""
    with stemmed.remembered(known):
        yield from _rendered(graph, known, once, workers)


def _rendered(graph: Graph, known: Memory, once: Once, workers: Workers) -> Iterator[File]:
    near = nearness.of(graph.space)
    in_order = segments.of(graph.archive.shown, partial(nearness.along, nearness=near, space=graph.space))
    shared = _Known(
        nearness=near,
        topics=[topic.slug for topic in graph.taxonomy.topics],
        orgs=_organizations(in_order, graph),
    )
    parts: list[layout.Segment] = []
    counted: list[tuple[Sequence[bytes], Whole]] = []
    before = texts.NOTHING
    for segment in in_order:
        if segment is in_order[-1]:
            packs = Packs()
            of_texts = texts.shelve(segment, graph, before, packs, workers)
            made = yield from _made(segment, graph, graph.people, shared, packs, of_texts)
        else:
            making = partial(_closed, segment, graph, shared, known, workers)
            made = yield from closed.render(closed.key(segment, graph), known, once, making)
        before = made.texts
        counted.append((before.words, before.counts))
        parts.append(made.entry)
    holders = _holders(counted)
    labels = {topic.slug: topic.label for topic in graph.taxonomy.topics}
    named = {slug: graph.people.organizations[slug].label for slug in shared.orgs}
    packs = Packs()
    # What every query loads is side by side: one request.
    of_topics = columns.labels(labels, packs)
    of_centres = packs.add(shared.nearness.centres.tobytes())
    of_groups = packs.add(shared.nearness.grouped(one for segment in in_order for one in segment.papers))
    manifest = layout.Manifest(
        format=layout.FORMAT,
        papers=sum(len(segment.papers) for segment in in_order),
        language=words.language(),
        weights=weights.CLIENT,
        packs=packs.names,
        topics=of_topics,
        orgs=columns.labels(named, packs),
        completions=packs.add(completions.shelf(graph, packs)),
        common=packs.add(common.written(holders)),
        lexicon=packs.add(lexicon.written(graph.archive.shown, holders)),
        foreign=packs.add(foreign.written()),
        days=columns.listed(graph.archive.days, packs),
        centroids=of_centres,
        grouped=of_groups,
        segments=parts,
    )
    packs.close()
    yield from files(packs.take())
    yield Blob(path=urls.SEARCH_INDEX, body=squeezed(to_json.compact(asdict(manifest)).encode()))


def _organizations(in_order: Sequence[Segment], graph: Graph) -> list[str]:
    """Slugs, those of the first segment first: a new organization does not change the place of an old one."""
    slugs: dict[str, None] = {}
    for segment in in_order:
        slugs |= dict.fromkeys(sorted(filter(None, map(graph.organization_of, segment.papers))))
    return list(slugs)


def _closed(
    segment: Segment, graph: Graph, shared: _Known, known: Memory, workers: Workers
) -> Generator[Blob, None, Made]:
    """The files of a segment that stays the same for long: what any of them says follows from its papers. Its
    texts are cached alone too, since votes change sooner than texts."""
    packs = Packs()
    making = texts.shelve(segment, graph, texts.NOTHING, packs, workers)
    of_texts = kept.cached(terms.key(segment.papers, graph), known, packs, making)
    return _made(segment, graph, people.among(segment.papers), shared, packs, of_texts)


def _made(
    segment: Segment, graph: Graph, folk: People, shared: _Known, packs: Packs, of_texts: kept.Making
) -> Generator[Blob, None, Made]:
    """A segment's files, those of its texts first. `folk` are the people who may have a page."""
    result = yield from _written(of_texts)
    short = () if segment.first else graph.abbreviations.pairs
    of_keys = keys.shelf(segment, folk, graph.thresholds, short, packs)
    shelved = cards.shelve(segment, graph, shared.topics, packs)
    entry = layout.Segment(
        first=segment.first,
        count=len(segment.papers),
        terms=result.root.hex(),
        packs=packs.names,
        places=result.places,
        keys=of_keys.hex(),
        shard=shelved.size,
        cards=shelved.shards.hex(),
        page=cards.PAGE,
        ids=shelved.pages.hex(),
        groups=nearness.shelve(segment, shared.nearness, packs).hex(),
        columns=columns.shelve(segment, graph, shared.topics, shared.orgs, packs),
    )
    packs.close()
    yield from files(packs.take())
    return Made(entry, result)


def _holders(counted: Iterable[tuple[Sequence[bytes], Whole]]) -> Counter[str]:
    """The number of papers with each term, over all segments."""
    holders: Counter[str] = Counter()
    for words_of, counts in counted:
        holders.update(dict(zip(map(bytes.decode, words_of), counts.tolist(), strict=True)))
    # Nobody wrote these, so nobody is offered them.
    for word in [one for one in holders if one.endswith(tuple(layout.ONLY.values()))]:
        del holders[word]
    return holders


def _written(of_texts: kept.Making) -> Generator[Blob, None, Texts]:
    while True:
        try:
            taken = next(of_texts)
        except StopIteration as end:
            result: Texts = end.value
            return result
        yield from files(taken)
