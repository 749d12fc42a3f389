"""Generated pages as MkDocs renders them, with less work: their front matter is one line of JSON, and their
only Markdown is headings, which are between blocks of HTML and can be rendered alone.

With the usual Markdown extensions a page is the sum of its blocks, but not with every extension that somebody
may use. So the first page of each shape (its sequence of blocks) is also rendered by MkDocs, and the two are
compared; if they differ, MkDocs renders all pages of that shape.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import markdown
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from generator.records.page import OWNED

_FRONT = re.compile(r"---\n(\{.*\})\n---\n\n*")
_HEADING = re.compile(r"#+ [^\n]+")
# As `to_markdown.heading` writes them.
_TITLE = re.compile("# ((?:[0-9A-Za-z \u00a1-\U0010ffff]|&#[0-9]+;)+) (\\{#[a-z-]+\\})")
_MARK = re.compile(r"<div>papers_block_([0-9]+)</div>")

_SAMPLE = "papersblocktitle"
USUAL = frozenset({"attr_list", "fenced_code", "md_in_html", "tables", "toc"})
"""Markdown extensions to which letters, digits and references in a title are all the same."""

Shape = tuple[str, ...]
"""A row of blocks: "<" for HTML, "#" for the title, other headings as they are."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A rendered heading, and its entries in the table of contents."""

    html: str
    tokens: list[dict[str, Any]]


@dataclass
class Known:
    """What one run of MkDocs has rendered so far. `sums` says for each shape whether its pages are the sum of
    their blocks; `shared` are headings below titles, `samples` titles by the attributes after their text."""

    config: MkDocsConfig
    sums: dict[Shape, bool] = field(default_factory=dict)
    shared: dict[str, Heading] = field(default_factory=dict)
    samples: dict[str, Heading] = field(default_factory=dict)

    @cached_property
    def _is_usual(self) -> bool:
        return set(self.config["markdown_extensions"]) <= USUAL

    @cached_property
    def _reader(self) -> markdown.Markdown:
        """One for all headings: making one takes longer than rendering a heading with it."""
        config = self.config
        return markdown.Markdown(
            extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {}
        )

    def heading(self, block: str) -> Heading:
        """A heading by itself. Those below the title are the same on many pages."""
        if block in self.shared:
            return self.shared[block]
        title = _TITLE.fullmatch(block) if self._is_usual else None
        if title and title[1] == " ".join(title[1].split()):
            return self._title(title[1], title[2])
        found = self._read(block)
        if not block.startswith("# "):
            self.shared[block] = found
        return found

    def _read(self, block: str) -> Heading:
        html = self._reader.reset().convert(block)
        return Heading(html, getattr(self._reader, "toc_tokens", []))

    def _title(self, text: str, rest: str) -> Heading:
        """Titles differ only in their text, which is put into a sample: rendering each of them would take a
        third of a run."""
        if rest not in self.samples:
            self.samples[rest] = self._read(f"# {_SAMPLE} {rest}")
        sample = self.samples[rest]
        tokens = [
            {
                key: value.replace(_SAMPLE, text) if isinstance(value, str) else value
                for key, value in one.items()
            }
            for one in sample.tokens
        ]
        return Heading(sample.html.replace(_SAMPLE, text), tokens)


class Owned(Page):
    """A page below `docs/` that may be a generated one; any other is treated as MkDocs treats it."""

    def __init__(self, file: File, config: MkDocsConfig, known: Known) -> None:
        super().__init__(None, file, config)
        self._known = known

    def read_source(self, config: MkDocsConfig) -> None:
        """Reads the front matter as JSON if YAML would read the same from it."""
        try:
            source = self.file.content_string
        except (OSError, ValueError):  # MkDocs reports it below
            source = ""
        front = _FRONT.match(source)
        meta = _meta(front[1]) if front and not config.plugins.events["page_read_source"] else None
        if front and meta is not None:
            self.meta, self.markdown = meta, source[front.end() :]
        else:
            super().read_source(config)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Content and table of contents."""
        if self.meta.get("generated") != OWNED:
            super().render(config, files)
            return
        blocks = blocks_of(self.markdown or "")
        shape = _shape(blocks) if "title" in self.meta else None
        is_sum = self._known.sums.get(shape) if shape else False
        if not shape or is_sum is False:
            self._render_between_marks(blocks, config, files)
            return
        headings = [None if block.startswith("<") else self._known.heading(block) for block in blocks]
        pairs = zip(blocks, headings, strict=True)
        content = "".join(f"{one.html}\n" if one else f"{block}\n\n" for block, one in pairs).strip()
        tokens: list[Any] = [dict(token) for one in headings if one for token in one.tokens]
        toc = get_toc(nest_toc_tokens(tokens))
        if is_sum is None:
            self._render_between_marks(blocks, config, files)
            self._known.sums[shape] = self.content == content and _entries(self.toc) == _entries(toc)
        else:
            self.content, self.toc = content, toc

    def _render_between_marks(self, blocks: list[str], config: MkDocsConfig, files: Files) -> None:
        whole = self.markdown
        self.markdown, kept = marked(blocks)
        super().render(config, files)
        self.markdown, self.content = whole, restored(self.content or "", kept)


def _meta(line: str) -> dict[str, Any] | None:
    """Front matter; None where YAML would read something else."""
    try:
        return dict(json.loads(line)) if line.isprintable() else None
    except (ValueError, RecursionError):
        return None


def blocks_of(text: str) -> list[str]:
    """The blocks of a page, which empty lines separate."""
    return text.strip().split("\n\n")


def marked(blocks: list[str]) -> tuple[str, list[str]]:
    """Markdown with a short mark in the place of each block of HTML, and these blocks."""
    kept = [block for block in blocks if block.startswith("<")]
    numbers = iter(range(len(kept)))
    short = [f"<div>papers_block_{next(numbers)}</div>" if one.startswith("<") else one for one in blocks]
    return "\n\n".join(short), kept


def restored(html: str, kept: list[str]) -> str:
    """The inverse, after rendering. A heading cannot contain a mark: its underscores are encoded."""
    return _MARK.sub(lambda found: kept[int(found[1])], html)


def _shape(blocks: list[str]) -> Shape | None:
    """None where a block is neither HTML nor a heading."""
    if not all(block.startswith("<") or _HEADING.fullmatch(block) for block in blocks):
        return None
    return tuple("<" if one.startswith("<") else "#" if one.startswith("# ") else one for one in blocks)


def _entries(links: Iterable[AnchorLink]) -> list[Any]:
    return [(one.title, one.id, one.level, _entries(one.children)) for one in links]
