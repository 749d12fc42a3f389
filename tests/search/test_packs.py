"""Shards in packs: the browser finds each where the builder put it."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import packs
from generator.search.layout import UNIT, Extent
from generator.search.packs import Packs, extents
from tests.search.conftest import Read, bodies

BODIES = st.lists(st.binary(max_size=300), max_size=40)
UNITS = st.integers(1, 2**20).map(lambda n: n * UNIT)
EXTENTS = st.builds(Extent, st.integers(0, 300), UNITS | st.just(0), UNITS)


@given(BODIES)
def test_every_shard_is_found(read: Read, found: list[bytes]) -> None:
    """Each has its content, whatever pack it is in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packs, "LEAST", 200)
        patch.setattr(packs, "MOST", 400)
        made = Packs()
        where = [made.add(body) for body in found]
        whole = bodies(made)
    assert all(len(body) <= 400 for body in whole)
    assert [name for name in made.names if len(name) == 2 * packs.MARK] == made.names
    told = read("Promise.all(where.map((one) => shardIn(packs, one)))", packs=whole, where=where)
    assert told == [body.hex() for body in found]


def test_a_changed_shard_changes_few_packs() -> None:
    """Whatever its new size: the packs after the next end are the same."""
    rows = [bytes((n * m) % 251 for m in range(900)) for n in range(2_000)]
    before, now = Packs(), Packs()
    for n, row in enumerate(rows):
        before.add(row)
        now.add(b"new" if n == 300 else row)
    old, new = bodies(before), bodies(now)
    assert len(old) > 8
    assert len(set(new) - set(old)) <= 2


@given(st.lists(EXTENTS | st.none(), max_size=30))
def test_lists_of_extents(read: Read, found: list[Extent | None]) -> None:
    """Each comes back, and so does the lack of one."""
    told = read("client.extents.extentsIn(bytes(list))", list=extents(found))
    assert told == json.loads(json.dumps(found))


def test_shards_that_follow_one_another_are_told_in_few_bytes() -> None:
    """Two for each but the first."""
    made = Packs()
    rows = [made.add(bytes(range(n, n + 80))) for n in range(100)]
    assert all(one.start + one.size == other.start for one, other in pairwise(rows))
    assert len(extents(rows)) <= 2 * len(rows) + 2


def test_packs_of_an_earlier_run_are_the_same_packs() -> None:
    """What is added afterwards comes after them."""
    made, again = Packs(), Packs()
    made.add(b"kites" * 99)
    made.close()
    for pack in made.take():
        again.add_pack(pack.body)
    assert made.add(b"rivers") == again.add(b"rivers")
    assert bodies(made) == bodies(again)[1:]
    assert made.names == again.names


def test_near_shards_are_one_request(read: Read) -> None:
    """Those asked for at the same time; far ones, later ones and those of another pack are others. What came
    between two is not loaded again."""
    asked = """(async () => {
        const asked = [];
        const request = async (url, { headers }) => {
            asked.push(`${url.pathname} ${headers.Range}`);
            const [first, last] = headers.Range.slice(6).split("-").map(Number);
            return new Response(new Uint8Array(last + 1 - first), { status: 206 });
        };
        const from = client.load.library("https://site.example/", request)(["a", "b"]);
        await Promise.all([[0, 0, 10], [0, 500, 10], [0, 9000, 10], [1, 20, 10], [0, 500, 10]].map((one) => from(one)));
        await Promise.all([[0, 0, 10], [0, 200, 99], [0, 600, 10]].map((one) => from(one)));
        return asked;
    })()"""
    assert read(asked) == [
        "/data/a.bin bytes=0-509",
        "/data/a.bin bytes=9000-9009",
        "/data/b.bin bytes=20-29",
        "/data/a.bin bytes=600-609",
    ]
