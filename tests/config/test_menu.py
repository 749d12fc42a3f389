"""The menu in `mkdocs.yml`: read, brought up to the kinds of pages, written."""

import pytest

from generator.config import menu
from generator.config.menu import Place

TEXT = """site_name: x
nav:
  - Home: index.md
  - Ours:
      - own/before.md
      - One: one/index.md
      - Own: own/after.md
  - Mine: mine.md
  - Last: last/index.md

not_in_nav: |
  /one/*
  /drafts/**

extra: {}
"""
NEW = (
    Place("Home", None, "index.md"),
    Place("Ours", "One", "one/index.md"),
    Place("Ours", "Two", "two/index.md"),
    Place("Fresh", None, "fresh/index.md"),
    Place("Last", None, "last/index.md"),
)
MOVED = TEXT.replace("One: one/index.md\n", "One: one/index.md\n      - Two: two/index.md\n").replace(
    "  - Last", "  - Fresh: fresh/index.md\n  - Last"
)


def read(text: str) -> menu.Menu:
    """The menu of a file, which has to have one that can be read."""
    found = menu.read(menu.section(text, menu.NAV))
    assert found
    return found


def test_what_is_read_is_written() -> None:
    """The lines come out as they went in."""
    assert menu.written(read(TEXT)) == menu.section(TEXT, menu.NAV)
    assert menu.with_section(TEXT, menu.NAV, menu.section(TEXT, menu.NAV)) == TEXT


def test_new_places_come_in() -> None:
    """New tabs and entries stand where the table has them; the operator's own stay beside their neighbours."""
    assert menu.moved(TEXT, NEW, (), lambda _: True) == (MOVED, ())


def test_an_edited_menu_stays() -> None:
    """What it lacks is reported instead."""
    text, lacking = menu.moved(TEXT, NEW, (), lambda _: False)
    assert (text, [place.path for place in lacking]) == (TEXT, ["two/index.md", "fresh/index.md"])


def test_what_counts_as_edited() -> None:
    """The operator's own pages do not: only the places of generated ones are compared."""
    seen: list[menu.Menu] = []

    def is_known(found: menu.Menu) -> bool:
        seen.append(found)
        return False

    menu.moved(TEXT, NEW, (), is_known)
    assert seen == [tuple(place for place in read(TEXT) if place in NEW)]


@pytest.mark.parametrize(
    "line",
    [
        "  - {Own: own.md}",
        "  - 'Own': own.md",
        "  # a comment",
        "      - Deeper:",
        "        - own.md",
        "  - Own: &anchor own.md",
        "",
        "  own: own.md",
    ],
)
def test_other_forms(line: str) -> None:
    """A menu that is not two levels of plain lines is never written."""
    text = TEXT.replace("  - Mine: mine.md\n", f"{line}\n  - Mine: mine.md\n")
    assert menu.moved(text, NEW, (), lambda _: True)[0] == text


@pytest.mark.parametrize("text", ["", "nav: []\n", "extra: {}\n", "x:\n  nav:\n    - a.md\n"])
def test_no_menu(text: str) -> None:
    """A file that leaves the menu to MkDocs is left alone."""
    assert menu.moved(text, NEW, (), lambda _: True)[0] == text
    assert menu.with_patterns(text, ["/two/**"]) == text


def test_patterns() -> None:
    """Those of folders that the list does not name come to its end, and only once."""
    found = menu.with_patterns(TEXT, ["/one/**", "/two/**"])
    assert found == TEXT.replace("  /drafts/**\n", "  /drafts/**\n  /two/**\n")
    assert menu.with_patterns(found, ["/one/**", "/two/**"]) == found
