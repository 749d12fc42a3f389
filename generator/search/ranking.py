"""What the browser ranks papers by, for a reader's own order: vectors and tags, in files by arXiv id.

A file's name follows from the ids in it, so a page knows its files from the ids on it alone, and loading them
tells no more than which page is read. `INDEX` names the files and the papers of the newest list days.

A file is squeezed (`packing.squeezed`). It holds the ids, separated by spaces, and a line feed. Where its
name has `FINE` characters, the last four digits of each id are written as a step from those of the id before;
other ids are written without the name, and in `REST` in full. Then follow the vectors, and then of each paper
two bytes, how many tags it has and how many of them, the first ones, are topics, and the tags.

A vector has `DIMENSIONS` codes of `BITS` bits; code c stands for c minus half of the greatest code. A tag is
a hash of `TAG` bytes of the address of a topic, an author, an organization or a submitter.

A file changes with its papers, and when a quarter closes: who has tags counts as it did then.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator import memo, urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.graph.digests import recent
from generator.graph.people import Group, GroupKind
from generator.records.ids import PaperId
from generator.records.page import Blob, Kept, Once, Page, anew
from generator.records.reading import Json
from generator.search import nearness
from generator.search.packing import squeezed
from generator.sinks import to_json

FORMAT = 1
BITS, STEP = 4, 1 / 6
"""Many levels, far apart: deflated, 17 bytes a paper. Finer steps or fewer dimensions rank no better."""

TAG = 3
"""Bytes of a tag: with two, a followed author would be found on a paper of somebody else every other week."""

TAGGED = 5
"""Papers that somebody needs to have a tag, also where a page takes more: who wrote a paper says a lot
about who will like it."""

FEWEST = 30
"""Papers that get a file of their own; those of rarer ids share one."""

MOVED = 500
"""Provisional ids whose real ones the index tells: browsers may have marks under the old ones."""

FINE, COARSE = 6, 2
"""How many characters of an id name its file: `2508.1`, or `25` for the rare ids of a year and those with
four digits after the dot."""

WHOLE = 10
"""The length of an id with five digits."""

REST = "rest"
"""The file of papers without an arXiv id of today's form."""

KINDS: tuple[GroupKind, ...] = ("author", "organization", "submitter")


def render(graph: Graph, once: Once = anew) -> Iterator[Page | Blob | Kept]:
    """The files with vectors and tags, and their index."""
    shown = graph.archive.shown
    named = _named(shown)
    tags = _Tags.of(graph)
    row = {one.paper.id: n for n, one in enumerate(graph.space.papers)}
    frame = nearness.framed(graph.space)
    for name, papers in sorted(named.items()):
        told = {one.paper.id: tags.of_paper(one) for one in papers}
        prints = [graph.space.fingerprints[row[key]] for key in told]

        def make(name: str = name, told: Mapping[PaperId, Sequence[str]] = told) -> Iterable[Blob]:
            rows = frame.rows(graph.space.vectors[[row[key] for key in told]])
            vectors = nearness.packed(nearness.coded(rows, 2**BITS, STEP), BITS).tobytes()
            yield Blob(path=urls.ranking(name), body=squeezed(_written(name, vectors, told)))

        yield from once(f"ranking {name}", (graph.space.key, prints, told), make)
    basis = memo.key(FORMAT, graph.space.key).hex()[:8]
    yield Page(path=urls.RANKING, text=_index(graph, basis, named))


def tag(address: str) -> bytes:
    """The tag of a page: the FNV-1a hash of 32 bits, folded to 24."""
    value = 0x811C9DC5
    for byte in address.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return (value >> 24 ^ value & 0xFFFFFF).to_bytes(TAG, "big")


def _named(papers: Iterable[ArchivedPaper]) -> Mapping[str, list[ArchivedPaper]]:
    """The papers of each file, by its name, sorted by id."""
    fine: dict[str, list[ArchivedPaper]] = defaultdict(list)
    for one in papers:
        key = one.paper.id
        is_arxiv = key[:4].isdecimal() and key[4:5] == "."
        fine[key[: FINE if len(key) == WHOLE else COARSE] if is_arxiv else REST].append(one)
    found: dict[str, list[ArchivedPaper]] = defaultdict(list)
    for name, some in sorted(fine.items()):
        found[name[:COARSE] if len(name) == FINE and len(some) < FEWEST else name] += some
    return found


def _written(name: str, vectors: bytes, told: Mapping[PaperId, Sequence[str]]) -> bytes:
    rests = [key.removeprefix(name) for key in told]
    if len(name) == FINE:
        rests = [str(int(one) - int(last)) for last, one in pairwise(["0", *rests])]
    ids = " ".join(rests)
    tags = (
        bytes([len(some), sum(map(_is_topic, some))]) + b"".join(map(tag, some)) for some in told.values()
    )
    return ids.encode() + b"\n" + vectors + b"".join(tags)


def _is_topic(address: str) -> bool:
    return address.startswith(urls.TOPICS.url)


def _index(graph: Graph, basis: str, names: Iterable[str]) -> str:
    archive = graph.archive
    days: list[Json] = [
        [str(day), [str(key) for key in archive.days[day] if archive.papers[key].is_shown]]
        for day in recent(archive)
    ]
    files: list[Json] = [*sorted(names)]
    whole: dict[str, Json] = {"format": FORMAT, "basis": basis, "files": files, "days": days}
    if archive.aliases:
        whole["moved"] = {str(old): str(new) for old, new in sorted(archive.aliases.items())[:MOVED]}
    return to_json.compact(whole) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tags:
    """The addresses of people, by paper, whether or not they have a page yet."""

    graph: Graph
    people: Mapping[PaperId, Sequence[str]]

    @classmethod
    def of(cls, graph: Graph) -> "_Tags":
        settled = {graph.space.papers[row].paper.id for row in graph.space.settled}
        people: dict[PaperId, list[str]] = defaultdict(list)
        for kind in KINDS:
            fewest = min(graph.thresholds.of(kind), TAGGED)
            for slug, group in graph.groups(kind).items():
                if len(group.papers) >= fewest:
                    address = urls.group(kind, slug).url.rstrip("/")
                    for key in _tagged(group, fewest, settled):
                        people[key].append(address)
        return cls(graph=graph, people=people)

    def of_paper(self, paper: ArchivedPaper) -> Sequence[str]:
        """At most 255, topics first."""
        key = paper.paper.id
        topics = [urls.topic(slug).url.rstrip("/") for slug in self.graph.topics_of(key)]
        return [*topics, *sorted(self.people.get(key, ()), key=lambda one: not one.startswith("submitters"))][
            :255
        ]


def _tagged(group: Group, fewest: int, settled: set[PaperId]) -> Iterator[PaperId]:
    """Papers of a group that has a tag; those of closed quarters only if it already had one when the last of
    them closed: a group more must not change the files of all years."""
    keys = [one.paper.id for one in group.papers]
    had = sum(key in settled for key in keys) >= fewest
    return (key for key in keys if had or key not in settled)
