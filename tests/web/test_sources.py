"""The browser code, read: what no module of it may do."""

import json
import re
from collections.abc import Iterable

from generator.storage import packaged
from tests.support.helpers import ROOT

WEB = ROOT / "generator" / "web"
SOURCES = {
    path.relative_to(WEB).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(WEB.rglob("*.js"))
    if path.parent.name != "vendor"
}
ENGINE = sorted(name for name in SOURCES if name.startswith("search-engine/"))
PAGES = sorted(SOURCES.keys() - ENGINE)
ASKED = {
    # The index of names is next to the page that asks for it.
    "names.js": ["fetch(`${field.dataset.names}${part}.bin`)"],
    # For the engine, whose script is still on its way.
    "lib/engine.js": ['fetch(new URL("../search/manifest.bin", assets)'],
    # The other parts of a list.
    "lists/whole.js": ["fetch(address)"],
    # The pages of papers, for abstracts in citations, and the signs that LaTeX needs.
    "exports/abstracts.js": ["fetch(address)"],
    # A paper's page, for its abstract, and the days that have a list.
    "lists/abstract.js": ["fetch(address)"],
    "lists/picker.js": ['fetch(new URL("api/days.json", root)'],
    # What papers are ranked by, the same for every reader of a page.
    "ranking/load.js": [
        'fetch(new URL("for-you/index.json", root)',
        "fetch(new URL(`for-you/${name}.bin?${basis}`, root)",
    ],
    # What a page asks for, passed on, and the page of a paper that the reader saved.
    "offline.js": ["fetch(event.request)", "fetch(address)"],
    # Entries of papers, and the other parts of a list.
    "exports/load.js": ["fetch(new URL(`exports/papers/${name}.bin`, root)", "fetch(target)"],
}
"""What modules of pages ask for, by their name: files of this site only."""


def found(pattern: str, names: Iterable[str]) -> dict[str, list[str]]:
    """What matches in these modules, by their name."""
    hits = {name: re.findall(pattern, SOURCES[name]) for name in names}
    return {name: those for name, those in hits.items() if those}


def test_text_is_never_markup() -> None:
    """No module writes HTML, runs text or sets a style that a strict policy forbids."""
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setAttribute\(.style|\bon[a-z]+ ?= ?[\"']"
    assert found(forbidden, SOURCES) == {}


def test_modules_are_small() -> None:
    """Each has one duty."""
    assert [name for name, text in SOURCES.items() if len(text.splitlines()) > 150] == []


def test_modules_are_at_home() -> None:
    """None asks another host for anything."""
    code = {name: re.sub(r"//[^\n]*|/\*.*?\*/", "", SOURCES[name], flags=re.DOTALL) for name in PAGES}
    assert [name for name, text in code.items() if "//" in text] == []
    assert found(r"\bfetch\(.*?\)|XMLHttpRequest|WebSocket|sendBeacon", PAGES) == ASKED


def test_the_search_engine_knows_no_page() -> None:
    """Its modules run in a worker, and keep nothing on a global object."""
    assert found(r"\b(?:document|window|globalThis)\s*[.\[]", ENGINE) == {}


def test_tools_are_pinned() -> None:
    """The lock of the type checker and the bundler holds exact versions and hashes, and no address to
    download from; the bundler is there for Linux and macOS on both kinds of processors."""
    text = (ROOT / ".ci" / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert all(set(entry) >= {"version", "integrity"} for entry in packages.values())
    assert "://" not in text
    machines = {
        f"node_modules/@esbuild/{system}-{chip}"
        for system in ("linux", "darwin")
        for chip in ("x64", "arm64")
    }
    assert packages.keys() >= {"node_modules/esbuild", "node_modules/typescript", *machines}


def test_templates_hold_no_inline_code() -> None:
    """The shell of generated pages has no inline script, handler or style: a strict policy fits it. JSON-LD is
    data."""
    for name, body in packaged.theme_files():
        if name.endswith(".html"):
            text = re.sub(r"\{#.*?#\}", "", body.decode(), flags=re.DOTALL)
            text = text.replace("<script type=application/ld+json>", "")
            assert not re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", text), (
                name
            )
