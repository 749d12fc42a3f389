"""Any file we generate."""

from dataclasses import dataclass

OWNED = "papers"
"""Value of the front matter key `generated`: how our own pages are known again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`path` is relative to `docs/`, with forward slashes; `text` is all of the file."""

    path: str
    text: str
