"""Texts as terms, a batch of papers at a time: each chunk is taken apart once, and the rest is arrays.

Most chunks of a batch occur again and again, so what a text costs is to be cut into chunks, and to look them
up.
"""

from __future__ import annotations  # array[int] is no type at run time before 3.12

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from generator import memo
from generator.search.layout import APART, FIELD_BITS, FIELDS
from generator.search.packing import Whole
from generator.tokens import words

FIELD = 2**FIELD_BITS
REMEMBERED = 2**17
"""The number of chunks known at a time: some hundred bytes each."""

SPANNING = 2**20
"""Added to the place of a term that covers several words, so that it is next to no other."""

Short = npt.NDArray[np.int32]

Fields = list[list[str]]
"""The texts of each of FIELDS, of one paper."""


class Tokens(NamedTuple):
    """The terms of some papers, and per token, in reading order: the number of its term and its place; those
    of the n-th paper end before `ends[n]`."""

    terms: Sequence[str]
    term: Short
    place: Short
    ends: Whole


class _Known(dict[str, int]):
    """Chunks by number. The terms of chunk n are before `ends[n]`; it has `width[n]` words, of which the last
    term's ends after `tail[n]`."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, int] = {}
        self.terms: list[str] = []
        self.term, self.at, self.spanning, self.ends = array("i"), array("i"), array("i"), array("i", [0])
        self.width, self.tail = array("i"), array("i")

    def __missing__(self, chunk: str) -> int:
        inside, width = words.of_chunk(chunk)
        for term, at, span in inside:
            self.term.append(self._number(term))
            self.at.append(at)
            self.spanning.append(0 if span == 1 else SPANNING)
        self.ends.append(len(self.term))
        self.width.append(width)
        self.tail.append(inside[-1].at + inside[-1].span if inside else 0)
        self[chunk] = number = len(self)
        return number

    def _number(self, term: str) -> int:
        number = self._numbers.setdefault(term, len(self.terms))
        if number == len(self.terms):
            self.terms.append(term)
        return number


class Reader:
    """Reads papers, some at a time. It remembers chunks, because most occur again."""

    def __init__(self) -> None:
        self._start()
        self._known = _Known()

    def _start(self) -> None:
        self._chunks = array("i")
        self._texts, self._fields, self._papers = array("q", [0]), array("i"), array("i")

    def __len__(self) -> int:
        """How many chunks wait to become tokens."""
        return len(self._chunks)

    def add(self, fields: Iterable[Iterable[str]]) -> None:
        """Reads the texts of each field of one paper."""
        number = self._known.__getitem__
        for n, texts in enumerate(fields):
            for text in texts:
                self._chunks.extend(map(number, words.chunks(text)))
                self._texts.append(len(self._chunks))
                self._fields.append(len(self._papers) * len(FIELDS) + n)
        self._papers.append(len(self._fields))

    def take(self) -> Tokens:
        """The tokens of the papers read since the last call."""
        found = self._tokens()
        self._start()
        if len(self._known) > REMEMBERED:
            self._known = _Known()
        return found

    def _tokens(self) -> Tokens:
        known, chunk = self._known, np.array(self._chunks, np.int32)
        texts, fields = np.array(self._texts, np.int64), np.array(self._fields, np.int64)
        papers = np.array(self._papers, np.int64)
        width, tail = np.array(known.width, np.int64)[chunk], np.array(known.tail, np.int64)[chunk]
        ends = np.array(known.ends, np.int64)
        count = np.diff(ends)[chunk]
        before = np.cumsum(width) - width
        of_text = np.repeat(np.arange(len(fields)), np.diff(texts))
        before -= before[texts[:-1][of_text]]
        # A text ends with its last term, and the next one of its field begins apart from it.
        size = np.zeros(len(fields), np.int64)
        np.maximum.at(size, of_text, np.where(tail > 0, before + tail, 0))
        start = np.cumsum(size + APART) - size - APART
        first = np.diff(fields, prepend=-1) != 0
        start -= start[np.flatnonzero(first)[np.cumsum(first) - 1]]
        token = np.repeat(ends[:-1][chunk] - np.cumsum(count) + count, count) + np.arange(count.sum())
        here = np.repeat(start[of_text] + before, count) + np.array(known.at, np.int64)[token]
        field_of = np.repeat(fields[of_text] % len(FIELDS), count)
        place = field_of * FIELD + np.minimum(here, FIELD - 1) + np.array(known.spanning, np.int64)[token]
        used, term = np.unique(np.array(known.term, np.int32)[token], return_inverse=True)
        return Tokens(
            terms=[known.terms[number] for number in used.tolist()],
            term=term.astype(np.int32),
            place=place.astype(np.int32),
            ends=np.concatenate([[0], np.cumsum(count)])[texts[papers]],
        )


_readers: list[Reader] = []
"""At most one in each process. A reader that an error stopped holds half a part, so it is not put back."""


def tokens(papers: Iterable[Fields]) -> Tokens:
    """What is read from the texts of some papers. Each process goes on with the chunks that it knows."""
    reader = _readers.pop() if _readers else Reader()
    for fields in papers:
        reader.add(fields)
    found = reader.take()
    _readers.append(reader)
    return found


def forget() -> None:
    """Frees what this process knows of chunks."""
    _readers.clear()


def packed(found: Tokens) -> bytes:
    """Tokens to be kept between runs: no term has a line break."""
    told = {"terms": memo.lines([*found.terms])}
    return memo.packed(told | {"term": found.term, "place": found.place, "ends": found.ends})


def unpacked(body: bytes) -> Tokens:
    """The inverse of `packed`."""
    held = memo.unpacked(body)
    return Tokens(memo.words(held["terms"]), held["term"], held["place"], held["ends"])
