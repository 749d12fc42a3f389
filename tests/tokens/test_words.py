"""Words and their singulars, as topics, keywords and vectors read them."""

import pytest

from generator.tokens import stems, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Text-to-Image", ("text", "to", "image")),
        ("GPT-4 and GPT4", ("gpt", "4", "and", "gpt4")),
        ("The model's 1.58-bit kites", ("the", "model", "1", "58", "bit", "kites")),
        ("$\\alpha$-Divergence", ("alpha", "divergence")),
        ("Schrödinger’s Straße", ("schrodinger", "strasse")),
        ("!!!", ()),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    """Every run of letters and digits is a word, folded and in order; stop words stay."""
    assert words.words(text) == expected


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("kites", "kite"), ("policies", "policy"), ("boxes", "box"), ("losses", "loss"), ("bus", "bus"),
        ("news", "news"), ("biases", "bias"), ("matrices", "matrix"), ("criteria", "criterion"), ("vas", "vas"),
    ],
)  # fmt: skip
def test_singular(many: str, one: str) -> None:
    """A plural, regular or not, and its singular are one word."""
    assert stems.SINGULARS[many] == one
    assert stems.SINGULARS[one] == one


def test_singulars() -> None:
    """Words in order, each in the singular."""
    assert words.singulars("Kites and matrices") == ("kite", "and", "matrix")
