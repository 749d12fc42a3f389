import numpy as np
from scipy import sparse

from generator import memo
from generator.archive import Archive
from generator.graph.similarity import vectors
from tests.support import fabricate
from tests.support.helpers import paper

PAPERS = [one.paper for one in Archive.of(fabricate.listings(80, 6)).shown]


def test_words() -> None:
    """Words are stems: no case, stop words, punctuation or single letters."""
    told, bare = (
        paper(1, title=title, abstract=None) for title in ("The Kites, and a KITE of x!", "kite kite")
    )
    assert np.array_equal(vectors.count([told]).toarray(), vectors.count([bare]).toarray())
    assert vectors.named(told).keys() == {"kites"}


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
    basis = vectors.fit(counts)
    used = np.unique(counts.indices)
    for rows in (basis.tfidf(counts)[:, used].toarray(), basis.project(basis.tfidf(counts))):
        assert np.array_equal(rows, np.rint(rows))
        lengths = np.sqrt((rows.astype(np.float64) ** 2).sum(axis=1))
        assert np.all(abs(lengths - vectors.SCALE) < 20)


def test_rows_may_come_in_any_order() -> None:
    """The fitted basis does not depend on the order of the papers."""
    order = np.random.default_rng(1).permutation(len(PAPERS))
    counts = vectors.count(PAPERS)
    one, other = vectors.fit(counts), vectors.fit(counts[order])
    assert np.array_equal(one.idf, other.idf)
    assert np.array_equal(one.project(one.tfidf(counts)), other.project(other.tfidf(counts)))


def test_a_basis_is_kept_small() -> None:
    """What is kept of a basis makes the same one again, bit by bit, and has nothing of columns without words."""
    basis = vectors.fit(vectors.count(PAPERS))
    kept = memo.packed(basis.packed())
    again = vectors.Basis.unpacked(memo.unpacked(kept))
    for one, other in ((basis.idf, again.idf), (basis.column, again.column), (basis.axes, again.axes)):
        assert one.dtype == other.dtype
        assert np.array_equal(one, other)
    assert len(kept) < vectors.COLUMNS


def test_nothing_to_train_on() -> None:
    """Without papers, or without words, there is a basis that places nothing."""
    for papers in ([], [paper(1, title="", abstract=None)]):
        counts = vectors.count(papers)
        fitted = vectors.fit(counts)
        basis = vectors.Basis.unpacked(memo.unpacked(memo.packed(fitted.packed())))
        assert not basis.project(basis.tfidf(counts)).any()


def test_shares_of_words() -> None:
    """What the columns of a row add up to is the product of its vector and the weights; words have columns."""
    counts = vectors.count(PAPERS)
    basis = vectors.fit(counts)
    row = basis.tfidf(counts)[[0]]
    weights = np.linspace(-1, 1, basis.axes.shape[1])
    shares = basis.shares(row, weights)
    assert abs(sum(shares.values()) - float(basis.project(row)[0] @ weights) / vectors.SCALE) < 0.02
    named = vectors.named(PAPERS[0])
    assert set(named.values()) <= set(counts[[0]].indices.tolist())
    assert set(named) >= {
        word for word in PAPERS[0].title.lower().split() if word.isalpha() and len(word) > 6
    }


def test_little_changes_little() -> None:
    """Without a few rare words, or without some papers, similarities are nearly the same."""
    papers = [one.paper for one in Archive.of(fabricate.listings(320, 6)).shown]
    counts = vectors.count(papers)
    whole = _similarities(vectors.fit(counts), counts)
    holders = np.bincount(counts.indices, minlength=vectors.COLUMNS)
    rare = np.flatnonzero(holders == vectors.MIN_PAPERS)[:5]
    assert len(rare) == 5
    fewer = counts.copy()
    fewer.data[np.isin(fewer.indices, rare)] = 0
    fewer.eliminate_zeros()
    assert abs(_similarities(vectors.fit(fewer), counts) - whole).mean() < 0.01
    assert abs(_similarities(vectors.fit(counts[:-40]), counts) - whole).mean() < 0.05


def _similarities(basis: vectors.Basis, counts: sparse.csr_array) -> np.ndarray:
    points = basis.project(basis.tfidf(counts))
    return points @ points.T / vectors.SCALE**2
