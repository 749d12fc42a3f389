"""The module of JavaScript that says what `generator.search.layout` says."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args, get_origin

from generator.search import layout
from tests.support.helpers import ROOT

PATH: Path = ROOT / "generator" / "web" / "search-engine" / "layout.js"

CONSTANTS = tuple(name for name in vars(layout) if name.isupper() and name != "KINDS")
PLACES = layout.Extent, layout.Inside
MANIFEST = (layout.Columns, layout.Segment, layout.Manifest)

_HEAD = """\
// The format of the index: made of `layout.py`, which describes it, by `make goldens`.
"""
_TYPES = {int: "number", str: "string", float: "number", object: "any"}


def text() -> str:
    """The whole module: constants, records as objects of kinds by name, and the manifest as types."""
    return _HEAD + "\n".join(("", *_typed(), "", *_constants(), "", *_records(), ""))


def _constants() -> Iterator[str]:
    for name in CONSTANTS:
        value = getattr(layout, name)
        told = value[0] if isinstance(value, bytes) else value
        body = json.dumps(told)
        yield f"export const {name} = {body if isinstance(told, int | str) else _fixed(body)};"


def _records() -> Iterator[str]:
    """`Card` as CARD."""
    for record, kinds in layout.KINDS.items():
        yield f"export const {record.__name__.upper()} = {_fixed(json.dumps(kinds))};"


def _fixed(body: str) -> str:
    return f"/** @type {{const}} */ ({body})"


def _typed() -> Iterator[str]:
    for tuple_of in PLACES:
        told = ", ".join(f"{name}: number" for name in tuple_of._fields)
        yield f"/** @typedef {{[{told}]}} {tuple_of.__name__} */"
    for part in MANIFEST:
        told = ", ".join(f"{one.name}: {_type(one.type)}" for one in fields(part))
        yield f"/** @typedef {{{{ {told} }}}} {part.__name__} */"


def _type(hint: object) -> str:
    """`Sequence[Segment]` as `Segment[]`."""
    if get_origin(hint) is not None:
        *_, inner = get_args(hint)
        return f"Record<string, {_type(inner)}>" if len(get_args(hint)) > 1 else f"{_type(inner)}[]"
    if isinstance(hint, type) and (hint in PLACES or is_dataclass(hint)):
        return hint.__name__
    return _TYPES[hint]  # type: ignore[index]
