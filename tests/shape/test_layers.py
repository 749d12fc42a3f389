"""Imports go one way: the code can be learnt from the bottom up."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import NamedTuple

from tests.shape.sources import PACKAGE, Module, faults, imports, modules, read
from tests.support.helpers import ROOT


class Row(NamedTuple):
    """Modules or folders of one layer, and what they may import besides their own folder. A module inside a
    folder may have a row of its own, which then holds instead of its folder's."""

    number: int
    names: tuple[str, ...]
    rows: tuple[int, ...]
    also: tuple[str, ...] = ()


# A leaf row (1) may also use its own modules; the last test sees to it that no circle comes of it.
TABLE = (
    Row(
        1,
        (
            "errors",
            "wording",
            "text",
            "tokens",
            "memo",
            "workers",
            "config.strict_yaml",
            "config.hosts",
            "config.menu",
        ),
        (1,),
    ),
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
    Row(
        8,
        ("render.site", "render.kinds", "render.units", "render.asked", "render.given"),
        (1, 2, 3, 5, 6, 7, 8),
    ),
    Row(8, ("check",), (1, 2, 3, 5, 6)),
    Row(9, ("intake.http",), (1, 2, 3), ("intake",)),
    Row(9, ("intake.client",), (1, 2, 3, 4), ("intake.http",)),
    Row(9, ("storage",), (1, 2, 3)),
    Row(9, ("build",), (1, 2, 3), ("storage",)),
    Row(9, ("upgrade.wheel",), (1, 2, 3), ("storage", "upgrade")),
    Row(9, ("executors",), (1,), ("storage",)),
    Row(9, ("asking",), (1, 2, 3), ("storage", "intake.http")),
    Row(9, ("delivery",), (1, 2, 3), ("storage", "intake.http")),
    Row(10, ("cli",), (1, 2, 3, 4, 5, 6, 7, 8, 9)),
    Row(11, ("__main__",), (10,), ("storage",)),
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


def imported(module: Module) -> Iterator[str]:
    """Modules of ours that a module names in imports, as labels."""
    names = {one.label for one in modules()}
    for _, source, name in imports(module):
        if source.partition(".")[0] == "generator":
            whole = ours(f"{source}.{name}")
            yield whole if name and whole in names else ours(source)


def ours(name: str) -> str:
    """The label of `generator.records.ids`."""
    return name.removeprefix("generator").removeprefix(".")


def out_of_row(module: Module) -> Iterator[str]:
    """Imports that the row of the module does not allow."""
    mine = row_of(module.label)
    if not module.label:
        yield from (
            f"imports {target}, but the package itself imports nothing" for target in imported(module)
        )
        return
    if not mine:
        yield "is in no row of the table"
        return
    here, row = mine
    for target in imported(module):
        theirs = row_of(target)
        if not target or (theirs and (theirs[0] == here or theirs[0] in row.also)):
            continue
        if not theirs:
            yield f"imports {target}, which is in no row of the table"
        elif theirs[1].number not in row.rows:
            yield f"row {row.number} may not import {target}"


def hidden(module: Module) -> Iterator[str]:
    """Imports in functions."""
    for function in module.nodes:
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"line {node.lineno}: an import inside a function"


def relative(module: Module) -> Iterator[str]:
    """Imports that do not say where from."""
    for node in module.nodes:
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"line {node.lineno}: a relative import"


def test_layers() -> None:
    """A module imports only from the rows its own row names, and from its own folder."""
    assert not faults(out_of_row)


def test_imports_stand_at_the_top() -> None:
    """No import hides in a function to dodge a circle."""
    assert not faults(hidden)


def test_imports_are_absolute() -> None:
    """Every import says where it comes from."""
    assert not faults(relative)


def test_no_circles() -> None:
    """The modules can be put in an order in which each imports only earlier ones."""
    graph = {one.label: set(imported(one)) - {one.label} for one in modules()}
    assert list(TopologicalSorter(graph).static_order())


def test_rows_are_ordered() -> None:
    """No row may import a higher one, so the table itself is one-way."""
    assert all(max(row.rows) <= row.number for row in TABLE)


def test_each_fault_is_seen() -> None:
    """A module that breaks every rule is reported with the line of each import."""
    text = "from generator import cli\nfrom . import ids\ndef f():\n    import generator.nowhere\n"
    bad = read(text, PACKAGE / "records" / "bad.py", "records.bad")
    assert [list(rule(bad)) for rule in (out_of_row, hidden, relative)] == [
        ["row 2 may not import cli", "imports nowhere, which is in no row of the table"],
        ["line 4: an import inside a function"],
        ["line 2: a relative import"],
    ]
    assert list(out_of_row(bad._replace(label="unknown"))) == ["is in no row of the table"]
    assert len(list(out_of_row(bad._replace(label="")))) == 2


def test_what_is_imported_is_installed() -> None:
    """Every package that a module imports is among the dependencies, or a part of one."""
    names = {"PIL": "pillow", "yaml": "pyyaml"}
    parts = {"jinja2": "mkdocs", "urllib3": "requests"}
    lines = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    installed = {re.split("[^a-z0-9-]", line)[0].replace("-", "_") for line in lines}
    used = {imported.partition(".")[0] for module in modules() for _, imported, _ in imports(module)}
    outside = used - set(sys.stdlib_module_names) - {PACKAGE.name}
    assert {names.get(name, parts.get(name, name)) for name in outside} - installed == set()
