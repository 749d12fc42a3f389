"""Defaults that changed: an archive of an earlier version gets the former ones written into its `mkdocs.yml`,
so that an upgrade takes no page away. Works on text, line by line, so that comments and everything else in
the file are kept."""

import re
from collections.abc import Mapping
from types import MappingProxyType

SINCE = "1.1.0"
"""The first version with the defaults of today."""
FORMER: Mapping[str, int] = MappingProxyType({"author_threshold": 5, "keyword_threshold": 5})
"""What an option of `extra.archive` was before, where it was not set."""
WHY = "Fewer papers are enough for a page than by default, as before the upgrade."

_SECTION = re.compile(r"(?m)^extra:[ \t]*\n(?:[ \t].*\n|#.*\n|\n)*?(?P<indent>[ ]+)archive:[ \t]*\n")


def kept(text: str) -> tuple[str, tuple[str, ...]]:
    """The file with the former values of the options that it does not set, and the names of those for which
    it has no section in our form. Line endings are kept."""
    if "\r\n" in text:
        found, lacking = kept(text.replace("\r\n", "\n"))
        return found.replace("\n", "\r\n"), lacking
    missing = [name for name in FORMER if not re.search(rf"(?m)^\s+[\"']?{name}[\"']?\s*:", text)]
    section = _SECTION.search(text)
    if not missing or not section:
        return text, tuple(missing)
    indent = section["indent"] * 2
    lines = [f"# {WHY}", *(f"{name}: {FORMER[name]}" for name in missing)]
    return text[: section.end()] + "".join(f"{indent}{line}\n" for line in lines) + text[section.end() :], ()
