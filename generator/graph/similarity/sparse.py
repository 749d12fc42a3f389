"""Sparse rows, computed by scipy. It is loaded when the first ones are made, because that takes longer than
most commands.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from scipy import sparse

    Counts = sparse.csr_array[np.uint8, tuple[int, int]]
    Rows = sparse.csr_array[np.float32, tuple[int, int]]
    Wide = sparse.csr_array[np.float64, tuple[int, int]]


MOST = np.iinfo(np.int32).max
"""The most values whose places take four bytes."""


PART = 2**22
"""Values that are counted or looked up at a time."""


def rows(
    values: npt.NDArray[Any], columns: npt.NDArray[Any], ends: npt.NDArray[Any], shape: tuple[int, int]
) -> Any:
    """Rows by their values and the columns of these; the n-th row is between `ends[n]` and `ends[n + 1]`."""
    kind = np.int32 if len(values) <= MOST else np.int64  # of two kinds, scipy takes the longer one for both
    places = columns.astype(kind, copy=False), ends.astype(kind, copy=False)
    return _library().csr_array((values, *places), shape=shape)


def chosen(of: Any, kept: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The ends of rows of which only some values are kept."""
    counts = np.zeros(len(of.indptr), np.int64)
    held = np.flatnonzero(np.diff(of.indptr))
    if len(held):
        counts[1 + held] = np.add.reduceat(kept, of.indptr[held], dtype=np.int64)
    return np.cumsum(counts)


def held_by(of: Any) -> npt.NDArray[np.int64]:
    """How many rows have a value in each column. Some at a time: NumPy makes eight bytes of each place."""
    found = np.zeros(of.shape[1], np.int64)
    for start in range(0, len(of.indices), PART):
        found += np.bincount(of.indices[start : start + PART], minlength=len(found))
    return found


def looked_up(table: npt.NDArray[Any], places: npt.NDArray[np.int32]) -> npt.NDArray[Any]:
    """`table[places]`, some at a time for the same reason."""
    found = np.empty(len(places), table.dtype)
    for start in range(0, len(places), PART):
        part = slice(start, start + PART)
        found[part] = table[places[part]]
    return found


def below(parts: Sequence[Any]) -> Any:
    """The rows of all parts, one below the other."""
    return _library().vstack(parts, format="csr")


@cache
def _library() -> Any:
    return import_module("scipy.sparse")
