"""A segment's texts, cached between runs: their files in pieces of some megabytes, and what they mean."""

from collections.abc import Generator, Sequence

import numpy as np

from generator import memo
from generator.memo import Memory
from generator.search.packs import Pack, Packs
from generator.search.texts import Texts, packed, unpacked

KIND = "texts"
PART = 2**21
"""Bytes of files in one piece."""

Making = Generator[list[Pack], None, Texts]
"""Packs, some at a time, and finally what they mean."""


def cached(key: bytes, known: Memory, packs: Packs, making: Making) -> Making:
    """What an earlier run cached under this key, or else what is made now, which is then cached.

    If a piece is missing, everything is made again: `packs` must hold the same packs in the same order.
    """
    if body := known.recall(KIND, key):
        held = memo.unpacked(body)
        pieces = [known.recall(f"{KIND}-{n}", key) for n in range(int(held["parts"][0]))]
        whole = [piece for piece in pieces if piece is not None]
        if len(whole) == len(pieces):
            for piece in whole:
                yield _again(piece, packs)
            return unpacked(held)
    waiting: list[Pack] = []
    held_bytes = parts = 0
    while True:
        try:
            taken = next(making)
        except StopIteration as end:
            found: Texts = end.value
            known.keep(f"{KIND}-{parts}", key, _packed(waiting))
            known.keep(KIND, key, memo.packed({**packed(found), "parts": np.array([parts + 1])}))
            return found
        for pack in taken:
            waiting.append(pack)
            held_bytes += len(pack.body)
            if held_bytes > PART:
                known.keep(f"{KIND}-{parts}", key, _packed(waiting))
                waiting, held_bytes, parts = [], 0, parts + 1
        yield taken


def _packed(packs: Sequence[Pack]) -> bytes:
    return memo.packed(
        {
            "sizes": np.array([len(pack.body) for pack in packs], np.int64),
            "bodies": np.frombuffer(b"".join(pack.body for pack in packs), np.uint8),
        }
    )


def _again(piece: bytes, packs: Packs) -> list[Pack]:
    """The packs of a piece."""
    held = memo.unpacked(piece)
    bodies, at = held["bodies"].tobytes(), 0
    for size in held["sizes"].tolist():
        packs.add_pack(bodies[at : at + size])
        at += size
    return packs.take()
