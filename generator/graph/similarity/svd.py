"""Truncated singular value decomposition of sparse rows: the same on every machine, up to rounding."""

import numpy as np
import numpy.typing as npt
from scipy import sparse

OVERSAMPLED, ROUNDS = 8, 3
"""Dimensions beyond those kept, and power iterations: both make the last dimensions more exact."""

Doubles = npt.NDArray[np.float64]
Rows = sparse.csr_array[np.float64, tuple[int, int]]


def right_singular_vectors(rows: Rows, dimensions: int) -> Doubles:
    """The leading right singular vectors, features × dimensions or fewer, each of length 1 and of a fixed
    sign. They are refined from a fixed start (Halko, Martinsson & Tropp 2011, algorithms 4.4 and 5.1),
    over rows, of which there are fewer than features."""
    count, features = rows.shape
    size = min(dimensions + OVERSAMPLED, count, features)
    if not size:
        return np.zeros((features, 0))
    turned = rows.T.tocsr()
    guess = _product(rows, _signs(features, size))
    for _ in range(ROUNDS):
        guess = _product(rows, _product(turned, np.linalg.qr(guess)[0]))
    basis = _product(turned, np.linalg.qr(guess)[0])
    squares, turns = np.linalg.eigh(basis.T @ basis)
    kept = [n for n in range(size - 1, -1, -1) if squares[n] > 1e-9 * squares[-1]][:dimensions]
    vectors: Doubles = basis @ (turns[:, kept] / np.sqrt(squares[kept]))
    return vectors * np.where((vectors**3).sum(axis=0) < 0, -1.0, 1.0)


def _product(rows: Rows, dense: Doubles) -> Doubles:
    product: Doubles = np.asarray(rows @ dense)
    return product


def _signs(rows: int, columns: int) -> Doubles:
    """±1 without a pattern, the same everywhere and always: the bits of a fixed multiplicative hash."""
    at = np.arange(rows * columns, dtype=np.uint64).reshape(rows, columns) + np.uint64(1)
    for shift in (np.uint64(32), np.uint64(29)):
        at = (at ^ (at >> shift)) * np.uint64(0x9E3779B97F4A7C15)
    signs: Doubles = (at >> np.uint64(63)).astype(np.float64)
    return signs * 2 - 1
