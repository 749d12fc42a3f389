"""Other programs over the same pages: plain MkDocs, Pagefind, and Hugo where it is installed."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.records.page import TWIN

LOCK = Path(__file__).parents[2] / ".ci" / "pagefind"
STOCK = {
    "site_name": "Stock",
    "site_url": "https://example.org/",
    "theme": {"name": "material", "font": False},
    "plugins": ["search"],
    "markdown_extensions": ["attr_list", "tables"],
    "not_in_nav": "/*/**\n",
    "exclude_docs": f"*{TWIN}\n",
}
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "-q"]

HUGO = {
    "baseURL": "https://example.org/",
    "title": "Stock",
    "disableKinds": ["taxonomy", "term", "rss", "sitemap", "404"],
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
}
LAYOUT = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
    "<body>{{ .Content }}</body></html>\n"
)
"""The least that makes a page of Markdown: no menu, no theme."""


def stock(root: Path, folder: Path) -> Path:
    """The same Markdown as a project of plain MkDocs, nothing left out of the search."""
    shutil.copytree(root / "docs", folder / "docs")
    for file in (folder / "docs").rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('"search": {"exclude": true}', '"search": {}', 1), encoding="utf-8")
    return stock_project(folder)


def stock_project(folder: Path, plugins: Sequence[str] = ("search",)) -> Path:
    """The configuration beside `docs/`: Material, and its search, as they come."""
    settings = {**STOCK, "plugins": list(plugins), "nav": ["index.md"]}
    (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    return folder


def hugo_project(root: Path, folder: Path) -> Path:
    """The same Markdown as a project of Hugo, with a layout of one line. Its `index.md` would be a page that owns
    everything beside it, and is renamed."""
    for file in (root / "docs").rglob("*.md"):
        if file.name.endswith(TWIN):
            continue
        name = "_index.md" if file.name == "index.md" else file.name
        target = folder / "content" / file.relative_to(root / "docs").with_name(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(LAYOUT, encoding="utf-8")
    (folder / "hugo.json").write_text(json.dumps(HUGO), encoding="utf-8")
    return folder


def pagefind(folder: Path) -> str | None:
    """The program, installed into a new folder below `folder`; None, and why, where that is impossible."""
    tool = folder / "pagefind"
    shutil.rmtree(tool, ignore_errors=True)
    shutil.copytree(LOCK, tool)
    npm = shutil.which("npm")
    if npm is None:
        say("no npm on PATH: Pagefind is left out")
        return None
    if problem := ran([npm, "ci", "--loglevel=error", "--no-audit", "--no-fund"], tool):
        say(f"Pagefind could not be installed and is left out: {problem}")
        return None
    return str(tool / "node_modules" / ".bin" / "pagefind")


def ran(command: list[str], folder: Path) -> str:
    """What went wrong, or nothing."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    told = (done.stderr.strip() or done.stdout.strip()).splitlines()
    return "" if done.returncode == 0 else f"exit code {done.returncode}: {' '.join(told[:3])[:300]}"


def say(line: str) -> None:
    """How far it is, beside the tables."""
    print(line, file=sys.stderr, flush=True)
