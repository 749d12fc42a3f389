"""Typing and waiting that come out the same on a machine of any speed."""

from collections.abc import Callable

from playwright.sync_api import Page

TURN_MS = 25
PATIENCE_MS = 20_000


def typed(page: Page, text: str) -> None:
    """Types into the field that has the focus, letter by letter within one task of the page: no pause
    between two of them is ever long enough to count as one."""
    page.evaluate(
        "(text) => { for (const letter of text) document.execCommand('insertText', false, letter); }", text
    )


def drawn(page: Page) -> None:
    """Waits until the page as it stands has been drawn, and what waits for two frames is done."""
    page.evaluate("async () => { for (let n = 3; n; n -= 1) await new Promise(requestAnimationFrame); }")


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Waits for what the test hears of the page; its own assertion says what is missing."""
    for _ in range(PATIENCE_MS // TURN_MS):
        if holds():
            return
        page.wait_for_timeout(TURN_MS)
