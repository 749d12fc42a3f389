"""Terms: as lunr makes them of English, and what titles have besides."""

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lunr.pipeline import Pipeline
from lunr.stemmer import stemmer
from lunr.stop_word_filter import WORDS, stop_word_filter
from lunr.tokenizer import Tokenizer
from lunr.trimmer import trimmer

from generator.tokens import words
from tests.search.conftest import Echo
from tests.search.texts import SENTENCES, TITLES, answer, texts
from tests.support.helpers import GOLDEN, assert_golden, hostile_strings


def lunr_terms(text: str) -> list[str]:
    """What lunr.py indexes."""
    pipeline = Pipeline()
    pipeline.add(trimmer, stop_word_filter, stemmer)
    return [str(token) for token in pipeline.run(Tokenizer(text))]


def terms(text: str) -> list[str]:
    """The terms alone."""
    return [token.term for token in words.tokens(text)]


def shown(text: str) -> str:
    """Terms as the table in the docstring of `words` writes them."""
    ends = [f"{t.at}–{t.at + t.span - 1}" if t.span > 1 else str(t.at) for t in words.tokens(text)]
    return ", ".join(f"{token.term} {end}" for token, end in zip(words.tokens(text), ends, strict=True))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_english_is_lunrs(sentence: str) -> None:
    """Ordinary sentences give lunr.py's terms, except words ending in y, which give lunr.js's."""
    found, wanted = terms(sentence), lunr_terms(sentence)
    assert [re.sub("y$", "i", term) for term in found] == [re.sub("y$", "i", term) for term in wanted]


def test_words_in_y() -> None:
    """lunr.js's rule: a consonant before the y."""
    assert terms("survey surveys try tries lay policy policies by") == [
        *("survey", "survey", "tri", "tri", "lay", "polici", "polici"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("text-to-image", "text 0, texttoimag 0–2, imag 2"),
        ("GPT-4", "gpt 0, gpt4 0–1, 4 1"),
        ("GPT4", "gpt 0, gpt4 0–1, 4 1"),
        ("GPT 4", "gpt 0, 4 1"),
        ("Qwen2.5-VL", "qwen 0, qwen2.5 0–1, qwen2.5vl 0–2, 2.5 1, vl 2"),
        ("大模型", "大 0, 大模 0–1, 模 1, 模型 1–2, 型 2"),
        ("Bayes' model's", "bay 0, model 1"),
        ("don't", "dont 0"),
        ("state of the art", "state 0, art 3"),
        ("3D h100 word2vec", "3d 0, h100 1, word2vec 2"),
        ("10,000 rooms, 2.5 each", "10000 0, room 1, 2.5 2, each 3"),
        ("$L_2$ norm", "l2 0, norm 1"),
        ("2024-2025", "2024 0, 2025 1"),
        ("a-b-c-d-e", "b 1, c 2, d 3, e 4"),
        ("fine-tuned finetuning", "fine 0, finetun 0–1, tune 1, finetun 2"),
        ("한국어 문장", "한국어 0, 문장 1"),
        ("$$", ""),
    ],
)
def test_titles(text: str, wanted: str) -> None:
    """Every way of typing a name has a term in common with the others."""
    assert shown(text) == wanted


def test_stop_words_are_the_same_at_both_ends(echo: Echo) -> None:
    """lunr.py and lunr.js leave out the same words."""
    assert echo(" ".join(sorted(WORDS)))["tokens"] == []


def test_cases() -> None:
    """The cases that the browser's end is held against, made here."""
    cases = [{"text": text, **answer(text)} for text in texts()]
    assert_golden(GOLDEN / "search" / "words.json", json.dumps(cases, indent=0) + "\n")


@example(".A-0")
@given(
    st.text(st.characters(exclude_categories=["Cn"]))
    | st.text(st.sampled_from("aeioyst-_'’.,^ 019GPT4αβ$\\{}ßéλ大型が한ทा\u0301\u200d\ud83d"))
    | st.lists(st.sampled_from([*TITLES, *hostile_strings()]), max_size=4).map(" ".join)
)
def test_both_ends_agree(echo: Echo, text: str) -> None:
    """Any text has the same letters, key and terms in Python and in the browser; its query is read."""
    found = echo(text)
    assert {name: found[name] for name in answer(text)} == answer(text)


@given(st.lists(st.sampled_from("a e i o u y b s l t z ed ing ies eed ational izer bli logi ness".split())))
def test_stems_agree(echo: Echo, parts: list[str]) -> None:
    """Whatever letters: the stemmers of lunr.py, as fixed here, and of lunr.js give the same."""
    word = "".join(parts)
    assert echo(word)["tokens"] == answer(word)["tokens"]


@given(st.text())
def test_places(text: str) -> None:
    """Terms come in the order of their places, are never empty, and cover at least one word."""
    found = words.tokens(text)
    assert [token.at for token in found] == sorted(token.at for token in found)
    assert all(token.term and token.span > 0 for token in found)


@given(st.text(), st.text())
def test_words_stand_apart(one: str, other: str) -> None:
    """Two texts with space between have the terms of both."""
    both = [token.term for token in words.typed(f"{one}  {other}")]
    assert sorted(both) == sorted(token.term for text in (one, other) for token in words.typed(text))
