"""Words on a shelf: the browser finds each again, and a change stays where it is made."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import shelf
from generator.search.layout import DEFLATED, PLAIN
from generator.search.shelf import Shards, shelve
from tests.search.conftest import Read

Files = dict[str, bytes]


def shelved(values: Mapping[bytes, bytes], size: int = 64) -> tuple[bytes, Files]:
    """The root of a shelf, and the files by mark."""
    shards = Shards()
    root = shelve(values, size, shards)
    return root, {mark.hex(): body for mark, body in shards.take()}


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=12, alphabet=st.characters(codec="utf-8")).map(str.encode),
        st.binary(max_size=40),
        max_size=60,
    ),
    st.binary(min_size=1, max_size=4),
)
def test_every_word_is_found(read: Read, values: dict[bytes, bytes], other: bytes) -> None:
    """Each word has its value, and an unknown word has none."""
    root, files = shelved(values)
    asked = [*values, other]
    found = read(
        "Promise.all(words.map((word) => shelf(root, files).findBytes(bytes(word))))",
        root=root,
        files=files,
        words=asked,
    )
    expected = [values.get(word) for word in asked]
    assert found == [None if value is None else value.hex() for value in expected]


def test_beginnings_pass_over_pairs(read: Read) -> None:
    """Words that begin so come in order, at most as many as are asked for; the shards that hold nothing but
    pairs are not loaded."""
    names = ["model", "modelzoo", "moder", "mod", "zebra", *(f"model w{n}" for n in range(400))]
    root, files = shelved({name.encode(): name.encode() for name in names}, 60)
    begun = """(async () => {
        let asked = 0;
        const count = (mark) => (asked++, client.bytes.expanded(bytes(files[mark])));
        const found = await new client.shelf.Shelf(async () => bytes(root), count).begin(beginning, most);
        return [found.map(({ word }) => word), asked];
    })()"""
    words, asked = read(begun, root=root, files=files, beginning="mod", most=50)
    assert words == ["mod", "model", "modelzoo", "moder"]
    assert asked < 20
    assert read(begun, root=root, files=files, beginning="mod", most=2)[0] == ["mod", "model"]
    assert read(begun, root=root, files=files, beginning="model w39", most=9)[0] == []


def test_a_new_word_rewrites_one_shard_and_its_page() -> None:
    """Of five hundred shards all but one keep their name, and of the pages as many."""
    values = {f"word{n:05d}".encode(): b"value" * 3 for n in range(5_000)}
    _, before = shelved(values, 256)
    _, after = shelved({**values, b"word02500x": b"new"}, 256)
    assert len(before) > 400
    assert 1 < len(after.keys() - before.keys()) < 40


def test_shards_of_one_name_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are short; where two contents would share one, the second is written in its other form."""
    monkeypatch.setattr(shelf, "MARK", 1)
    shards = Shards()
    bodies = [b"again " * n for n in range(4, 17)]
    marks = [shards.add(body) for body in bodies]
    assert len(set(marks)) == len(bodies)
    assert {body[:1] for body in shards.waiting.values()} == {PLAIN, DEFLATED}
    assert [shards.add(body) for body in bodies] == marks
