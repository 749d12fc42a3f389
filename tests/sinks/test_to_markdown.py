"""The door into Markdown: text comes out as that text, whatever is in it."""

from collections.abc import Callable
from functools import cache

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import text
from generator.sinks import to_markdown
from tests.support.helpers import hostile_texts, rendered, shown, structure

CONTEXTS: dict[str, Callable[[str], str]] = {
    "paragraph": lambda s: s,
    "two paragraphs": lambda s: f"{s}\n\n{s}",
    "after a line": lambda s: f"before\n{s}\nafter",
    "list item": lambda s: f"- {s}\n- {s}",
    "numbered item": lambda s: f"1. {s}\n2. {s}",
    "table cell": lambda s: f"| a | b |\n|--|--|\n| {s} | {s} |",
    "table head": lambda s: f"| {s} | b |\n|--|--|\n| c | d |",
    "term": lambda s: f"{s}\n:   meaning",
    "meaning": lambda s: f"word\n:   {s}",
    "admonition": lambda s: f"!!! note\n\n    {s}",
    "quote": lambda s: f"> {s}",
    "link text": lambda s: f"[{s}](../x/)",
    "link with attributes": lambda s: f"[{s}](../x/){{ .chip }}",
    "emphasis": lambda s: f"**{s}** *{s}*",
    "block": lambda s: f'<p class="abstract">{s}</p>\n\nnext',
    "after a heading": lambda s: f"# Title {{#paper}}\n\n{s}",
}
CLEANED = st.text(st.characters(exclude_categories=[])).map(lambda s: text.clean(s, 200)).filter(bool)
SIGNS = st.text(st.sampled_from("ab1 \\`*_{}[]()<>#+-.!|:~^=&;\"'$/@%"), min_size=1, max_size=30)
HOSTILE = hostile_texts()
WORD = "word"


def agrees(context: str, plain: str) -> None:
    """The page has the elements of one with a plain word, and shows the text where that stood."""
    page = rendered(CONTEXTS[context](to_markdown.text(plain)))
    elements, words = usual(context)
    assert structure(page) == elements
    assert shown(page) == words.replace(WORD, plain) or context == "meaning"


@cache
def usual(context: str) -> tuple[list[tuple[str, tuple[str, ...]]], str]:
    """The elements of a page with a plain word, and what it shows."""
    page = rendered(CONTEXTS[context](WORD))
    return structure(page), shown(page)


@pytest.mark.parametrize("context", CONTEXTS)
def test_hostile_texts(context: str) -> None:
    """No text changes the structure of a page or loses a character."""
    for plain in HOSTILE:
        agrees(context, plain)


@given(st.sampled_from(sorted(CONTEXTS)), CLEANED | SIGNS.map(lambda s: text.clean(s, 200)).filter(bool))
def test_any_text(context: str, plain: str) -> None:
    """The same holds for any cleaned text."""
    agrees(context, plain)


@pytest.mark.parametrize("level", [1, 2, 6])
def test_headings(level: int) -> None:
    """A heading has our id and shows the text, whatever the text says of ids."""
    for plain in HOSTILE:
        page = rendered(to_markdown.heading(level, plain, "paper"))
        (found,) = page.xpath(f"//h{level}")
        assert structure(page) == [("div", ()), (f"h{level}", ("id",))]
        assert (found.get("id"), found.text_content()) == ("paper", plain)


def test_headings_do_not_share_ids() -> None:
    """Texts that look like ids of the theme give none."""
    page = rendered(
        to_markdown.heading(1, "__config", "paper") + "\n\n" + to_markdown.heading(2, "paper", "p-2")
    )
    assert [node.get("id") for node in page] == ["paper", "p-2"]


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), CLEANED | st.integers() | st.booleans()))
def test_front_matter_reads_back(meta: dict[str, str | int | bool]) -> None:
    """The loader that reads it finds the same values: no dates, floats or booleans from text."""
    block = to_markdown.front_matter(meta)
    opening, line, closing, end = block.split("\n")
    assert (opening, closing, end) == ("---", "---", "")
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        assert yaml.load(line, loader) == meta  # noqa: S506 - both are safe loaders


def test_front_matter_takes_hostile_texts() -> None:
    """Text in front matter is text, and stays on its line."""
    for plain in [*HOSTILE, "0001.00010", "no", "12:30", "2025-08-20", "~", "null"]:
        block = to_markdown.front_matter({"description": plain, "tags": [plain]})
        assert block.count("\n") == 3
        found = yaml.load(block.split("\n")[1], yaml.CSafeLoader)
        assert found == {"description": plain, "tags": [plain]}


def test_front_matter_has_one_form() -> None:
    """Keys are sorted: the same values give the same bytes."""
    assert (
        to_markdown.front_matter({"b": True, "a": {"x": False}})
        == '---\n{"a": {"x": false}, "b": true}\n---\n'
    )


def test_letters_stay_readable() -> None:
    """Letters, digits and spaces are left alone, of every script; signs become references."""
    assert to_markdown.text("Größe 12, 李明") == "Größe 12&#44; 李明"


@pytest.mark.parametrize("said", hostile_texts())
def test_notes_read_back(said: str) -> None:
    """A line for somebody's notes shows the text as it is, and no element is made of it."""
    root = rendered(f"- x {to_markdown.note(said)} x")
    assert shown(root).strip() == f"x {said} x"
    assert {str(node.tag) for node in root.iter()} == {"div", "ul", "li"}


def test_notes_stay_readable() -> None:
    """Letters, spaces and common punctuation stay as they are."""
    assert to_markdown.note("GPT-4: a (short) study, v1.0") == "GPT-4: a (short) study, v1.0"
    assert to_markdown.note("a*b [c] <d> $e$") == r"a\*b \[c\] &#60;d&#62; &#36;e&#36;"
