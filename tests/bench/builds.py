"""`make bench`, first half: what a build takes, beside other programs over the same Markdown.

    python -m tests.bench.builds [--papers N] [FILE…]

Without files the archive is a fabricated one of N papers; with files (saved days) it is made of them. Everything
is run as its own process, one after the other. CPU seconds are those of all processes of a command, and hardly depend
on what else the machine does; read the ratios. Hugo is measured where it is on PATH, Pagefind where npm can install it.
"""

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from tests.bench import rivals
from tests.bench.measuring import PAPERS, Run, run, table, weighed
from tests.support import fabricate


def main() -> None:
    """Prints one table."""
    options = argparse.ArgumentParser(description="what builds take")
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
    rivals.say("building the archive, three times")
    ours = {
        "import, all days but one": run(
            [*PAPERS, "import", "-q", *map(str, files[:-1])], root, allowed=(0, 1)
        )
    }
    run([*PAPERS, "build", "-q", "--clean"], root)
    ours["one more day: import"] = run([*PAPERS, "import", "-q", str(files[-1])], root, allowed=(0, 1))
    ours["one more day: build"] = run([*PAPERS, "build", "-q"], root)
    ours["build, nothing changed"] = run([*PAPERS, "build", "-q"], root)
    ours["clean build (generate, MkDocs, checks, publish)"] = run([*PAPERS, "build", "-q", "--clean"], root)
    others = _others(root, folder)
    plain = others["plain `mkdocs build`, Material without search"]
    papers = [file.stat().st_size for file in (root / "site" / "papers").glob("*/index.html")]
    bare = [file.stat().st_size for file in (folder / "stock" / "site" / "papers").glob("*/index.html")]
    index = (folder / "stock" / "site" / "search" / "search_index.json").stat().st_size
    weight = weighed(root / "site")
    pages = sum(1 for _ in (root / "site").rglob("*.html"))
    print(f"{len(papers):,} papers, {pages:,} pages, {os.cpu_count()} cores\n")
    rows = [_row(name, taken, plain) for name, taken in (ours | others).items()]
    print(table(["what", "CPU seconds", "of plain MkDocs", "on the clock, s", "most memory, MB"], rows))
    print(
        f"\nsite without `search/`: {weight.tar / len(papers):,.0f} bytes and {weight.files / len(papers):.2f} files a paper"
    )
    print(f"mean HTML of a paper page: {_mean(papers):,} bytes; stock Material {_mean(bare):,} bytes")
    print(f"search data on every page load: 0 bytes; stock {index:,} bytes")


def _others(root: Path, folder: Path) -> dict[str, Run]:
    """The other programs over the same pages; the stock site with search stays for the last lines."""
    rivals.say("plain MkDocs, without and with the search")
    stock = rivals.stock(root, folder / "stock")
    rivals.stock_project(stock, plugins=())
    found = {"plain `mkdocs build`, Material without search": run(rivals.MKDOCS, stock)}
    shutil.rmtree(stock / "site")
    rivals.stock_project(stock)
    found["plain `mkdocs build`, Material with its search"] = run(rivals.MKDOCS, stock)
    if program := rivals.pagefind(folder):
        rivals.say("Pagefind over the finished pages")
        shutil.copytree(root / "site", folder / "indexed")
        found["Pagefind: only its index"] = run([program, "--site", "indexed", "--quiet"], folder)
    if hugo := shutil.which("hugo"):
        rivals.say("Hugo over the same Markdown")
        found["Hugo, no theme, no search"] = run(
            [hugo, "--quiet"], rivals.hugo_project(root, folder / "hugo")
        )
    return found


def _row(name: str, taken: Run, plain: Run) -> list[str]:
    ratio = f"{taken.cpu / plain.cpu:.3f}"
    return [name, f"{taken.cpu:.1f}", ratio, f"{taken.wall:.1f}", f"{taken.memory:,.0f}"]


def fabricated(folder: Path, papers: int) -> list[Path]:
    """An invented archive as one API answer per day."""
    saved = folder / "saved"
    saved.mkdir()
    files = []
    for listing in fabricate.earlier(fabricate.listings(papers=papers)):  # not in the future
        file = saved / f"{listing.day.isoformat()}.json"
        file.write_text(fabricate.payload_json(listing), encoding="utf-8")
        files.append(file)
    return files


def _mean(sizes: list[int]) -> int:
    return round(sum(sizes) / max(1, len(sizes)))


if __name__ == "__main__":
    main()
