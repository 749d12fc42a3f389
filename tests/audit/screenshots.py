"""`make screenshots`: eight pictures of the built sample site, and the section of the README that shows them.

python -m tests.audit.screenshots [SITE]
"""

import argparse
import base64
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, sync_playwright

from tests.audit import tools
from tests.audit.places import QUERY
from tests.audit.run import BASE
from tests.bench.engines import served
from tests.browser.conftest import ARGUMENTS
from tests.browser.pace import drawn
from tests.browser.profiles import fresh
from tests.support.helpers import ROOT

FOLDER = ROOT / ".github" / "screenshots"
README = ROOT / "README.md"
MOST = 400_000
"""Bytes of all pictures together."""
QUALITY = 45
FORMS: Mapping[str, Mapping[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 800}, "is_mobile": True, "device_scale_factor": 1.5},
}
WIDTHS = {"desktop": 400, "phone": 190}
"""How wide a picture is in the README."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture: of a page, on a desktop or a phone, in a colour scheme."""

    page: str
    address: str
    form: Literal["desktop", "phone"]
    scheme: Literal["light", "dark"]

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.page.lower().replace(' ', '-')}-{self.form}-{self.scheme}.webp"


def shots(site: Path) -> tuple[Shot, ...]:
    """Pages that readers of the README want to see: of the newest day, and of the first paper on it."""
    newest = max(
        folder.name for folder in (site / "days").iterdir() if re.fullmatch(r"[\d-]{10}", folder.name)
    )
    listed = (site / "days" / newest / "index.html").read_text(encoding="utf-8")
    first = re.search(r"data-paper=\"?([^\s\">]+)", listed)
    if first is None:
        raise ValueError(f"days/{newest}/ lists no paper")
    day, paper, found = f"days/{newest}/", f"papers/{first[1]}/", f"search/?q={QUERY.replace(' ', '+')}"
    return (
        Shot(page="Home", address="", form="desktop", scheme="light"),
        Shot(page="Day", address=day, form="desktop", scheme="dark"),
        Shot(page="Paper", address=paper, form="desktop", scheme="light"),
        Shot(page="Search", address=found, form="desktop", scheme="dark"),
        Shot(page="Home", address="", form="phone", scheme="dark"),
        Shot(page="Day", address=day, form="phone", scheme="light"),
        Shot(page="Paper", address=paper, form="phone", scheme="dark"),
        Shot(page="Topics", address="topics/", form="phone", scheme="light"),
    )


def main() -> None:
    """Takes them."""
    options = argparse.ArgumentParser(description="pictures for the README")
    options.add_argument("site", nargs="?", type=Path, default=Path("site"), help="its folder")
    site: Path = options.parse_args().site.resolve()
    chromium = tools.browser()
    if chromium is None:
        sys.exit(f"no browser: none of {', '.join(tools.BROWSERS)} is on PATH")
    wanted = shots(site)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="screenshots-") as scratch, sync_playwright() as playwright:
        (Path(scratch) / BASE).symlink_to(site)
        with served(Path(scratch)) as (host, _):
            browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
            for shot in wanted:
                (FOLDER / shot.name).write_bytes(_taken(browser, f"{host}{BASE}/", shot))
            browser.close()
    text = README.read_text(encoding="utf-8")
    README.write_text(with_section(text, section(wanted)), encoding="utf-8")
    total = sum(file.stat().st_size for file in FOLDER.iterdir())
    print(f"{len(wanted)} pictures in {FOLDER}: {total:,} bytes")
    if total > MOST:
        sys.exit(f"expected at most {MOST:,} bytes")


def _taken(browser: Browser, address: str, shot: Shot) -> bytes:
    with fresh(browser, color_scheme=shot.scheme, reduced_motion="reduce", **FORMS[shot.form]) as page:
        page.goto(address + shot.address, wait_until="load")
        if shot.page == "Search":
            page.locator("[data-search-state=done]").wait_for(state="attached")
        drawn(page)
        session = page.context.new_cdp_session(page)
        answer = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
        return base64.b64decode(answer["data"])


def section(wanted: Iterable[Shot]) -> str:
    """The pictures as the README shows them: those of desktops, then those of phones."""
    return "\n" + "\n\n".join("\n".join(_line(wanted, form)) for form in FORMS) + "\n\n"


def _line(wanted: Iterable[Shot], form: str) -> Iterator[str]:
    for shot in wanted:
        if shot.form == form:
            source = (FOLDER / shot.name).relative_to(ROOT).as_posix()
            what = f"{shot.page}, {shot.form}, {shot.scheme}"
            yield f'<img src="{source}" alt="{what}" width="{WIDTHS[form]}">'


def with_section(text: str, new: str) -> str:
    """A document with this text between its two marks."""
    before, opening, rest = text.partition("<!-- screenshots -->\n")
    _, closing, after = rest.partition("<!-- /screenshots -->")
    if not (opening and closing):
        raise ValueError("the README has no lines <!-- screenshots --> and <!-- /screenshots -->")
    return before + opening + new + closing + after


if __name__ == "__main__":
    main()
