"""Words on a shelf: the browser finds each again."""

from collections.abc import Mapping
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.packs import Packs
from generator.search.shelf import shelve
from tests.search.conftest import Read, bodies


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


@pytest.mark.parametrize("flat", [0, 999])
def test_beginnings_pass_over_pairs(read: Read, flat: int) -> None:
    """Words that begin so come in order, at most as many as are asked for; the shards that hold nothing but
    pairs are not loaded."""
    names = ["model", "modelzoo", "moder", "mod", "zebra", *(f"model w{n}" for n in range(400))]
    root, packs = shelved({name.encode(): name.encode() for name in names}, 60, flat)
    begun = """(async () => {
        let asked = 0;
        const count = (extent) => (asked++, shardIn(packs, extent));
        const found = await new client.shelf.Shelf(async () => bytes(root), count).begin(beginning, most);
        return [found.map(({ word }) => word), asked];
    })()"""
    words, asked = read(begun, root=root, packs=packs, beginning="mod", most=50)
    assert words == ["mod", "model", "modelzoo", "moder"]
    assert asked < 20
    assert read(begun, root=root, packs=packs, beginning="mod", most=2)[0] == ["mod", "model"]
    assert read(begun, root=root, packs=packs, beginning="model w39", most=9)[0] == []
