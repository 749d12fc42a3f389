"""The whole search index of an archive: `/search/manifest.bin` and the files it refers to."""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import NamedTuple

from generator import memo, urls
from generator.graph import Graph, people
from generator.graph.people import Group
from generator.memo import FORGETFUL, Memory
from generator.records.page import Blob, File, Once, anew
from generator.search import (
    blocks,
    cards,
    closed,
    columns,
    common,
    completions,
    fields,
    foreign,
    kept,
    keys,
    layout,
    lexicon,
    nearness,
    organizations,
    segments,
    stemmed,
    texts,
    weights,
)
from generator.search.closed import Made
from generator.search.nearness import Nearness
from generator.search.packing import Whole, squeezed
from generator.search.packs import Packs, files
from generator.search.segments import Segment
from generator.search.shelf import Item
from generator.search.squeezing import Squeezing
from generator.search.texts import Texts
from generator.sinks import to_json
from generator.tokens import words
from generator.workers import ALONE, Workers

NOWHERE = layout.Inside(0, 0)
"""Where something is before it is in the manifest."""


class _Known(NamedTuple):
    """What all segments share: groups of similar papers, the order of two lists, and further names of
    organizations."""

    nearness: Nearness
    topics: list[str]
    orgs: list[str]
    others: Mapping[str, list[str]]


def render(
    graph: Graph, known: Memory = FORGETFUL, once: Once = anew, workers: Workers = ALONE
) -> Iterator[File]:
    """The files of the index, as they are made, and their manifest. The same archive gives the same bytes."""
    with stemmed.remembered(known):
        yield from _rendered(graph, known, once, workers)


def _rendered(graph: Graph, known: Memory, once: Once, workers: Workers) -> Iterator[File]:
    near = nearness.of(graph.space, known)
    along = partial(nearness.along, nearness=near, space=graph.space, known=known)
    in_order = segments.of(graph.archive.shown, along)
    shared = _Known(
        nearness=near,
        topics=[topic.slug for topic in graph.taxonomy.topics],
        orgs=_organizations(in_order, graph),
        others=organizations.known(in_order[0].papers if in_order else (), known),
    )
    parts: list[layout.Segment] = []
    inside = _Inside()
    counted: list[tuple[Sequence[bytes], Whole]] = []
    before = texts.NOTHING
    for segment in in_order:
        if not segment.is_closed:
            packs = Packs()
            with_page = (*graph.with_page("author"), *graph.with_page("organization"))
            names = _names(segment, graph, with_page, shared.others)
            of_texts = texts.shelve(segment, graph, before, names, packs, workers)
            made = yield from _made(segment, graph, shared, packs, of_texts)
        else:
            making = partial(_closed, segment, graph, shared, known, workers)
            made = yield from closed.render(closed.key(segment, graph), known, once, making)
        before = made.texts
        counted.append((before.words, before.counts))
        parts.append(inside.leading(made))
    holders = _holders(counted)
    labels = {topic.slug: topic.label for topic in graph.taxonomy.topics}
    named = {slug: graph.people.organizations[slug].label for slug in shared.orgs}
    titles = [
        lexicon.remembered(segment.papers, known) if segment.is_closed else lexicon.of(segment.papers)
        for segment in in_order
    ]
    squeezing = Squeezing(known)
    packs = Packs(squeezing)
    manifest = layout.Manifest(
        format=layout.FORMAT,
        papers=sum(len(segment.papers) for segment in in_order),
        language=words.language(),
        weights=weights.CLIENT,
        packs=packs.names,
        topics=inside.add(columns.labels(labels)),
        orgs=packs.add(columns.labels(named)),
        completions=packs.add(completions.shelf(graph, packs)),
        common=packs.add(common.written(holders)),
        lexicon=packs.add(lexicon.written(titles, holders)),
        foreign=packs.add(foreign.written()),
        days=columns.listed(graph.archive.days, packs),
        centroids=inside.add(nearness.packed(shared.nearness.centres, layout.CENTRE_BITS).tobytes()),
        grouped=inside.add(shared.nearness.grouped(one for segment in in_order for one in segment.papers)),
        segments=parts,
    )
    packs.close()
    squeezing.keep()
    yield from files(packs.take())
    told = to_json.compact(asdict(manifest)).encode() + b"\n"
    yield Blob(path=urls.SEARCH_INDEX, body=squeezed(*blocks.divided(told + b"".join(inside.parts))))
    # No engine takes this format for its own: a page of a former one may start that of today with it.
    former = to_json.compact({"format": 0}).encode()
    yield Blob(path=urls.FORMER_SEARCH_INDEX, body=layout.PLAIN + former)


class _Inside:
    """What the manifest itself holds, as every query needs it."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self._size = 0

    def add(self, part: bytes) -> layout.Inside:
        """Adds something, and returns where it is."""
        found = layout.Inside(start=self._size, size=len(part))
        self.parts.append(part)
        self._size += len(part)
        return found

    def leading(self, made: Made) -> layout.Segment:
        """The entry of a segment, with what it leads to."""
        roots = {name: self.add(part) for name, part in made.roots.items()}
        return replace(
            made.entry, terms=roots["terms"], cards=roots["cards"], ids=roots["ids"], groups=roots["groups"]
        )


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
    folk = people.among(segment.papers)
    groups = filter(graph.has_page, (*folk.authors.values(), *folk.organizations.values()))
    names = [*_names(segment, graph, groups, shared.others)]
    making = texts.shelve(segment, graph, texts.NOTHING, names, packs, workers)
    key = memo.key(layout.FORMAT, fields.key(segment.papers, graph), memo.key_of(names))
    return _made(segment, graph, shared, packs, kept.cached(key, known, packs, making))


def _names(
    segment: Segment, graph: Graph, groups: Iterable[Group], others: Mapping[str, list[str]]
) -> Iterator[Item]:
    """Names of a segment's papers. `groups` are the people and organizations that have a page, `others`
    further names of organizations: those of closed quarters, which a new day leaves as they are."""
    return keys.items(segment, groups, () if segment.first else graph.abbreviations.pairs, others)


def _made(
    segment: Segment, graph: Graph, shared: _Known, packs: Packs, of_texts: kept.Making
) -> Generator[Blob, None, Made]:
    """A segment's files, those of its texts first."""
    result = yield from _written(of_texts)
    shelved = cards.shelve(segment, graph, shared.topics, packs)
    packs.close()  # a query needs several groups: few requests load them if they are side by side
    of_groups = nearness.shelve(segment, shared.nearness, packs)
    roots = {"terms": result.root, "cards": shelved.shards, "ids": shelved.pages, "groups": of_groups}
    entry = layout.Segment(
        first=segment.first,
        count=len(segment.papers),
        terms=NOWHERE,
        packs=packs.names,
        places=result.places,
        shard=shelved.size,
        cards=NOWHERE,
        page=cards.PAGE,
        ids=NOWHERE,
        groups=NOWHERE,
        columns=columns.shelve(segment, graph, shared.topics, shared.orgs, packs),
    )
    packs.close()
    yield from files(packs.take())
    return Made(entry, roots, result)


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
