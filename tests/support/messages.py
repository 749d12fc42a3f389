"""The interface texts in the sources, as `generator/wording/` and its counterpart for scripts are asked for them."""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.build import worded
from generator.render import site
from tests.shape.sources import PACKAGE, Module, dotted, modules

SAYING = frozenset({"say", "phrase", "term"})
"""Functions whose first argument is a text."""
COUNTING = {"counted": 1, "noun": 0}
"""Functions of a noun, and which argument it is; its plural may follow."""

PARTS = frozenset({"archive", "graph", "records", "render"})
"""The parts of the program that make what readers see. Commands speak English."""
_STRING = r'"((?:[^"\\]|\\.)*)"'
_SAID = re.compile(rf"\b(?:say|term)\(\s*{_STRING}")
_COUNTED = re.compile(rf'\bcounted\([^"]*?,\s*{_STRING}(?:,\s*{_STRING})?')


class Text(NamedTuple):
    """A text, and its plural if it counts something."""

    one: str
    many: str = ""


def texts() -> Mapping[Text, list[str]]:
    """Every text with the files of the program that it is in."""
    found: dict[Text, set[str]] = defaultdict(set)
    for path, text in _all():
        found[text].add(path.relative_to(PACKAGE).as_posix())
    return {text: sorted(found[text]) for text in sorted(found, key=lambda one: (min(found[one]), one))}


def _all() -> Iterator[tuple[Path, Text]]:
    for module in modules():
        if module.label.partition(".")[0] in PARTS:
            yield from ((module.path, text) for text in of_module(module))
    for place in site.MENU:
        yield from ((PACKAGE / "render/kinds.py", Text(one)) for one in (place.tab, place.label) if one)
    for path in sorted((PACKAGE / "theme").rglob("*.html")):
        yield from ((path, Text(one)) for one in worded.texts_of(path.read_text(encoding="utf-8")))
    for path in sorted(one for one in (PACKAGE / "web").rglob("*.js") if "vendor" not in one.parts):
        yield from ((path, text) for text in of_script(path.read_text(encoding="utf-8")))
    yield PACKAGE / "web/lib/wording.js", Text("1,000")
    yield PACKAGE / "wording/__init__.py", Text("1,000")
    yield PACKAGE / "wording/__init__.py", Text("0.5")


def of_module(module: Module) -> Iterator[Text]:
    """The texts of a module in Python."""
    for node in module.nodes:
        if not isinstance(node, ast.Call):
            continue
        name = dotted(node.func).rpartition(".")[2]
        if name in SAYING and node.args:
            yield from map(Text, _constants(node.args[0]))
        elif name in COUNTING:
            ones = node.args[COUNTING[name] :][:2]
            if ones and (found := list(_constants(ones[0]))):
                many = list(_constants(ones[1])) if len(ones) > 1 else [f"{one}s" for one in found]
                yield from map(_noun, found, many)


def of_script(source: str) -> Iterator[Text]:
    """The texts of a script."""
    for found in _SAID.finditer(source):
        yield Text(_literal(found[1]))
    for found in _COUNTED.finditer(source):
        yield _noun(_literal(found[1]), _literal(found[2] or f"{found[1]}s"))


def _noun(one: str, many: str) -> Text:
    return Text(f"{{count}} {one}", f"{{count}} {many}")


def _constants(node: ast.expr) -> Iterator[str]:
    """The text of an argument, or each one of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def _literal(written: str) -> str:
    return str(json.loads(f'"{written}"'))
