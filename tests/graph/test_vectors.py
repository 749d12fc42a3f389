import numpy as np

from generator.archive import Archive
from generator.graph import vectors
from tests.support import fabricate
from tests.support.helpers import paper

PAPERS = [one.paper for one in Archive.of(fabricate.listings(80, 6)).shown]


def test_words() -> None:
    """Words are stems: no case, stop words, punctuation or single letters."""
    assert list(vectors.words("The Kites, and a KITE of x!")) == ["kite", "kite"]


def test_counts() -> None:
    """A title counts threefold; counts end at 255; a paper without text is an empty row."""
    counts = vectors.count(
        [paper(1, title="kite", abstract="lantern " * 400), paper(2, title="", abstract=None)]
    )
    assert sorted(set(counts.data.tolist())) == [3, 255]
    assert counts.indptr.tolist()[1:] == [3, 3]
    assert counts.shape == (2, vectors.COLUMNS)


def test_whole_numbers() -> None:
    """Rows are whole numbers of length SCALE, so that products are exact."""
    counts = vectors.count(PAPERS)
    basis = vectors.train(counts)
    for rows in (basis.weighed(counts).toarray(), basis.projected(basis.weighed(counts))):
        assert np.array_equal(rows, np.rint(rows))
        lengths = np.sqrt((rows.astype(np.float64) ** 2).sum(axis=1))
        assert np.all(abs(lengths - vectors.SCALE) < 20)


def test_rows_may_come_in_any_order() -> None:
    """What training finds does not depend on the order of the papers."""
    order = np.random.default_rng(1).permutation(len(PAPERS))
    counts = vectors.count(PAPERS)
    one, other = vectors.train(counts), vectors.train(counts[order])
    assert np.array_equal(one.rarity, other.rarity)
    assert np.array_equal(one.projected(one.weighed(counts)), other.projected(other.weighed(counts)))


def test_nothing_to_train_on() -> None:
    """Without papers, or without words, there is a basis that places nothing."""
    for papers in ([], [paper(1, title="", abstract=None)]):
        counts = vectors.count(papers)
        basis = vectors.train(counts)
        assert not basis.projected(basis.weighed(counts)).any()
