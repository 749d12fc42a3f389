"""Numbers and words as bytes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import packing
from tests.search.reading import Reader

WHOLE = st.integers(0, 2**53)


@given(WHOLE)
def test_a_number(value: int) -> None:
    """What is written is read, and nothing is left over."""
    reader = Reader(packing.number(value))
    assert reader.number() == value
    assert reader.at == len(reader.body)


@given(st.lists(st.lists(WHOLE, min_size=1)))
def test_many_numbers(rows: list[list[int]]) -> None:
    """Packed at once they are the bytes they are one by one."""
    ends = np.cumsum([len(row) for row in rows], dtype=np.int64)
    found = packing.numbers(np.array([n for row in rows for n in row], dtype=np.int64), ends)
    assert found == [b"".join(map(packing.number, row)) for row in rows]


@given(st.lists(st.integers(1, 40).flatmap(lambda w: st.tuples(st.integers(0, 2**w - 1), st.just(w)))))
def test_bits(codes: list[tuple[int, int]]) -> None:
    """Codes of any width stand one behind the other."""
    values = np.array([code for code, _ in codes], dtype=np.int64)
    widths = np.array([width for _, width in codes], dtype=np.int64)
    starts = np.cumsum(widths) - widths
    into = np.zeros(int(widths.sum()), dtype=np.uint8)
    packing.bits(values, widths, starts, into)
    reader = Reader(np.packbits(into).tobytes())
    assert [
        reader.bits(int(at), width) for at, (_, width) in zip(starts, codes, strict=True)
    ] == values.tolist()


@pytest.mark.parametrize("text", ["", "diffusion", "大模型 🤖", "x" * 300])
def test_a_word(text: str) -> None:
    """Length and UTF-8."""
    assert Reader(packing.word(text)).word() == text


def test_squeezing_never_makes_longer() -> None:
    """The first byte tells whether a file is deflated; noise stays as it is."""
    noise = np.random.default_rng(1).bytes(500)
    assert packing.squeezed(noise) == packing.PLAIN + noise
    short = packing.squeezed(b"again " * 100)
    assert short[:1] == packing.DEFLATED
    assert len(short) < 50
