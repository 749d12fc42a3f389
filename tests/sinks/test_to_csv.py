"""Cells of tables."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sinks import to_csv
from tests.support.helpers import hostile_strings

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def read(row: str) -> list[str]:
    """The cells that a strict reader finds."""
    (found,) = csv.reader(io.StringIO(row, newline=""), strict=True)
    return found


@given(st.lists(TEXT, min_size=1))
def test_cells_read_back(cells: list[str]) -> None:
    """Each is what it was, an apostrophe before formulas aside."""
    found = read(to_csv.row(cells))
    assert [cell.removeprefix("'") for cell in found] == [cell.removeprefix("'") for cell in cells]
    assert not [cell for cell in found if cell[:1] and cell[0] in to_csv.FORMULA]


@pytest.mark.parametrize("said", hostile_strings())
def test_hostile_strings(said: str) -> None:
    """They stay in their cell, and none is a formula."""
    first, second = read(to_csv.row([said, "next"]))
    assert second == "next"
    assert first.removeprefix("'") == said.removeprefix("'")
    assert not first.startswith(tuple(to_csv.FORMULA))


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("", '""'),
        ("a", '"a"'),
        ('say "x"', '"say ""x"""'),
        ("=1+1", '"\'=1+1"'),
        ("a=1", '"a=1"'),
        ("@SUM", '"\'@SUM"'),
        ("-x;=1", '"\'-x;=1"'),
    ],
)
def test_one_cell(plain: str, written: str) -> None:
    """Always in quotes."""
    assert to_csv.row([plain]) == f"{written}\r\n"
