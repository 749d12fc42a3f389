"""The packaged browser code, read and tried without a browser."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator import packaged

SCRIPTS = {name: body.decode() for name, body in packaged.theme_files() if name.endswith(".js")}


def test_pure_functions() -> None:
    """Node's own runner tries what needs no page."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on PATH: the pure functions of the browser code are not tested")
    done = subprocess.run(
        [node, "--test", str(Path(__file__).with_name("pure.test.mjs"))],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_text_is_never_markup(name: str) -> None:
    """No script writes HTML, runs text or sets a style that a strict policy forbids."""
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setAttribute\(.style|\bon[a-z]+ ?= ?[\"']"
    assert not re.findall(forbidden, SCRIPTS[name])


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_scripts_are_small_and_at_home(name: str) -> None:
    """Each has one duty, and none asks another host for anything."""
    assert len(SCRIPTS[name].splitlines()) <= 150
    assert "//" not in re.sub(r"//[^\n]*|/\*.*?\*/", "", SCRIPTS[name], flags=re.DOTALL)
    asked = re.findall(r"\bfetch\(.*?\)|XMLHttpRequest|WebSocket|sendBeacon", SCRIPTS[name])
    # The index of names lies beside the page that asks for it.
    assert asked == (["fetch(`${field.dataset.names}${part}.json`)"] if name.endswith("names.js") else [])


def test_templates_hold_no_inline_code() -> None:
    """The shell of generated pages has no inline script, handler or style: a strict policy fits it."""
    for name, body in packaged.theme_files():
        if name.endswith(".html"):
            text = re.sub(r"\{#.*?#\}", "", body.decode(), flags=re.DOTALL)
            assert not re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", text), (
                name
            )
