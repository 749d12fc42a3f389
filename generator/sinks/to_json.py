"""Canonical JSON: the same value gives the same bytes on every machine.

No NaN, no ASCII escapes, one trailing newline. What fits on a line stays on it, everything else
takes a line per item: small enough to read, stable enough to diff.
"""

import json
from collections.abc import Iterable

from generator.records.reading import Json

LINE = 100


def text(value: Json) -> str:
    """Readable form for files people may open and version control keeps."""
    return _pretty(value, "") + "\n"


def compact(value: Json) -> str:
    """One line, key order as given; for data nobody reads line by line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def lines(values: Iterable[Json]) -> str:
    """An array with an item per line; `JSON.stringify` writes the same."""
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
