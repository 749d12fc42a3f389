"""Any file we generate."""

from dataclasses import dataclass

OWNED = "papers"
"""Value of the front matter key `generated`: how our own pages are known again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`path` is relative to `docs/`, with forward slashes; `text` is all of the file."""

    path: str
    text: str

    @property
    def body(self) -> bytes:
        """What is written."""
        return self.text.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """The same for a file that is no text: only programs read it."""

    path: str
    body: bytes


File = Page | Blob
