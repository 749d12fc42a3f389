"""Versions of the formats that this program writes and reads: stored days, and what a site publishes."""

from collections.abc import Sequence

from generator.errors import quoted


def fault(found: object, known: Sequence[int]) -> str | None:
    """Why data of version `found` cannot be read, or None if it can; `known` are the readable versions,
    oldest first."""
    if isinstance(found, int) and not isinstance(found, bool):
        if found in known:
            return None
        if found > known[-1]:
            reads = f"this one reads {_in_words(known)}"
            return f"made by a newer version of this program (format {found}; {reads}): install the newer one"
    return f"expected {' or '.join(map(str, known))}, got {quoted(found)}"


def _in_words(known: Sequence[int]) -> str:
    *first, last = map(str, known)
    return f"{', '.join(first)} and {last}" if first else last
