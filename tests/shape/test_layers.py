"""Imports go one way: the code can be learnt from the bottom up."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.helpers import ROOT

PACKAGE = ROOT / "generator"


class Row(NamedTuple):
    """Modules or folders of one layer, and what they may import besides their own folder. A module inside a
    folder may have a row of its own, which then holds instead of its folder's."""

    number: int
    names: tuple[str, ...]
    rows: tuple[int, ...]
    also: tuple[str, ...] = ()


# A leaf row (1) may also use its own modules; the last test sees to it that no circle comes of it.
TABLE = (
    Row(1, ("errors", "text", "tokens", "memo", "config.strict_yaml", "config.hosts", "config.menu"), (1,)),
    Row(2, ("records",), (1,)),
    Row(3, ("sinks", "urls", "config", "curation"), (1, 2)),
    Row(4, ("upgrade", "intake.plausibility", "intake.merge"), (1, 2)),
    Row(4, ("intake.clocks",), (1, 2), ("intake.merge", "intake.plausibility")),
    # One file may tell a day in several pieces, and a day that cannot be.
    Row(4, ("intake",), (1, 2), ("intake.merge", "intake.plausibility")),
    Row(5, ("curation.corrections",), (1, 2), ("curation",)),
    Row(5, ("archive",), (1, 2), ("intake.merge", "curation", "curation.corrections")),
    Row(6, ("graph",), (1, 2, 5)),
    Row(7, ("search", "render.citations", "render.discovery", "render.feeds"), (1, 2, 3, 5, 6)),
    Row(7, ("render.data",), (1, 2, 3, 5, 6), ("render.citations",)),
    # The page of a paper and that of the exports show both.
    Row(
        7,
        ("render.pages",),
        (1, 2, 3, 5, 6),
        ("render.citations", "render.data", "render.discovery"),
    ),
    # A mail names papers in the words of their cards.
    Row(7, ("render.mail",), (1, 2, 3, 5, 6), ("render.pages",)),
    Row(7, ("render",), (1, 2)),  # the folder itself, which imports nothing
    Row(8, ("render.site", "render.kinds", "render.units", "render.given"), (1, 2, 3, 5, 6, 7, 8)),
    Row(8, ("check",), (1, 2, 3, 5, 6)),
    Row(9, ("intake.http",), (1, 2, 3), ("intake",)),
    Row(9, ("intake.client",), (1, 2, 3, 4), ("intake.http",)),
    Row(9, ("storage",), (1, 2, 3)),
    Row(9, ("build",), (1, 2, 3), ("storage",)),
    Row(9, ("upgrade.wheel",), (1, 2, 3), ("storage", "upgrade")),
    Row(9, ("delivery",), (1, 2, 3), ("storage", "intake.http")),
    Row(10, ("cli",), (1, 2, 3, 4, 5, 6, 7, 8, 9)),
    Row(11, ("__main__",), (10,)),
)
ROW_OF = {name: row for row in TABLE for name in row.names}


def row_of(name: str) -> tuple[str, Row] | None:
    """The row of a module, given by its label, and the name in that row: its own or that of the
    nearest folder around it."""
    while name:
        if name in ROW_OF:
            return name, ROW_OF[name]
        name = name.rpartition(".")[0]
    return None


MODULES = tuple(sorted(PACKAGE.rglob("*.py")))


def label(path: Path) -> str:
    """`records.ids`, `cli` for `cli/__init__.py`, "" for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {label(path): path for path in MODULES}


def imported(tree: ast.AST) -> Iterator[str]:
    """Modules of ours that a tree names in imports, as labels."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            found = [name if ours(name) in NAMES else node.module for name in whole]
        else:
            continue
        yield from (ours(name) for name in found if name.split(".")[0] == "generator")


def ours(name: str) -> str:
    """The label of `generator.records.ids`."""
    return name.removeprefix("generator").removeprefix(".")


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_layer(path: Path) -> None:
    """A module imports only from the rows its own row names, and from its own folder."""
    name = label(path)
    if not name:
        assert not list(imported(parsed(path))), "generator/__init__.py imports nothing"
        return
    mine = row_of(name)
    assert mine, f"{path} is in no row of the table"
    here, row = mine
    for target in imported(parsed(path)):
        theirs = row_of(target)
        if not target or (theirs and (theirs[0] == here or theirs[0] in row.also)):
            continue
        assert theirs, f"{path} imports {target}, which is in no row of the table"
        assert theirs[1].number in row.rows, f"{path} (row {row.number}) may not import {target}"


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_imports_stand_at_the_top(path: Path) -> None:
    """No import hides in a function to dodge a circle."""
    hidden = [
        node.lineno
        for function in ast.walk(parsed(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden, f"{path}: imports inside functions, lines {hidden}"


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_imports_are_absolute(path: Path) -> None:
    """Every import says where it comes from."""
    relative = [n.lineno for n in ast.walk(parsed(path)) if isinstance(n, ast.ImportFrom) and n.level]
    assert not relative, f"{path}: relative imports, lines {relative}"


def test_no_circles() -> None:
    """The modules can be put in an order in which each imports only earlier ones."""
    graph = {name: set(imported(parsed(path))) - {name} for name, path in NAMES.items()}
    assert list(TopologicalSorter(graph).static_order())


def test_rows_are_ordered() -> None:
    """No row may import a higher one, so the table itself is one-way."""
    assert all(max(row.rows) <= row.number for row in TABLE)
