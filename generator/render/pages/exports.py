"""`/exports/`: the whole archive as files, and what the exports of lists contain."""

from collections.abc import Sequence

from generator import urls
from generator.records.page import Page
from generator.render.citations.table import COLUMNS
from generator.render.data.whole import KINDS, Packed
from generator.render.pages import parts
from generator.sinks.to_html import Html, el
from generator.text.counted import counted

FORMATS = (
    ("BibTeX", "for LaTeX: one entry per paper, with stable keys; formulas and capitals are kept"),
    ("RIS", "for reference managers such as EndNote, Zotero and Mendeley"),
    ("CSL-JSON", "for Zotero, Pandoc and other tools that use citeproc"),
    ("CSV", f"for spreadsheets: one line per paper, in UTF-8, with the columns {', '.join(COLUMNS)}"),
    ("Markdown", "a list of linked titles for notes"),
)


def render(files: Sequence[Packed], papers: int) -> Page:
    """The page; sizes are those of the compressed files."""
    here = urls.EXPORTS
    total = sum(len(one.body) for one in files)
    lead = f"{counted(papers, 'paper')} in {counted(len(files), 'file')}, {_size(total)} in total."
    rows = (_row(one) for one in sorted(files, key=lambda one: (one.year, one.name), reverse=True))
    head = el("tr", *(el("th", name, scope="col") for name in ("File", "Format", "Papers", "Size")))
    table = el("table", el("thead", head), el("tbody", *rows), class_="files")
    index = el("a", "files.json", href="files.json")
    blocks = [
        el("p", lead if files else "The archive is empty.", class_="lead"),
        parts.heading("The whole archive", "files"),
        el(
            "p",
            "Each file holds the papers first listed in that year. JSON Lines has one paper per line with"
            " everything known about it, including its abstract and keywords; ",
            index,
            " gives sizes and SHA-256 checksums.",
        ),
        table if files else None,
        parts.heading("A list, a search or your reading list", "lists"),
        el(
            "p",
            "Every list of papers, the search and the ",
            el("a", "reading list", href=here.to(urls.SAVED)),
            " have a button that exports their papers as a file or to the clipboard. Each paper's page has"
            " its own citation. Authors who asked not to be shown are left out of all exports.",
        ),
        el(
            "dl",
            *(part for name, what in FORMATS for part in (el("dt", name), el("dd", what))),
            class_="formats",
        ),
    ]
    about = f"The whole archive as JSON Lines and BibTeX: {counted(papers, 'paper')}."
    return parts.page(here, "exports", "Exports", [block for block in blocks if block], about=about, meta={})


def _row(one: Packed) -> Html:
    link = el("a", one.name, href=one.name, download=True)
    cells = (link, KINDS[one.kind], f"{one.papers:,}", _size(len(one.body)))
    return el("tr", *(el("td", cell) for cell in cells))


def _size(count: int) -> str:
    """`1.4 MB`, `12 kB`."""
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{max(count // 1000, 1)} kB"
