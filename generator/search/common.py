"""The most common terms, most common first: a long query looks up its rare words before these.

Only the rarest words of a paragraph are used. This list tells which they are, so that the long postings of
the others are never loaded. It has a few bits of a term's mark instead of its letters: one rare word in five
hundred is taken for a common one, and looked up later.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from generator.search.layout import COMMON_BITS
from generator.search.packing import bits, number, rice
from generator.tokens import fold

MOST = 2_000
"""The number of terms in the list (4 KB): half of the paragraphs that people search with have three terms
that are not in it, and 95 % have at most ten."""

CLASS = 50
"""The number of terms that count as equally common: their order would take another byte each."""


def written(holders: Mapping[str, int]) -> bytes:
    """The terms that most papers have; `holders` counts the papers of each."""
    counts = sorted(holders.values(), reverse=True)
    least = counts[MOST] if len(counts) > MOST else 0
    kept = [term for term, count in holders.items() if count > least]
    return b"".join(_written(sorted(kept, key=lambda term: (-holders[term], term))))


def _written(terms: Sequence[str]) -> Iterator[bytes]:
    for start in range(0, len(terms), CLASS):
        marks = sorted({fold.mark(term) % 2**COMMON_BITS for term in terms[start : start + CLASS]})
        gaps = np.array([mark - last - 1 for last, mark in pairwise([-1, *marks])], np.int64)
        low = max(1, int(gaps.mean() * 2 / 3)).bit_length() - 1
        codes, widths = rice(gaps, np.full(len(gaps), low))
        into = np.zeros((int(widths.sum()) + 7) // 8 * 8, np.uint8)
        bits(codes, widths, np.cumsum(widths) - widths, into)
        yield number(len(marks)) + bytes([low]) + np.packbits(into).tobytes()
