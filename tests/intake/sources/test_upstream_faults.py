"""The fault bodies beside the project, row by row of their own table; skipped where they are not."""

import re
from datetime import date
from typing import NamedTuple

import pytest

from generator.errors import RefusedError
from generator.intake.sources import parse
from generator.records.listing import Payload
from tests.long import fault_matrix

FOLDER = fault_matrix.FOLDER
ASKED = date(2026, 11, 19)
_CASE = re.compile(r"(?P<papers>\d+) papers?, exit (?P<exit>\d)")
_SAME = {
    "bom.json",
    "valid-reordered.json",
    "gzip-unlabelled.txt",
    "repr-strings.json",
    "envelope-status.json",
    "utf-16.json",
}


class Row(NamedTuple):
    """A row of the table: what `papers import` has to make of the body; lost is None where untold."""

    body: str
    refused: str
    papers: int
    lost: int | None
    exit: int


def rows() -> list[Row]:
    """All rows of all tables."""
    table = FOLDER / "README.md"
    if not table.is_file():
        return []
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    return [row_of(fault_matrix.row(line, FOLDER)) for line in lines]


def row_of(cells: list[str]) -> Row:
    """The columns body, served, fetch, exit, papers, lost, import; import wins where it differs."""
    body, _, fetch, code, papers, lost, here = cells[:7]
    verdict = fetch if here == "same" else here
    if case := _CASE.match(verdict):
        return Row(body.strip("`"), "", int(case["papers"]), None, int(case["exit"]))
    refused = re.match(r"refused `(\w+)`", verdict)
    return Row(body.strip("`"), refused[1] if refused else "", int(papers), int(lost), int(code))


def outcome(name: str) -> Row:
    """What the sources make of the body."""
    try:
        parsed = parse(Payload(path=name, body=(FOLDER / name).read_bytes(), asked=ASKED))
    except RefusedError as error:
        return Row(name, error.reason, 0, 0, 1)
    papers = sum(len(listing.papers) for listing in parsed.listings)
    found = [problem.severity for problem in parsed.problems if problem.severity != "note"]
    return Row(name, "", papers, found.count("lost"), int(bool(found)))


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no fault bodies in {FOLDER}")
def test_the_table_is_whole() -> None:
    """Every body has its row."""
    assert {row.body for row in rows()} == {path.name for path in FOLDER.iterdir()} - {"README.md"}


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no fault bodies in {FOLDER}")
@pytest.mark.parametrize("row", rows(), ids=lambda row: row.body)
def test_fault(row: Row) -> None:
    """Each body is refused, or read with its losses, as its row says."""
    found = outcome(row.body)
    assert (found if row.lost is not None else found._replace(lost=None)) == row


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no fault bodies in {FOLDER}")
@pytest.mark.parametrize("name", sorted(_SAME))
def test_same_records(name: str) -> None:
    """The ordinary day in another dress gives the same records."""
    bodies = [(FOLDER / one).read_bytes() for one in (name, "valid.json")]
    found, valid = (parse(Payload(path="x", body=body, asked=ASKED)).listings for body in bodies)
    assert found == valid
