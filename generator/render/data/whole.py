"""`/exports/papers-2025.jsonl.gz`, `…bib.gz`: the whole archive as compressed files, by the year of the
first list day, and `/exports/files.json`, which lists them.

A file holds at most `LIMIT` bytes before compression, which keeps it below hosts' limit of 50 MB; the
rest of a larger year follows in `papers-2025-2.jsonl.gz`. Its months are packed one by one, so a new day
packs its month alone.
"""

import hashlib
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator import memo, urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.memo import FORGETFUL, Memory
from generator.records.page import Blob, File, Page
from generator.records.reading import Json
from generator.render.citations import bibtex
from generator.render.citations.entry import Entries
from generator.render.data import restoring
from generator.sinks import to_gzip, to_json

LIMIT = 48_000_000
KINDS = {"jsonl": "JSON Lines", "bib": "BibTeX"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One compressed file: a description of its content, and its bytes."""

    name: str
    kind: str
    year: str
    papers: int
    size: int
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a month, or a part of a large one, has in the files of a kind, as `to_gzip.part` packs it; `size`
    is that of the text."""

    kind: str
    papers: int
    size: int
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What is said of a compressed file, whose bytes are not kept: `size` is theirs, `unpacked` that of the
    text, `mark` their SHA-256."""

    name: str
    kind: str
    year: str
    papers: int
    size: int
    unpacked: int
    mark: str


def files(graph: Graph, entries: Entries, known: Memory = FORGETFUL, shared: bytes = b"") -> Iterator[Packed]:
    """All files as they are made, by year, then kind, then number; papers in the order of their days and ids.

    What a month has is `known` by its papers, with the lists they are on; `shared` covers everything else
    that it is made from.
    """
    papers = sorted(graph.archive.shown, key=lambda one: (one.first_day, one.paper.id))
    for year, of_year in groupby(papers, key=lambda one: str(one.first_day.year)):
        parts: list[_Part] = []
        for month, of_month in groupby(of_year, key=lambda one: one.first_day.isoformat()[:7]):
            inside = list(of_month)
            key = memo.key(shared, graph.facts_of(inside))
            body = known.recall(f"exports-{month}", key)
            if body is None:
                body = _kept(_of_month(inside, graph, entries))
                known.keep(f"exports-{month}", key, body)
            parts += _parts(body)
        for kind in KINDS:
            yield from _packed(year, kind, [one for one in parts if one.kind == kind])


def _of_month(inside: Iterable[ArchivedPaper], graph: Graph, entries: Entries) -> Iterator[_Part]:
    lines = (f"{to_json.compact(_whole(one, entries.of(one).key, graph))}\n" for one in inside)
    texts = {"jsonl": lines, "bib": (bibtex.entry(entries.of(one)) + "\n" for one in inside)}
    for kind in KINDS:
        for papers, plain in _pieces(texts[kind]):
            yield _Part(kind=kind, papers=papers, size=len(plain), body=to_gzip.part(plain))


def _kept(made: Iterable[_Part]) -> bytes:
    """Parts one behind the other, a line about each before it."""
    return b"".join(
        f"{one.kind} {one.papers} {one.size} {len(one.body)}\n".encode() + one.body for one in made
    )


def _parts(body: bytes) -> Iterator[_Part]:
    """The inverse of `_kept`."""
    at = 0
    while at < len(body):
        end = body.index(b"\n", at)
        kind, papers, size, length = body[at:end].decode().split(" ")
        at = end + 1 + int(length)
        yield _Part(kind=kind, papers=int(papers), size=int(size), body=body[end + 1 : at])


def render(found: Iterable[Packed]) -> Generator[File, None, list[Listed]]:
    """The files one by one, and the list of them, which is also returned."""
    listed: list[Listed] = []
    for one in found:
        listed.append(_listed(one))
        yield Blob(path=urls.export_file(one.name), body=one.body)
    told: list[Json] = [
        {
            "name": one.name,
            "format": one.kind,
            "year": int(one.year),
            "papers": one.papers,
            "bytes": one.size,
            "unpacked": one.unpacked,
            "sha256": one.mark,
        }
        for one in listed
    ]
    yield Page(path=urls.export_file("files.json"), text=to_json.text({"files": told}))
    return listed


def _listed(one: Packed) -> Listed:
    return Listed(
        name=one.name,
        kind=one.kind,
        year=one.year,
        papers=one.papers,
        size=len(one.body),
        unpacked=one.size,
        mark=hashlib.sha256(one.body).hexdigest(),
    )


def _packed(year: str, kind: str, parts: Iterable[_Part]) -> Iterator[Packed]:
    """As many parts in a file as `LIMIT` allows."""
    together: list[list[_Part]] = []
    held = 0
    for one in parts:
        if not together or held + one.size > LIMIT:
            together.append([])
            held = 0
        together[-1].append(one)
        held += one.size
    for number, some in enumerate(together, start=1):
        yield Packed(
            name=f"papers-{year}{f'-{number}' if number > 1 else ''}.{kind}.gz",
            kind=kind,
            year=year,
            papers=sum(one.papers for one in some),
            size=sum(one.size for one in some),
            body=to_gzip.joined(one.body for one in some),
        )


def _pieces(texts: Iterable[str]) -> Iterator[tuple[int, bytes]]:
    """(number of texts, their bytes): as many texts together as `LIMIT` allows, but at least one."""
    inside: list[bytes] = []
    size = 0
    for text in texts:
        body = text.encode()
        if inside and size + len(body) > LIMIT:
            yield len(inside), b"".join(inside)
            inside, size = [], 0
        inside.append(body)
        size += len(body)
    if inside:
        yield len(inside), b"".join(inside)


def _whole(archived: ArchivedPaper, key: str, graph: Graph) -> Json:
    """Everything the archive shows of a paper, and when it learned it, without empty fields."""
    paper, latest = archived.paper, archived.latest
    organization, summary = paper.organization, archived.summary
    found: dict[str, Json] = {
        "id": str(paper.id),
        "key": key,
        "title": paper.title,
        "authors": [*archived.shown_names],
        "published": paper.published,
        "listed": [one.day.isoformat() for one in archived.appearances],
        "organization": organization.shown if organization else None,
        "topics": [*graph.topics_of(paper.id)],
        "keywords": [word.slug for word in graph.keywords_of(paper.id)],
        "abstract": paper.abstract,
        "summary": summary[1] if summary and summary[0] != "abstract" else None,
        "summary_by": summary[0] if summary and summary[0] != "abstract" else None,
        "upvotes": latest.upvotes,
        "comments": latest.comments,
        "stars": latest.stars,
        "as_of": latest.at if latest.upvotes is not None else None,
        "code": archived.code,
        "project": paper.project,
        "media": [*paper.media],
    }
    line = {name: value for name, value in found.items() if value not in (None, [])}
    return line | restoring.told(archived, line)
