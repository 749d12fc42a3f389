"""A hook that saves MkDocs needless work. It does five things, none of which changes the result; a test
compares it with a bare `mkdocs build`:

* One run renders its share of the generated pages and leaves out the others. Generated pages name
  each other in HTML, by address, so a page needs no other page to be rendered. Hand-written pages
  and everything in `nav` are part of every run.
* MkDocs does not see the files of the pages that are left out (`few.py`), unless another hook may want them.
* The HTML blocks of a generated page bypass the Markdown parser, which would parse every tag only to
  return them unchanged: seven tenths of a build. The rest, headings, is rendered with the operator's
  Markdown extensions as usual: alone (`owned.py`) or, on the few pages that the menu names, between
  short marks.
* Templates that an earlier run compiled are not compiled again (`compiled.py`).
* Garbage is collected less often.

MkDocs imports this file by path; the driver passes the list of pages to leave out, the file in which to count
and the folder of compiled templates in the environment. Without them, as when single pages are rendered,
nothing is left out or counted.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator.build import few
from generator.build.compiled import Compiled
from generator.build.owned import Known, Owned, blocks_of, marked, restored
from generator.records.page import OWNED
from generator.storage import heap
from generator.storage.cache import Cache

LEFT_OUT = "PAPERS_LEFT_OUT"
DONE = "PAPERS_DONE"
TEMPLATES, MADE_BY = "PAPERS_TEMPLATES", "PAPERS_MADE_BY"


class Run:
    """The HTML blocks of each page between parsing and rendering, and the file that shows how far the run is:
    it grows by one byte for each page read and for each page written. `compiled` are its templates, and
    `hiding` ends when it sees all files again."""

    kept: ClassVar[dict[str, list[str]]] = {}
    done: ClassVar[int | None] = None
    compiled: ClassVar[Compiled | None] = None
    hiding: ClassVar[ExitStack] = ExitStack()


def on_startup(*, command: str, dirty: bool) -> None:
    """A run makes many objects that stay until it ends. Not called where single pages are rendered, in a
    process that does other things too."""
    del command, dirty
    heap.collect_seldom()


def on_pre_build(config: MkDocsConfig) -> None:
    """Files are about to be listed. A hook of the operator's may want all of them."""
    if (left_out := _left_out()) and len(config.hooks) == 1:
        Run.hiding.enter_context(few.hidden(left_out.difference(_paths(config.nav)), config.docs_dir))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Excludes the pages of other runs before MkDocs reads them; the others that no menu may name become
    pages that take less work."""
    Run.hiding.close()
    if DONE in os.environ:
        Run.done = os.open(os.environ[DONE], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    known = Known(config)
    in_nav = set(_paths(config.nav))
    left_out = _left_out()
    for file in files:
        if file.src_uri in in_nav:
            continue
        if file.src_uri in left_out:
            file.inclusion = InclusionLevel.EXCLUDED
        elif file.inclusion is InclusionLevel.NOT_IN_NAV and file.is_documentation_page():
            Owned(file, config, known)
    return few.Few(files, left_out, config) if left_out else files


def on_build_error(*, error: Exception) -> None:
    """Also before the files are listed."""
    del error
    Run.hiding.close()


def _left_out() -> set[str]:
    listed = os.environ.get(LEFT_OUT)
    return set(Path(listed).read_text(encoding="utf-8").splitlines()) if listed else set()


def _paths(nav: object) -> Iterator[str]:
    """The files named in a menu at any depth: their titles are read from the pages."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from _paths(item)
    elif isinstance(nav, list):
        for item in nav:
            yield from _paths(item)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Templates are about to be loaded."""
    del config, files
    if folder := os.environ.get(TEMPLATES):
        Run.compiled = Compiled(Cache(Path(folder), bytes.fromhex(os.environ[MADE_BY])))
        env.bytecode_cache = Run.compiled
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts a mark in the place of each HTML block of a generated page that the menu names."""
    del config, files
    if page.meta.get("generated") != OWNED or isinstance(page, Owned):
        return markdown
    short, Run.kept[page.file.src_uri] = marked(blocks_of(markdown))
    return short


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the blocks back."""
    del config, files
    _count()
    kept = Run.kept.pop(page.file.src_uri, None)
    return html if kept is None else restored(html, kept)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """A page is about to be written."""
    del page, config
    _count()
    return output


def _count() -> None:
    if Run.done is not None:
        os.write(Run.done, b".")


def on_post_build(config: MkDocsConfig) -> None:
    """The last page has been written."""
    del config
    if Run.done is not None:
        os.close(Run.done)
    if Run.compiled is not None:
        Run.compiled.keep()
