import time
from collections.abc import Mapping

import pytest

from generator.graph.topics.patterns import Matcher, compile_pattern
from generator.tokens.words import singulars


def count(text: str, *patterns: str, vetoes: tuple[str, ...] = (), title: bool = False) -> Mapping[int, int]:
    """Index of each pattern that matches → how often."""
    cut = [(compile_pattern(one), range(len(patterns))) for one in vetoes]
    return Matcher([compile_pattern(one) for one in patterns], cut).count(singulars(text), title=title)


@pytest.mark.parametrize(
    ("pattern", "text", "times"),
    [
        ("paper boat", "Paper boats, and a PAPER-BOAT.", 2),
        ("paper boat", "paper and boat", 0),
        ("paper-boat", "a paperboat, a paper boat", 2),
        ("quantiz*", "quantized by quantization", 2),
        ("*bench", "TeaBench, benches", 2),
        ("*oa*", "boats afloat", 2),
        ("tea & kettle", "a kettle for tea", 1),
        ("tea & kettle", "a kettle", 0),
        ("re: \\bm[1-9]\\b", "M1 and m2 and m10", 2),
        ("café", "Cafe and cafés", 2),
        ("title: survey", "survey", 0),
    ],
)
def test_patterns(pattern: str, text: str, times: int) -> None:
    """Each form of pattern finds what the vocabulary's head says it finds."""
    assert count(text, pattern).get(0, 0) == times


def test_title_only() -> None:
    """A pattern for titles counts in titles."""
    assert count("A survey", "title: survey", title=True) == {0: 1}


def test_vetoes() -> None:
    """Words that are cut out count for nothing, the others still do."""
    assert count("lantern fish and lantern", "lantern", vetoes=("lantern fish",)) == {0: 1}
    assert count("lantern fish", "lantern", vetoes=("lantern fish",)) == {}


def test_many_at_once() -> None:
    """Overlapping phrases are all found, each under its own index."""
    assert count("river bridge garden", "river", "river bridge", "bridge garden", "harbour") == {
        0: 1,
        1: 1,
        2: 1,
    }


@pytest.mark.parametrize(
    "written", ["", "!", "re: (", "re: a*", "a*", "a*b*c", "one two three four five six seven eight nine"]
)
def test_useless_patterns(written: str) -> None:
    """What could match nothing, or everything, is refused."""
    with pytest.raises(ValueError, match=r"expected 1 to 8 words|regular expression|matches everything"):
        compile_pattern(written)


@pytest.mark.attack(5, "a-b twenty times as a topic's pattern: two ways a word")
@pytest.mark.parametrize("written", ["a-b " * 20, "-".join("ab" * 40), "x" * 300])
def test_patterns_do_not_double(written: str) -> None:
    """A pattern with too many words, or too long a one, is refused before its spellings are written down."""
    start = time.process_time()
    with pytest.raises(ValueError, match=r"expected (1 to 8 words, those between hyphens|at most 200 char)"):
        compile_pattern(written)
    assert time.process_time() - start < 1


def test_every_hyphen_counts() -> None:
    """Eight words are few enough to have all their spellings."""
    (spellings,) = compile_pattern("a-b c-d e-f g-h").phrases
    assert len(spellings) == 16
