"""Profiles that are used again are as good as new."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.profiles import opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEAVE = "() => { document.cookie = 'one=1; path=/'; localStorage.one = 1; return caches.open('one'); }"
LEFT = """async () => [
    document.cookie, localStorage.length, (await caches.keys()).length,
    (await navigator.permissions.query({ name: "clipboard-read" })).state, navigator.onLine,
    performance.getEntriesByType("resource").length > 0, new Date().getUTCFullYear() > 2020,
]"""
NOTHING = ["", 0, 0, "prompt", True, True, True]


def found(page: Page, address: str) -> list[object]:
    """What a page sees of the ones before it."""
    page.goto(f"{address}about/")
    left = page.evaluate(LEFT)
    assert isinstance(left, list)
    return left


def test_nothing_is_left_behind(browser: Browser, address: str, strict_address: str) -> None:
    """What a page stores, may do, and hears about network and time ends with it."""
    with opened(browser, permissions=["clipboard-read"]) as page:
        page.clock.install(time=0)
        page.goto(f"{address}about/")
        page.evaluate(LEAVE)
        assert found(page, address) == ["one=1", 1, 1, "granted", True, False, False]
    for _ in range(2):
        with opened(browser) as page:
            assert found(page, address) == NOTHING
            page.evaluate(LEAVE)
            page.goto(f"{strict_address}about/")
            page.evaluate(LEAVE)
            page.goto("about:blank")
            page.context.set_offline(True)
    with opened(browser) as page:
        assert found(page, strict_address) == NOTHING
