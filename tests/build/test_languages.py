"""Sites in other languages: complete, and with the right language on every page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import html

from generator.intake.sources.huggingface import SOURCE
from generator.records.schema import listing_to_json
from generator.render.pages import search
from generator.storage import catalogues
from generator.text import tex
from tests.support import fabricate, projects, pseudo, zotero
from tests.support.helpers import DATA

pytestmark = pytest.mark.slow

SMALL = (30, 6)
_ADDRESS = re.compile(r"https?://\S+")
_SIGNS = re.compile(r"[^\w -]+")
NAMES = SOURCE.about.names
NEVER_TRANSLATED = (
    *(
        "Daily papers",
        "arXiv",
        "arxiv.org/abs/2510.12345",
        "PDF",
        "alphaXiv",
        "BibTeX",
        "RIS",
        "CSL-JSON",
        "CSV",
        "Markdown",
        "DOI",
        "HTML",
    ),
    *("Atom", "RSS", "JSON Feed", "JSON Lines", "JSON", "GitHub", "UTC", "MB", "kB", "you@example.org"),
    *(NAMES.title, NAMES.short),
    *(f"papers-{year}{ending}" for year in (2026, 2027) for ending in (".bib.gz", ".jsonl.gz")),
)
"""Names of formats, sites and files."""


def in_language(folder: Path, language: str, own: str | None = None) -> Path:
    """A built archive in a language."""
    projects.make(folder, fabricate.listings(*SMALL))
    file = folder / "mkdocs.yml"
    text = file.read_text(encoding="utf-8").replace(
        "  font: false\n", f"  font: false\n  language: {language}\n"
    )
    if own is not None:
        (folder / "own.po").write_text(own, encoding="utf-8")
        text = text.replace("  archive:\n", "  archive:\n    texts: own.po\n")
    file.write_text(text, encoding="utf-8")
    projects.built(folder)
    return folder


def pages(folder: Path) -> Iterator[tuple[str, str]]:
    """The generated pages of a site, and the page for addresses that have none. The guide is in English."""
    for file in sorted((folder / "site").rglob("*.html")):
        path = file.relative_to(folder / "site").as_posix()
        if not path.startswith(("about/", "guide/")):
            yield path, file.read_text(encoding="utf-8")


def known() -> tuple[str, ...]:
    """Every text in the data of the archive, and names."""

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for one in value.values():
                yield from texts(one)
        elif isinstance(value, list):
            for one in value:
                yield from texts(one)

    stored = [listing_to_json(one) for one in fabricate.listings(*SMALL)]
    topics = yaml.safe_load((DATA / "topics.yml").read_text(encoding="utf-8"))
    curated = yaml.safe_load(projects.CURATION)
    found = [*texts(json.loads(json.dumps(stored))), *texts(topics), *texts(curated)]
    between = (piece for text in found for piece in _ADDRESS.split(tex.plain(text)))
    queries = (word for query, _ in search.EXAMPLES for word in (query, *_SIGNS.split(query)))
    return (*found, *map(tex.plain, found), *between, *queries, *NEVER_TRANSLATED)


def test_no_text_is_forgotten(tmp_path: Path) -> None:
    """With a catalogue that puts every text between brackets, whatever is outside of them is data."""
    folder = in_language(tmp_path, pseudo.LANGUAGE, pseudo.catalogue())
    texts = pseudo.Known(known())
    assert {path: left for path, page in pages(folder) if (left := texts.forgotten(page))} == {}


@pytest.mark.parametrize("language", catalogues.languages())
def test_a_site_in_each_language(language: str, tmp_path: Path) -> None:
    """It builds, passes every check, and says which language it is in; titles are in an unknown one, and
    to reference managers papers are in English, as they are as a rule."""
    folder = in_language(tmp_path, language)
    result = projects.on(folder, "check")
    assert result.exit_code == 0, result.output
    for path, page in pages(folder):
        assert re.search(r"<html lang=\"?([\w-]+)", page)[1] == language, path  # type: ignore[index]
    guide = (folder / "site" / "guide" / "settings" / "index.html").read_text(encoding="utf-8")
    assert html.fromstring(guide).xpath("//h1/ancestor::*[@lang][1]/@lang") == ["en"]
    day = (folder / "site" / "days" / "2026-12-28" / "index.html").read_text(encoding="utf-8")
    assert all(link.get("lang") == "" for link in html.fromstring(day).xpath("//*[@data-paper]/h3/a"))
    paper = (folder / "site" / "papers" / "0001.00001" / "index.html").read_text(encoding="utf-8")
    assert zotero.saved(paper).language == "en"
