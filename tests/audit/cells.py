"""One page in one browser window, measured."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page

from tests.audit.findings import Cell, Target
from tests.audit.places import RESULTS, Place
from tests.bench.engines import Counter
from tests.browser.pace import drawn
from tests.browser.profiles import fresh
from tests.browser.test_accessibility import COLOURS
from tests.browser.test_pages import Heard

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

    def cells(self, place: Place, width: int) -> Iterator[Cell]:
        """A page in a window that has loaded nothing yet, and in the same window in the other colour scheme: what
        a first visit costs is the same in both, and most rules of axe do not ask for colours."""
        with fresh(self.browser, color_scheme=SCHEMES[0], **SIZES[width]) as page:
            heard = Heard(page, self.address)
            page.add_init_script(ASKED)
            self.counter.begin()
            page.goto(self.address + place.address, wait_until="load")
            self._settle(page, place)
            sent = self.counter.all()
            for scheme in SCHEMES:
                if scheme != SCHEMES[0]:
                    page.emulate_media(color_scheme=scheme)
                    page.reload(wait_until="load")
                    self._settle(page, place)
                page.evaluate("() => audit.scrolled()")
                yield Cell(
                    kind=place.kind,
                    width=width,
                    scheme=scheme,
                    shift=float(page.evaluate("() => audit.shift()")),
                    targets=tuple(Target(**found) for found in page.evaluate("() => audit.targets()")),
                    axe=tuple(self._violations(page, scheme)),
                    sent=sum(one.sent for one in sent),
                    requests=len(sent),
                    foreign=tuple(sorted(set(heard.foreign))),
                    problems=tuple(heard.problems),
                )

    def _settle(self, page: Page, place: Place) -> None:
        if place.kind == RESULTS:
            page.locator("[data-search-state=done]").wait_for(state="attached")
        drawn(page)

    def _violations(self, page: Page, scheme: str) -> list[str]:
        if not self.axe:
            return []
        page.evaluate(self.axe)
        return list(page.evaluate("(rules) => audit.axe(rules)", None if scheme == SCHEMES[0] else COLOURS))
