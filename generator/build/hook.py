"""A hook for MkDocs that lets it do no more than it has to. Two things, both without effect on the
result, which a test holds against a bare `mkdocs build`:

* One run renders its share of the generated pages and leaves out the others. Generated pages name
  each other in HTML, by address, so a page needs no other page to be rendered. Hand-written pages
  and everything in `nav` are part of every run.
* The HTML blocks of a generated page go round the Markdown parser, which would take them apart,
  tag by tag, to give them back as they are: seven tenths of a build. What is left, headings between
  short marks, is rendered by the operator's Markdown extensions as ever.

MkDocs imports this file by path; the driver names the list of pages to leave out in the
environment.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator.records.page import OWNED

LEFT_OUT = "PAPERS_LEFT_OUT"

_MARK = re.compile(r"<div>papers_block_([0-9]+)</div>")


class Blocks:
    """The blocks of the pages between their parsing and their rendering, by page."""

    kept: dict[str, list[str]] = {}  # noqa: RUF012 - MkDocs calls functions: there is no instance


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Takes what is left out off the list of files, before MkDocs reads any of it."""
    in_nav = set(_paths(config.nav))
    left_out = set(Path(os.environ[LEFT_OUT]).read_text(encoding="utf-8").splitlines())
    for file in files:
        if file.src_uri in left_out and file.src_uri not in in_nav:
            file.inclusion = InclusionLevel.EXCLUDED
    return files


def _paths(nav: object) -> Iterator[str]:
    """The files a menu names, at whatever depth: their titles are read from the pages."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from _paths(item)
    elif isinstance(nav, list):
        for item in nav:
            yield from _paths(item)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts a mark in the place of each HTML block of a generated page."""
    del config, files
    if page.meta.get("generated") != OWNED:
        return markdown
    kept: list[str] = []
    short = [_marked(block, kept) for block in markdown.strip().split("\n\n")]
    Blocks.kept[page.file.src_uri] = kept
    return "\n\n".join(short)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the blocks back. A heading cannot hold a mark: its underscores are encoded."""
    del config, files
    kept = Blocks.kept.pop(page.file.src_uri, None)
    return html if kept is None else _MARK.sub(lambda found: kept[int(found[1])], html)


def _marked(block: str, kept: list[str]) -> str:
    if not block.startswith("<"):
        return block
    kept.append(block)
    return f"<div>papers_block_{len(kept) - 1}</div>"
