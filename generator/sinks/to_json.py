"""Canonical JSON: the same value gives the same bytes on every machine.

No NaN, no ASCII escapes, one trailing newline. What fits on one line stays on it, and everything else has
one line per item: short enough to read, stable enough to diff.
"""

import json
import re
from collections.abc import Iterable, Mapping

from generator.records.reading import Json

LINE = 100

_MARKUP = re.compile("[<>&\u2028\u2029]")


def text(value: Json) -> str:
    """The readable form, for files that people open and that are under version control."""
    return _pretty(value, "") + "\n"


def compact(value: Json) -> str:
    """One line with the given key order; for data that nobody reads line by line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def in_script(value: Json) -> str:
    """One line for a data block in a page: anything that could end the block, or be read as markup or as a
    line end, is written as a JSON escape."""
    return _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", compact(value))


def listed(head: Mapping[str, Json], name: str, items: Iterable[str]) -> str:
    """An object that ends with a long list, one line per value and per item; `items` are the results of
    `compact`."""
    values = [f" {compact(key)}: {compact(value)}" for key, value in head.items()]
    inner = "".join(f"\n  {item}," for item in items).removesuffix(",")
    return "{\n" + ",\n".join([*values, f" {compact(name)}: [{inner}\n ]"]) + "\n}\n"


def lines(values: Iterable[Json]) -> str:
    """An array with one item per line; `JSON.stringify` writes the same."""
    return "[\n" + ",\n".join(map(compact, values)) + "\n]\n"


def _pretty(value: Json, indent: str) -> str:
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if len(indent) + len(line) <= LINE or not isinstance(value, dict | list) or not value:
        return line
    deeper = indent + " "
    if isinstance(value, dict):
        items = [f"{deeper}{compact(key)}: {_pretty(item, deeper)}" for key, item in value.items()]
        return "{\n" + ",\n".join(items) + f"\n{indent}}}"
    return "[\n" + ",\n".join(f"{deeper}{_pretty(item, deeper)}" for item in value) + f"\n{indent}]"
