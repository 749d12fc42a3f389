"""`make bench-size SITE=site`: the anatomy of a built site, as Pages counts it: files and bytes of tar by kind.

    python -m tests.bench.size [SITE]

What is in `search/` is a line of its own, and left out of the sum before the last.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.check.weight import in_tar
from generator.records.page import TWIN

DEEP = frozenset({"feeds", "exports", "api"})
"""Folders whose inner folders are different things."""
NAMES = "authors/names"


@dataclass(slots=True)
class Row:
    """What one kind of file takes."""

    files: int = 0
    tar: int = 0

    def add(self, size: int) -> None:
        """One file more."""
        self.files += 1
        self.tar += in_tar(size)


def main() -> None:
    """Prints one table."""
    options = argparse.ArgumentParser(description="files and bytes of tar of a built site")
    options.add_argument("site", nargs="?", type=Path, default=Path("site"), help="its folder")
    site: Path = options.parse_args().site
    files = (
        (file.relative_to(site).as_posix(), file.stat().st_size) for file in site.rglob("*") if file.is_file()
    )
    rows = anatomy(files)
    papers = max(1, rows["papers, pages"].files - 1)
    print(f"{papers:,} papers\n\n| kind | files | bytes of tar | a paper |\n|--|--|--|--|")
    for name, row in sorted(rows.items(), key=lambda pair: -pair[1].tar):
        print(_line(name, row, papers))
    kept = [row for name, row in rows.items() if name != "search"]
    for name, some in (("all without search", kept), ("all", list(rows.values()))):
        total = Row(files=sum(row.files for row in some), tar=sum(row.tar for row in some))
        print(_line(name, total, papers), f"{total.files / papers:.2f} files a paper")


def anatomy(files: Iterable[tuple[str, int]]) -> dict[str, Row]:
    """Rows by kind, of (path, bytes)."""
    rows: dict[str, Row] = defaultdict(Row)
    for path, size in files:
        rows[kind_of(path)].add(size)
    return rows


def kind_of(path: str) -> str:
    """`papers, pages` and `days, twins` for what is in a page's folder; else its folder."""
    folders = path.split("/")[:-1]
    if not folders:
        return "top"
    inner = "/".join(folders[:2])
    if path.endswith(TWIN):
        return f"{folders[0]}, twins"
    if path.endswith("/index.html"):
        return f"{folders[0]}, pages"
    return inner if inner == NAMES or folders[0] in DEEP else folders[0]


def _line(name: str, row: Row, papers: int) -> str:
    return f"| {name} | {row.files:,} | {row.tar:,} | {row.tar / papers:,.0f} |"


if __name__ == "__main__":
    main()
