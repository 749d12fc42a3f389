"""Modules as one module: Node runs what comes of it, and what is not understood is refused."""

import subprocess
from pathlib import Path

import pytest

from generator.bundle import bundled
from generator.errors import BuildError
from generator.storage import packaged

MODULES = {
    "main.js": """// The entry.

import whole from "./old.js";
import {
  one,
  two as second,
} from "./numbers.js";
import { text } from "./text.js";
import { text as again } from "./again.js";

const three = one + second();
console.log(JSON.stringify([one, second(), three, text, again, whole.word, [...counted(2)].length, new URL(import.meta.url).protocol]));

function* counted(n) {
  while (n--) yield n;
}
""",
    "numbers.js": """export const one = 1;
const three = "not that of main.js";

/** @returns {import("./text.js").Two} */
export function two() {
  return three.length && 2;
}
""",
    "text.js": """/*! Licence of text.js */
const text = "of text.js // and no comment";
export { text };
export class Two {}
""",
    "again.js": """import { text as inner } from "./text.js";
export { inner as text };
""",
    "old.js": """const module = { exports: {} };
module.exports = { word: "old" };

export default module.exports;
""",
    "unused.js": "export const nobody = import('./asks.js');\n",
}


def test_it_does_what_the_modules_do(node: str, tmp_path: Path) -> None:
    """Names of one module are not those of another; every way to import and export is there."""
    (tmp_path / "all.mjs").write_text(bundled(MODULES, "main.js"), encoding="utf-8")
    for name, text in MODULES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    said = [
        subprocess.run([node, str(tmp_path / name)], capture_output=True, text=True, check=True).stdout
        for name in ("main.js", "all.mjs")
    ]
    text = "of text.js // and no comment"
    assert said[0] == f'[1,2,3,"{text}","{text}","old",2,"file:"]\n'
    assert said[1] == said[0]


def test_it_is_the_same_text_again() -> None:
    """Whatever the order of the modules; comments are left out, licences stay."""
    text = bundled(MODULES, "main.js")
    assert bundled(dict(reversed(MODULES.items())), "main.js") == text
    assert "Licence of text.js" in text
    assert "The entry" not in text
    assert "nobody" not in text


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('import * as all from "./text.js";', "this import or export is not understood: 'import \\* as all"),
        ('import "./text.js";', "not understood"),
        ('import { text } from "lunr";', "not understood"),
        ('import { text } from "../text.js";', "not understood"),
        ("import { text } from './text.js'", "not understood"),
        ('export * from "./text.js";', "not understood"),
        ("export let changing = 1;", "not understood"),
        ("export default function () {}", "not understood"),
        ('import { lost } from "./lost.js";', "'lost.js' is imported, and there is no such module"),
        ('const later = import("./text.js");', "an import inside of a statement"),
        ("const ready = await fetch(1);", "an await outside of functions"),
        ("const long = `first\nsecond`;", "a template over several lines: 'const long = `first'"),
        ("const $text = 1;", "the name \\$text has another meaning already"),
        ('import { inner } from "./circle.js";', "in a circle: "),
    ],
)
def test_what_is_refused(more: str, told: str) -> None:
    """With the module and the words it is about."""
    circle = 'import { main } from "./main.js";\nexport const inner = main;\n'
    modules = {**MODULES, "circle.js": circle, "main.js": f"{MODULES['main.js']}{more}\n"}
    with pytest.raises(BuildError, match=told):
        bundled(modules, "main.js")


def test_two_files_of_one_name() -> None:
    """`a-b.js` and `a_b.js` would be the same."""
    with pytest.raises(BuildError, match="not understood"):
        bundled({"main.js": 'import { a } from "./a_b.js";\n', "a_b.js": ""}, "main.js")


def test_the_search_client() -> None:
    """Every module of the client is in the file that is published."""
    (page,) = packaged.client()
    for name in packaged.client_modules():
        assert f"\n// {name}\nconst $" in f"\n{page.text}"
