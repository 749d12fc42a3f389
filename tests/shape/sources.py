"""The modules of the program, each parsed once, and what their syntax trees say."""

import ast
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.support.helpers import ROOT

PACKAGE = ROOT / "generator"


class Module(NamedTuple):
    """`label` is `records.ids`, `cli` for `cli/__init__.py`, "" for the package itself; `nodes` are those of its
    syntax tree, in any order."""

    label: str
    path: Path
    tree: ast.Module
    nodes: tuple[ast.AST, ...]


def read(text: str, path: Path, label: str) -> Module:
    """A module with this text."""
    tree = ast.parse(text, str(path))
    return Module(label, path, tree, tuple(_nodes(tree)))


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """What `ast.walk` gives, in a third of the time."""
    left = deque([tree])
    while left:
        node = left.popleft()
        yield node
        for value in vars(node).values():
            if isinstance(value, ast.AST):
                left.append(value)
            elif isinstance(value, list):
                left.extend(one for one in value if isinstance(one, ast.AST))


@cache
def modules() -> tuple[Module, ...]:
    """All of them, sorted by path."""
    return tuple(
        read(path.read_text(encoding="utf-8"), path, _label(path)) for path in sorted(PACKAGE.rglob("*.py"))
    )


def _label(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(module: Module) -> Iterator[tuple[int, str, str]]:
    """(line, module, name) of everything imported; the name is "" for `import a.b`."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, node.module or "", alias.name) for alias in node.names)


def dotted(node: ast.AST) -> str:
    """`a.b.c` of an attribute or a name, "" of anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""


Rule = Callable[[Module], Iterator[str]]
"""What is wrong with a module, and on which line."""


def faults(rule: Rule, label: Callable[[str], bool] = lambda _: True) -> str:
    """What breaks a rule in the modules with such a label, a line each; "" where nothing does."""
    found = [f"{one.path}: {fault}" for one in modules() if label(one.label) for fault in rule(one)]
    return "\n".join(found)
