"""How `make audit` measures what can be clicked, in a browser."""

import pytest
from playwright.sync_api import Browser

from tests.audit.cells import ASKED
from tests.audit.findings import Target
from tests.browser.profiles import opened
from tests.browser.test_pages import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = """<!doctype html><html lang="en"><title>Targets</title>
<style>* { margin: 0 } body { font: 16px/24px serif } button { width: 40px; height: 20px; border: 0; position: relative }
.wide::after { content: ""; position: absolute; inset: -6px } .aside { position: absolute; left: -999px }
.tight { line-height: 18px }</style>
<main><p>Text with <a href="#">a link</a>.</p><p class="tight">Text with <a href="#">a link</a>.</p>
<ul><li><a href="#" class="alone">alone</a></li></ul><button class="small">x</button><button class="wide">x</button>
<a href="#" class="aside">skip</a><button disabled>x</button><button hidden>x</button>
<label style="display: inline-block; width: 90px; height: 40px"><input type="checkbox"> label</label></main>"""


def test_targets_of_a_page(browser: Browser) -> None:
    """The area in which each can be hit: with what a pseudo-element or a label adds, without what is hidden."""
    with opened(browser, viewport=DESKTOP) as page:
        page.add_init_script(ASKED)
        page.goto(f"data:text/html,{PAGE.replace('#', '%23')}")
        found = [Target(**one) for one in page.evaluate("() => audit.targets()")]
    sides = [(one.name, one.inline, one.is_small) for one in found]
    assert sides == [
        ("main a", True, False),
        ("p.tight a", True, True),
        ("main a.alone", False, True),
        ("main button.small", False, True),
        ("main button.wide", False, False),
        ("main input", False, False),
    ]
    assert [one.side for one in found[3:]] == [20, 32, 40]
