"""What is published of the browser code: bundles, which are next to their sources in version control."""

import json
import re
import subprocess
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

import pytest

from generator.build import derived
from generator.storage import packaged
from generator.text import plurals
from generator.tokens import fold
from tests.conftest import IN_CI
from tests.support.helpers import ROOT, assert_golden

GENERATOR = ROOT / "generator"
WEB = GENERATOR / "web"
THEME = {name: body.decode() for name, body in packaged.theme_files() if name.endswith((".html", ".js"))}
BUNDLES = {
    name: text for name, text in THEME.items() if name.endswith(".js") and name not in derived.TEMPLATES
}
WORKER = packaged.client()[0].text
LATER = {
    f"assets/{name}.js" for name in ("completions", "dates", "exports", "for-you-page", "names", "saved-page")
}
SCRIPT = re.compile(r"<script [^>]*'assets/([a-z-]+\.js)'")


def test_bundles_are_current(node: str, tmp_path: Path) -> None:
    """They are what the pinned bundler makes of the sources, to the byte, and nothing else is there."""
    if not (ROOT / ".ci" / "node_modules" / "esbuild").is_dir():
        if IN_CI:
            pytest.fail("CI needs esbuild in .ci/node_modules: the bundles have to be compared")
        pytest.skip(
            "no esbuild in .ci/node_modules, `npm ci` there brings it: NOBODY KNOWS whether bundles are current"
        )
    subprocess.run([node, str(ROOT / ".ci" / "bundle.mjs"), str(tmp_path)], check=True, timeout=60)
    made = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.*")}
    there = {f"theme/{name}" for name in BUNDLES} | {"search/worker.js"}
    assert {name for name in made if name.endswith(".js")} == there
    old = [name for name, body in sorted(made.items()) if (GENERATOR / name).read_bytes() != body]
    assert not old, "`make bundles` makes them again"


def test_each_bundle_stands_alone() -> None:
    """None waits for another before it runs; what is asked for later is there."""
    for text in (*BUNDLES.values(), WORKER):
        assert not re.findall(
            r"\bimport\s*['\"{*]|\bfrom\s*['\"]\.|\beval\b|new Function|sourceMappingURL", text
        )
    later = {
        f"assets/{name}" for text in BUNDLES.values() for name in re.findall(r'import\("\./([^"]+)"\)', text)
    }
    assert later == LATER
    assert later <= BUNDLES.keys()


def test_templates_name_every_bundle() -> None:
    """Each is named by a template or asked for later, and a page has six scripts at most."""
    templates = {name: text for name, text in THEME.items() if name.endswith(".html")}
    named = {f"assets/{name}" for text in templates.values() for name in SCRIPT.findall(text)} - {
        derived.FRAME
    }
    assert named | LATER | {"assets/offline.js"} == BUNDLES.keys()
    worker = 1
    generated = SCRIPT.findall(templates["archive.html"] + templates["404.html"])
    assert len(generated) + worker + len(["saved-page.js"]) <= 6
    material = [
        name
        for file, text in templates.items()
        if file not in {"archive.html", "404.html"}
        for name in SCRIPT.findall(text)
    ]
    assert len(material) + len(["Material's own"]) <= 6


@pytest.mark.parametrize(("name", "within"), [("scheme", derived.FRAME), ("offline", "sw.js")])
def test_scripts_that_are_part_of_a_template(name: str, within: str) -> None:
    """No two of their signs may mean something to Jinja."""
    assert f'{{% include "assets/{name}.js" %}}' in THEME[within]
    assert not re.search(r"\{[{%#]", BUNDLES[f"assets/{name}.js"])


def test_a_page_without_search_loads_little() -> None:
    """A hand-written page loads of ours only what the app bar needs: less than 8 kB, and no search."""
    assert len(BUNDLES["assets/handwritten.js"]) < 8000
    assert len(BUNDLES["assets/handwritten.js"]) < len(BUNDLES["assets/archive.js"])


def test_the_box_is_small() -> None:
    """It is on every page: at most two hundred bytes each."""
    box = dict(packaged.theme_files())["partials/box.html"].decode().partition("#}\n")[2]
    assert len(box.replace("{{ 'search/' | url }}", "../../search/")) <= 200


def test_the_licence_of_lunr() -> None:
    """The worker begins with the name, the owner and the licence of what it holds of others; the whole
    licence is next to the source."""
    first = WORKER.partition("\n")[0]
    assert re.fullmatch(
        r"/\*! Holds lunr 2\.3\.9\. Copyright \(C\) 2020 Oliver Nightingale\. MIT: https://\S+ \*/", first
    )
    assert "Permission is hereby granted" in (WEB / "vendor" / "lunr.LICENSE").read_text(encoding="utf-8")


def test_lunr_is_that_of_mkdocs() -> None:
    """The index is searched with the same lunr.js that MkDocs ships, byte for byte."""
    theirs = resources.files("mkdocs") / "contrib" / "search" / "templates" / "search" / "lunr.js"
    assert (WEB / "vendor" / "lunr.js").read_bytes() == theirs.read_bytes()


@pytest.mark.parametrize(
    ("path", "source", "tables"),
    [
        ("search-engine/plurals.js", "plurals.py", {"ENDINGS": plurals.ENDINGS}),
        (
            "lib/fold-tables.js",
            "tokens/fold.py",
            {"MARKS": fold.MARKS, "LETTERS": fold.LETTERS, "NAMES": fold.NAMES},
        ),
    ],
)
def test_tables(path: str, source: str, tables: Mapping[str, str | Mapping[str, str]]) -> None:
    """The browser has the tables that the builder has."""
    lines = [f"// Made of `{source}` by `make goldens`."]
    for name, table in tables.items():
        lines += [] if isinstance(table, str) else ["/** @type {Record<string, string>} */"]
        value = table if isinstance(table, str) else dict(table)
        lines.append(f"export const {name} = {json.dumps(value, indent=2)};")
    assert_golden(WEB / path, "\n".join(lines) + "\n")
