"""`/exports/papers/latex.bin`: the signs that LaTeX needs another form for, for abstracts in BibTeX.

An abstract is in a paper's page and not in the files of entries, so the browser makes LaTeX of it, sign by
sign. Nothing else loads this.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

from generator import urls
from generator.records.page import Blob, Kept, Once, anew
from generator.sinks import to_deflate, to_json, to_latex

RANGES = (
    (0x20, 0x7F),
    (0xA0, 0x590),
    (0x1E00, 0x2300),
    (0x2500, 0x2800),
    (0x2A00, 0x2C00),
    (0x3000, 0x3040),
    (0xFF00, 0xFF60),
    (0x1D400, 0x1D800),
    (0x1F300, 0x1F6FF),
    (0x1F900, 0x1FA00),
)
"""Latin and Greek letters, signs, styled letters, pictographs; letters of other scripts stay as they are."""
QUOTE = '"'
"""Whether it opens or closes depends on what is before it."""


JOINED = "joining"
"""The key of the letters behind which a joiner stays."""


def render(once: Once = anew) -> Iterator[Blob | Kept]:
    """One file, the same for every archive."""
    yield from once("export signs", "", _files)


@cache
def _files() -> tuple[Blob]:
    return (Blob(path=urls.export_data("latex"), body=to_deflate.body(to_json.compact({**table()}))),)


def table() -> dict[str, str]:
    """The form of each sign that does not stay as it is, and where joiners do."""
    signs = (chr(code) for start, end in RANGES for code in range(start, end))
    found = {
        sign: to_latex.text(sign) for sign in signs if unicodedata.category(sign) != "Cn" and sign != QUOTE
    }
    return {sign: written for sign, written in found.items() if written != sign} | {JOINED: to_latex.JOINING}
