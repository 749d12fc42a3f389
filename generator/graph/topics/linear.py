"""A linear model of topics: ridge regression on the latent dimensions of the papers' words.

Patterns label the papers, and the model learns the labels from all words. So "draft", "verify" and
"acceptance" count for speculative decoding although no pattern has them, and a pattern in a passing
mention finds no support. Everything is linear in the words, so a score is a sum over the words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

DIMENSIONS = 160
"""Latent dimensions. More of them fit the labels better and generalise worse."""

RIDGE = 0.03
"""Shrinkage of the weights, as a share of the papers that the model is fitted on."""

MIN_PAPERS, MAX_SHARE = 4, 0.25
"""Words in fewer papers, or in a larger share of them, are not used."""

POWER_STEPS = 2
SEED = 20240527

Matrix = NDArray[np.float32]
Rows = sparse.csr_matrix


@dataclass(frozen=True, slots=True)
class Bags:
    """Word counts of papers: `counts` is papers × words, columns in the order of `words`."""

    words: tuple[str, ...]
    counts: Rows

    def reindexed(self, columns: Mapping[str, int]) -> Rows:
        """The same counts with the columns of `columns`, which are in the order of words too; other words
        are left out."""
        column = np.fromiter((columns.get(word, -1) for word in self.words), np.int32, len(self.words))
        at = column[self.counts.indices]
        kept = at >= 0
        ends = np.concatenate([[0], np.cumsum(kept)])[self.counts.indptr]
        return sparse.csr_matrix(
            (self.counts.data[kept], at[kept], ends), shape=(self.counts.shape[0], len(columns))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearModel:
    """`columns` are the words of the model, `idf` is theirs; `axes` is words × latent dimensions,
    `weights` words × topics, and `bias` the score of a paper without words."""

    columns: Mapping[str, int]
    idf: Matrix
    axes: Matrix
    weights: Matrix
    bias: Matrix

    def vectors(self, bags: Bags) -> Rows:
        """TF-IDF of papers: rows of length 1, or 0 for a paper without a known word."""
        return _unit(_scaled_columns(_dampened(bags.reindexed(self.columns)), self.idf))

    def scores(self, vectors: Rows) -> Matrix:
        """Papers × topics: about 0 for unrelated papers, about 1 for certain ones."""
        return np.asarray(vectors @ self.weights + self.bias, dtype=np.float32)

    def project(self, vectors: Rows) -> Matrix:
        """Papers × latent dimensions: rows of length 1, or 0 for a paper without a known word."""
        latent = np.asarray(vectors @ self.axes, dtype=np.float32)
        lengths = np.maximum(np.linalg.norm(latent, axis=1, keepdims=True), 1e-6)
        return np.asarray(latent / lengths, dtype=np.float32)

    def top_words(self, row: Rows, topic: int, most: int) -> list[int]:
        """The columns of the words of one paper that add most to its score for a topic."""
        shares = np.round(row.data * self.weights[row.indices, topic], 4)
        order = np.argsort(-shares, kind="stable")[:most]
        return [int(row.indices[at]) for at in order if shares[at] > 0.01]


def counted(bags: Iterable[Mapping[str, float]]) -> Bags:
    """Bags as rows. Each bag is read once and not kept; columns are sorted by word."""
    numbers: dict[str, int] = {}
    starts, columns, counts = [0], [], []
    for bag in bags:
        columns.append(np.fromiter((numbers.setdefault(w, len(numbers)) for w in bag), np.int32, len(bag)))
        counts.append(np.fromiter(bag.values(), np.float32, len(bag)))
        starts.append(starts[-1] + len(bag))
    names = sorted(numbers)
    sorted_columns = np.empty(len(names), np.int32)
    sorted_columns[[numbers[name] for name in names]] = np.arange(len(names), dtype=np.int32)
    flat = sorted_columns[np.concatenate(columns)] if names else np.empty(0, np.int32)
    data = np.concatenate(counts) if names else np.empty(0, np.float32)
    matrix = sparse.csr_matrix(
        (data, flat, np.array(starts, np.int64 if starts[-1] >= 2**31 else np.int32)),
        shape=(len(starts) - 1, len(names)),
    )
    matrix.sort_indices()
    return Bags(tuple(names), matrix)


def stacked(parts: Iterable[Bags]) -> Bags:
    """The papers of all, one after the other."""
    held = list(parts)
    names = sorted({word for one in held for word in one.words})
    columns = {name: place for place, name in enumerate(names)}
    return Bags(tuple(names), sparse.vstack([one.reindexed(columns) for one in held], format="csr"))


def fit(bags: Bags, labels: Matrix) -> LinearModel:
    """`labels` is papers × topics in [0, 1]; rows as in `bags`."""
    counts = bags.counts
    papers = counts.shape[0]
    used = np.diff(counts.tocsc().indptr)
    common = used >= min(MIN_PAPERS, max(1, papers // 50))
    columns = np.flatnonzero(common & (used <= max(2, MAX_SHARE * papers)))
    idf = np.log((1 + papers) / (1 + used[columns])).astype(np.float32)
    vectors = _unit(_scaled_columns(_dampened(counts[:, columns]), idf))
    axes = _singular_vectors(vectors, min(DIMENSIONS, max(1, min(vectors.shape) - 1)))
    latent = np.asarray(vectors @ axes, dtype=np.float64)
    middle, bias = latent.mean(axis=0), labels.mean(axis=0, dtype=np.float64)
    centred = latent - middle
    gram = centred.T @ centred + RIDGE * papers / max(1, latent.shape[1]) * np.eye(latent.shape[1])
    solved = np.linalg.solve(gram, centred.T @ (labels - bias))
    return LinearModel(
        columns={bags.words[column]: place for place, column in enumerate(columns)},
        idf=idf,
        axes=axes,
        weights=(axes @ solved).astype(np.float32),
        bias=(bias - middle @ solved).astype(np.float32),
    )


def _singular_vectors(vectors: Rows, wanted: int) -> Matrix:
    """Words × dimensions: leading right singular vectors, by random projection with power steps
    (Halko, Martinsson and Tropp 2011, algorithm 4.4)."""
    random = np.random.default_rng(SEED)
    spread = min(wanted + 16, *vectors.shape)
    turned = vectors.T.tocsr()
    basis = random.standard_normal((vectors.shape[1], spread), dtype=np.float32)
    for _ in range(POWER_STEPS):
        basis = turned @ (vectors @ _orthogonal(basis))
    basis = _orthogonal(basis)
    seen = vectors @ basis
    sizes, turn = np.linalg.eigh(np.asarray(seen.T @ seen, dtype=np.float64))
    kept = np.argsort(-sizes)[:wanted]
    return np.asarray(basis @ turn[:, kept].astype(np.float32), dtype=np.float32)


def _orthogonal(columns: Matrix) -> Matrix:
    """An orthonormal basis of the same space, from the small Gram matrix: a tenth of the cost of a QR
    of a tall matrix, and exact enough between power steps."""
    gram = np.asarray(columns.T @ columns, dtype=np.float64)
    sizes, turn = np.linalg.eigh(gram)
    kept = sizes > sizes[-1] * 1e-9
    return np.asarray(columns @ (turn[:, kept] / np.sqrt(sizes[kept])).astype(np.float32), dtype=np.float32)


def _dampened(counts: Rows) -> Rows:
    damped = counts.copy()
    damped.data = 1 + np.log(damped.data)
    return damped


def _unit(rows: Rows) -> Rows:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1), dtype=np.float32)).ravel()
    lengths[lengths == 0] = 1
    return _scaled_rows(rows, np.reciprocal(lengths))


def _scaled_rows(rows: Rows, factors: Matrix) -> Rows:
    scaled = rows.copy()
    scaled.data = rows.data * np.repeat(factors, np.diff(rows.indptr))
    return scaled


def _scaled_columns(rows: Rows, factors: Matrix) -> Rows:
    scaled = rows.copy()
    scaled.data = rows.data * factors[rows.indices]
    return scaled
