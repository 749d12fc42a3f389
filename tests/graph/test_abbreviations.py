"""Abbreviations that papers define."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.graph import abbreviations
from generator.graph.abbreviations import Abbreviations, Pair
from tests.support.notebook import Notebook

RAG = Pair("RAG", "retrieval-augmented generation")


def defined(text: str) -> list[tuple[str, str]]:
    """What a text defines, if enough papers say it."""
    return [(pair.short, pair.long) for pair in abbreviations.of([text] * abbreviations.FEWEST).pairs]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We use Retrieval-Augmented Generation (RAG) here.", "RAG", "retrieval-augmented generation"),
        ("Reinforcement learning from human feedback (RLHF)", "RLHF", "reinforcement learning from human feedback"),
        ("Of large language models (LLMs)", "LLM", "large language models"),
        ("With neural radiance fields (NeRF)", "NeRF", "neural radiance fields"),
        ("By proximal policy optimization (PPO)", "PPO", "proximal policy optimization"),
        ("A best-of-N (BoN) baseline", "BoN", "best-of-n"),
    ],
)  # fmt: skip
def test_definitions(text: str, short: str, long: str) -> None:
    """The words before the bracket that its letters stand for, and no more."""
    assert defined(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    ["Our method (OURS) wins", "See the appendix (A)", "in 2025 (NeurIPS 2025)", "Models. (LLM)", "(RAG)", "We show (see Fig. 2)"],
)  # fmt: skip
def test_other_brackets(text: str) -> None:
    """What is in brackets for another reason defines nothing."""
    assert defined(text) == []


def test_what_most_papers_mean() -> None:
    """One long form for an abbreviation, if two thirds of the papers that define it mean it, and at least three."""
    much = ["dense retrieval (DR)"] * 4
    assert abbreviations.of([*much, "domain randomization (DR)"]).pairs == (Pair("DR", "dense retrieval"),)
    assert abbreviations.of([*much, *["domain randomization (DR)"] * 3]).pairs == ()
    assert abbreviations.of(much[:2]).pairs == ()
    twice = "a language model (LM), and language models (LMs)"
    assert abbreviations.of([twice] * 2).pairs == ()


def test_texts_with_one_form() -> None:
    """Both forms, in whatever number, are no half; a longer long form is not its end."""
    known = Abbreviations(pairs=(Pair("LLM", "large language models"), Pair("LM", "language models"), RAG))
    assert list(known.halved(["RAG with a large language model"])) == [("LLM", "long"), ("RAG", "short")]
    assert list(known.halved(["LLMs: large language models", "language model"])) == [("LM", "long")]
    assert list(known.halved(["rag and DRAGON"])) == []


@given(st.lists(st.text("AaRrGg ().-s", max_size=40), max_size=6))
def test_any_text(texts: list[str]) -> None:
    """No text breaks it, and a long form begins with the letter that its abbreviation begins with."""
    known = abbreviations.of(texts * abbreviations.FEWEST)
    for pair in known.pairs:
        assert pair.long[0] == pair.short[0].lower()
    assert {short for short, _ in known.halved(texts)} <= {pair.short for pair in known.pairs}


@pytest.mark.parametrize("texts", [[f"{RAG.long} ({RAG.short})"] * 3, []])
def test_results_of_an_earlier_run(texts: list[str]) -> None:
    """They are the same, also if there are none, and taken only for the same texts."""
    kept = Notebook()
    first = abbreviations.known(texts, b"key", kept)
    assert abbreviations.known(iter(()), b"key", kept) == first == abbreviations.of(texts)
    assert abbreviations.known(iter(()), b"other", kept) == Abbreviations()
