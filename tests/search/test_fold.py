"""Keys and marks: what is the same paper, person or word for search."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import tex
from generator.tokens import fold
from tests.search.conftest import Echo
from tests.support.helpers import hostile_texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Only-IF", "$\\textbf{Only-IF}$"),
        ("GPT-4o: What's New?", "gpt4o whats new"),
        ("Schrödinger's Straße", "SCHRODINGER’S STRASSE"),
        ("Łukasz Øst", "lukasz ost"),
        ("$\\pi_0$", "π₀"),
        ("$\\pi_0$", "pi0"),
        ("$\\alpha$-Divergence", "Alpha Divergence"),
        ("LLM$\\times$MapReduce", "LLM×MapReduce"),
        ("Ｗｉｄｅ ﬁne", "wide fine"),
        ("Vision–Language", "vision language"),
        ("ΑΘΗΝΑΣ", "αθηνας"),
        ("2508.12345", "2508 12345"),
    ],
)
def test_the_same_key(one: str, other: str) -> None:
    """Case, accents, hyphens, punctuation and TeX dress do not count."""
    assert fold.key(one) == fold.key(other) == fold.typed_key(other) != ""


def test_pasted_tex_finds_the_title() -> None:
    """What is copied from arXiv, dollar signs and all, has the key of the stored title."""
    for title in ("$\\textbf{Only-IF}$ Gardens", "$\\pi_0$: Rooms", "{B}ayesian $L_2$", "LLM$\\times$X"):
        assert fold.typed_key(title) == fold.key(title) == fold.key(tex.plain(title))


def test_greek_words_stay_greek() -> None:
    """Only a lone letter is spelled out."""
    assert fold.letters("σοφος") == "σοφοσ"
    assert fold.letters("σ-algebra") == "sigma-algebra"


def test_marks_of_other_scripts_are_letters() -> None:
    """Hindi vowels stay; Hebrew and Arabic points go."""
    assert fold.key("हिन्दी") == "हिन्दी"
    assert fold.key("עִבְרִית") == "עברית"


@pytest.mark.parametrize(
    ("key", "mark"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968), ("李", 0xD5BBD2E6)]
)
def test_marks(key: str, mark: int) -> None:
    """The first three are the test vectors of FNV-1a."""
    assert fold.mark(key) == mark


@given(st.text() | st.sampled_from(hostile_texts()))
def test_folding_twice_is_folding_once(text: str) -> None:
    """A key is its own key, and contains only letters and digits."""
    key = fold.typed_key(text)
    assert fold.typed_key(key) == key
    assert all(ord(c) >= 0x80 or c.isalnum() for c in key)


@pytest.mark.slow
def test_every_character_is_folded_alike(echo: Echo) -> None:
    """Alone and beside others, for all characters that Python's tables know."""
    known = [chr(n) for n in range(0x30000) if unicodedata.category(chr(n)) not in {"Cn", "Co"}]
    for start in range(0, len(known), 500):
        for glue in (" ", "x-"):
            text = glue.join(known[start : start + 500])
            found = echo({"text": text, "parts": ["letters", "key"]})
            assert found["letters"] == fold.letters(text), text
            assert found["key"] == fold.typed_key(text), text
