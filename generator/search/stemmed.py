"""The terms of words, kept between runs: a day has a few new words, and to stem all others again takes longer
than to read their texts."""

from collections.abc import Iterator
from contextlib import contextmanager

from generator import memo
from generator.memo import Memory
from generator.tokens.stems import TERMS

KIND = "terms"


@contextmanager
def remembered(known: Memory) -> Iterator[None]:
    """Inside, no word of an earlier run is stemmed."""
    body = known.recall(KIND, b"")
    lines = memo.words(memo.unpacked(body)["terms"]) if body else []
    TERMS.update({word: term for word, _, term in (line.partition(" ") for line in lines)})
    yield
    if len(TERMS) > len(lines):
        held = memo.lines([f"{word} {term}" for word, term in TERMS.items()])  # no word has a space
        known.keep(KIND, b"", memo.packed({"terms": held}))
