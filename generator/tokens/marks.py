"""The hashes of many keys at once: `fold.mark` takes a name's bytes one by one, which for all titles or names
of an archive takes half a second.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from generator.tokens.fold import OFFSET, PRIME

Marks = npt.NDArray[np.uint32]


def of(keys: Sequence[str]) -> Marks:
    """`fold.mark` of each key. All are hashed together, a byte of each at a time."""
    bodies = [key.encode() for key in keys]
    sizes = np.array([*map(len, bodies)], np.int64)
    found = np.full(len(bodies), OFFSET, np.uint32)
    order = np.argsort(-sizes, kind="stable")
    starts = np.cumsum(sizes) - sizes
    whole = np.frombuffer(b"".join(bodies), np.uint8)
    heads, left = starts[order], sizes[order]  # the longest first
    values = found[order]
    for at in range(int(left[0]) if len(left) else 0):
        held = int(np.searchsorted(-left, -at))  # so many are longer than this
        values[:held] = (values[:held] ^ whole[heads[:held] + at]) * np.uint32(PRIME)
    found[order] = values
    return found
