"""Papers as vectors: counts of words and word pairs, their TF-IDF, and its truncated SVD.

Everything after fitting is whole numbers: rows are rounded to integers of length `SCALE`, so that a
product of two is exact in 32-bit floats, whatever order a machine, its libraries and its threads
add in. The SVD itself is in doubles, and rounding hides their differences between machines (10⁻¹³).
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from generator.graph.similarity import sparse, svd
from generator.graph.similarity.svd import Doubles
from generator.memo import Array
from generator.records.paper import Paper
from generator.tokens import words
from generator.tokens.stems import STEMS, Remembered
from generator.workers import ALONE, Workers, divided

TITLE = 3
"""How many times a word of the title counts."""

COLUMNS = 2**20
"""Features are hashed into this many columns. So there is no vocabulary to keep, and a word that the
basis was not fitted on still counts, as a rare one."""

DIMENSIONS = 128
"""Dimensions of a vector."""

MAX_FEATURES, MIN_PAPERS = 2**15, 2
"""Features that the SVD uses: at most so many, the most frequent ones, each in at least so many papers."""

SCALE = 2048
"""Length of a row. A product of two is at most SCALE² (and rounding), far below 2²⁴."""

BLOCK = 4096
"""Rows worked on at a time."""

Floats = npt.NDArray[np.float32]
Columns = npt.NDArray[np.int32]
if TYPE_CHECKING:
    from generator.graph.similarity.sparse import Counts, Rows, Wide

_ODD = np.uint32(0x9E3779B1)
_DAMPENED: Doubles = 1 + np.log(np.maximum(np.arange(256), 1))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Basis:
    """What is fitted. `idf` is that of each of COLUMNS; `column` is a column's row in `axes` or -1;
    `axes` is features × DIMENSIONS, its columns orthogonal, the first ones of about length 1 and the
    last ones of about 0."""

    idf: Doubles
    column: Columns
    axes: Doubles

    @classmethod
    def unpacked(cls, kept: Mapping[str, Array]) -> Basis:
        """The inverse of `packed`."""
        idf, column = np.full(COLUMNS, kept["greatest"][0]), np.full(COLUMNS, -1, dtype=np.int32)
        idf[kept["held"]] = kept["idf"]
        column[kept["features"]] = np.arange(len(kept["features"]), dtype=np.int32)
        return cls(idf=idf, column=column, axes=kept["axes"])

    def packed(self) -> dict[str, Array]:
        """What it can be made from again. Most columns are those of no word: their weight is the greatest."""
        greatest = self.idf.max()
        held = np.flatnonzero(self.idf != greatest).astype(np.int32)
        features = np.flatnonzero(self.column >= 0).astype(np.int32)
        found = {"greatest": np.array([greatest]), "held": held, "idf": self.idf[held]}
        return found | {"features": features, "axes": self.axes}

    def tfidf(self, counts: Counts) -> Rows:
        """TF-IDF with dampened counts: rows of integers of length SCALE, or empty ones."""
        data = np.zeros(counts.nnz, dtype=np.float32)
        for start in range(0, counts.shape[0], BLOCK):
            ends = counts.indptr[start : start + BLOCK + 1]
            part = slice(ends[0], ends[-1])
            weights = _DAMPENED[counts.data[part]] * self.idf[counts.indices[part]]
            row = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
            lengths = np.sqrt(np.bincount(row, weights * weights))
            data[part] = np.rint(weights * SCALE / lengths[row])
        weighted: Rows = sparse.rows(data, counts.indices, counts.indptr, counts.shape)
        return weighted

    def project(self, tfidf: Rows) -> Floats:
        """(papers, DIMENSIONS): rows of integers of length SCALE, or zeros."""
        vectors = np.zeros((tfidf.shape[0], self.axes.shape[1]), dtype=np.float32)
        for start in range(0, tfidf.shape[0], BLOCK):
            rows = _reduced(tfidf[start : start + BLOCK], self.column, len(self.axes))
            vectors[start : start + BLOCK] = _rounded(np.asarray(rows @ self.axes))
        return vectors

    def shares(self, row: Rows, weights: Doubles) -> Mapping[int, float]:
        """What each column of one row adds to the product of its vector of length 1 with `weights`."""
        at = _reduced(row, self.column, len(self.axes))
        length = float(np.linalg.norm(np.asarray(at @ self.axes)))
        columns = row.indices[self.column[row.indices] >= 0]
        added = at.data * (self.axes[at.indices] @ weights) / max(length, 1e-9)
        return dict(zip(columns.tolist(), added.tolist(), strict=True))


def named(paper: Paper) -> Mapping[str, int]:
    """The words of title and abstract with their columns: each stem by the first word that has it."""
    word_of: dict[str, str] = {}
    for text in (paper.title, paper.abstract or ""):
        for word in words.words(text):
            if stemmed := _stem(word):
                word_of.setdefault(stemmed, word)
    columns = _column(np.fromiter(map(_mark, word_of), dtype=np.uint32)).tolist()
    return dict(zip(word_of.values(), columns, strict=True))


def count(papers: Iterable[Paper], workers: Workers = ALONE) -> Counts:
    """(papers, COLUMNS): how often each word and each pair of neighbouring words occurs in title
    and abstract, 255 at most.

    The source's keywords and summaries are left out: they come days after the paper, or never,
    and improve nothing.
    """
    texts = divided((paper.title, paper.abstract or "") for paper in papers)
    parts = list(workers.map(_count, texts)) or [_count(())]
    return parts[0] if len(parts) == 1 else sparse.below(parts)


def _count(texts: Iterable[tuple[str, str]]) -> Counts:
    """The counts of some papers, by title and abstract."""
    columns, times, ends = array("i"), array("B"), array("q", [0])
    for both in texts:
        title, abstract = map(_features, both)
        distinct, often = np.unique(np.concatenate([title] * TITLE + [abstract]), return_counts=True)
        columns.frombytes(distinct.tobytes())
        times.frombytes(np.minimum(often, 255).astype(np.uint8).tobytes())
        ends.append(len(columns))
    parts = (np.frombuffer(times, np.uint8), np.frombuffer(columns, np.int32), np.frombuffer(ends, np.int64))
    counts: Counts = sparse.rows(*parts, (len(ends) - 1, COLUMNS))
    return counts


def fit(counts: Counts) -> Basis:
    """Fits a basis; the order of the rows of `counts` changes only its last bits."""
    papers = counts.shape[0]
    holders = np.bincount(counts.indices, minlength=COLUMNS)
    idf = (np.log((1 + papers) / (1 + np.arange(1 + holders.max()))) + 1)[holders]
    common = np.flatnonzero(holders >= MIN_PAPERS)
    if len(common) > MAX_FEATURES:
        common = np.sort(common[np.argsort(-holders[common], kind="stable")[:MAX_FEATURES]])
    column = np.full(COLUMNS, -1, dtype=np.int32)
    column[common] = np.arange(len(common), dtype=np.int32)
    weights = Basis(idf=idf, column=column, axes=np.zeros((len(common), 0)))
    rows = _reduced(weights.tfidf(counts), column, len(common))
    axes, values = svd.decompose(rows, common, DIMENSIONS + 1)
    # Each dimension counts for what it has over the first one left out. So which of two nearly equal ones
    # is the last does not matter, and the last ones, which are half noise, say little.
    least = values[DIMENSIONS] if len(values) > DIMENSIONS else 0.0
    kept = slice(DIMENSIONS)
    return Basis(idf=idf, column=column, axes=axes[:, kept] * (1 - (least / values[kept]) ** 2))


def _reduced(tfidf: Rows, column: Columns, features: int) -> Wide:
    """The same rows over the features of the axes only, as doubles."""
    at = column[tfidf.indices]
    kept = at >= 0
    data = tfidf.data[kept].astype(np.float64)
    found: Wide = sparse.rows(data, at[kept], sparse.chosen(tfidf, kept), (tfidf.shape[0], features))
    return found


def _rounded(rows: Doubles) -> Floats:
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    whole: Floats = np.rint(rows * (SCALE / np.maximum(lengths, 1e-9))).astype(np.float32)
    return whole


def _features(text: str) -> Columns:
    known = map(_MARKS.__getitem__, words.words(text))
    marks = np.array([mark for mark in known if mark is not None], dtype=np.uint32)
    pairs = (marks[:-1] * _ODD) ^ (marks[1:] >> np.uint32(7))
    return _column(np.concatenate([marks, pairs]))


def _column(marks: npt.NDArray[np.uint32]) -> Columns:
    columns: Columns = ((marks * _ODD) >> np.uint32(12)).astype(np.int32)
    return columns


def _stem(word: str) -> str:
    """The stem of a word; none for a stop word or a single character."""
    return STEMS[word] if len(word) > 1 else ""


def _mark(stem: str) -> int:
    return zlib.crc32(stem.encode())


_MARKS = Remembered(lambda word: _mark(stem) if (stem := _stem(word)) else None)
"""The mark of a word's stem."""
