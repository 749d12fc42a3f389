"""The files by which the browser ranks papers."""

import json
import zlib
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

import pytest

from generator.graph import Graph
from generator.records.ids import PaperId
from generator.records.listing import Listing
from generator.records.paper import AuthorName, Paper
from generator.search import ranking
from generator.search.layout import DEFLATED, DIMENSIONS, PLAIN
from tests.support import fabricate, linking
from tests.support.helpers import listed, listing, paper


def files(graph: Graph) -> dict[str, bytes]:
    """All files, by path."""
    return {one.path: one.body for one in ranking.render(graph)}


def unpacked(name: str, body: bytes) -> dict[str, tuple[bytes, set[bytes]]]:
    """The vector and the tags of each paper of a file, read as the module describes it."""
    form, body = body[:1], body[1:]
    assert form in {PLAIN, DEFLATED}
    whole = zlib.decompress(body, -zlib.MAX_WBITS) if form == DEFLATED else body
    head, _, rest = whole.partition(b"\n")
    ids = head.decode().split(" ")
    if len(name) == ranking.FINE:
        ids = [f"{number:04}" for number in accumulate(map(int, ids))]
    width = DIMENSIONS * ranking.BITS // 8
    vectors, tags = rest[: width * len(ids)], rest[width * len(ids) :]
    found = {}
    for n, key in enumerate(ids):
        count, topics, tags = tags[0], tags[1], tags[2:]
        assert topics <= count
        held = {tags[at : at + ranking.TAG] for at in range(0, count * ranking.TAG, ranking.TAG)}
        tags = tags[count * ranking.TAG :]
        prefix = "" if name == ranking.REST else name
        found[prefix + key] = vectors[n * width : (n + 1) * width], held
    assert tags == b""
    return found


def read(graph: Graph) -> tuple[dict[str, dict[str, tuple[bytes, set[bytes]]]], dict[str, object]]:
    """What every file holds, and the index."""
    found = files(graph)
    index = json.loads(found.pop("for-you/index.json"))
    return {path[8:-4]: unpacked(path[8:-4], body) for path, body in found.items()}, index


def test_every_paper_is_in_the_file_that_its_id_names() -> None:
    """The name is the start of the id; rare months of a year share a file, and so do ids of other forms."""
    keys = [
        *(f"2501.1{n:04}" for n in range(30)),
        "2501.00001",
        "2502.00001",
        "hep-th/9901001",
        "t-0123456789ab",
    ]
    graph = linking.of(*(replace(paper(1, title=f"Kites {key}"), id=PaperId(key)) for key in keys))
    found, index = read(graph)
    assert {name: set(papers) for name, papers in found.items()} == {
        "2501.1": set(keys[:30]), "25": set(keys[30:32]), "rest": set(keys[32:]),
    }  # fmt: skip
    assert index["files"] == sorted(found)


def test_tags_are_what_a_paper_shares_with_others() -> None:
    """Its topics, and its authors, organization and submitter if these have a page."""
    graph = linking.graph(fabricate.listings(60, 6))
    found, _ = read(graph)
    for papers in found.values():
        for key, (_, tags) in papers.items():
            own = graph.archive.papers[PaperId(key)]
            expected = {f"topics/{slug}" for slug in graph.topics_of(own.paper.id)}
            expected |= {f"authors/{slug}" for slug in graph.authors_with_page.get(own.paper.id, ())}
            for kind in ("organization", "submitter"):
                folder = {"organization": "orgs", "submitter": "submitters"}[kind]
                for slug, group in graph.groups(kind).items():
                    if graph.has_page(group) and own in group.papers:
                        expected.add(f"{folder}/{slug}")
            assert tags == {ranking.tag(one) for one in expected}


def test_the_index_lists_the_newest_days() -> None:
    """Newest first, without days of no papers, each with its papers in their order."""
    graph = linking.graph(fabricate.listings(60, 6))
    _, index = read(graph)
    days = [day for day in sorted(graph.archive.days, reverse=True) if graph.archive.counts[day]]
    assert index["days"] == [
        [str(day), [key for key in graph.archive.days[day] if graph.archive.papers[key].is_shown]]
        for day in days[:14]
    ]


def test_the_index_names_papers_whose_real_id_is_known_now() -> None:
    """So that marks under the provisional id move to the real one."""
    provisional = PaperId("t-0123456789ab")
    first = listing([listed(of=replace(paper(1), id=provisional))])
    second = listing([listed(of=paper(1))], day=date(2025, 8, 21))
    _, index = read(linking.graph([first, second]))
    assert index["moved"] == {provisional: "0001.00001"}


def test_hidden_papers_are_in_no_file() -> None:
    """What is not shown is not ranked."""
    whole = linking.graph(fabricate.listings(60, 6))
    hidden = {key for key, one in whole.archive.papers.items() if not one.is_shown}
    found, index = read(whole)
    told = {key for papers in found.values() for key in papers}
    assert told == {key for key, one in whole.archive.papers.items() if one.is_shown}
    assert not hidden & told
    assert not any(key in str(index["days"]) for key in hidden)


@pytest.mark.parametrize(
    ("address", "known"), [("topics/agents", "d0f698"), ("authors/ada-example", "c72b1f")]
)
def test_a_tag_is_a_hash_of_an_address(address: str, known: str) -> None:
    """The same in every version: the browser makes it too, of what a reader follows."""
    assert ranking.tag(address).hex() == known


def quarters(more: int) -> list[Listing]:
    """A thousand papers of a closed quarter, and `more` of the next one by an author of four of them."""
    days = []
    start = date(2025, 1, 6)
    for n in range(50):
        day = start + timedelta(days=n)
        papers = [
            invented(f"2501.{n * 20 + m:05}", "Zoe Rare" if m == 0 and n < 4 else f"P{n} Q{m}")
            for m in range(20)
        ]
        days.append(listing([listed(1, of=one) for one in papers], day=day))
    late = [invented(f"2505.{n:05}", "Zoe Rare") for n in range(1 + more)]
    return [*days, listing([listed(1, of=one) for one in late], day=date(2025, 5, 1))]


def invented(key: str, author: str) -> Paper:
    """A paper of one author."""
    return replace(
        paper(1, title=f"Kites and rivers {key}", authors=(AuthorName(name=author),)), id=PaperId(key)
    )


@pytest.mark.slow
def test_files_of_closed_quarters_keep_their_bytes() -> None:
    """An author who gets a page only now is a tag of new papers alone."""
    before, after = (linking.graph(quarters(more), threshold=5) for more in (0, 1))
    one, other = files(before), files(after)
    closed = [path for path in one if path.startswith("for-you/2501.")]
    assert closed
    assert [one[path] for path in closed] == [other[path] for path in closed]
    mark = ranking.tag("authors/zoe-rare")
    assert mark in unpacked("25", other["for-you/25.bin"])["2505.00001"][1]
    assert mark not in unpacked("2501.0", other["for-you/2501.0.bin"])["2501.00000"][1]
