"""axe-core over every kind of page, in both colour schemes: no violation of any of its rules."""

from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser.pace import drawn
from tests.browser.profiles import opened
from tests.browser.test_pages import DESKTOP, KINDS, PHONE
from tests.conftest import IN_CI
from tests.support.helpers import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = ROOT / ".ci" / "node_modules" / "axe-core" / "axe.min.js"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SCREENS: dict[str, ViewportSize] = {"phone": PHONE, "desktop": DESKTOP}
PAGES = KINDS | {"guide, links in tables and in code": "guide/operating/"}
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose verdict depends on colours; the others say the same of a page in either scheme."""
# None of these rules looks into style sheets or sounds, for which axe would load all of them once more.
# A colour half-way between two schemes is one that no reader chose.
RUN = """async (rules) => {
  for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
  const only = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
  const told = await axe.run(document, { resultTypes: ["violations"], preload: false, ...only });
  return [told.passes.length, told.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`))];
}"""


@pytest.fixture(scope="session")
def axe(site: Path, address: str) -> str:
    """The address of the checker, beside the site: what is loaded like a page's own scripts is compiled once.
    CI has it."""
    if AXE.is_file():
        (site.parent / "served" / AXE.name).symlink_to(AXE)
        return urljoin(address, f"/{AXE.name}")
    if IN_CI:
        pytest.fail("CI needs axe-core: npm ci in .ci/")
    pytest.skip("no axe-core in .ci/node_modules: `npm ci` there brings it")


def test_no_violations(browser: Browser, address: str, axe: str) -> None:
    """On a telephone and on a desktop, whatever colours the system asks for. A page is opened once for all four:
    none of our scripts makes anything of the width or the scheme that a page was opened with."""
    found: list[str] = []
    with opened(browser) as page:
        for kind, path in PAGES.items():
            page.set_viewport_size(PHONE)
            page.emulate_media(color_scheme="light")
            page.goto(address + path, wait_until="load")
            page.add_script_tag(url=axe)
            for name, screen in SCREENS.items():
                page.set_viewport_size(screen)
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    drawn(page)
                    rules = [] if scheme == SCHEMES[0] else COLOURS
                    held, told = page.evaluate(RUN, rules)
                    assert held, "no rule was looked at"
                    found += [f"{kind}, {name}, {scheme}: {one}" for one in told]
    assert found == []
