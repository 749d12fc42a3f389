"""`/exports/papers-2025.jsonl.gz`, `…bib.gz`: the whole archive as compressed files, by the year of the
first list day, and `/exports/files.json`, which lists them.

A file holds at most `LIMIT` bytes before compression, which keeps it below hosts' limit of 50 MB; the
rest of a larger year follows in `papers-2025-2.jsonl.gz`.
"""

import hashlib
from collections.abc import Iterable, Iterator
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


def files(graph: Graph, entries: Entries, known: Memory = FORGETFUL, shared: bytes = b"") -> list[Packed]:
    """All files, sorted by year, then kind, then number; papers in the order of their days and ids.

    The files of a year are `known` by its papers, with the lists they are on; `shared` covers everything else
    that they are made from.
    """
    papers = sorted(graph.archive.shown, key=lambda one: (one.first_day, one.paper.id))
    found: list[Packed] = []
    for year, of_year in groupby(papers, key=lambda one: str(one.first_day.year)):
        inside = list(of_year)
        key = memo.key(shared, graph.facts_of(inside))
        if body := known.recall(f"exports-{year}", key):
            found += _unpacked(year, body)
            continue
        made = [*_of_year(year, inside, graph, entries)]
        known.keep(f"exports-{year}", key, _joined(made))
        found += made
    return found


def _of_year(year: str, inside: Iterable[ArchivedPaper], graph: Graph, entries: Entries) -> Iterator[Packed]:
    lines = (f"{to_json.compact(_whole(one, entries.of(one).key, graph))}\n" for one in inside)
    yield from _packed(year, "jsonl", lines)
    yield from _packed(year, "bib", (bibtex.entry(entries.of(one)) + "\n" for one in inside))


def _joined(made: Iterable[Packed]) -> bytes:
    """Files one behind the other, a line about each before it."""
    return b"".join(
        f"{one.name} {one.kind} {one.papers} {one.size} {len(one.body)}\n".encode() + one.body for one in made
    )


def _unpacked(year: str, body: bytes) -> Iterator[Packed]:
    """The inverse of `_joined`."""
    at = 0
    while at < len(body):
        end = body.index(b"\n", at)
        name, kind, papers, size, length = body[at:end].decode().split(" ")
        at = end + 1 + int(length)
        held = body[end + 1 : at]
        yield Packed(name=name, kind=kind, year=year, papers=int(papers), size=int(size), body=held)


def render(found: list[Packed]) -> Iterator[File]:
    """The files, and the list of them."""
    listed: list[Json] = []
    for one in found:
        yield Blob(path=urls.export_file(one.name), body=one.body)
        mark = hashlib.sha256(one.body).hexdigest()
        listed.append(
            {
                "name": one.name,
                "format": one.kind,
                "year": int(one.year),
                "papers": one.papers,
                "bytes": len(one.body),
                "unpacked": one.size,
                "sha256": mark,
            }
        )
    yield Page(path=urls.export_file("files.json"), text=to_json.text({"files": listed}))


def _packed(year: str, kind: str, texts: Iterable[str]) -> Iterator[Packed]:
    for number, (papers, plain) in enumerate(_pieces(texts), start=1):
        name = f"papers-{year}{f'-{number}' if number > 1 else ''}.{kind}.gz"
        body = to_gzip.body(plain)
        yield Packed(name=name, kind=kind, year=year, papers=papers, size=len(plain), body=body)


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
