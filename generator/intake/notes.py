"""Notes about keys that a reader does not know, so that a new one is noticed and never misinterpreted."""

from collections import Counter
from collections.abc import Iterable

from generator.errors import Problem, quoted

_REPORTED = 100
"""Unknown keys listed one by one; a hostile payload may contain a million."""


def unknown(path: str, counted: Counter[str]) -> Iterable[Problem]:
    """One note per key path, most frequent first."""
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    for key, count in ranked[:_REPORTED]:
        yield _note(path, f"unknown key {quoted(key)} ignored", count)
    if len(ranked) > _REPORTED:
        yield _note(path, "further unknown keys ignored", len(ranked) - _REPORTED)


def _note(path: str, message: str, count: int) -> Problem:
    return Problem(path=path, where="", message=message, severity="note", count=count)
