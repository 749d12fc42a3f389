"""Modules of JavaScript as one module: a browser then asks for one file where it would ask for dozens.

    import { a, b as c } from "./other.js";      also over several lines
    import whole from "./other.js";              its default export
    export const X = …    export function f    export async function f    export function* f    export class C
    export { a, b as c };
    export default EXPRESSION;

No more of imports and exports is understood, and what is not understood is refused. Each module
becomes a function that is called once and returns what it exports, so names of two modules never
meet; a module comes after those it imports. Statements keep their text. Lines that are nothing but
comment are left out, but for licences, which begin with `/*!` or say `@license`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import chain

from generator.errors import BuildError, quoted

NAME = r"[A-Za-z_][A-Za-z0-9_]*"
PAIR = rf"{NAME}(?: as {NAME})?"
NAMES = rf"\{{\s*({PAIR}(?:,\s*{PAIR})*),?\s*\}}"
IMPORT = re.compile(rf'^import (?:({NAME})|{NAMES}) from "\./([a-z][a-z0-9-]*\.js)";', re.MULTILINE)
DECLARED = re.compile(rf"^export ((?:const|class|function\*?|async function) ({NAME})\b)", re.MULTILINE)
LISTED = re.compile(rf"^export {NAMES};", re.MULTILINE)
DEFAULT = re.compile(r"^export default ([^\n{};]+);", re.MULTILINE)
STATEMENT = re.compile(r"^(?:import|export)\b", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
LICENCE = re.compile(r"\s*/\*!|.*@license", re.DOTALL)
ASIDE = re.compile(r"/\*.*?\*/", re.DOTALL)
UNKNOWN = (
    (re.compile(r"\bimport\s*\("), "an import inside of a statement"),
    (re.compile(r"^\S.*\bawait\b.*|^await\b", re.MULTILINE), "an await outside of functions"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One module without its imports and exports: `code` between `wants` (other module, the names it
    takes from it, as in a pattern) and `gives` (properties of an object)."""

    code: str
    wants: tuple[tuple[str, str], ...]
    gives: tuple[str, ...]


def bundled(modules: Mapping[str, str], entry: str) -> str:
    """One module that does what the entry does.

    `modules` are file names, such as `words.js`, with their texts. The same modules give the same
    text. Raises BuildError where a module is missing, needs itself, or says what is not understood.
    """
    read: dict[str, Module] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name in read:
            continue
        if name not in modules:
            raise BuildError(f"{quoted(name)} is imported, and there is no such module")
        read[name] = _read(name, modules[name])
        waiting += [other for other, _ in read[name].wants]
    known = {name: _variable(name) for name in sorted(read)}
    _apart(known, modules)
    return "".join(_written(name, read[name], known) for name in _order(read))


def _order(read: Mapping[str, Module]) -> list[str]:
    graph = {name: sorted({other for other, _ in read[name].wants}) for name in sorted(read)}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise BuildError(f"modules import each other in a circle: {', '.join(error.args[1])}") from error


def _read(name: str, text: str) -> Module:
    code = COMMENT.sub(lambda found: found[0] if LICENCE.match(found[0]) else "", f"{text}\n")
    _refuse(name, code)
    wants = tuple((found[3], _pattern(found)) for found in IMPORT.finditer(code))
    gives = tuple(_exports(code))
    code = DEFAULT.sub("", LISTED.sub("", DECLARED.sub(r"\1", IMPORT.sub("", code))))
    if found := STATEMENT.search(code):
        line = code[found.start() :].partition("\n")[0]
        raise BuildError(f"{name}: this import or export is not understood: {quoted(line)}")
    return Module(code=code.strip("\n"), wants=wants, gives=gives)


def _refuse(name: str, code: str) -> None:
    """What would be wrong inside of a function, or where comments are cut by the line."""
    for line in ASIDE.sub("", code).split("\n"):
        if line.count("`") % 2:
            raise BuildError(f"{name}: a template over several lines: {quoted(line)}")
    for pattern, told in UNKNOWN:
        if found := pattern.search(ASIDE.sub("", code)):
            raise BuildError(f"{name}: {told}: {quoted(found[0])}")


def _pattern(found: re.Match[str]) -> str:
    """`{ a, b: c }` for `import { a, b as c }`."""
    if found[1]:
        return f"{{ default: {found[1]} }}"
    return f"{{ {', '.join(': '.join(pair) for pair in _pairs(found[2]))} }}"


def _exports(code: str) -> Iterator[str]:
    """`a`, `c: b` for `export { a, b as c }`."""
    for found in DECLARED.finditer(code):
        yield found[2]
    for found in LISTED.finditer(code):
        yield from (": ".join(reversed(pair)) for pair in _pairs(found[1]))
    for found in DEFAULT.finditer(code):
        yield f"default: {found[1]}"


def _pairs(names: str) -> list[list[str]]:
    return [name.split(" as ") for name in re.split(r",\s*", names)]


def _variable(name: str) -> str:
    return "$" + name.removesuffix(".js").replace("-", "_")


def _apart(known: Mapping[str, str], modules: Mapping[str, str]) -> None:
    """The new names are each for one module, and none of the modules uses them itself."""
    taken = set(chain.from_iterable(re.findall(r"\$\w+", modules[name]) for name in known))
    for name, variable in known.items():
        others = [other for other in known if other != name and known[other] == variable]
        if others or variable in taken:
            raise BuildError(f"{name}: the name {variable} has another meaning already")


def _written(name: str, module: Module, known: Mapping[str, str]) -> str:
    wants = "".join(f"const {pattern} = {known[other]};\n" for other, pattern in module.wants)
    gives = f"return {{ {', '.join(module.gives)} }};\n" if module.gives else ""
    return f"// {name}\nconst {known[name]} = (() => {{\n{wants}{module.code}\n{gives}}})();\n"
