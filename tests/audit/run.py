"""`make audit`: every kind of page of a built site, at three widths, in both colour schemes, against the bars of
`findings.py`.

    python -m tests.audit.run [--only KIND]… [--query TEXT] [--without TOOL]… [SITE]

Axe, targets, layout shift, weight and requests are measured in each cell; Lighthouse runs for each page as on a phone
and a desktop, Nu over its HTML. It ends with an error if a page does not meet a bar.
"""

import argparse
import itertools
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.audit import tools
from tests.audit.cells import SIZES, Examiner
from tests.audit.findings import HEAD, Scores, grouped, line
from tests.audit.places import QUERY, Place, places
from tests.bench.engines import Counter, served
from tests.browser.conftest import ARGUMENTS

TOOLS = ("axe", "Lighthouse", "Nu")
BASE = "daily-papers"
"""The folder of the site on the host: links from the root must name it."""


def main() -> None:
    """Prints tables and findings."""
    options = argparse.ArgumentParser(description="all kinds of pages of a built site")
    options.add_argument("site", nargs="?", type=Path, default=Path("site"), help="its folder")
    options.add_argument("--only", action="append", help="the start of the name of a kind")
    options.add_argument("--query", default=QUERY, help="what the search page is asked")
    options.add_argument("--without", action="append", default=[], choices=TOOLS)
    chosen = options.parse_args()
    site = chosen.site.resolve()
    chromium = tools.browser()
    if chromium is None:
        sys.exit(f"no browser: none of {', '.join(tools.BROWSERS)} is on PATH")
    found = places(
        ((file.relative_to(site).as_posix(), file.stat().st_size) for file in site.rglob("*.html")),
        chosen.query,
    )
    wanted = [one for one in found if not chosen.only or one.kind.startswith(tuple(chosen.only))]
    if not wanted:
        sys.exit(f"{site}: no such pages")
    lacking = {**tools.missing(), **dict.fromkeys(chosen.without, "--without")}
    for name, why in lacking.items():
        print(f"!!! {name} is left out: {why}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="audit-") as scratch:
        (Path(scratch) / BASE).symlink_to(site)
        with served(Path(scratch)) as (host, counter):
            faults = _all(f"{host}{BASE}/", counter, wanted, chromium, set(TOOLS) - lacking.keys())
            if "Nu" not in lacking:
                faults += tools.nu(f"{host}{BASE}/", wanted)
    lines = grouped(faults)
    print(f"\n{len(wanted)} pages, {len(lines)} findings", *lines, sep="\n")
    sys.exit(bool(lines))


def _all(
    address: str, counter: Counter, wanted: Sequence[Place], chromium: str, having: set[str]
) -> list[tuple[str, str, str]]:
    faults: list[tuple[str, str, str]] = []
    axe = tools.AXE.read_text(encoding="utf-8") if "axe" in having else ""
    print(line(HEAD), line(["--"] * len(HEAD)), sep="\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        examiner = Examiner(browser=browser, address=address, counter=counter, axe=axe)
        for place, width in itertools.product(wanted, SIZES):
            for cell in examiner.cells(place, width):
                print(line(cell.row()), flush=True)
                faults += [(cell.kind, cell.place, fault) for fault in cell.faults()]
        browser.close()
    if "Lighthouse" in having:
        names: list[str] = []
        for scores in tools.lighthouse(chromium, address, wanted):
            if not names:
                names = list(scores.scores)
                print(line(["page", "form", *names]), line(["--"] * (len(names) + 2)), sep="\n")
            print(_row(scores, names), flush=True)
            faults += [(scores.kind, scores.form, fault) for fault in scores.faults()]
    return faults


def _row(scores: Scores, names: Sequence[str]) -> str:
    return line([scores.kind, scores.form, *(f"{scores.scores.get(name, 0):.2f}" for name in names)])


if __name__ == "__main__":
    main()
