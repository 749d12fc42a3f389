"""The most common terms, most common first: a long query looks up its rare words before these.

Only the rarest words of a paragraph are used. This list tells which they are, so that the long postings of
the others are never loaded.
"""

from collections.abc import Mapping

from generator.search.packing import word

MOST = 2_000
"""The number of terms in the list (8 KB): half of the paragraphs that people search with have three terms
that are not in it, and 95 % have at most ten."""


def written(holders: Mapping[str, int]) -> bytes:
    """The terms that most papers have; `holders` counts the papers of each. Equally common terms are in
    reverse alphabetical order, so that the reversed list is in order."""
    ordered = sorted(sorted(holders, reverse=True), key=lambda term: -holders[term])
    least = holders[ordered[MOST]] if len(ordered) > MOST else 0
    return b"".join(word(term) for term in ordered[:MOST] if holders[term] > least)
