"""`make bench`, first half: time, memory and bytes of an archive, beside plain MkDocs over the same Markdown.

    python -m tests.bench.builds [--papers N] [FILE…]

Without files the archive is a fabricated one of N papers; with files (saved days) it is made of
them. Everything is run as its own process, one after the other, in one go: read the ratios, not
the seconds.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.support import fabricate

PAPERS = [sys.executable, "-m", "generator"]
STOCK = {
    "site_name": "Stock",
    "site_url": "https://example.org/",
    "theme": {"name": "material", "font": False},
    "plugins": ["search"],
    "markdown_extensions": ["attr_list", "tables"],
    "not_in_nav": "/*/**\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One command: wall-clock seconds, and the most memory its processes held together, in MB."""

    seconds: float
    memory: float


def main() -> None:
    """Prints one table."""
    options = argparse.ArgumentParser(description="time, memory and bytes of builds")
    options.add_argument("--papers", type=int, default=2000, help="size of the fabricated archive")
    options.add_argument("files", nargs="*", type=Path, help="saved days to use instead")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        folder = Path(scratch)
        files = [file.resolve() for file in chosen.files] or fabricated(folder, chosen.papers)
        _bench(folder, sorted(files, key=lambda file: file.name))


def _bench(folder: Path, files: list[Path]) -> None:
    root = folder / "archive"
    run([*PAPERS, "init", str(root)], folder)
    first = run([*PAPERS, "import", "-q", *map(str, files[:-1])], root, allowed=(0, 1))
    run([*PAPERS, "build", "-q", "--clean"], root)
    day = run([*PAPERS, "import", "-q", str(files[-1])], root, allowed=(0, 1))
    added = run([*PAPERS, "build", "-q"], root)
    nothing = run([*PAPERS, "build", "-q"], root)
    generate = run([*PAPERS, "generate", "-q"], root)
    clean = run([*PAPERS, "build", "-q", "--clean"], root)
    plain = run([sys.executable, "-m", "mkdocs", "build", "-q"], stock(root, folder / "stock"))
    pages = len(list((root / "docs").rglob("*.md")))
    papers = [file.stat().st_size for file in (root / "site" / "papers").glob("*/index.html")]
    bare = [file.stat().st_size for file in (folder / "stock" / "site" / "papers").glob("*/index.html")]
    index = (folder / "stock" / "site" / "search" / "search_index.json").stat().st_size
    print(f"{len(papers):,} papers, {pages:,} pages, {os.cpu_count()} cores\n")
    print("| what | seconds | MB of memory | of plain MkDocs |")
    print("|--|--|--|--|")
    for name, taken in (
        ("import, all days but one", first),
        ("generate, nothing changed", generate),
        ("build, clean (generate, MkDocs, checks, publish)", clean),
        ("plain `mkdocs build`, stock Material and search", plain),
        ("one more day: import", day),
        ("one more day: build", added),
        ("build, nothing changed", nothing),
    ):
        print(f"| {name} | {taken.seconds:.1f} | {taken.memory:.0f} | {taken.seconds / plain.seconds:.2f} |")
    print(
        f"\nclean build per page: {clean.seconds / pages * 1000:.2f} ms; plain {plain.seconds / pages * 1000:.2f} ms"
    )
    print(f"mean HTML of a paper page: {_mean(papers):,} bytes; stock Material {_mean(bare):,} bytes")
    print(f"search data on every page load: 0 bytes; stock {index:,} bytes")


def fabricated(folder: Path, papers: int) -> list[Path]:
    """An invented archive as one API answer per day."""
    saved = folder / "saved"
    saved.mkdir()
    files = []
    for listing in fabricate.listings(papers=papers):
        file = saved / f"{listing.day.isoformat()}.json"
        file.write_text(fabricate.payload_json(listing), encoding="utf-8")
        files.append(file)
    return files


def stock(root: Path, folder: Path) -> Path:
    """The same Markdown as a project of its own, nothing left out of the search."""
    shutil.copytree(root / "docs", folder / "docs")
    for file in (folder / "docs").rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('"search": {"exclude": true}', '"search": {}', 1), encoding="utf-8")
    return stock_project(folder)


def stock_project(folder: Path) -> Path:
    """The configuration beside `docs/`: Material and its search as they come."""
    (folder / "mkdocs.yml").write_text(json.dumps({**STOCK, "nav": ["index.md"]}), encoding="utf-8")
    return folder


def run(command: list[str], folder: Path, allowed: tuple[int, ...] = (0,)) -> Run:
    """One command from its start to its end; another exit code than those allowed ends everything."""
    start = time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True)
    most = 0
    while process.poll() is None:
        most = max(most, _held(process.pid))
        time.sleep(0.05)
    if process.returncode not in allowed:
        sys.exit(f"{' '.join(command)[:200]} ended with {process.returncode}")
    return Run(seconds=time.perf_counter() - start, memory=most / 1e6)


def _held(session: int) -> int:
    """Resident bytes of all processes of a session; 0 where the system has no /proc."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    return total


def _mean(sizes: list[int]) -> int:
    return round(sum(sizes) / max(1, len(sizes)))


if __name__ == "__main__":
    main()
