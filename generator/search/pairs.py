"""Pairs of adjacent words, kept with the rarer of the two: a search for both words loads their postings
anyway, so pairs cost no request, and need to say only which of these papers have the pair.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from generator.search.chunks import Short
from generator.search.layout import PAIR_MARK
from generator.search.packing import Whole, number
from generator.search.postings import Pairs, Postings, encoded
from generator.tokens import fold

SHARE = 50
"""A pair is kept if at least one in so many papers of its rarer word has it. Two thirds of all pairs have
fewer: such words are next to each other by chance."""


class Singles(NamedTuple):
    """The papers of a segment's words, word by word: each is in the next `counts` of them."""

    counts: Whole
    papers: Short


def sections(doubles: Sequence[Pairs], singles: Singles, papers: int) -> Mapping[int, bytes]:
    """What follows the postings of words, by their number: their pairs, in a segment of so many papers."""
    if not doubles:
        return {}
    codes = np.concatenate([one.codes for one in doubles])
    counts = np.concatenate([one.postings.counts for one in doubles])
    first, second = codes >> 32, codes & 0xFFFFFFFF
    rarer = np.where(singles.counts[first] <= singles.counts[second], first, second)
    kept = counts * SHARE >= singles.counts[rarer]
    rows = np.repeat(kept, counts)
    names = [name for one in doubles for name in one.postings.words]
    found = Postings(
        words=[names[n] for n in np.flatnonzero(kept)],
        ends=np.cumsum(counts[kept]),
        papers=_among(
            singles,
            np.repeat(rarer, counts)[rows],
            np.concatenate([one.postings.papers for one in doubles])[rows],
            papers,
        ),
        impacts=np.concatenate([one.postings.impacts for one in doubles])[rows],
        held=counts[kept],
        coarse=np.concatenate([one.postings.coarse for one in doubles])[kept],
    )
    parts: dict[int, list[bytes]] = {}
    for word, (name, value) in zip(rarer[kept].tolist(), encoded(found), strict=True):
        parts.setdefault(word, []).append(_mark(name) + number(len(value)) + value)
    return {word: b"".join(sorted(those)) for word, those in parts.items()}


def _among(singles: Singles, words: Whole, papers: Whole, count: int) -> Whole:
    """The places of papers among those of words that have them."""
    counts = singles.counts
    every = np.repeat(np.arange(len(counts)), counts) * count + singles.papers
    found: Whole = np.searchsorted(every, words * count + papers) - (np.cumsum(counts) - counts)[words]
    return found


def _mark(pair: bytes) -> bytes:
    return fold.marked(pair.decode())[-PAIR_MARK:]
