"""Texts as terms, batch by batch: as if each text was read word by word."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import chunks
from generator.search.chunks import FIELD, SPANNING, Reader
from generator.search.layout import APART, FIELDS
from generator.tokens import words

TEXTS = st.lists(
    st.sampled_from(["the", "C++", "text-to-image", "GPT-4o", "大模型", "of", "a $\\alpha$-model", ""]),
    max_size=5,
).map(" ".join)
PAPERS = st.lists(st.lists(st.lists(TEXTS, max_size=3), max_size=len(FIELDS)), max_size=6)

Fields = list[list[str]]


def _expected(fields: Fields) -> Iterator[tuple[str, int]]:
    for n, texts in enumerate(fields):
        start = 0
        for text in texts:
            last = start
            for term, at, span in words.tokens(text):
                yield term, n * FIELD + min(start + at, FIELD - 1) + (SPANNING if span > 1 else 0)
                last = start + at + span
            start = last + APART


@given(PAPERS, st.integers(1, 3))
def test_a_token_is_where_reading_its_text_puts_it(papers: list[Fields], at_once: int) -> None:
    """Whatever is read at a time, and where fields or papers are empty."""
    reader = Reader()
    found: list[list[tuple[str, int]]] = []
    for first in range(0, len(papers), at_once):
        for fields in papers[first : first + at_once]:
            reader.add(fields)
        taken = reader.take()
        terms = [taken.terms[number] for number in taken.term.tolist()]
        rows = list(zip(terms, taken.place.tolist(), strict=True))
        found += [rows[start:end] for start, end in pairwise([0, *taken.ends.tolist()])]
    assert found == [list(_expected(fields)) for fields in papers]


def test_what_is_known_of_chunks_can_be_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same terms are read again."""
    monkeypatch.setattr(chunks, "REMEMBERED", 1)
    reader = Reader()
    reader.add([["diffusion models"]])
    first = reader.take()
    reader.add([["models of diffusion"]])
    second = reader.take()
    assert [second.terms[n] for n in second.term] == [first.terms[n] for n in first.term][::-1]


def test_a_very_long_text() -> None:
    """Words that no place of their field is left for share the last one."""
    reader = Reader()
    reader.add([["word " * (FIELD + 5)]])
    assert reader.take().place.tolist()[-7:] == [FIELD - 2] + [FIELD - 1] * 6


def test_half_a_part_is_forgotten() -> None:
    """A worker goes on after an error, and its next part has no texts of the last one."""
    part: list[Fields] = [[["tea leaves"]], [["stones"]]]
    expected = chunks.tokens(part)
    with pytest.raises(TypeError):
        chunks.tokens([[["coffee"]], [[None]]])  # type: ignore[list-item]
    found = chunks.tokens(part)
    assert found.terms == expected.terms
    assert found.ends.tolist() == expected.ends.tolist()
