"""Expressions that an operator may write."""

import time

import pytest

from generator.graph.topics import regexes

HARMLESS = [
    r"\bm[1-9]\b", r"x.*y", r"\b(foo|bar)\s+baz\b", r"[)*+(]a", r"(?#((*)a", r"(?P<n>a)(?P=n)b", r"(?i:foo)",
    r"(?<=a)b", r"(?<!a)b", r"(?=a)a", r"a{1,3}b", r"a{2,}b", r"\(a+\)", r"(?:gpt|llama)-?[0-9]{1,2}", r"a{3}",
    r"[]*(]b+c", r"[^]a]+b", r"(a)?(?(1)b|c)", r"(?>ab)c",
]  # fmt: skip
HOSTILE = [
    r"(a+)+$", r"(a*)*b", r"(a|a)*b", r"(a|b){30}c", r"(?:a+){5}b", r"a?" * 20 + "a" * 20, r"x.*y.*z", r"(.*,)+x",
    r"((a?){9}){9}b", r"(?:(?:a|b)(?:a|b)){8,}c", r"(x+x+)+y", r"(?P<n>[ab]+)*c", r"a{1,500}a{1,500}b",
]  # fmt: skip


@pytest.mark.parametrize("written", HARMLESS)
def test_harmless(written: str) -> None:
    """What fits in a few ways is compiled as it is."""
    assert regexes.bounded(written).pattern == written


@pytest.mark.attack(5, "a topic's regular expression that never ends")
@pytest.mark.parametrize("written", HOSTILE)
def test_hostile(written: str) -> None:
    """What may fit in more ways than can be tried is refused before it is tried."""
    start = time.process_time()
    with pytest.raises(ValueError, match="may take forever: expected one"):
        regexes.bounded(written)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("(", "not a regular expression: "),
        ("a**", "not a regular expression: "),
        ("x{99999999999999}", "not a regular expression: "),
        ("(?x) a # (", "the flag x"),
        ("(?ix: a)", "the flag x"),
        ("a*", "matches everything"),
        ("", "matches everything"),
    ],
)
def test_refused(written: str, message: str) -> None:
    """An expression that is invalid or matches everywhere gets a clear message."""
    with pytest.raises(ValueError, match=message):
        regexes.bounded(written)


@pytest.mark.parametrize("written", HARMLESS)
def test_what_is_allowed_ends(written: str) -> None:
    """On a long text of the letters it likes best."""
    start = time.process_time()
    for text in ("a" * 5_000, "x y " * 1_500, "foo " * 1_500, "ab" * 2_500):
        regexes.bounded(written).findall(text)
    assert time.process_time() - start < 5
