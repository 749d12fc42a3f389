"""The guide: its own texts, and how links between files become links between pages."""

import re

import pytest

from generator.render.pages import guide
from generator.storage import packaged

TEXTS = dict(packaged.guide())
PAGES = {page.path: page.text for page in guide.render(packaged.guide())}


def test_links_become_addresses() -> None:
    """To pages of the guide, to generated pages, home included, and to a place on a page."""
    told = "[a](other.md), [b](other.md#x), [c](../days/index.md), [d](../index.md), [e](index.md)"
    found = {
        page.path: page.text
        for page in guide.render(
            [
                ("index", "<!-- I. -->\n\n# I {#top}\n"),
                ("other", f"<!-- O. -->\n\n# O {{#top}}\n\nSee {told}\n"),
            ]
        )
    }
    hrefs = re.findall(r'<a href="([^"]*)">[a-e]<', found["guide/other.md"])
    assert hrefs == ["./", "./#x", "../../days/", "../../", "../"]


def test_order_is_that_of_the_first_page() -> None:
    """Each page leads to all, in the order in which the first one names them."""
    order = re.findall(r"\]\(([a-z]+)\.md\)", TEXTS["index"])
    assert sorted({*order, "index"}) == sorted(TEXTS)
    for text in PAGES.values():
        links = re.findall(r"<a ", text.rpartition("<nav class=guide")[2])
        assert len(links) == len(TEXTS)


def test_a_page_needs_a_title() -> None:
    """Without one, the program is at fault."""
    with pytest.raises(ValueError, match="title"):
        list(guide.render([("index", "<!-- I. -->\n\nno title\n")]))


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_texts_are_whole(name: str) -> None:
    """Every page says what it is about, and no paragraph of it begins like HTML, which would not be read as
    Markdown. `papers check` follows the links of the built site."""
    assert TEXTS[name].startswith("<!-- ")
    body = PAGES["guide/index.md" if name == "index" else f"guide/{name}.md"].split("---\n", 2)[2]
    blocks = body.strip().split("\n\n")
    assert [block for block in blocks if block.startswith("<")] == [blocks[-1]]
    assert ".md)" not in body
