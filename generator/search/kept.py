"""A segment's texts, cached between runs: their files in pieces of some megabytes, and what they mean."""

from collections.abc import Generator, Sequence

import numpy as np

from generator import memo
from generator.memo import Memory
from generator.search.layout import MARK
from generator.search.shelf import Item, Shards
from generator.search.texts import Texts, packed, unpacked

KIND = "texts"
PART = 2**21
"""Bytes of files in one piece."""

Making = Generator[list[Item], None, Texts]
"""Files, some at a time, and finally what they mean."""


def cached(key: bytes, known: Memory, shards: Shards, making: Making) -> Making:
    """What an earlier run cached under this key, or else what is made now, which is then cached.

    If a piece is missing, the pieces already returned remain valid: making the files again cuts them into
    the same pieces, and only the missing ones are returned.
    """
    parts = 0
    if body := known.recall(KIND, key):
        held = memo.unpacked(body)
        while parts < int(held["parts"][0]) and (part := known.recall(f"{KIND}-{parts}", key)):
            parts += 1
            yield _again(part, shards)
        if parts == int(held["parts"][0]):
            return unpacked(held)
    waiting: list[Item] = []
    held_bytes = 0
    while True:
        try:
            taken = next(making)
        except StopIteration as end:
            found: Texts = end.value
            known.keep(f"{KIND}-{parts}", key, _packed(waiting))
            known.keep(KIND, key, memo.packed({**packed(found), "parts": np.array([parts + 1])}))
            return found
        for item in taken:
            waiting.append(item)
            held_bytes += len(item[1])
            if held_bytes > PART:
                known.keep(f"{KIND}-{parts}", key, _packed(waiting))
                waiting, held_bytes, parts = [], 0, parts + 1
        yield taken


def _packed(items: Sequence[Item]) -> bytes:
    marks, bodies = zip(*items, strict=True) if items else ((), ())
    return memo.packed(
        {
            "marks": np.frombuffer(b"".join(marks), np.uint8),
            "sizes": np.array([len(body) for body in bodies], np.int64),
            "bodies": np.frombuffer(b"".join(bodies), np.uint8),
        }
    )


def _again(part: bytes, shards: Shards) -> list[Item]:
    """The files of a piece."""
    held = memo.unpacked(part)
    marks, bodies, at = held["marks"].tobytes(), held["bodies"].tobytes(), 0
    for n, size in enumerate(held["sizes"].tolist()):
        shards.add_again(marks[n * MARK : (n + 1) * MARK], bodies[at : at + size])
        at += size
    return shards.take()
