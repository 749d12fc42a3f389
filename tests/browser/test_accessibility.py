"""axe-core over every kind of page, in both colour schemes: no violation of any of its rules."""

from typing import Any, Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.pace import drawn
from tests.browser.test_pages import DESKTOP, KINDS, PHONE, opened
from tests.conftest import IN_CI
from tests.support.helpers import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = ROOT / ".ci" / "node_modules" / "axe-core" / "axe.min.js"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose verdict depends on colours; the others say the same of a page in either scheme."""
RUN = """async (rules) => {
  const only = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
  const { violations } = await axe.run(document, { resultTypes: ["violations"], ...only });
  return violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker; CI has it."""
    if AXE.is_file():
        return AXE.read_text(encoding="utf-8")
    if IN_CI:
        pytest.fail("CI needs axe-core: npm ci in .ci/")
    pytest.skip("no axe-core in .ci/node_modules: `npm ci` there brings it")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_violations(browser: Browser, address: str, axe: str, viewport: Any) -> None:
    """On a desktop and on a telephone, whatever colours the system asks for."""
    found: list[str] = []
    with opened(browser, viewport=viewport) as page:
        for kind, path in KINDS.items():
            page.emulate_media(color_scheme="light")
            page.goto(address + path, wait_until="load")
            page.evaluate(axe)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                drawn(page)
                rules = [] if scheme == SCHEMES[0] else COLOURS
                found += [f"{kind}, {scheme}: {one}" for one in page.evaluate(RUN, rules)]
    assert found == []
