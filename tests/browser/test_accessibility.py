"""axe-core over every kind of page, in both colour schemes: no violation of any of its rules."""

from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.test_pages import DESKTOP, KINDS, PHONE
from tests.conftest import IN_CI
from tests.support.helpers import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = ROOT / ".ci" / "node_modules" / "axe-core" / "axe.min.js"
MORE = {"trends": "trends/", "status": "status/", "topics": "topics/", "topic": "topics/memory/",
        "keywords": "keywords/", "authors": "authors/", "organizations": "orgs/", "submitters": "submitters/"}  # fmt: skip
RUN = """async () => (await axe.run(document)).violations.flatMap((rule) =>
  rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker; CI has it."""
    if AXE.is_file():
        return AXE.read_text(encoding="utf-8")
    if IN_CI:
        pytest.fail("CI needs axe-core: npm ci in .ci/")
    pytest.skip("no axe-core in .ci/node_modules: `npm ci` there brings it")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations(browser: Browser, address: str, axe: str, scheme: Literal["light", "dark"]) -> None:
    """On a desktop and on a telephone, whatever colours the system asks for."""
    found: list[str] = []
    for viewport in (DESKTOP, PHONE):
        context = browser.new_context(color_scheme=scheme, viewport=viewport)  # type: ignore[arg-type]  # two numbers
        page = context.new_page()
        for kind, path in {**KINDS, **MORE}.items():
            page.goto(address + path, wait_until="networkidle")
            page.evaluate(axe)
            found += [f"{kind}: {one}" for one in page.evaluate(RUN)]
        context.close()
    assert found == []
