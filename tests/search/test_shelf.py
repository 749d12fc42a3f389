"""Words on a shelf: the browser finds each again."""

import hashlib
from collections.abc import Mapping
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import keys
from generator.search.packs import Packs
from generator.search.shelf import begins, beside, shelve
from tests.search.conftest import Read, bodies

LONG = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(20))
"""A value that deflate makes no shorter."""


def shelved(values: Mapping[bytes, bytes], size: int = 64, flat: int = 0) -> tuple[bytes, list[bytes]]:
    """The root of a shelf, which leads to pages or to as many shards as `flat` says, and the packs."""
    packs = Packs()
    with patch("generator.search.shelf.FLAT", flat):
        root = shelve(values, size, packs)
    return root, bodies(packs)


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=12, alphabet=st.characters(codec="utf-8")).map(str.encode),
        st.binary(max_size=40),
        max_size=60,
    ),
    st.binary(min_size=1, max_size=4),
    st.sampled_from([0, 99]),
)
def test_every_word_is_found(read: Read, values: dict[bytes, bytes], other: bytes, flat: int) -> None:
    """Each word has its value, and an unknown word has none, with and without pages."""
    root, packs = shelved(values, flat=flat)
    asked = [*values, other]
    found = read(
        "Promise.all(words.map((word) => shelf(root, packs).findBytes(bytes(word))))",
        root=root,
        packs=packs,
        words=asked,
    )
    expected = [values.get(word) for word in asked]
    assert found == [None if value is None else value.hex() for value in expected]


WORDS = st.dictionaries(
    st.text(min_size=1, max_size=5, alphabet="abé\n\1").map(str.encode), st.binary(max_size=40), max_size=60
)


@given(WORDS, WORDS.filter(bool), st.integers(1, 200))
def test_a_shelf_beside_another(
    read: Read, values: dict[bytes, bytes], others: dict[bytes, bytes], size: int
) -> None:
    """Its shards begin where some of the other's do, and every word is found, also one before or behind all of
    the other."""
    packs = Packs()
    with patch("generator.search.shelf.FLAT", 99):
        root = shelve(others, 64, packs)
    own = beside(begins(root), sorted(values.items()), size, packs)
    asked = [*values, b"aa", b"zz"]
    found = read(
        """(() => {
            const fetched = async (extent) => shardIn(packs, extent);
            const [first, one] = [root, own].map((body) => async () => bytes(body));
            const shelf = new client.shelf.Shelf(one, fetched, new client.shelf.Shelf(first, fetched));
            return Promise.all(words.map((word) => shelf.findBytes(bytes(word))));
        })()""",
        root=root,
        own=own,
        packs=bodies(packs),
        words=asked,
    )
    expected = [values.get(word) for word in asked]
    assert found == [None if value is None else value.hex() for value in expected]


def test_a_shelf_beside_a_short_one(read: Read) -> None:
    """Its shards are not longer for it: where another has few, or none between the ids of two months, they begin
    with words of their own."""
    packs = Packs()
    words = {f"26{n}".encode(): LONG[n % 90 :][:9] for n in range(1000, 3000)} | {b"a": b"x", b"zz": LONG}
    own = beside([b"2503", b"27", b"b"], sorted(words.items()), 560, packs)
    lengths = read(
        """(async () => {
            const entries = ["2503", "27", "b"].map((word) => ({ word: new TextEncoder().encode(word) }));
            const other = { root: async () => ({ entries }) };
            const root = await new client.shelf.Shelf(async () => bytes(own), null, other).root();
            return root.entries.map(({ at }) => at[2]);
        })()""",
        own=own,
    )
    assert len(lengths) > 40
    assert max(lengths) < 700


def test_where_shards_begin() -> None:
    """A root without pages tells the words that its shards begin with, a root with pages none."""
    values = {f"{head}{n:03d}".encode(): b"1" for head in ("kite", "lamp", "wind") for n in range(20)}
    assert begins(shelved(values, size=170, flat=99)[0]) == [b"k", b"l", b"w"]
    assert begins(shelved(values, size=90, flat=99)[0])[:3] == [b"k", b"kite01", b"l"]
    assert begins(shelved(values, size=170)[0]) == []
    assert begins(shelved({}, flat=99)[0]) == []
    assert begins(b"") == []


