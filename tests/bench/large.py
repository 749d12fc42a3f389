"""`make bench-large`: one archive that grows to about 80,000 papers, built from scratch at every size.

    python -m tests.bench.large --pool FILE [--size N]… [--day] [FILE…]

The pool (`tests/bench/pool.py`) and saved days are imported day by day, oldest first, until there are as many
thousand papers as the next size says. `--day` also measures, at each size, what the newest day costs when the others
are built. Takes about 15 CPU milliseconds a paper and size. Stages are on the clock, everything else is in CPU seconds.
"""

import argparse
import gzip
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.bench import pool
from tests.bench.measuring import PAPERS, Run, run, table, weighed

SIZES = (1, 2, 4, 8, 16, 32, 64, 80)
"""Thousands of papers; the last size is whatever there is."""

HEAD = [
    "papers",
    "days",
    "pages",
    "clean build, CPU s",
    "ms a paper",
    "on the clock, s",
    "stages on the clock, s",
]
HEAD += [
    "most memory, MB",
    "tar, MB",
    "bytes a paper",
    "files a paper",
    "search: MB",
    "files",
    "a day added, CPU s",
]
ROOM = "    site_budget_mb: 100000\n    site_budget_files: 10000000\n    feed_budget_mb: 32\n"
"""Budgets that let every size be published, so that it can be weighed."""


def main() -> None:
    """Prints one line per size as it is measured."""
    options = argparse.ArgumentParser(description="builds of archives of growing size")
    options.add_argument("--pool", type=Path, required=True, help="records of papers, one a line")
    options.add_argument("--size", type=int, action="append", help="thousands of papers; may be repeated")
    options.add_argument("--day", action="store_true", help="also add a day at each size")
    options.add_argument("files", nargs="*", type=Path, help="saved days that join those of the pool")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-large-") as scratch:
        folder = Path(scratch)
        files = [*pool.saved(chosen.pool, folder / "pool"), *(file.resolve() for file in chosen.files)]
        _grow(folder / "archive", _days(files), chosen.size or SIZES, is_adding=chosen.day)


def _grow(
    root: Path, days: Sequence[tuple[list[Path], set[str]]], sizes: Sequence[int], *, is_adding: bool
) -> None:
    run([*PAPERS, "init", str(root)], root.parent)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(("" if "archive:" in _text(root) else "extra:\n  archive:\n") + ROOM)
    rows: list[list[str]] = []
    known: set[str] = set()
    at = 0
    for size in sizes:
        before, batch = at, list[Path]()
        while at < len(days) and (at < 2 or len(known) < 1000 * size):
            files, ids = days[at]
            batch, known, at = [*batch, *files], known | ids, at + 1
        if at == before:
            break
        last = days[at - 1][0]
        _import(root, batch[: -len(last)] if is_adding else batch)
        clean = run([*PAPERS, "build", "-v", "--clean"], root)
        added = None
        if is_adding:
            _import(root, last)
            added = run([*PAPERS, "build", "-q"], root)
        rows.append(_row(root, at, clean, added))
        print(table(HEAD, rows[-1:]).splitlines()[-1], file=sys.stderr, flush=True)
    print(table(HEAD, rows))


def _row(root: Path, days: int, clean: Run, added: Run | None) -> list[str]:
    site = root / "site"
    papers = sum(1 for _ in (site / "papers").glob("*/index.html"))
    pages = sum(1 for _ in site.rglob("*.html"))
    weight = weighed(site)
    stages = re.findall(r"^(\w+): ([0-9.]+) s$", clean.said, re.MULTILINE)
    return [
        f"{papers:,}",
        f"{days:,}",
        f"{pages:,}",
        f"{clean.cpu:.0f}",
        f"{1000 * clean.cpu / papers:.1f}",
        f"{clean.wall:.0f}",
        ", ".join(f"{name} {float(seconds):.0f}" for name, seconds in stages),
        f"{clean.memory:,.0f}",
        f"{(weight.tar + weight.search_tar) / 1e6:,.0f}",
        f"{weight.tar / papers:,.0f}",
        f"{weight.files / papers:.2f}",
        f"{weight.search_tar / 1e6:,.0f}",
        f"{weight.search_files:,}",
        f"{added.cpu:.0f}" if added else "–",
    ]


def _import(root: Path, files: Sequence[Path]) -> None:
    if files:
        run([*PAPERS, "import", "-q", *map(str, files)], root, allowed=(0, 1))


def _days(files: Sequence[Path]) -> list[tuple[list[Path], set[str]]]:
    """The files of each day, oldest first, and the ids in them."""
    found: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        found[file.name.partition(".")[0]].append(file)
    return [(found[day], set().union(*map(_ids, found[day]))) for day in sorted(found)]


def _ids(file: Path) -> set[str]:
    """None of a file that cannot be read: a corpus holds damaged ones on purpose."""
    try:
        body = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        return {entry["paper"]["id"] for entry in json.loads(body)}
    except (OSError, EOFError, ValueError, TypeError, KeyError):
        return set()


def _text(root: Path) -> str:
    return (root / "mkdocs.yml").read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
