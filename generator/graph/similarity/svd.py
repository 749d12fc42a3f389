"""Truncated singular value decomposition of sparse rows: the same on every machine, up to rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

BLOCK, STEPS = 16, 44
"""Columns of the start, and how often they are multiplied: enough for some 130 dimensions to be right to
ten digits and more, so that what comes out depends on the rows and on nothing else."""

Doubles = npt.NDArray[np.float64]
if TYPE_CHECKING:
    from generator.graph.similarity.sparse import Wide


def decompose(rows: Wide, names: npt.NDArray[np.integer], dimensions: int) -> tuple[Doubles, Doubles]:
    """The leading right singular vectors, features × dimensions or fewer, each of length 1 and of a fixed
    sign, and the singular values, largest first. `names` are numbers of the features, from which the start
    is made.

    Few rows are decomposed directly. Of more, a block Krylov space is decomposed (Golub & Underwood 1977;
    Musco & Musco 2015), whose basis is kept orthogonal.
    """
    count, features = rows.shape
    turned = rows.T.tocsr()
    if not count or not features:
        return np.zeros((features, 0)), np.zeros(0)
    if count <= BLOCK * STEPS:
        gram, space = _product(rows, turned.toarray()), np.eye(count)
    else:
        gram, space = _krylov(rows, turned, _product(rows, _signs(names, BLOCK)))
    squares, turns = np.linalg.eigh(gram, UPLO="U")
    kept = [n for n in range(len(squares) - 1, -1, -1) if squares[n] > 1e-9 * squares[-1]][:dimensions]
    values = np.sqrt(squares[kept])
    vectors = _product(turned, space @ turns[:, kept]) / values
    return vectors * np.where((vectors**3).sum(axis=0) < 0, -1.0, 1.0), values


def _krylov(rows: Wide, turned: Wide, start: Doubles) -> tuple[Doubles, Doubles]:
    """The products of all rows, projected on a space (the upper half), and the space's orthonormal basis,
    a column a vector."""
    size = BLOCK * STEPS
    space, gram = np.zeros((len(start), size), order="F"), np.zeros((size, size))
    block = start
    for at in range(0, size, BLOCK):
        end = at + BLOCK
        for _ in range(2):  # what the first one leaves may be little, and so not quite orthogonal
            block = _orthonormal(block, space[:, :at])
        space[:, at:end] = block
        block = _product(rows, _product(turned, block))
        gram[:end, at:end] = space[:, :end].T @ block
    return gram, space


def _orthonormal(block: Doubles, space: Doubles) -> Doubles:
    """An orthonormal basis of a block less its part in a space, with columns of zeros where nothing but
    rounding is left. By a product of the block with itself: the many small steps of a QR decomposition
    wait for each other where threads share a core."""
    rest = block - space @ (space.T @ block)
    squares, turns = np.linalg.eigh(rest.T @ rest)
    real = squares > max(1e-14 * squares[-1], 1e-20 * (block * block).sum())
    return np.asarray(rest @ (turns * np.where(real, 1 / np.sqrt(np.where(real, squares, 1)), 0)))


def _product(rows: Wide, dense: Doubles) -> Doubles:
    product: Doubles = np.asarray(rows @ dense)
    return product


def _signs(names: npt.NDArray[np.integer], columns: int) -> Doubles:
    """±1 without a pattern, a row a name, the same everywhere and always: bits of a fixed hash."""
    first = names.astype(np.uint64) * np.uint64(columns)
    at = np.add.outer(first, np.arange(1, columns + 1, dtype=np.uint64))
    for shift in (np.uint64(32), np.uint64(29)):
        at = (at ^ (at >> shift)) * np.uint64(0x9E3779B97F4A7C15)
    signs: Doubles = (at >> np.uint64(63)).astype(np.float64)
    return signs * 2 - 1
