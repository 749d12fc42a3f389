"""`/exports/`: the whole archive as files, and what the exports of lists contain."""

from collections.abc import Sequence

from generator import urls
from generator.records.page import Page
from generator.render.citations.table import COLUMNS
from generator.render.data.whole import KINDS, Listed
from generator.render.pages import parts
from generator.sinks.to_html import Html, el, phrase
from generator.text.counted import counted
from generator.wording import number, say, term

FORMATS = (
    ("BibTeX", term("for LaTeX: one entry per paper, with stable keys; formulas and capitals are kept")),
    ("RIS", term("for reference managers such as EndNote, Zotero and Mendeley")),
    ("CSL-JSON", term("for Zotero, Pandoc and other tools that use citeproc")),
    ("CSV", term("for spreadsheets: one line per paper, in UTF-8, with the columns {columns}")),
    ("Markdown", term("a list of linked titles for notes")),
)


def render(files: Sequence[Listed], papers: int) -> Page:
    """The page; sizes are those of the compressed files."""
    here = urls.EXPORTS
    total = sum(one.size for one in files)
    lead = say(
        "{papers} in {files}, {size} in total.",
        papers=counted(papers, "paper"),
        files=counted(len(files), "file"),
        size=_size(total),
    )
    rows = (_row(one) for one in sorted(files, key=lambda one: (one.year, one.name), reverse=True))
    names = say("File"), say("Format"), say("Papers"), say("Size")
    head = el("tr", *(el("th", name, scope="col") for name in names))
    table = el("table", el("thead", head), el("tbody", *rows), class_="files")
    index = el("a", "files.json", href="files.json")
    blocks = [
        el("p", lead if files else say("The archive is empty."), class_="lead"),
        parts.heading(say("The whole archive"), "files"),
        el(
            "p",
            phrase(
                "Each file holds the papers first listed in that year. JSON Lines has one paper per line with"
                " everything known about it, including its abstract and keywords; {index} gives sizes and"
                " SHA-256 checksums.",
                index=index,
            ),
        ),
        table if files else None,
        parts.heading(say("A list, a search or your reading list"), "lists"),
        el(
            "p",
            phrase(
                "Every list of papers, the search and the {saved} have a button that exports their papers as"
                " a file or to the clipboard. Each paper's page has its own citation. Authors who asked not"
                " to be shown are left out of all exports.",
                saved=el("a", say("reading list"), href=here.to(urls.SAVED)),
            ),
        ),
        el(
            "dl",
            *(
                part
                for name, what in FORMATS
                for part in (el("dt", name), el("dd", say(what, columns=", ".join(COLUMNS))))
            ),
            class_="formats",
        ),
    ]
    about = say("The whole archive as JSON Lines and BibTeX: {papers}.", papers=counted(papers, "paper"))
    return parts.page(
        here, "exports", say("Exports"), [block for block in blocks if block], about=about, meta={}
    )


def _row(one: Listed) -> Html:
    link = el("a", one.name, href=one.name, download=True)
    cells = (link, KINDS[one.kind], number(one.papers), _size(one.size))
    return el("tr", *(el("td", cell) for cell in cells))


def _size(count: int) -> str:
    """`1.4 MB`, `12 kB`."""
    if count >= 1_000_000:
        return say("{size} MB", size=number(count / 1e6, 1))
    return say("{size} kB", size=max(count // 1000, 1))
