"""YAML that people write."""

import time
import tracemalloc
from contextlib import suppress
from itertools import pairwise

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config import strict_yaml
from generator.config.strict_yaml import NotYamlError, load
from tests.support.strategies import examples


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("", None),
        ("a: 1\nb: [x, {c: no}]", {"a": "1", "b": ["x", {"c": False}]}),
        ("base: &b {a: x}\nmore: {<<: *b, c: y}", {"base": {"a": "x"}, "more": {"a": "x", "c": "y"}}),
        ("[2508.12340, 007, 1:30, 2025-08-20, .inf, 0x1f, 1e999]",
         ["2508.12340", "007", "1:30", "2025-08-20", ".inf", "0x1f", "1e999"]),
        ("[~, null, yes, off, 'yes']", [None, None, True, False, "yes"]),
    ],
)  # fmt: skip
def test_values(body: str, value: object) -> None:
    """Plain YAML in which all but true, false and nothing is text, as it was written."""
    assert load(body) == value


@pytest.mark.parametrize(
    ("body", "value"),
    [("a: 1", {"a": 1}), ("a: 1:30", {"a": 90}), ("base: &b {a: 1}\nmore: {<<: *b}", {"base": {"a": 1}, "more": {"a": 1}})],
)  # fmt: skip
def test_values_of_the_host(body: str, value: object) -> None:
    """The host's file has the values that the host finds in it."""
    assert load(body, {}) == value == yaml.safe_load(body)


@pytest.mark.parametrize("body", ["a: 1\nb: 2\na: 3", "x: {'2508.1': 1, \"2508.1\": 2}"])
def test_a_key_given_twice(body: str) -> None:
    """The second one would silently win, so neither does."""
    with pytest.raises(NotYamlError, match="occurs twice"):
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
        ("!ENV {NAME: x}", None),
        ("!ENV [[NAME], other]", "other"),
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


def test_where_an_error_is() -> None:
    """The line where reading failed, and that of what was not closed if it is another."""
    for body, message in (
        (
            '- a: "x\n  b: c\n',
            "line 3: found unexpected end of stream while scanning a quoted scalar that begins in line 1",
        ),
        ("a: 1\nb: c: d\n", "line 2: mapping values are not allowed in this context"),
        ("a: \u00e9\nb: \x01", "line 2: the character U+0001 is not allowed"),
        ("a: 1\nb: !!bool maybe", "line 2: 'maybe' is not true or false; text needs quotes"),
    ):
        with pytest.raises(NotYamlError) as caught:
            load(body)
        assert str(caught.value) == f"not YAML: {message}"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2026-02-30", "a date"),
        ("2026-01-01 25:00:00", "a date"),
        ("!!int x", "a number"),
        ("!!float x", "a number"),
    ],
)
def test_values_that_do_not_exist(value: str, kind: str) -> None:
    """In MkDocs' own settings, a date that no month has is named with its line."""
    with pytest.raises(NotYamlError) as caught:
        load(f"a: 1\nb: {value}\n", {})
    written = value.rpartition(" ")[2] if value.startswith("!!") else value
    assert str(caught.value) == f"not YAML: line 2: {written!r} is not {kind}; text needs quotes"


LETTERS = "abcdefghi"
LAUGHS = "a: &a [ha, ha, ha]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in pairwise(LETTERS)
)
MERGED = LAUGHS.replace("[ha, ha, ha]", "{x: ha}").replace("[*", "{<<: [*").replace("]\n", "]}\n")
BOMBS = {
    "aliases of aliases": LAUGHS,
    "merges of merges": MERGED,
    "a default of the environment": LAUGHS + "z: !ENV [NOBODY, *i]",
    "a list that holds itself": "a: &a [*a]",
    "a mapping merged into itself": "a: &a {<<: *a}",
    "ten thousand lists": "[" * 10_000,
    "ten thousand nested entries": "- " * 10_000,
    "nested mappings": "{a: " * 10_000,
    "nested keys": "? " * 10_000,
    "nothing but commas": "[" + "a," * 400_000 + "]",
    "a longer file than any": "a: " + "b" * (1 << 20),
}
NUMBERS = {
    "base 60": "1:" * 30_000 + "1",
    "base 60 with a point": "1:" * 30_000 + "1.5",
    "60,000 nines": "9" * 60_000,
    "base 16": "0x" + "f" * 60_000,
    "base 2": "0b" + "1" * 60_000,
    "base 60 by its tag": "!!int " + "1:" * 30_000 + "1",
}


