"""YAML that people write."""

import pytest

from generator.strict_yaml import NotYamlError, load


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("", None),
        ("a: 1\nb: [x, {c: no}]", {"a": 1, "b": ["x", {"c": False}]}),
        ("base: &b {a: 1}\nmore: {<<: *b, c: 2}", {"base": {"a": 1}, "more": {"a": 1, "c": 2}}),
    ],
)
def test_values(body: str, value: object) -> None:
    """Plain YAML is read as ever."""
    assert load(body) == value


@pytest.mark.parametrize("body", ["a: 1\nb: 2\na: 3", "x: {'2508.1': 1, \"2508.1\": 2}"])
def test_a_key_given_twice(body: str) -> None:
    """The second one would silently win, so neither does."""
    with pytest.raises(NotYamlError, match="stands twice"):
        load(body)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("!ENV NAME", "here"),
        ("!ENV [NAME, other]", "here"),
        ("!ENV [GONE, NAME, other]", "here"),
        ("!ENV [GONE, other]", "other"),
        ("!ENV [GONE]", None),
        ("!ENV GONE", None),
        ("!relative docs", "docs"),
        ("!!python/name:os.getcwd", ""),
        ("!!python/object/apply:os.getcwd []", None),
    ],
)
def test_tags_of_the_host(body: str, value: object) -> None:
    """With an environment the host's tags are looked up or passed over, never run."""
    assert load(body, {"NAME": "here"}) == value


@pytest.mark.parametrize("body", ["!ENV NAME", "!x y", "!!python/object/apply:os.getcwd []", "a: [", "\x00"])
def test_errors(body: str) -> None:
    """Without one a tag is a mistake, said on one line, like any other."""
    with pytest.raises(NotYamlError) as caught:
        load(body)
    assert str(caught.value).startswith("not YAML: ")
    assert "\n" not in str(caught.value)
