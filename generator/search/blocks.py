"""Where a file of many kinds of bytes is best divided before it is deflated.

Each block of a deflate stream has a code of its own. `zlib` begins one after so many symbols, wherever that
is: letters, sizes and vectors share codes that suit none of them. The manifest, which every query loads, is a
tenth smaller with blocks that begin where the bytes change.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

GRID, LONGEST = 64, 256
"""A block begins at a multiple of this, and is at most so many times as long."""

CODE = 70
"""About the bytes that the code of a block takes."""

PRECISE = 256
"""Costs are whole numbers of this part of a bit, so that every machine divides alike."""


def divided(body: bytes) -> Sequence[bytes]:
    """The body in parts that deflate best apart, by the entropy of their bytes."""
    letters = np.frombuffer(body, np.uint8)
    count = -(-len(letters) // GRID)
    held = np.zeros((count + 1, 256), np.int64)
    for n in range(count):
        held[n + 1] = held[n] + np.bincount(letters[n * GRID : (n + 1) * GRID], minlength=256)
    share = np.arange(LONGEST * GRID + 1)
    share[1:] = np.rint(share[1:] * np.log2(share[1:]) * PRECISE)
    least, begin = np.zeros(count + 1, np.int64), [0]
    told = np.zeros(count, np.int64)  # the shares of the letters between each beginning and `end`
    for end in range(1, count + 1):
        first = max(0, end - LONGEST)
        new = held[end] - held[end - 1]
        some = np.flatnonzero(new)  # nothing else is different from the last `end`
        part = held[end, some] - held[first:end, some]
        told[first:end] += (share[part] - share[part - new[some]]).sum(axis=1)
        size = min(end * GRID, len(letters)) - np.arange(first, end) * GRID
        cost = share[size] - told[first:end] + least[first:end]
        best = int(cost.argmin())
        begin.append(first + best)
        least[end] = cost[best] + CODE * 8 * PRECISE
    cuts = [count]
    while cuts[-1] > 0:
        cuts.append(begin[cuts[-1]])
    return [body[start * GRID : end * GRID] for start, end in pairwise(reversed(cuts))]
