"""Defaults that changed: an archive of an earlier version gets the former ones written into its `mkdocs.yml`,
so that an upgrade takes no page away. Works on text, line by line, so that comments and everything else in
the file are kept."""

import re
from collections.abc import Mapping
from types import MappingProxyType

SINCE = "1.1.0"
"""The first version with today's defaults."""
FORMER: Mapping[str, int] = MappingProxyType({"author_threshold": 5, "keyword_threshold": 5})
"""Options of `extra.archive` with their former defaults."""
WHY = "Fewer papers are enough for a page than by default, as before the upgrade."

_EXTRA = re.compile(r"(?m)^extra:[ \t]*(?:#.*)?\n(?P<inside>(?:[ \t].*(?:\n|\Z)|#.*\n|\n)*)")
_ENTRY = re.compile(r"(?m)^(?P<indent>[ ]+)[^\s#]")


def kept(text: str) -> tuple[str, tuple[str, ...]]:
    """The file with the former values of the options that it does not set, and the names of those for which
    it has no section in our form. Line endings are kept."""
    if "\r\n" in text:
        found, lacking = kept(text.replace("\r\n", "\n"))
        return found.replace("\n", "\r\n"), lacking
    missing = [name for name in FORMER if not re.search(rf"(?m)^\s+[\"']?{name}[\"']?\s*:", text)]
    section = _section(text)
    if not missing or not section:
        return text, tuple(missing)
    at, indent = section
    lines = [f"# {WHY}", *(f"{name}: {FORMER[name]}" for name in missing)]
    return text[:at] + "".join(f"{indent}{line}\n" for line in lines) + text[at:], ()


def _section(text: str) -> tuple[int, str] | None:
    """Where the options of `extra.archive` begin, and their indentation; None if it is not in this form."""
    extra = _EXTRA.search(text)
    entry = _ENTRY.search(extra["inside"]) if extra else None
    if not extra or not entry:
        return None
    head = re.compile(rf"(?m)^{entry['indent']}archive:[ \t]*(?:#.*)?\n").search(extra["inside"])
    if not head:
        return None
    option = _ENTRY.search(extra["inside"], head.end())
    is_inside = option is not None and len(option["indent"]) > len(entry["indent"])
    indent = option["indent"] if option and is_inside else entry["indent"] * 2
    return extra.start("inside") + head.end(), indent
