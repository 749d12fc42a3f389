import numpy as np
import pytest

from generator.graph.similarity import sparse


@pytest.mark.parametrize("lengths", [[], [0], [0, 0, 3, 0, 1, 0], [2, 5, 1]])
def test_chosen(lengths: list[int]) -> None:
    """Where rows end of which some values are left out, also where rows are empty or lose all."""
    count = sum(lengths)
    ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    rows = sparse.rows(np.ones(count, np.float32), np.zeros(count, np.int64), ends, (len(lengths), 9))
    for keep in (np.arange(count) % 2 > 0, np.ones(count, bool), np.zeros(count, bool)):
        expected = [int(keep[:end].sum()) for end in ends]
        assert sparse.chosen(rows, keep).tolist() == expected


def test_places_are_short() -> None:
    """Rows and what is made of them hold places of four bytes, whatever they are made from."""
    some = sparse.rows(np.ones(2, np.uint8), np.array([1, 2]), np.array([0, 1, 2]), (2, 9))
    for rows in (some, sparse.below([some, some]), some[[1, 0]]):
        assert (rows.indices.dtype, rows.indptr.dtype) == (np.int32, np.int32)
