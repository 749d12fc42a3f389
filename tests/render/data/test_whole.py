"""The whole archive as compressed files, and what the browser exports from."""

import gzip
import hashlib
import json
import zlib
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string

from generator.curation import Note
from generator.records.page import Blob, Page
from generator.records.paper import AuthorName, Organization
from generator.render.citations import bibtex
from generator.render.citations.entry import Entries
from generator.render.data import parts, whole
from generator.sinks import to_gzip
from tests.render.citations.formats import entries
from tests.support import linking
from tests.support.helpers import DAY, listed, listing, paper, paper_id
from tests.support.notebook import Notebook


def packed(*papers: Any, notes: dict[Any, Note] | None = None) -> list[whole.Packed]:
    """The files of one day with these papers."""
    graph = linking.of(*papers, notes=notes)
    return list(whole.files(graph, Entries(graph)))


def unpacked(body: bytes, form: int) -> str:
    """The text of a compressed file: -15 for raw deflate, 31 for gzip."""
    return zlib.decompress(body, form).decode()


def texts(*papers: Any) -> dict[str, str]:
    """The files of entries of an archive, by their paths."""
    graph = linking.of(*papers)
    return {file.path: unpacked(file.body, -zlib.MAX_WBITS) for file in parts.render(graph, Entries(graph))}


def lines_of(found: list[whole.Packed]) -> list[Any]:
    """All lines of the JSON files."""
    return [
        json.loads(line)
        for one in found
        if one.kind == "jsonl"
        for line in gzip.decompress(one.body).splitlines()
    ]


def test_a_paper_in_full() -> None:
    """Everything the archive shows of it, under names that say what it is; what is unknown is left out."""
    whole_paper = paper(
        1,
        title="On $x$",
        organization=Organization(name="lab", fullname="The Lab"),
        code="https://example.org/code",
        media=("https://example.org/m.png",),
    )
    (found,) = lines_of(packed(whole_paper))
    assert found.pop("format") == 2
    del found["record"], found["listings"]  # see test_restoring
    assert found == {
        "id": "0001.00001",
        "key": "example-0001.00001",
        "title": "On $x$",
        "authors": ["Ada Example", "Bo Beispiel"],
        "published": "2025-08-18",
        "listed": ["2025-08-20"],
        "organization": "The Lab",
        "keywords": ["inventions"],
        "abstract": "We invent a method and measure nothing.",
        "upvotes": 0,
        "as_of": "2025-08-21T06:00:00Z",
        "code": "https://example.org/code",
        "media": ["https://example.org/m.png"],
    }


def test_a_summary_says_whose_it_is() -> None:
    """The operator's goes with its teller; the beginning of an abstract is no summary."""
    (found,) = lines_of(packed(paper(1), notes={paper_id(1): Note(summary="We say.")}))
    assert (found["summary"], found["summary_by"]) == ("We say.", "archive")


def test_hidden_papers_and_authors_are_in_no_file() -> None:
    """A hidden and a withdrawn paper, and an author who asked to be hidden."""
    authors = (AuthorName(name="Hidden Hermit", hidden=True), AuthorName(name="Ada Example"))
    papers = [
        paper(1, authors=authors),
        paper(2, title="Quite Hidden", authors=authors),
        paper(3, title="Withdrawn Once", authors=authors),
    ]
    notes = {paper_id(2): Note(hide=True), paper_id(3): Note(withdraw="Gone.")}
    graph = linking.of(*papers, notes=notes)
    of = Entries(graph)
    found = {file.path: unpacked(file.body, -zlib.MAX_WBITS) for file in parts.render(graph, of)}
    for file in whole.render(whole.files(graph, of)):
        found[file.path] = unpacked(file.body, 31) if isinstance(file, Blob) else file.text
    for path, text in found.items():
        for gone in ("Hermit", "Hidden", "Withdrawn", "0001.00002", "0001.00003"):
            assert gone not in text, path
    assert [of.of(one).key for one in graph.archive.shown] == ["example-0001.00001"]


