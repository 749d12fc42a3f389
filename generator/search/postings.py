"""Which papers have a term, and how much it counts in each: `layout.Postings`.

An impact is lunr's score of the term in the paper without the term's rarity, in quanta. So a new paper does
not change other papers' impacts; rarity comes from `held`, summed over segments. The more common a term,
the coarser its steps, because rarity makes them small again: all terms are equally exact. Impacts of a long
list are whole bytes, which deflate compresses well.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from generator.search import layout
from generator.search.layout import ALIGNED, SEPARATOR, WIDTH_BITS
from generator.search.packing import Doubles, Whole, bits, numbers, records, rice
from generator.search.terms import Beside, Held
from generator.search.weights import BOOSTS, FINEST, K1, MANY, PAIR_STEP, QUANTUM, B

LONG = 1_024
"""The impacts of this many papers or more are stored as bytes."""

BLOCK = 2**17
"""About how many postings are packed at a time: each takes some twenty bytes while that happens."""

_PAIR = SEPARATOR.encode()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Texts:
    """The number of words of each paper in each of the three fields, and the average per paper in the
    archive's first segment, so that a new day does not change what is stored for the others."""

    lengths: tuple[Doubles, ...]
    mean: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Postings:
    """Sorted by word and paper; the rows of word n end before `ends[n]`. `held`, and `coarse`, the number of
    bits cut from impacts, are per word."""

    words: Sequence[bytes]
    ends: Whole
    papers: Whole
    impacts: Whole
    held: Whole
    coarse: Whole

    @property
    def counts(self) -> Whole:
        """The number of papers with each word."""
        return np.diff(self.ends, prepend=0)


class Pairs(NamedTuple):
    """Pairs, as in `Beside`, and their postings."""

    codes: Whole
    postings: Postings


def of_terms(found: Held, texts: Texts) -> Postings:
    """The postings of some terms."""
    part = np.zeros(len(found.word))
    held = np.zeros(len(found.words), dtype=np.int64)
    for n, (boost, times) in enumerate(zip(BOOSTS.values(), found.times, strict=True)):
        part += boost * _saturated(times, texts.lengths[n][found.paper], texts.mean[n])
        held += np.bincount(found.word[times > 0], minlength=len(found.words))
    counts = np.bincount(found.word, minlength=len(found.words))
    return Postings(
        words=found.words,
        ends=np.cumsum(counts),
        papers=found.paper,
        impacts=_quanta(part),
        held=held,
        coarse=_coarse(counts, len(texts.lengths[0]), 1),
    )


def places(found: Held) -> list[bytes]:
    """The places of each term: per paper the count, the first place, and the steps."""
    count = np.diff(found.ends, prepend=0)
    starts = found.ends - count
    steps = np.diff(found.places, prepend=0)
    steps[starts] = found.places[starts]
    values = np.insert(steps, starts, count)
    row_ends = found.ends + np.arange(1, len(found.ends) + 1)
    last = np.cumsum(np.bincount(found.word, minlength=len(found.words))) - 1
    return numbers(values, row_ends[last])


def of_pairs(beside: Beside, words: Sequence[bytes], texts: Texts, least: Whole, known: Whole) -> Pairs:
    """The postings of pairs in as many papers as one of their words needs at `least`, and of those in
    `known`, which are pairs as in `Beside`, sorted. `words` are all words."""
    count = np.bincount(beside.pair, minlength=len(beside.pairs))
    needed = np.minimum(least[beside.pairs >> 32], least[beside.pairs & 0xFFFFFFFF])
    kept = (count >= needed) | np.isin(beside.pairs, known)
    rows = kept[beside.pair]
    papers, counts = beside.paper[rows], count[kept]
    found = Postings(
        words=[
            words[pair >> 32] + SEPARATOR.encode() + words[pair & 0xFFFFFFFF]
            for pair in beside.pairs[kept].tolist()
        ],
        ends=np.cumsum(counts),
        papers=papers,
        impacts=_quanta(
            _saturated(np.minimum(beside.times[rows], 255), texts.lengths[0][papers], texts.mean[0])
        ),
        held=counts,
        coarse=_coarse(counts, len(texts.lengths[0]), PAIR_STEP),
    )
    return Pairs(codes=beside.pairs[kept], postings=found)


