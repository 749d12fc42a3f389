"""`make cite-check ARCHIVE=folder`: citations as the programs that people use them with read them.

    python -m tests.long.cites [ARCHIVE] [--number 300] [--seed 1]

Takes random papers of an archive (without a folder: of a fabricated one), and all whose titles or names have
Greek letters or formulas. BibTeX goes through pdfLaTeX with BibTeX and with biber, CSL-JSON through
citeproc-py, and RIS through rispy and bibutils; every error, warning and difference is printed. A program that
is not installed is named, and what needs it is not checked:

    apt-get install texlive-latex-recommended texlive-bibtex-extra biber bibutils
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET

import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from generator.archive import Archive
from generator.graph import Graph
from generator.intake import sources
from generator.records.ids import PaperId
from generator.render.citations import bibtex, csl, entry, ris
from generator.render.citations.entry import Entry
from generator.storage.store import Store
from tests.support import fabricate

DOCUMENT = r"""\documentclass{article}
%s
\begin{document}
\nocite{*}
%s
\end{document}
"""
CLASSIC = DOCUMENT % ("", "\\bibliographystyle{%s}\n\\bibliography{papers}")
BIBLATEX = DOCUMENT % (
    r"\usepackage[backend=biber]{biblatex}\addbibresource{papers.bib}",
    r"\printbibliography",
)
STYLES = ("plain", "alpha", "abbrv")
STYLE = "harvard-cite-them-right"
BEYOND = re.compile("[\u0370-\u03ff$^_\u2070-\u22ff\U0001d400-\U0001d7ff]")
SET = re.compile("[\x00-\u024f\u1e00-\u1eff\u2010-\u2044]*")
"""What pdfLaTeX has letters for."""
T1 = re.compile(r"\\(?:k\{|(?:DJ|dj|DH|dh|TH|th|NG|ng)\b)")
"""Letters that its default fonts lack."""
WRONG = re.compile(
    r"^(?:! .*|.*Warning.*|Missing character.*|(?:WARN|ERROR) - .*|I (?:was|couldn't|found).*)$", re.MULTILINE
)
RIS_TO_XML = "ris2xml"
MODS = {"m": "http://www.loc.gov/mods/v3"}


def main() -> int:
    """Prints what was read and every fault; 1 if there are any."""
    options = argparse.ArgumentParser(description="citations, read by other programs")
    options.add_argument("archive", nargs="?", type=Path, help="its folder")
    options.add_argument("--number", type=int, default=300, help="random papers")
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    every = papers(asked.archive)
    some = random.Random(asked.seed).sample(every, min(asked.number, len(every)))  # noqa: S311 - a sample
    odd = [one for one in every if BEYOND.search(" ".join([one.title, *(a.written for a in one.authors)]))]
    chosen = [*{one.key: one for one in (*some, *odd)}.values()]
    print(f"{len(chosen)} of {len(every)} papers: {len(some)} at random, {len(odd)} with Greek or math")
    faults = 0
    for name, program, check in CHECKS:
        if program and shutil.which(program) is None:
            print(f"{name}: NOT CHECKED, {program} is not installed")
            continue
        found = [*check(chosen)]
        faults += len(found)
        print(f"{name}: {len(found) or 'no'} faults")
        for fault in found[:20]:
            print(f"  {fault}")
    return 1 if faults else 0


def papers(folder: Path | None) -> list[Entry]:
    """The entries of all papers that are shown."""
    listings = Store(folder / "data").read_all()[0] if folder else fabricate.listings(60, 6)
    archive = Archive.of(listings, sources=sources.known())
    return [entry.of(one, cast("Graph", Untold())) for one in archive.shown]


class Untold:
    """A graph in which no paper has topics: finding them takes minutes, and no citation names any."""

    def topics_of(self, key: PaperId) -> tuple[str, ...]:
        """None."""
        del key
        return ()


def with_bibtex(chosen: Sequence[Entry]) -> Iterator[str]:
    """pdfLaTeX and BibTeX, in three styles."""
    for style in STYLES:
        yield from _typeset(chosen, CLASSIC % style, "bibtex")


def with_biber(chosen: Sequence[Entry]) -> Iterator[str]:
    """pdfLaTeX and biber, which also validates every field."""
    yield from _typeset(chosen, BIBLATEX, "biber")


def _typeset(chosen: Sequence[Entry], document: str, program: str) -> Iterator[str]:
    """Letters that its default fonts lack are left to other engines and fonts."""
    settable = [one for one in chosen if _is_settable(bibtex.entry(one))]
    if len(settable) < len(chosen) and program == "bibtex" and "plain" in document:
        print(f"  {len(chosen) - len(settable)} that need T1 fonts, XeLaTeX or LuaLaTeX are left out")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "papers.bib").write_text(bibtex.text(settable), encoding="utf-8")
        (folder / "x.tex").write_text(document, encoding="utf-8")
        latex = ["pdflatex", "-interaction=nonstopmode", "x.tex"]
        # What is said of the first two runs of pdfLaTeX is that references are not known yet.
        for command, counts in ((latex, False), ([program, "x"], True), (latex, False), (latex, True)):
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            said = done.stdout.decode(errors="replace")
            if counts:
                yield from (f"{command[0]}: {one[:200]}" for one in WRONG.findall(said))
            if counts and done.returncode:
                yield f"{command[0]}: exit {done.returncode}"
        pages = (folder / "x.log").read_text(errors="replace")
        if "Output written" not in pages:
            yield "nothing was typeset"


def _is_settable(written: str) -> bool:
    return SET.fullmatch(re.sub(r"[^\w]|_", "", written)) is not None and not T1.search(written)


def with_citeproc(chosen: Sequence[Entry]) -> Iterator[str]:
    """Each item keeps its fields, and a style prints its title, its year and its first author."""
    items = json.loads(csl.text(chosen))
    with warnings.catch_warnings(action="ignore"):  # of the library's own about fields it does not format
        source = CiteProcJSON(items)
        style = CitationStylesStyle(STYLE, validate=False)
        printed = CitationStylesBibliography(style, source, formatter.plain)
        for one in chosen:
            printed.register(Citation([CitationItem(one.key)]))
        texts = {key: str(text) for key, text in zip(printed.keys, printed.bibliography(), strict=True)}
    for one, item in zip(chosen, items, strict=True):
        names = [(a.get("family") or a.get("literal"), a.get("given", "")) for a in item.get("author", [])]
        yield from _compared(
            one, item["title"], names, str(item["issued"]["date-parts"][0][0]), item.get("DOI")
        )
        text = texts[one.key.lower()]
        told = [one.title.rstrip(".?!"), one.date[:4], *([one.authors[0].family] if one.authors else [])]
        yield from (f"{one.key}: citeproc prints no {part!r}: {text}" for part in told if part not in text)


def with_rispy(chosen: Sequence[Entry]) -> Iterator[str]:
    """Every field."""
    found = {record["id"]: record for record in rispy.loads(ris.text(chosen))}
    for one in chosen:
        record = found[one.key]
        names = [_apart(name) for name in record.get("authors", [])]
        yield from _compared(one, record["title"], names, record["year"], record.get("doi"))


def with_bibutils(chosen: Sequence[Entry]) -> Iterator[str]:
    """The same by another program, in MODS."""
    done = subprocess.run(
        [RIS_TO_XML, "-i", "utf8"], input=ris.text(chosen).encode(), capture_output=True, check=True
    )
    found = ET.fromstring(done.stdout)  # noqa: S314 - made here
    records = found.findall("m:mods", MODS)
    if len(records) != len(chosen):
        yield f"ris2xml: {len(records)} records of {len(chosen)}"
    for one, record in zip(chosen, records, strict=True):
        title = ": ".join(
            part.text or ""
            for name in ("title", "subTitle")
            for part in record.findall(f"m:titleInfo/m:{name}", MODS)
        )
        names = [_mods(name) for name in record.findall("m:name", MODS)]
        year = (record.findtext(".//m:dateIssued", "", MODS) or record.findtext(".//m:dateOther", "", MODS))[
            :4
        ]
        url = record.findtext("m:location/m:url", None, MODS)
        if url != one.url:
            yield f"{one.key}: address {url!r}, not {one.url!r}"
        # It has no DOIs of unpublished work, and counts people of the same name as one.
        same = replace(
            one,
            title=_subtitled(one.title),
            authors=tuple({author.written: author for author in one.authors}.values()),
        )
        yield from _compared(same, _subtitled(title), names, year, one.doi)


def _subtitled(title: str) -> str:
    """It puts a colon before what it takes for a second title, whatever was there."""
    return re.sub(r"([?!]):? ", r"\1 ", title)


def _mods(name: ET.Element) -> tuple[str, str]:
    parts: dict[str, list[str]] = {}
    for part in name.findall("m:namePart", MODS):
        parts.setdefault(part.get("type", ""), []).append(part.text or "")
    family = " ".join([*parts.get("", []), *parts.get("family", []), *parts.get("suffix", [])])
    return family, " ".join(parts.get("given", []))


def _apart(name: str) -> tuple[str, str]:
    family, _, given = name.partition(", ")
    return family, given


def _compared(
    one: Entry, title: str, names: list[tuple[str, str]], year: str, doi: str | None
) -> Iterator[str]:
    """Differences but for white space, and for what a program does to initials and suffixes."""
    if " ".join(title.split()) != " ".join(one.title.split()):
        yield f"{one.key}: title {title!r}, not {one.title!r}"
    if len(names) != len(one.authors):
        yield f"{one.key}: {len(names)} authors, not {len(one.authors)}"
    for (family, given), name in zip(names, one.authors, strict=False):
        whole = f"{name.particle} {name.family} {name.suffix} {name.given}"
        if _letters(f"{family} {given}") not in (_letters(whole), _letters(f"{name.family} {name.given}")):
            yield f"{one.key}: author {(family, given)}, not {name}"
    if year != one.date[:4]:
        yield f"{one.key}: year {year!r}, not {one.date[:4]!r}"
    if doi != one.doi:
        yield f"{one.key}: DOI {doi!r}, not {one.doi!r}"


def _letters(name: str) -> list[str]:
    return sorted(sign for sign in name if sign.isalnum())


Check = Callable[[Sequence[Entry]], Iterator[str]]
CHECKS: tuple[tuple[str, str, Check], ...] = (
    ("BibTeX", "pdflatex", with_bibtex),
    ("biber", "biber", with_biber),
    ("citeproc-py", "", with_citeproc),
    ("rispy", "", with_rispy),
    ("bibutils", RIS_TO_XML, with_bibutils),
)


if __name__ == "__main__":
    sys.exit(main())
