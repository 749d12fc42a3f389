"""The common terms, the commonest first: a long question looks its rare words up before them.

Of a paragraph only the rarest words are used. Which they are is told by this list, so that the
long postings of all the others are never loaded.
"""

from collections.abc import Mapping

from generator.search.packing import word

MOST = 2_000
"""Terms of the list, 8 KB: of the paragraphs that people ask with, half have three terms that are not among
them, and nineteen of twenty have no more than ten."""


def written(holders: Mapping[str, int]) -> bytes:
    """Terms that more papers have than any term that is left out; `holders` counts the papers of each.
    Of equally common ones the last in the alphabet is first, so that from behind it is in order."""
    ordered = sorted(sorted(holders, reverse=True), key=lambda term: -holders[term])
    least = holders[ordered[MOST]] if len(ordered) > MOST else 0
    return b"".join(word(term) for term in ordered[:MOST] if holders[term] > least)
