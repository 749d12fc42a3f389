"""The core is plain functions over values; escaping, printing and the clock each have one home."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shape.test_layers import MODULES, PACKAGE, label, parsed, row_of

IMPURE = frozenset(
    {"pathlib", "os", "io", "socket", "random", "secrets", "time", "subprocess", "tempfile", "shutil", "glob"}
    | {"fcntl", "sys", "threading", "multiprocessing", "logging", "http", "requests", "click", "mkdocs"}
)
"""What rows 1–8 do without. `urllib.parse` is text work; `urllib.request` is not."""

CORE = tuple(p for p in MODULES if (found := row_of(label(p))) and found[1].number <= 8)
OUTSIDE_CLI = tuple(p for p in MODULES if label(p).split(".")[0] not in {"cli", "__main__"})
OUTSIDE_SINKS = tuple(p for p in MODULES if label(p).split(".")[0] != "sinks")

CLOCK = frozenset(
    {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now"}
    | {
        "datetime.datetime.utcnow",
        "datetime.datetime.today",
        "datetime.date.today",
        "time.time",
        "time.time_ns",
    }
    | {"time.gmtime", "time.localtime", "time.strftime"}
)
DOORS = frozenset(
    {
        "html.escape",
        "json.dumps",
        "json.dump",
        "csv.writer",
        "csv.DictWriter",
        "SubElement",
        "etree.SubElement",
    }
    | {"ElementTree.SubElement", "ET.SubElement", "saxutils.escape", "yaml.dump", "yaml.safe_dump"}
)


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything imported; `from a import b` counts as a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def uses(tree: ast.AST, names: frozenset[str]) -> list[int]:
    """Lines on which one of these dotted names is used or imported."""
    written = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in names
    ]
    return written + [line for line, name in imports(tree) if name in names]


def calls(tree: ast.AST, names: frozenset[str]) -> list[int]:
    """Lines on which one of these functions is called."""
    return [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) in names]


@pytest.mark.parametrize("path", CORE, ids=label)
def test_core_is_pure(path: Path) -> None:
    """Rows 1 to 8 know no file, network, clock, environment or chance."""
    found = [
        name for _, name in imports(parsed(path)) if name.split(".")[0] in IMPURE or "urllib.request" in name
    ]
    assert not found, f"{path} imports {found}"
    opened = calls(parsed(path), frozenset({"open", "input", "exec", "eval", "compile", "__import__"}))
    assert not opened, f"{path}: lines {opened}"


@pytest.mark.parametrize("path", OUTSIDE_CLI, ids=label)
def test_time_is_an_argument(path: Path) -> None:
    """Only the command line reads the clock."""
    assert not (found := uses(parsed(path), CLOCK)), f"{path}: the clock, lines {found}"


@pytest.mark.parametrize("path", OUTSIDE_SINKS, ids=label)
def test_doors(path: Path) -> None:
    """Outside text is encoded only in sinks/."""
    assert not (found := uses(parsed(path), DOORS)), f"{path}: encodes by itself, lines {found}"


@pytest.mark.parametrize("path", OUTSIDE_CLI, ids=label)
def test_only_cli_speaks(path: Path) -> None:
    """Only the command line prints or exits."""
    exits = frozenset(
        {"print", "sys.exit", "exit", "quit", "os._exit", "click.echo", "click.secho", "breakpoint"}
    )
    assert not (found := calls(parsed(path), exits)), f"{path}: lines {found}"
    assert "SystemExit" not in {n.id for n in ast.walk(parsed(path)) if isinstance(n, ast.Name)}


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_errors_are_named(path: Path) -> None:
    """No handler catches everything: an unexpected error is a bug and has to be seen."""
    broad = [
        node.lineno
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler)
        and (
            node.type is None
            or {"Exception", "BaseException"} & {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
        )
    ]
    suppressed = calls(parsed(path), frozenset({"suppress(Exception)", "suppress(BaseException)"}))
    assert not broad + suppressed, f"{path}: lines {broad + suppressed}"


def test_every_module_says_what_it_is_for() -> None:
    """Each module opens with a docstring."""
    silent = [str(path.relative_to(PACKAGE)) for path in MODULES if not ast.get_docstring(parsed(path))]
    assert not silent