def bounded(body: str, environment: dict[str, str] | None) -> str:
    """Why a document is refused: after three seconds of work at most, with a few MB at most."""
    start = time.process_time()
    with pytest.raises(NotYamlError) as caught:
        load(body, environment)
    assert time.process_time() - start < 3
    tracemalloc.start()
    try:
        with suppress(NotYamlError):
            load(body[:50_000], environment)
        assert tracemalloc.get_traced_memory()[1] < 50e6
    finally:
        tracemalloc.stop()
    return str(caught.value)


@pytest.mark.attack(5, "YAML that grows: aliases, merges, nesting, length")
@pytest.mark.parametrize("environment", [None, {}], ids=["own", "host"])
@pytest.mark.parametrize("body", BOMBS.values(), ids=BOMBS)
def test_bombs(body: str, environment: dict[str, str] | None) -> None:
    """What would grow is refused before it does, with its line or the limit."""
    message = bounded(body, environment)
    assert message.startswith("not YAML")
    assert "\n" not in message


@pytest.mark.attack(5, "a number of 60 kB in base 60, 16 and 2")
@pytest.mark.parametrize("written", NUMBERS.values(), ids=NUMBERS)
def test_long_numbers(written: str) -> None:
    """In the host's file, where numbers are numbers, a long one is refused with its line."""
    assert "line 2: a number or date of 60,0" in bounded(f"x: y\na: {written}", {})


def test_no_number_is_long_in_our_files() -> None:
    """There it is text, and costs what text costs."""
    start = time.process_time()
    assert [load(f"a: {one}") for one in NUMBERS.values() if "!" not in one]
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "body",
    ["!!int ''", "!!float ''", "!!bool x", "!!timestamp x", "!!binary é", "0000-00-00", "0x_", "!!omap [a]",
     "{[a]: b}", "? {a: b}\n: c", "a: \ud800", "*a", "--- a\n--- b"],
)  # fmt: skip
def test_values_that_do_not_fit(body: str) -> None:
    """A tag or form that does not match its value is an error like any other."""
    with pytest.raises(NotYamlError, match="not YAML"):
        load(body, {})


@pytest.mark.parametrize(
    "tag", ["int", "float", "timestamp", "binary", "set", "omap", "pairs", "python/name:os"]
)
def test_no_tags_in_our_files(tag: str) -> None:
    """Not even those of numbers and dates mean anything there."""
    with pytest.raises(NotYamlError, match="is not supported here"):
        load(f"a: !!{tag} x")


PIECES = st.sampled_from(
    ["a", "b: ", "- ", "[", "]", "{", "}", ",", "\n", "  ", "&a ", "*a", "<<: ", "!!int ", "!ENV ", "!x ", "? ",
     "'", '"', "1:1", "0x", "~", "| ", "> ", "#", "---\n", "%TAG ! x\n", "2025-01-01", "é", "\t", "9" * 70]
)  # fmt: skip


@settings(max_examples=examples(300))
@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join), st.sampled_from([None, {"a": "b"}]))
def test_any_text(body: str, environment: dict[str, str] | None) -> None:
    """Whatever is written, there is a value or a reason, never another exception."""
    with suppress(NotYamlError):
        repr(load(body, environment))


def test_aliases_are_welcome() -> None:
    """A few of them are harmless: many papers may have the same summary."""
    body = "a: &a {x: [y, z]}\nb: [" + "*a, " * 500 + "]"
    assert len(load(body)["b"]) == 500  # type: ignore[index]  # it is a mapping
    assert strict_yaml.NODES > 500 * 5
