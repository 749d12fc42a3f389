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


def rows(
    values: npt.NDArray[Any], columns: npt.NDArray[Any], ends: npt.NDArray[Any], shape: tuple[int, int]
) -> Any:
    """Rows by their values and the columns of these; the n-th row is between `ends[n]` and `ends[n + 1]`."""
    return _library().csr_array((values, columns, ends), shape=shape)


def below(parts: Sequence[Any]) -> Any:
    """The rows of all parts, one below the other."""
    return _library().vstack(parts, format="csr")


@cache
def _library() -> Any:
    return import_module("scipy.sparse")
