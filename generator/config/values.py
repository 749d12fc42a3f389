"""Whether the value of an option is what the option expects."""

import re
from collections.abc import Iterator
from dataclasses import Field
from typing import Any

_TYPES = {"int": "a whole number", "str": "text", "bool": "true or false"}
_MANY = {"int": "whole numbers", "str": "names"}


def faults(value: object, option: Field[Any]) -> Iterator[tuple[str, object]]:
    """(what is expected, what was found) for everything that is wrong with a value. A list contains values of
    the type of its default, or names, without duplicates; empty text is allowed where it is the default."""
    if not isinstance(option.default, tuple):
        name = type(option.default).__name__
        if type(value).__name__ != name and "allowed" not in option.metadata:
            yield _TYPES[name], value
        yield from _faults_of_one(value, option)
        return
    name = type(option.default[0]).__name__ if option.default else "str"
    if not isinstance(value, list):
        yield f"a list of {_MANY[name]}", value
        return
    for one in value:
        if type(one).__name__ != name:
            yield _TYPES[name], one
        yield from _faults_of_one(one, option)
    if len(set(map(str, value))) < len(value):
        yield f"each {_MANY[name].split()[-1].removesuffix('s')} once", value


def _faults_of_one(value: object, option: Field[Any]) -> Iterator[tuple[str, object]]:
    metadata = option.metadata
    if isinstance(value, int) and "range" in metadata:
        low, high = metadata["range"]
        if not low <= value <= high:
            yield f"{low} to {high}", value
    if "allowed" in metadata and value not in metadata["allowed"]:
        *others, last = (name or "nothing" for name in metadata["allowed"])
        yield f"{', '.join(others)} or {last}", value
    if isinstance(value, str) and value != option.default and "form" in metadata:
        pattern, words = metadata["form"]
        if not re.fullmatch(pattern, value):
            yield words, value
