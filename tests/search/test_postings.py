"""The browser reads the postings that the builder wrote."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import postings, texts
from generator.search.postings import LONG, Postings
from generator.search.terms import Beside
from tests.search.conftest import Read

GAPS = st.one_of(st.integers(0, 3), st.integers(0, 300), st.integers(0, 2**20))
FIRST = 100


def encoded(rows: Sequence[tuple[int, int]], coarse: int = 0) -> bytes:
    """The value of a term, of papers as their gaps and impacts."""
    gaps, impacts = zip(*rows, strict=True)
    found = Postings(
        words=[b"word"],
        ends=np.array([len(rows)]),
        papers=np.cumsum(np.array(gaps) + 1) - 1,
        impacts=np.array(impacts),
        held=np.array([9]),
        coarse=np.array([coarse]),
    )
    ((_, value),) = postings.encoded(found)
    return value


@given(
    st.lists(st.tuples(GAPS, st.integers(1, 2**15)), min_size=1, max_size=40),
    st.integers(0, 4),
)
def test_a_term(read: Read, rows: list[tuple[int, int]], coarse: int) -> None:
    """Its papers come back as they were, its impacts but for what is cut off them."""
    last = FIRST + sum(gap + 1 for gap, _ in rows)
    found = read(
        "client.postings.postings(bytes(file), segment)",
        file=encoded(rows, coarse),
        segment={"first": FIRST, "count": last - FIRST},
    )
    assert (found["df"], found["held"]) == (len(rows), 9)
    assert found["numbers"] == (FIRST + np.cumsum([gap + 1 for gap, _ in rows]) - 1).tolist()
    half = 1 << coarse >> 1
    assert all(abs(one - impact) <= half for one, (_, impact) in zip(found["impacts"], rows, strict=True))


@pytest.mark.slow
def test_a_term_of_many_papers(read: Read) -> None:
    """Impacts of a long list are whole bytes; 100,000 are decoded in less than 10 ms."""
    rows = [(n % 3, 5 + n * 7 % 500) for n in range(100_000)]
    assert len(rows) > LONG
    found = read(
        """(() => {
            const value = bytes(file);
            const took = Array.from({ length: 100 }, () => {
                const start = performance.now();
                client.postings.postings(value, segment);
                return performance.now() - start;
            });
            return { took: Math.min(...took), ...client.postings.postings(value, segment) };
        })()""",
        file=encoded(rows),
        segment={"first": 0, "count": 400_000},
    )
    assert found["numbers"] == (np.cumsum([gap + 1 for gap, _ in rows]) - 1).tolist()
    assert max(abs(np.array(found["impacts"]) - [impact for _, impact in rows])) <= 1
    assert found["took"] < 10


@pytest.mark.parametrize("rows", [[(0, 1), (8, 2), (3990, 300)], [(0, 7)]])
def test_a_value_that_is_cut_off(read: Read, rows: list[tuple[int, int]]) -> None:
    """It is refused wherever it ends; so is one that claims more papers than there are."""
    ways = """Promise.all(Array.from(bytes(file), (_, n) => raised(() =>
        client.postings.postings(bytes(file).subarray(0, n), { first: 0, count: 5000 }))))"""
    assert {*read(ways, file=encoded(rows))} == {"RangeError"}
    few = "raised(() => client.postings.postings(bytes(file), { first: 0, count }))"
    papers = sum(gap + 1 for gap, _ in rows)
    assert read(few, file=encoded(rows), count=papers) == ""
    assert read(few, file=encoded(rows), count=papers - 1) == "RangeError"


def test_pairs_of_few_papers() -> None:
    """A pair needs more papers in a large archive, but not one with a number in it or one that is known."""
    words = [b"3", b"flow", b"kite", b"wind"]
    pairs = np.array([1 << 32 | 2, 2 << 32 | 0, 2 << 32 | 3, 3 << 32 | 1])
    rows = [4, 2, 3, 3]
    beside = Beside(
        pairs=pairs,
        pair=np.repeat(np.arange(4), rows),
        paper=np.concatenate([np.arange(n) for n in rows]),
        times=np.ones(sum(rows)),
    )
    measured = postings.Texts(lengths=(np.full(9, 5.0),) * 3, mean=(5.0,) * 3)
    few = postings.of_pairs(beside, words, measured, texts.needed(words, 100), pairs[:0])
    assert few.postings.words == [b"flow kite", b"kite 3", b"kite wind", b"wind flow"]
    large = postings.of_pairs(beside, words, measured, texts.needed(words, 5_000), pairs[3:])
    assert large.postings.words == [b"flow kite", b"kite 3", b"wind flow"]