def numbered(pairs: Iterable[bytes], words: Sequence[bytes]) -> Whole:
    """Pairs as in `Beside`, sorted; those with a word that is not in `words` are left out."""
    places = {word: n for n, word in enumerate(words)}
    halves = (pair.split(_PAIR) for pair in pairs)
    found = [places[a] << 32 | places[b] for a, b in halves if a in places and b in places]
    return np.array(sorted(found), dtype=np.int64)


def encoded(postings: Postings) -> Iterator[tuple[bytes, bytes]]:
    """Each word with its value."""
    starts = np.concatenate([[0], postings.ends])
    first = 0
    while first < len(postings.words):
        last = max(first + 1, int(np.searchsorted(postings.ends, starts[first] + BLOCK)))
        yield from _block(postings, starts, first, last)
        first = last


def _saturated(times: Doubles, lengths: Doubles, mean: float) -> Doubles:
    """lunr's BM25 without rarity: each repetition counts less than the last, and less in a long text."""
    size = K1 * (1 - B + B * lengths / max(mean, 1e-9))
    found: Doubles = np.where(times > 0, (K1 + 1) * times / (size + times), 0)
    return found


def _quanta(part: Doubles) -> Whole:
    found: Whole = np.maximum(1, np.rint(part / QUANTUM)).astype(np.int64)
    return found


def _coarse(counts: Whole, papers: int, weight: float) -> Whole:
    """The number of bits to drop, so that a step times rarity is about equal for terms of every rarity."""
    finest = FINEST[papers > MANY]
    rarity = np.maximum(np.log1p((papers - counts + 0.5) / (counts + 0.5)), 0.1)
    found: Whole = np.floor(np.log2(finest / (QUANTUM * weight * rarity))).astype(np.int64)
    return np.clip(found, 0, 0xFF >> WIDTH_BITS)


def _steps(impacts: Whole, heads: Whole, count: Whole, coarse: Whole) -> tuple[Whole, Whole, Whole, Whole]:
    """Impacts in steps above the lowest one of their word; and by word the bits of a step, the bits of an
    impact, and the lowest impact."""
    word = np.repeat(np.arange(len(count)), count)
    least, most = np.minimum.reduceat(impacts, heads), np.maximum.reduceat(impacts, heads)
    long = count >= LONG
    coarse = np.where(long, np.maximum(coarse, _width(most - least) - ALIGNED), coarse)
    steps = (impacts - least[word] + (1 << coarse >> 1)[word]) >> coarse[word]
    return steps, coarse, np.where(long, ALIGNED, _width(np.maximum.reduceat(steps, heads))), least


def _width(values: Whole) -> Whole:
    return np.ceil(np.log2(values + 1)).astype(np.int64)


def _block(postings: Postings, starts: Whole, first: int, last: int) -> Iterator[tuple[bytes, bytes]]:
    count = np.diff(starts[first : last + 1])
    begin, end = int(starts[first]), int(starts[last])
    word = np.repeat(np.arange(last - first), count)
    papers, impacts = postings.papers[begin:end], postings.impacts[begin:end]
    heads = starts[first:last] - begin
    before = np.concatenate([[-1], papers[:-1]])
    before[heads] = -1
    gaps = papers - before - 1
    mean = np.add.reduceat(gaps, heads) / count
    k = np.floor(np.log2(np.maximum(mean * 0.69, 1))).astype(np.int64)
    steps, coarse, w, least = _steps(impacts, heads, count, postings.coarse[first:last])
    codes, widths = rice(gaps, k[word])
    gap_bits = np.add.reduceat(widths, heads)
    gap_bits = np.where(w == ALIGNED, (gap_bits + 7) & ~7, gap_bits)
    size = (gap_bits + count * w + 7) // 8
    edges = np.concatenate([[0], np.cumsum(size)])
    into = np.zeros(int(edges[-1]) * 8, dtype=np.uint8)
    along = np.cumsum(widths) - widths
    bits(codes, widths, along - along[heads][word] + edges[:-1][word] * 8, into)
    nth = np.arange(end - begin) - heads[word]
    bits(steps, w[word], edges[:-1][word] * 8 + gap_bits[word] + nth * w[word], into)
    body = np.packbits(into).tobytes()
    heads_of = records(
        layout.Postings,
        papers=count,
        held=postings.held[first:last],
        low=k,
        form=coarse << WIDTH_BITS | w,
        least=least,
    )
    for word_of, head, (start, stop) in zip(
        postings.words[first:last], heads_of, pairwise(edges.tolist()), strict=True
    ):
        yield word_of, head + body[start:stop]
