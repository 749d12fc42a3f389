"""Words on a shelf: each is found again, and a change stays where it is made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.page import Blob
from generator.search import shelf
from generator.search.packing import DEFLATED, PLAIN
from generator.search.shelf import Shards, files, shelve
from tests.search.reading import Index


def read(values: dict[bytes, bytes], size: int = 64) -> tuple[Index, bytes]:
    """A shelf and its root."""
    shards = Shards()
    root = shelve(values, size, shards)
    return Index([Blob(path="search/index.bin", body=b"\0{}"), *files(shards.take())]), root


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=12, alphabet=st.characters(codec="utf-8")).map(str.encode),
        st.binary(max_size=40),
        max_size=60,
    )
)
def test_every_word_is_found(values: dict[bytes, bytes]) -> None:
    """All words with their values, in the order of their bytes."""
    index, root = read(values)
    assert index.shelf(root) == dict(sorted(values.items()))


def test_a_new_word_rewrites_one_shard_and_its_page() -> None:
    """Of five hundred shards all but one keep their name, and of the pages as many."""
    values = {f"word{n:05d}".encode(): b"value" * 3 for n in range(5_000)}
    before, _ = read(values, 256)
    after, _ = read({**values, b"word02500x": b"new"}, 256)
    new = after.bodies.keys() - before.bodies.keys()
    assert len(before.bodies) > 400
    assert 1 < len(new) < 40


def test_shards_of_one_name_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are short; where two contents would share one, the second is written in its other form."""
    monkeypatch.setattr(shelf, "MARK", 1)
    shards = Shards()
    bodies = [b"again " * n for n in range(4, 17)]
    marks = [shards.add(body) for body in bodies]
    assert len(set(marks)) == len(bodies)
    assert {body[:1] for body in shards.waiting.values()} == {PLAIN, DEFLATED}
    assert [shards.add(body) for body in bodies] == marks
