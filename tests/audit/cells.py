"""One page in one browser window, measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser

from tests.audit.findings import Cell, Target
from tests.audit.places import RESULTS, Place
from tests.bench.engines import Counter
from tests.browser.pace import drawn
from tests.browser.test_pages import Heard, opened

SIZES: Mapping[int, Mapping[str, Any]] = {
    360: {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    768: {"viewport": {"width": 768, "height": 1024}, "has_touch": True, "is_mobile": True},
    1440: {"viewport": {"width": 1440, "height": 900}},
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

ASKED = f"(() => {{ {Path(__file__).with_name('page.js').read_text(encoding='utf-8')} }})();"
"""What is put into each page before its own scripts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examiner:
    """Visits pages of the site at `address`. `axe` is its script, "" where it is not installed."""

    browser: Browser
    address: str
    counter: Counter
    axe: str

    def cell(self, place: Place, width: int, scheme: Literal["light", "dark"]) -> Cell:
        """A page in a window that has loaded nothing yet."""
        with opened(self.browser, color_scheme=scheme, **SIZES[width]) as page:
            heard = Heard(page, self.address)
            page.add_init_script(ASKED)
            self.counter.begin()
            page.goto(self.address + place.address, wait_until="load")
            if place.kind == RESULTS:
                page.locator("[data-search-state=done]").wait_for(state="attached")
            drawn(page)
            sent = self.counter.all()
            page.evaluate("() => audit.scrolled()")
            shift = float(page.evaluate("() => audit.shift()"))
            targets = tuple(Target(**found) for found in page.evaluate("() => audit.targets()"))
            violations: list[str] = []
            if self.axe:
                page.evaluate(self.axe)
                violations = page.evaluate("() => audit.axe()")
        return Cell(
            kind=place.kind,
            width=width,
            scheme=scheme,
            axe=tuple(violations),
            shift=shift,
            targets=targets,
            sent=sum(one.sent for one in sent),
            requests=len(sent),
            foreign=tuple(sorted(set(heard.foreign))),
            problems=tuple(heard.problems),
        )