@pytest.mark.parametrize("flat", [0, 999])
def test_beginnings(read: Read, flat: int) -> None:
    """Words that begin so come in order, at most as many as are asked for; other shards are not loaded."""
    names = ["model", "modelzoo", "moder", "mod", "zebra", *(f"wind{n}" for n in range(400))]
    root, packs = shelved({name.encode(): name.encode() for name in names}, 60, flat)
    begun = """(async () => {
        let asked = 0;
        const count = (extent) => (asked++, shardIn(packs, extent));
        const found = await new client.shelf.Shelf(async () => bytes(root), count).begin(beginning, most);
        return [found.map(({ word }) => word), asked];
    })()"""
    words, asked = read(begun, root=root, packs=packs, beginning="mod", most=50)
    assert words == ["mod", "model", "modelzoo", "moder"]
    assert asked < 6
    assert read(begun, root=root, packs=packs, beginning="mod", most=2)[0] == ["mod", "model"]
    assert read(begun, root=root, packs=packs, beginning="modest", most=9)[0] == []


@pytest.mark.parametrize("flat", [0, 999])
def test_what_a_word_weighs_is_known_before_it_is_loaded(read: Read, flat: int) -> None:
    """As much as its shard, which is long where its value is; no shard is loaded for it, at most a page."""
    values = {
        **{f"wind{n}".encode(): b"1" for n in range(400)},
        b"model": LONG,
    }
    root, packs = shelved(values, 60, flat)
    weighed = """(async () => {
        const sizes = [];
        const count = (extent) => (sizes.push(extent[2]), shardIn(packs, extent));
        const one = new client.shelf.Shelf(async () => bytes(root), count);
        const found = await Promise.all(words.map((word) => one.weigh(word)));
        const before = sizes.length;
        await one.find("model");
        return [found, sizes.at(-1), before];
    })()"""
    (long, short, none), size, loaded = read(weighed, root=root, packs=packs, words=["model", "wind7", ""])
    assert (long, none) == (size, 0)
    assert 0 < short < long
    assert loaded == (0 if flat else 2)
    assert read("shelf(root, packs).weigh('a')", root=shelved({})[0], packs=[]) == 0


def test_a_shard_ends_where_little_tells_it() -> None:
    """The words that a root has are short: of the last places where a shard may end it does at the best."""
    names = [f"{head}{n:03d}" for head in ("kite", "lamp", "wind") for n in range(20)]
    root, _ = shelved({name.encode(): b"1" for name in names}, size=170, flat=99)
    assert [part in root for part in (b"l", b"w", b"lamp", b"wind0")] == [True, True, False, False]


def test_names_among_words(read: Read) -> None:
    """A name is found as a whole, and no name is found by the beginning that it shares with words."""
    names = ("flowkite", "flow\U0001d538\U0001d539kites", "flowers")
    places = [place for place, _ in keys.codes([f"title {name}" for name in names])]
    on_shelf = {place: name.encode() for place, name in zip(places, names, strict=True)}
    root, packs = shelved({**on_shelf, b"flow": b"1", b"flowing": b"2"})
    code = "Promise.all(names.map((name) => shelf(root, packs).findName(name)))"
    assert read(code, root=root, packs=packs, names=[*names, "flowkit"]) == [
        *(name.encode().hex() for name in names),
        None,
    ]
    begun = "shelf(root, packs).begin('flow', 9)"
    assert [one["word"] for one in read(begun, root=root, packs=packs)] == ["flow", "flowing"]


def test_a_root_is_read_once(read: Read) -> None:
    """Though many words are asked for at the same time; after a failure it is read again."""
    root, packs = shelved({b"kite": b"1", b"wind": b"2"}, flat=99)
    code = """(async () => {
        let loads = 0;
        const load = async () => {
            loads += 1;
            if (loads === 1) throw new Error("gone");
            return bytes(root);
        };
        const one = new client.shelf.Shelf(load, async (extent) => shardIn(packs, extent));
        const failed = await raised(() => one.find("kite"));
        const found = await Promise.all(["kite", "wind", "kite"].map((word) => one.find(word)));
        return [failed, found.length, loads];
    })()"""
    assert read(code, root=root, packs=packs) == ["Error", 3, 2]
