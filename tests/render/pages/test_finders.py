"""Hubs with hundreds of links."""

import pytest
from lxml import html

from generator import urls
from generator.render.pages import finders, lists
from generator.sinks.to_html import join
from tests.support.rendering import every, one, words


def hub(count: int) -> html.HtmlElement:
    """A hub of `count` keywords."""
    labels = [f"{letter}{n}" for n in range(count) for letter in "aÉz4"][:count]
    items = [
        (label, lists.chip(urls.KEYWORDS, label, urls.keyword(f"k{n}"), 5)) for n, label in enumerate(labels)
    ]
    blocks = finders.blocks(f"{count} keywords", items, "chips")
    return html.fragment_fromstring(join(*blocks), create_parent="div")


def test_a_long_hub_is_folded_by_letter() -> None:
    """The first sixty are in sight; every one is behind its first letter, where accents do not count."""
    page = hub(100)
    assert [words(node) for node in every(page, "summary")] == ["# 25", "A 25", "E 25", "Z 25"]
    first, *letters = every(page, "ul.chips")[1:]
    assert len(first) == 60
    assert sum(map(len, letters)) == 100
    assert words(one(page, "label")) == "Search 100 keywords"


def test_a_short_hub_shows_all() -> None:
    """It needs no field."""
    page = hub(60)
    assert len(one(page, "ul.chips")) == 60
    assert not every(page, "details")
    assert not every(page, "input")


@pytest.mark.parametrize(
    ("label", "letter"), [("agents", "A"), ("Übung", "U"), ("3D", "#"), ("长", "#"), ("", "#")]
)
def test_letter(label: str, letter: str) -> None:
    """Under which letter a label is."""
    assert finders.letter_of(label) == letter
