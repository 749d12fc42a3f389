"""`make bench-serve`: how soon `papers serve` shows a change, on an archive that is there.

    python -m tests.bench.serve ARCHIVE [--rounds N]

From writing a file to the first byte of the page that shows it: a changed vote of the newest day, a changed title,
a sentence of the curation, a hand-written page, a template, an option. The archive is changed and put back; use a copy.
"""

import argparse
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.storage import packaged
from tests.bench.measuring import PAPERS, table

PATIENCE = 3600
"""Seconds that the first build may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Writes a file so that a text is on the page at `address`."""

    name: str
    address: str
    write: Callable[[str], None]


def main() -> None:
    """Prints one table."""
    options = argparse.ArgumentParser(description="how soon a change is shown")
    options.add_argument("archive", type=Path, help="the folder of an archive; it should be a copy")
    options.add_argument("--rounds", type=int, default=5, help="how often each change is made")
    chosen = options.parse_args()
    root = chosen.archive.resolve()
    kept = {
        file: file.read_bytes() for file in (root / "mkdocs.yml", root / "docs" / "about.md", _newest(root))
    }
    curation = root / "data" / "curation.yaml"
    before = curation.read_bytes() if curation.exists() else None
    try:
        _prepare(root)
        process = subprocess.Popen(
            [*PAPERS, "serve", "--port", "0", "-q"], cwd=root, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        try:
            found = re.search(r"http://\S+/", process.stdout.readline())
            if found is None:
                sys.exit("papers serve ended")
            _measure(found[0], _changes(root), chosen.rounds)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()
    finally:
        for file, body in kept.items():
            file.write_bytes(body)
        if before is None:
            curation.unlink(missing_ok=True)
        else:
            curation.write_bytes(before)


def _measure(site: str, changes: list[Change], rounds: int) -> None:
    rows: list[list[str]] = []
    for change in changes:
        times = []
        for turn in range(rounds):
            word = f"bench{os.getpid()}x{len(rows)}x{turn}"
            start = time.perf_counter()
            change.write(word)
            while word not in _page(site + change.address):
                if time.perf_counter() - start > PATIENCE:
                    sys.exit(f"{change.name}: never shown")
                time.sleep(0.005)
            times.append(time.perf_counter() - start)
            time.sleep(1)
        rows.append([change.name, f"{statistics.median(times):.2f}", f"{max(times):.2f}"])
        print(rows[-1], file=sys.stderr, flush=True)
    print(table(["changed", "seconds to the page, median", "longest"], rows))


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own address
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return ""


def _newest(root: Path) -> Path:
    return max((root / "data" / "days").glob("*/*.json"))


def _prepare(root: Path) -> None:
    """A template of the operator's that says nothing yet."""
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    if "custom_dir" not in text:
        settings.write_text(
            text.replace("  name: material\n", "  name: material\n  custom_dir: own\n"), encoding="utf-8"
        )
        (root / "own").mkdir(exist_ok=True)
        _template(root, "")


def _template(root: Path, word: str) -> None:
    main = dict(packaged.theme_files())["main.html"].decode()
    text = f'{main}{{% block htmltitle %}}{{{{ super() }}}}<meta name="bench" content="{word}">{{% endblock %}}\n'
    (root / "own" / "main.html").write_text(text, encoding="utf-8")


def _changes(root: Path) -> list[Change]:
    newest = _newest(root)
    day = json.loads(newest.read_text(encoding="utf-8"))
    first = day["papers"][0]
    key, title = first["id"], first["title"]

    def titled(word: str) -> None:
        first["title"] = f"{title} {word}"
        newest.write_text(json.dumps(day), encoding="utf-8")

    def named(word: str) -> None:
        first["authors"] = [word, *first["authors"][1:]]
        newest.write_text(json.dumps(day), encoding="utf-8")

    def curated(word: str) -> None:
        text = json.dumps({"papers": {key: {"summary": word}}})
        (root / "data" / "curation.yaml").write_text(text, encoding="utf-8")

    def page(word: str) -> None:
        (root / "docs" / "about.md").write_text(f"# About\n\n{word}\n", encoding="utf-8")

    def option(word: str) -> None:
        text = (root / "mkdocs.yml").read_text(encoding="utf-8")
        text = re.sub(r"^site_name:.*$", f"site_name: {word}", text, count=1, flags=re.MULTILINE)
        (root / "mkdocs.yml").write_text(text, encoding="utf-8")

    address = f"days/{newest.stem}/"
    return [
        Change(name="a name in the newest day: the day", address=address, write=named),
        Change(name="a title in the newest day: the day", address=address, write=titled),
        Change(name="a title in the newest day: the home page", address="", write=titled),
        Change(name="a title in the newest day: the paper", address=f"papers/{key}/", write=titled),
        Change(name="a summary in the curation: the day", address=address, write=curated),
        Change(name="a hand-written page", address="about/", write=page),
        Change(name="a template: the day", address=address, write=lambda word: _template(root, word)),
        Change(name="an option: the day", address=address, write=option),
    ]


if __name__ == "__main__":
    main()
