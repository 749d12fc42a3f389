"""Files that are divided where their bytes change."""

import random
import zlib

from hypothesis import given
from hypothesis import strategies as st

from generator.search.blocks import GRID, LONGEST, divided
from generator.search.packing import squeezed


@given(st.binary(max_size=4 * GRID))
def test_the_parts_are_the_whole(body: bytes) -> None:
    """In order, and none is empty."""
    parts = divided(body)
    assert b"".join(parts) == body
    assert all(parts)


def test_a_part_ends_where_other_bytes_begin() -> None:
    """Letters, small numbers and noise deflate better apart than together; what is alike stays together up to
    the longest block."""
    dice = random.Random(7)  # noqa: S311 - a test
    letters = bytes(dice.choices(b"etaoinshrdlu", k=8 * GRID))
    small = bytes(dice.choices(range(4), [8, 4, 2, 1], k=8 * GRID))
    noise = dice.randbytes(8 * GRID)
    body = letters + small + noise
    assert divided(body) == [letters, small, noise]
    assert len(squeezed(letters, small, noise)) < len(squeezed(body)) * 0.97
    assert len(divided(letters * LONGEST)) == 8


def test_parts_are_one_stream() -> None:
    """Whoever inflates it needs not know of them."""
    parts = [b"kites" * 99, b"\1\2\3" * 99, b""]
    assert zlib.decompress(squeezed(*parts)[1:], -zlib.MAX_WBITS) == b"".join(parts)
