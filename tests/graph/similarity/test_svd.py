import numpy as np
import pytest
from scipy import sparse

from generator.graph.similarity import svd

SIZE = svd.BLOCK * svd.STEPS


def rows(count: int, features: int, seed: int = 5) -> sparse.csr_array:
    """Sparse rows whose singular values fall slowly, as those of words do."""
    random = np.random.default_rng(seed)
    dense = random.random((count, features)) * (random.random((count, features)) < 0.05)
    return sparse.csr_array(dense * np.arange(1, features + 1) ** -0.5)


@pytest.mark.slow
@pytest.mark.parametrize("count", [40, SIZE + 60])
def test_as_numpy_finds_them(count: int) -> None:
    """Few rows and many have the singular values and vectors that a full decomposition finds."""
    some = rows(count, 900)
    vectors, values = svd.decompose(some, np.arange(900), 30)
    _, expected, turned = np.linalg.svd(some.toarray(), full_matrices=False)
    assert np.allclose(values, expected[:30], rtol=1e-10)
    assert np.allclose(abs((vectors * turned[:30].T).sum(axis=0)), 1, atol=1e-9)
    assert np.all((vectors**3).sum(axis=0) >= 0)


def test_the_start_does_not_show() -> None:
    """Other names of the features, and so another start, give the same vectors."""
    some = rows(SIZE + 60, 900)
    one, other = (svd.decompose(some, names, 30)[0] for names in (np.arange(900), np.arange(900) * 7 + 3))
    assert np.allclose(one, other, atol=1e-9)


@pytest.mark.slow
def test_rows_that_depend_on_each_other() -> None:
    """Where many rows are sums of few, there are as many vectors as those few have dimensions."""
    few = rows(20, 900)
    mixed = sparse.csr_array(np.random.default_rng(1).random((SIZE + 60, 20)) @ few.toarray())
    vectors, values = svd.decompose(mixed, np.arange(900), 30)
    assert vectors.shape == (900, 20)
    assert np.allclose(values, np.linalg.svd(mixed.toarray(), compute_uv=False)[:20])


@pytest.mark.parametrize("shape", [(0, 5), (5, 0), (3, 5)])
def test_nothing_there(shape: tuple[int, int]) -> None:
    """Without rows, features or anything but zeros there are no vectors."""
    vectors, values = svd.decompose(sparse.csr_array(shape), np.arange(shape[1]), 30)
    assert vectors.shape == (shape[1], 0)
    assert len(values) == 0
