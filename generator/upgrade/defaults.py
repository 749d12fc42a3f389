"""Defaults that changed: an archive of an earlier version gets the former ones written into its `mkdocs.yml`,
so that an upgrade takes no page away. Works on text, line by line, so that comments and everything else in
the file are kept."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

SINCE = "1.1.0"
"""The first version with today's defaults."""
FORMER: Mapping[str, int] = MappingProxyType({"author_threshold": 5, "keyword_threshold": 5})
"""Options of `extra.archive` with their former defaults."""
WHY = "Fewer papers are enough for a page than by default, as before the upgrade."

_EXTRA = re.compile(r"(?m)^extra:[ \t]*(?:#.*?)?\r?\n(?P<inside>(?:[ \t].*(?:\n|\Z)|#.*\n|\r?\n)*)")
_ENTRY = re.compile(r"(?m)^(?P<indent>[ ]+)[^\s#]")


def kept(text: str) -> tuple[str, tuple[str, ...]]:
    """The file with the former values of the options that it does not set, and the names of those for which
    it has no section in our form. What is added has the line ending of its place."""
    section = _section(text)
    inside = text[section.first : section.last] if section else text
    form = r"(?:^[ \t]+|[{,][ \t]*)" if section is None else rf"^{section.indent}"
    missing = [name for name in FORMER if not re.search(rf"(?m){form}[\"']?{name}[\"']?[ \t]*:", inside)]
    if not missing or not section:
        return text, tuple(missing)
    lines = [f"# {WHY}", *(f"{name}: {FORMER[name]}" for name in missing)]
    added = "".join(f"{section.indent}{line}{section.end}" for line in lines)
    return text[: section.first] + added + text[section.first :], ()


class _Section(NamedTuple):
    """The options of `extra.archive`: where the lines begin and end, their indentation and line ending."""

    first: int
    last: int
    indent: str
    end: str


def _section(text: str) -> _Section | None:
    """None if the options are not in this form."""
    extra = _EXTRA.search(text)
    entry = _ENTRY.search(extra["inside"]) if extra else None
    if not extra or not entry:
        return None
    inside, outer = extra["inside"], entry["indent"]
    head = re.compile(rf"(?m)^{outer}archive:[ \t]*(?:#.*?)?(?P<end>\r?\n)").search(inside)
    if not head:
        return None
    option = _ENTRY.search(inside, head.end())
    is_inside = option is not None and len(option["indent"]) > len(outer)
    after = re.compile(rf"(?m)^[ ]{{1,{len(outer)}}}[^\s#]").search(inside, head.end())
    first = extra.start("inside")
    return _Section(
        first=first + head.end(),
        last=first + (after.start() if after else len(inside)),
        indent=option["indent"] if option and is_inside else outer * 2,
        end=head["end"],
    )
