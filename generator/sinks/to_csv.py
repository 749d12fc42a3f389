"""CSV output: cells that no spreadsheet evaluates."""

from collections.abc import Iterable

FORMULA = "=+-@\t\r\n＝＋－＠"
"""Characters that make a spreadsheet evaluate a cell starting with them, quoted or not."""

MARK = "\ufeff"
"""At the start of a file: without it, Excel reads UTF-8 as the letters of its own country."""


def row(cells: Iterable[str]) -> str:
    """One line with every cell in quotes, so that a semicolon in a title never separates cells.

    A cell that could be a formula is prefixed with an apostrophe, which spreadsheets use to mark text.
    """
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(plain: str) -> str:
    guarded = f"'{plain}" if plain[:1] and plain[0] in FORMULA else plain
    return '"' + guarded.replace('"', '""') + '"'