def test_files_by_year_and_their_list() -> None:
    """A year's papers in two files; `files.json` tells their sizes and sums."""
    days = [
        listing([listed(1)], day=DAY.replace(year=2024)),
        listing([listed(2), listed(1)], day=DAY),
    ]
    graph = linking.graph(days)
    of = Entries(graph)
    found = list(whole.render(whole.files(graph, of)))
    bodies = {file.path: file.body for file in found if isinstance(file, Blob)}
    assert sorted(bodies) == [
        f"exports/papers-{year}.{kind}.gz" for year in (2024, 2025) for kind in ("bib", "jsonl")
    ]
    (index,) = [file for file in found if isinstance(file, Page)]
    assert index.path == "exports/files.json"
    for one in json.loads(index.text)["files"]:
        body = bodies[f"exports/{one['name']}"]
        assert one["bytes"] == len(body)
        assert one["unpacked"] == len(gzip.decompress(body))
        assert one["sha256"] == hashlib.sha256(body).hexdigest()
        assert one["papers"] == 1
    assert (
        gzip.decompress(bodies["exports/papers-2024.bib.gz"]).decode()
        == bibtex.entry(of.of(graph.archive.shown[0])) + "\n"
    )


def test_no_file_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a year has more follows in numbered files; one paper alone is never split."""
    papers = [paper(number) for number in range(1, 8)]
    size = len(bibtex.entry(entries(papers[0])[0])) + 1
    monkeypatch.setattr(whole, "LIMIT", 3 * size)
    bib = [one for one in packed(*papers) if one.kind == "bib"]
    assert [(one.name, one.papers) for one in bib] == [
        ("papers-2025.bib.gz", 3),
        ("papers-2025-2.bib.gz", 3),
        ("papers-2025-3.bib.gz", 1),
    ]
    together = "".join(gzip.decompress(one.body).decode() for one in bib)
    assert len(parse_string(together).entries) == 7
    monkeypatch.setattr(whole, "LIMIT", 1)
    assert [one.papers for one in packed(*papers[:2]) if one.kind == "bib"] == [1, 1]


def test_files_of_an_earlier_run() -> None:
    """A month whose papers and days are the same is taken over, and one in which anything moved is made again."""
    known = Notebook()
    days = [listing([listed(1)], day=DAY.replace(month=7)), listing([listed(2)], day=DAY)]
    graph = linking.graph(days)
    first = list(whole.files(graph, Entries(graph), known))
    known.missed.clear()
    graph = linking.graph(days)
    assert list(whole.files(graph, Entries(graph), known)) == first
    assert not known.missed
    graph = linking.graph([days[0], listing([listed(2), listed(3)], day=DAY)])
    assert list(whole.files(graph, Entries(graph), known)) == list(whole.files(graph, Entries(graph)))
    assert known.missed == ["exports-2025-08"]
    assert [one.papers for one in first] == [2, 2]


def test_an_empty_archive() -> None:
    """No file but the list of them."""
    graph = linking.graph([])
    assert not list(whole.files(graph, Entries(graph)))
    (index,) = whole.render([])
    assert json.loads(index.body) == {"files": []}


def test_a_new_paper_changes_its_own_part_only() -> None:
    """All other files of entries keep their bytes."""
    papers = [paper(1), paper(7000), paper(13000)]
    before = texts(*papers)
    after = texts(*papers, paper(7001))
    assert sorted(before) == [f"exports/papers/0001-{n}.bin" for n in range(3)]
    assert [path for path in after if after[path] != before.get(path)] == ["exports/papers/0001-1.bin"]


def test_gzip_is_the_same_everywhere() -> None:
    """No time, no name, no system in the head; any reader unpacks it."""
    parts = [to_gzip.part(plain) for plain in (b"papers" * 100, b"", b"days")]
    body = to_gzip.joined(parts)
    assert body[:10] == b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
    assert zlib.decompress(body, 31) == gzip.decompress(body) == b"papers" * 100 + b"days"
    assert gzip.decompress(to_gzip.joined([])) == b""
