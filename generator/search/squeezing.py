"""Shards deflated, kept between runs: a day changes one in ten of those with completions, and to deflate all
of them again takes longer than to make them."""

import hashlib
from itertools import pairwise

import numpy as np

from generator import memo
from generator.memo import KEY, Memory
from generator.search.packing import squeezed

KIND = "squeezed"


class Squeezing:
    """What shards become, by a hash of them."""

    def __init__(self, known: Memory) -> None:
        self._memory = known
        self._used: dict[bytes, bytes] = {}
        held = memo.unpacked(known.recall(KIND, b"") or b"")
        self._known: dict[bytes, bytes] = {}
        if held:
            whole, ends = held["forms"].tobytes(), [0, *held["ends"].tolist()]
            forms = (whole[start:end] for start, end in pairwise(ends))
            self._known = dict(zip(memo.split(held["marks"]), forms, strict=True))

    def __call__(self, *parts: bytes) -> bytes:
        """As `squeezed` makes it."""
        sized = (one for part in parts for one in (len(part).to_bytes(4, "big"), part))
        mark = hashlib.sha256(b"".join(sized)).digest()[:KEY]
        found = self._known.get(mark)
        form = self._used[mark] = squeezed(*parts) if found is None else found
        return form

    def keep(self) -> None:
        """Keeps those of this run for the next one."""
        if self._used.keys() != self._known.keys():
            forms = [*self._used.values()]
            told = {
                "marks": memo.joined([*self._used]),
                "ends": np.cumsum([len(form) for form in forms], dtype=np.int64),
                "forms": memo.joined(forms),
            }
            self._memory.keep(KIND, b"", memo.packed(told))
