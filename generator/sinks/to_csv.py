"""The door into CSV: cells that no spreadsheet runs."""

from collections.abc import Iterable

FORMULA = "=+-@\t\r\n"
"""What makes a spreadsheet compute a cell that begins with it, quoted or not."""


def row(cells: Iterable[str]) -> str:
    """One line, every cell in quotes: where a semicolon parts cells, none in a title does.

    A cell that could be a formula gets an apostrophe before it, the spreadsheets' own sign for text.
    """
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(plain: str) -> str:
    guarded = f"'{plain}" if plain[:1] and plain[0] in FORMULA else plain
    return '"' + guarded.replace('"', '""') + '"'
