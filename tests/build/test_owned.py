"""Pages rendered block by block are those that MkDocs renders whole."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.preprocessors import Preprocessor
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator import text
from generator.build.owned import Known, Owned
from generator.sinks import to_markdown

TEXT = """---
{"generated": "papers", "kind": "paper", "search": {"exclude": true}, "title": "A &#38; B"}
---

# A &#38; B&#95; {#top}

<p class="by">Somebody</p>

<ul class="facts"><li>One<li>Two</ul>

## Abstract {#abstract}

<p>Words.</p>

## Related {#related}

<div class="deck">
<p>One</p>
<p>Two</p>
</div>
"""


class Counting(Preprocessor):
    """Numbers the lines of headings through a page, as some extensions do."""

    def run(self, lines: list[str]) -> list[str]:
        """Lines with numbers."""
        numbers = iter(range(len(lines)))
        return [line.replace(" {", f" {next(numbers)} {{") if line[:1] == "#" else line for line in lines]


class Numbered(markdown.Extension):
    """An extension for which a page is more than the sum of its blocks."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the base class's name
        """Takes part."""
        md.preprocessors.register(Counting(md), "counting", 5)


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """A project without files."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nmarkdown_extensions: [attr_list, tables, {toc: {permalink: true}}]\n"
    )
    return load_config(str(tmp_path / "mkdocs.yml"))


def rendered(config: MkDocsConfig, text: str, make: Callable[[File], Page], name: str = "a.md") -> Page:
    """A page of this text."""
    Path(config.docs_dir, name).write_text(text, encoding="utf-8")
    file = File(name, config.docs_dir, config.site_dir, use_directory_urls=True)
    page = make(file)
    page.read_source(config)
    page.render(config, Files([file]))
    return page


def both(config: MkDocsConfig, known: Known, text: str) -> tuple[Page, Page]:
    """The page as MkDocs has it, and as we do."""
    stock = rendered(config, text, lambda file: Page(None, file, config))
    return stock, rendered(config, text, lambda file: Owned(file, config, known))


def test_the_sum_of_its_blocks(config: MkDocsConfig) -> None:
    """Front matter, content and table of contents are MkDocs' own: of the first page of a shape, which
    is compared, and of the others, which are not."""
    known = Known(config)
    for title in ("A &#38; B&#95;", "Another"):
        stock, ours = both(config, known, TEXT.replace("A &#38; B&#95;", title))
        assert (ours.meta, ours.content, ours.markdown) == (stock.meta, stock.content, stock.markdown)
        assert str(ours.toc) == str(stock.toc)
        assert ours.title == stock.title
    assert list(known.sums.values()) == [True]
    assert list(known.shared) == ["## Abstract {#abstract}", "## Related {#related}"]


def test_more_than_the_sum(config: MkDocsConfig) -> None:
    """Where an extension looks at the whole page, each page is rendered whole."""
    config["markdown_extensions"].append(Numbered())
    known = Known(config)
    for title in ("A &#38; B&#95;", "Another"):
        stock, ours = both(config, known, TEXT.replace("A &#38; B&#95;", title))
        assert ours.content == stock.content
        assert str(ours.toc) == str(stock.toc)
    assert list(known.sums.values()) == [False]


@pytest.mark.parametrize(
    "text",
    [
        "# By hand\n\n*Words*\n\n<p>HTML</p>\n",
        "---\ntitle: By hand\n---\n\n# By hand\n\n*Words*\n",
        TEXT.replace("<p>Words.</p>", "Words, *loud*."),
        TEXT.replace('"A &#38; B"', '"no\u2028break"'),
        TEXT.replace('"A &#38; B"', '"broken'),
        "",
    ],
)
def test_other_pages(config: MkDocsConfig, text: str) -> None:
    """A page by hand, Markdown between the blocks, and front matter that means more to YAML are left to MkDocs."""
    known = Known(config)
    for _ in range(2):
        stock, ours = both(config, known, text)
        assert (ours.meta, ours.content, ours.title) == (stock.meta, stock.content, stock.title)


EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list"]
SETTINGS = {"toc": {"permalink": True}}
WHOLE = markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)
KNOWN = Known(cast("MkDocsConfig", {"markdown_extensions": EXTENSIONS, "mdx_configs": SETTINGS}))


@given(st.text(min_size=1))
def test_any_title(title: str) -> None:
    """Rendered by its text, a title is what Markdown makes of it."""
    block = to_markdown.heading(1, text.clean(title, 200) or "x", "top")
    found = KNOWN.heading(block)
    assert found.html == WHOLE.reset().convert(block)
    assert found.tokens == getattr(WHOLE, "toc_tokens", None)
