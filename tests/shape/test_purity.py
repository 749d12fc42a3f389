"""The core is plain functions over values; escaping, printing and the clock each have one home."""

import ast
from collections.abc import Callable, Iterator

from tests.shape.sources import PACKAGE, Module, dotted, faults, imports, modules, read
from tests.shape.test_layers import row_of

IMPURE = frozenset(
    {"pathlib", "os", "io", "socket", "random", "secrets", "time", "subprocess", "tempfile", "shutil", "glob"}
    | {"fcntl", "sys", "threading", "multiprocessing", "logging", "http", "requests", "click", "mkdocs"}
)
"""What rows 1–8 do without. `urllib.parse` is text work; `urllib.request` is not."""

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
OPENS = frozenset({"open", "input", "exec", "eval", "compile", "__import__"})
EXITS = frozenset(
    {"print", "sys.exit", "exit", "quit", "os._exit", "click.echo", "click.secho", "breakpoint"}
)
BROAD = frozenset({"Exception", "BaseException"})


def is_core(label: str) -> bool:
    """Rows 1 to 8."""
    return (found := row_of(label)) is not None and found[1].number <= 8


def is_outside(*folders: str) -> Callable[[str], bool]:
    """Whether a module is in none of these folders."""
    return lambda label: label.partition(".")[0] not in folders


def uses(module: Module, names: frozenset[str]) -> Iterator[tuple[int, str]]:
    """(line, name) where one of these dotted names is used or imported; `from a import b` counts as a.b."""
    for node in module.nodes:
        if isinstance(node, ast.Attribute | ast.Name) and (name := dotted(node)) in names:
            yield node.lineno, name
    for line, source, name in imports(module):
        if (whole := f"{source}.{name}" if name else source) in names:
            yield line, whole


def calls(module: Module, names: frozenset[str]) -> Iterator[tuple[int, str]]:
    """(line, name) where one of these functions is called."""
    for node in module.nodes:
        if isinstance(node, ast.Call) and (name := dotted(node.func)) in names:
            yield node.lineno, name


def impure(module: Module) -> Iterator[str]:
    """What reaches outside of the program."""
    for line, source, name in imports(module):
        if (source, name) == ("io", "BytesIO"):  # memory, not a file
            continue
        if source.partition(".")[0] in IMPURE or "urllib.request" in f"{source}.{name}":
            yield f"line {line}: imports {source}"
    yield from (f"line {line}: calls {name}" for line, name in calls(module, OPENS))


def timed(module: Module) -> Iterator[str]:
    """What reads the clock."""
    yield from (f"line {line}: reads the clock: {name}" for line, name in uses(module, CLOCK))


def encoding(module: Module) -> Iterator[str]:
    """What encodes by itself."""
    yield from (f"line {line}: encodes by itself: {name}" for line, name in uses(module, DOORS))


def speaking(module: Module) -> Iterator[str]:
    """What prints or exits."""
    yield from (f"line {line}: calls {name}" for line, name in calls(module, EXITS))
    for node in module.nodes:
        if isinstance(node, ast.Name) and node.id == "SystemExit":
            yield f"line {node.lineno}: exits"


def broad(module: Module) -> Iterator[str]:
    """What handles or suppresses every error."""
    for node in module.nodes:
        if isinstance(node, ast.ExceptHandler) and (node.type is None or BROAD & _names(node.type)):
            yield f"line {node.lineno}: catches everything"
        if isinstance(node, ast.Call) and dotted(node.func).endswith("suppress") and BROAD & _names(node):
            yield f"line {node.lineno}: suppresses everything"


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def test_core_is_pure() -> None:
    """Rows 1 to 8 know no file, network, clock, environment or chance."""
    assert not faults(impure, is_core)


def test_time_is_an_argument() -> None:
    """Only the command line reads the clock."""
    assert not faults(timed, is_outside("cli", "__main__"))


def test_doors() -> None:
    """Outside text is encoded only in sinks/."""
    assert not faults(encoding, is_outside("sinks"))


def test_only_cli_speaks() -> None:
    """Only the command line prints or exits."""
    assert not faults(speaking, is_outside("cli", "__main__"))


def test_errors_are_named() -> None:
    """No handler catches everything: an unexpected error is a bug and has to be seen."""
    assert not faults(broad)


def test_every_module_says_what_it_is_for() -> None:
    """Each module opens with a docstring."""
    assert not [one.path for one in modules() if not ast.get_docstring(one.tree)]


IMPURE_TEXT = """\
import os.path
from urllib import request
open("x")
now = datetime.datetime.now()
from time import time
json.dumps({})
print()
raise SystemExit
with suppress(ValueError, Exception): pass
try: pass
except (OSError, BaseException): pass
try: pass
except: pass
"""


def test_each_fault_is_seen() -> None:
    """A module that breaks every rule is reported line by line."""
    bad = read(IMPURE_TEXT, PACKAGE / "bad.py", "bad")
    assert [list(rule(bad)) for rule in (impure, timed, encoding, speaking)] == [
        ["line 1: imports os.path", "line 2: imports urllib", "line 5: imports time", "line 3: calls open"],
        ["line 4: reads the clock: datetime.datetime.now", "line 5: reads the clock: time.time"],
        ["line 6: encodes by itself: json.dumps"],
        ["line 7: calls print", "line 8: exits"],
    ]
    assert sorted(broad(bad)) == [
        "line 11: catches everything",
        "line 13: catches everything",
        "line 9: suppresses everything",
    ]
