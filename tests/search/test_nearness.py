"""Vectors and groups."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from generator.records.ids import PaperId
from generator.search import cards, centres, nearness, packing
from tests.search.conftest import Read
from tests.search.invented import many, parted
from tests.support import fabricate, linking
from tests.support.helpers import paper
from tests.support.notebook import Notebook


def test_papers_of_one_subject_share_more_than_those_of_two(read: Read) -> None:
    """Two bits per dimension are enough to distinguish subjects."""
    kites = [
        paper(n, title=f"Kites fly on strings {n}", abstract="wind kite string tail " * 4)
        for n in range(1, 9)
    ]
    boats = [
        paper(n, title=f"Boats sail rivers {n}", abstract="river boat sail harbour " * 4)
        for n in range(9, 17)
    ]
    graph = linking.of(*kites, *boats)
    found = nearness.of(graph.space)
    codes = bytes(found.vectors.ravel())
    rows = np.array(read("[...client.groups.directions(bytes(codes), 2)]", codes=codes)).reshape(16, -1)
    near = rows @ rows.T
    assert near[:8, :8].mean() > near[:8, 8:].mean()


def test_every_paper_has_a_group() -> None:
    """Each paper is in one of the groups that have a centre."""
    found = nearness.of(many().space)
    assert len(found.row) == len(many().archive.shown)
    assert len(found.centres) >= 8
    assert 0 <= found.group.min() <= found.group.max() < len(found.centres)


def test_a_run_before_changes_nothing() -> None:
    """Centres and the order of papers that an earlier run found are those that this run would find; with
    other papers they are found again."""
    known = Notebook()
    for number, missed in ((300, ["centres", "along"]), (300, []), (200, ["centres", "along"])):
        graph = linking.graph(fabricate.listings(number))
        papers = graph.space.papers
        clean = nearness.of(graph.space)
        known.missed.clear()
        found = nearness.of(graph.space, known)
        assert np.array_equal(found.centres, clean.centres)
        assert np.array_equal(found.group, clean.group)
        in_order = nearness.along(papers, found, graph.space, known)
        assert in_order == nearness.along(papers, clean, graph.space)
        assert known.missed == missed


def test_near_groups_are_neighbours() -> None:
    """The centres that are nearest to a centre have numbers near its own: nearer than by chance."""
    built = nearness.of(many().space)
    codes = built.centres - 7.5
    rows = codes / np.linalg.norm(codes, axis=1, keepdims=True)
    near = rows @ rows.T
    np.fill_diagonal(near, -1)
    apart = np.abs(near.argmax(axis=1) - np.arange(len(rows)))
    assert apart.mean() < len(rows) / 3 * 0.8


def test_groups_of_one_query_are_side_by_side() -> None:
    """In fewer runs than if each was only followed by the nearest one left: those that a query looks at."""
    dice = np.random.default_rng(3)
    rows = np.rint(dice.normal(size=(60, 3)) * 1000)
    chain = centres.chained(rows)
    found = centres._beside(chain, rows)
    assert sorted(found) == sorted(chain)
    near = np.argsort(-(rows @ rows.T), axis=1, kind="stable")[:, : centres.TOGETHER]

    def runs(order: list[int]) -> float:
        places = np.argsort(order)
        return float(np.mean([(np.diff(np.sort(places[row])) > 1).sum() + 1 for row in near]))

    assert runs(found) < runs(chain) * 0.9


def test_papers_of_a_group_follow_each_other() -> None:
    """In the segment of closed quarters, each next to a similar one."""
    found = nearness.of(many().space)
    papers = parted(many())[0].papers
    groups = [int(found.group[found.row[one.paper.id]]) for one in papers]
    assert groups == sorted(groups)
    codes = found.vectors[[found.row[one.paper.id] for one in papers]] - 1.5
    alike = (codes[1:] * codes[:-1]).sum(axis=1).mean()
    by_day = np.argsort([one.first_day.toordinal() for one in papers], kind="stable")
    assert alike > 1.5 * (codes[by_day][1:] * codes[by_day][:-1]).sum(axis=1).mean()


def test_groups_tell_their_papers(read: Read, built: Path) -> None:
    """Of all groups together each paper is in one, under its number and id, with its own vector."""
    found = nearness.of(many().space)
    groups = """(async () => {
        const one = await index(folder);
        const centres = (await one.centres()).length / client.layout.DIMENSIONS;
        return Promise.all(Array.from({ length: centres }, (_, n) => one.group(n)));
    })()"""
    parts = [part for group in read(groups, folder=str(built)) for part in group]
    papers = [paper for segment in parted(many()) for paper in segment.papers]
    told = {n: key for part in parts for n, key in zip(part["numbers"], part["ids"], strict=True)}
    assert told == {n: paper.paper.id for n, paper in enumerate(papers)}
    first = parts[0]
    own = found.vectors[[found.row[papers[n].paper.id] for n in first["numbers"]]]
    read_alone = read("[...client.groups.directions(bytes(codes), 2)]", codes=bytes(own.ravel()))
    assert first["vectors"] == read_alone


def test_a_vector_takes_fewer_bits_near_its_centre(read: Read) -> None:
    """Vectors come back whatever the centre is; on its side they take half of their two bits or less."""
    dice = np.random.default_rng(3)
    centre = dice.integers(0, 16, 64).astype(np.uint8)
    code = "[...client.groups.groupOf(bytes(file), bytes(centre)).vectors]"
    sizes = []
    for codes in (
        dice.integers(0, 4, (40, 64)).astype(np.uint8),
        np.tile(centre // 4, (40, 1)),
        np.zeros((0, 64), np.uint8),
    ):
        told = nearness._told(codes, np.tile(centre, (len(codes), 1)))
        head = packing.number(len(codes)) + packing.steps(range(len(codes))) + bytes(len(codes))
        keys = cards.ids([PaperId(f"2508.{n + 1:05d}") for n in range(len(codes))])
        found = read(code, file=head + keys + told, centre=bytes(centre))
        plain = read("[...client.groups.directions(bytes(codes), 2)]", codes=bytes(codes.ravel()))
        assert found == plain
        sizes.append(len(told))
    assert sizes[0] > 40 * 64 * 2 / 8
    assert sizes[1] < 40 * 64 / 8
    assert sizes[2] == 4


def test_a_file_of_groups_or_centres_that_is_cut_off(read: Read) -> None:
    """It is refused."""
    code = "raised(() => client.groups[name](bytes(file), bytes(centre)))"
    centre = bytes(64)
    head = packing.number(1) + packing.steps([1]) + bytes(1) + cards.ids([PaperId("2508.00001")])
    whole = head + nearness._told(np.array([[3] * 64], np.uint8), np.zeros((1, 64), np.uint8))
    assert read(code, name="groupOf", file=whole, centre=centre) != "RangeError"
    for cut in (*range(1, len(head) + 4, 3), len(whole) - 1):
        assert read(code, name="groupOf", file=whole[:cut], centre=centre) == "RangeError"
    assert read(code, name="groupOf", file=packing.number(2**45), centre=centre) == "RangeError"
    assert read(code, name="centresIn", file=bytes(31), centre=centre) == "RangeError"


def test_an_archive_without_papers_or_words() -> None:
    """An archive without papers to group is not an error."""
    assert len(nearness.of(linking.graph([]).space).centres) == 0
    bare = linking.of(paper(1, title="…", abstract=None))
    assert nearness.of(bare.space).vectors.shape == (1, 64)


def test_the_same_whatever_the_order() -> None:
    """Groups depend on the papers alone."""
    listings = fabricate.listings(60, 6)
    one, other = (nearness.of(linking.graph(part).space) for part in (listings, listings[::-1]))
    assert one.vectors.tobytes() == other.vectors.tobytes()
    assert one.centres.tobytes() == other.centres.tobytes()


def test_narrow_dimensions_are_told_apart() -> None:
    """A dimension in which papers differ little takes several codes, as the others do."""
    space = many().space
    narrow = space.vectors.copy()
    narrow[:, 5] = np.rint(narrow[:, 5] / 8)
    codes = [
        found.vectors[:, 5] for found in (nearness.of(space), nearness.of(replace(space, vectors=narrow)))
    ]
    assert len(set(codes[0].tolist())) == len(set(codes[1].tolist())) == 4
