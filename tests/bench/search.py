"""`make bench`, second half: the search beside Material's own and Pagefind, on the same pages, in one browser.

    python -m tests.bench.search [--papers N] [--queries FILE]… [--only ENGINE] [--slow N] [--keep FOLDER]
        [FILE…]

Without files the archive is a fabricated one of N papers; with files (saved days) it is made of them.
`--queries` names files of questions with judgements (`[{"query": text, "rel": [paper ids]}]`); titles
of the archive are asked in any case. `docs/about/search-comparison.md` says how to read the table.
"""

import argparse
import datetime as dt
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench import builds, rivals
from tests.bench.engines import ENGINES, SLOW, Engine, Session, in_turn, served
from tests.bench.measuring import PAPERS, run
from tests.bench.network import slow
from tests.bench.rivals import ran, say
from tests.bench.scores import Column, QuestionSet, known_titles, questions, table

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync")  # fmt: skip
ENDS = ("<div class=rail", "<nav class=pager")
NOISE = (".rail", ".pager")
"""What a paper's page says that is not about the paper: kept out of the other two indexes."""


def main() -> None:
    """Prints one table."""
    options = argparse.ArgumentParser(description="search beside Material's own and Pagefind")
    options.add_argument("--papers", type=int, default=2000, help="size of the fabricated archive")
    options.add_argument(
        "--queries", action="append", default=[], type=Path, help="questions with judgements"
    )
    options.add_argument("--titles", type=int, default=40, help="how many exact titles are asked")
    options.add_argument(
        "--slow", type=int, default=SLOW, help="how many questions of each kind are asked over a slow network"
    )
    options.add_argument("--only", choices=[engine.key for engine in ENGINES], action="append")
    options.add_argument(
        "--keep", type=Path, help="builds the sites here and takes those that are here already"
    )
    options.add_argument("files", nargs="*", type=Path, help="saved days to use instead")
    chosen = options.parse_args()
    try:
        sets = [questions(path) for path in chosen.queries]
    except ValueError as error:
        sys.exit(str(error))
    files = sorted((file.resolve() for file in chosen.files), key=lambda file: file.name)
    wanted = [engine for engine in ENGINES if not chosen.only or engine.key in chosen.only]
    with tempfile.TemporaryDirectory(prefix="bench-search-") as scratch:
        folder = (chosen.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        ours = _ours(folder, files, chosen.papers)
        papers = _papers(ours)
        there = [engine for engine in wanted if _prepared(engine, folder, [paper for paper, _ in papers])]
        _compare(
            folder / "sites", there, [known_titles(papers, chosen.titles), *sets], len(papers), chosen.slow
        )


def _compare(
    root: Path, engines: Sequence[Engine], sets: Sequence[QuestionSet], papers: int, most_slow: int
) -> None:
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None:
        sys.exit(f"no browser: none of {', '.join(BROWSERS)} is on PATH")
    columns = []
    with served(root) as (address, counter), slow(root) as far, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        version = browser.version
        sessions = {
            engine.key: Session(browser, engine, address, counter, far, most_slow) for engine in engines
        }
        wrong = in_turn({key: one.from_nothing(sets) for key, one in sessions.items()})
        wrong |= in_turn({key: one.on_one_page(sets) for key, one in sessions.items() if key not in wrong})
        wrong |= in_turn(
            {key: one.over_a_slow_network(sets) for key, one in sessions.items() if key not in wrong}
        )
        for key, told in wrong.items():
            say(f"{told}; the column of {key} is left out")
        for key, session in sessions.items():
            if key not in wrong:
                stored = _index(root, session.engine)
                found = session.measured()
                name = session.engine.name
                columns.append(
                    Column(name=name, files=len(stored), size=sum(stored), idle=session.idle, sets=found)
                )
        browser.close()
    if not columns:
        sys.exit("nothing was measured")
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    print(f"{papers:,} papers, {os.cpu_count()} cores, Chromium {version}, {today}\n")
    print(table(columns, sets))


def _ours(folder: Path, files: list[Path], papers: int) -> Path:
    """The archive, built as `papers build` builds it."""
    site = folder / "sites" / "ours"
    if site.is_dir():
        return site
    root = folder / "archive"
    saved = files or builds.fabricated(folder, papers)
    run([*PAPERS, "init", str(root)], folder)
    run([*PAPERS, "import", "-q", *map(str, saved)], root, allowed=(0, 1))
    say("building the archive")
    run([*PAPERS, "build", "-q"], root)
    site.parent.mkdir(exist_ok=True)
    (root / "site").rename(site)
    return site


def _papers(site: Path) -> list[tuple[str, str]]:
    """The folder, which is the id, and the title of each paper that has a page."""
    found = {}
    for file in sorted((site / "api" / "days").glob("*.json")):
        for paper in json.loads(file.read_text(encoding="utf-8"))["papers"]:
            name = paper["id"].replace("/", "-")  # as in its address
            if (site / "papers" / name / "index.html").is_file():
                found[name] = paper["title"]
    if not found:
        sys.exit(f"{site}: no papers")
    return sorted(found.items())


def _prepared(engine: Engine, folder: Path, ids: Sequence[str]) -> bool:
    """Whether the engine's site is there now."""
    site = folder / "sites" / engine.key
    if site.is_dir():
        return True
    if engine.key == "material":
        say("building the same pages with Material's own search")
        _material(folder, ids).rename(site)
        return True
    return _pagefind(folder, site, ids)


def _material(folder: Path, ids: Sequence[str]) -> Path:
    """Only the papers' pages, so that only they are in the index; the front matter of ours keeps them out of it."""
    stock = folder / "stock"
    shutil.rmtree(stock, ignore_errors=True)
    (stock / "docs" / "papers").mkdir(parents=True)
    (stock / "docs" / "index.md").write_text(
        '---\n{"search": {"exclude": true}}\n---\n\n# Papers\n', encoding="utf-8"
    )
    for paper in ids:
        text = (folder / "archive" / "docs" / "papers" / f"{paper}.md").read_text(encoding="utf-8")
        (stock / "docs" / "papers" / f"{paper}.md").write_text(searchable(text), encoding="utf-8")
    run(rivals.MKDOCS, rivals.stock_project(stock))
    return stock / "site"


def searchable(markdown: str) -> str:
    """A paper's page for Material's search: in the index, without what is not about the paper."""
    text = markdown.replace('"search": {"exclude": true}', '"search": {}', 1)
    ends = [place for end in ENDS if (place := text.find(f"\n{end}")) >= 0]
    return text[: min(ends, default=len(text))]


def _pagefind(folder: Path, site: Path, ids: Sequence[str]) -> bool:
    """The index of Pagefind over our papers' pages; it runs nowhere but in a folder that is removed again."""
    program = rivals.pagefind(folder)
    if program is None:
        return False
    say("building the index of Pagefind")
    pages = folder / "pagefind-pages"
    shutil.rmtree(pages, ignore_errors=True)
    for paper in ids:
        (pages / "papers" / paper).mkdir(parents=True)
        page = folder / "sites" / "ours" / "papers" / paper / "index.html"
        shutil.copyfile(page, pages / "papers" / paper / "index.html")
    settings = ["--root-selector", "main", "--exclude-selectors", ",".join(NOISE)]
    if problem := ran([program, "--site", str(pages), "--quiet", *settings], folder / "pagefind"):
        say(f"Pagefind could not index the pages and is left out: {problem}")
        return False
    shutil.rmtree(pages / "papers")
    (pages / "index.html").write_text(
        '<!doctype html><html lang="en"><title>Pagefind</title><link rel="icon" href="data:,">',
        encoding="utf-8",
    )
    pages.rename(site)
    return True


def _index(root: Path, engine: Engine) -> list[int]:
    """Sizes of the files an engine's answers come from."""
    folder = root / engine.key / ("pagefind" if engine.key == "pagefind" else "search")
    kept = (
        file for file in folder.rglob("*") if file.is_file() and file.suffix not in {".html", ".js", ".css"}
    )
    return [file.stat().st_size for file in kept]


if __name__ == "__main__":
    main()
