"""The packaged browser code, read and tried without a browser."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from generator.storage import packaged
from tests.support.helpers import ROOT

SCRIPTS = {name: body.decode() for name, body in packaged.theme_files() if name.endswith(".js")}
ASKED = {
    # The index of names lies beside the page that asks for it.
    "assets/shell-names.js": ["fetch(`${field.dataset.names}${part}.json`)"],
    # For the engine, whose script is still on its way.
    "assets/lib-client.js": ['fetch(new URL("../search/index.bin", import.meta.url)'],
    # Entries of papers, and the further parts of a list.
    "assets/exports-load.js": ["fetch(new URL(`exports/papers/${name}.json`, root)", "fetch(target)"],
}
"""What scripts ask for, by their name: files of this site only."""
CLIENT = {name: text for name, text in packaged.client_modules().items() if name != "lunr.js"}


@pytest.mark.parametrize("name", ["pure.test.mjs", "saved.test.mjs", "search.test.mjs"])
def test_pure_functions(name: str, node: str) -> None:
    """Node's own runner tries what needs no page."""
    done = subprocess.run(
        [node, "--test", str(Path(__file__).with_name(name))],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", sorted(SCRIPTS | CLIENT))
def test_text_is_never_markup(name: str) -> None:
    """No script writes HTML, runs text or sets a style that a strict policy forbids."""
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setAttribute\(.style|\bon[a-z]+ ?= ?[\"']"
    assert not re.findall(forbidden, (SCRIPTS | CLIENT)[name])


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_scripts_are_small_and_at_home(name: str) -> None:
    """Each has one duty, and none asks another host for anything."""
    assert len(SCRIPTS[name].splitlines()) <= 150
    assert "//" not in re.sub(r"//[^\n]*|/\*.*?\*/", "", SCRIPTS[name], flags=re.DOTALL)
    asked = re.findall(r"\bfetch\(.*?\)|XMLHttpRequest|WebSocket|sendBeacon", SCRIPTS[name])
    assert asked == ASKED.get(name, [])


@pytest.mark.parametrize("name", sorted(CLIENT))
def test_the_search_client_is_small_and_knows_no_page(name: str) -> None:
    """Its modules are small, run in a worker, and keep nothing on a global object."""
    assert len(CLIENT[name].splitlines()) <= 150
    assert not re.findall(r"\b(?:document|window|globalThis)\s*[.\[]", CLIENT[name])


def test_types_are_pinned() -> None:
    """The lock of the type checker holds exact versions and hashes, and no address to download from."""
    text = (ROOT / ".ci" / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert packages
    assert all(set(entry) >= {"version", "integrity"} for entry in packages.values())
    assert "://" not in text


def test_templates_hold_no_inline_code() -> None:
    """The shell of generated pages has no inline script, handler or style: a strict policy fits it."""
    for name, body in packaged.theme_files():
        if name.endswith(".html"):
            text = re.sub(r"\{#.*?#\}", "", body.decode(), flags=re.DOTALL)
            assert not re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", text), (
                name
            )
