"""Any file we generate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`path` is relative to `docs/`, with forward slashes; `text` is all of the file."""

    path: str
    text: str
