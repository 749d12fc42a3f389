"""Without a connection: what was visited or saved opens and says how old it is, and nothing else does."""

import io
import os
import shutil
from pathlib import Path
from typing import BinaryIO

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Handler, served
from tests.browser.pace import until
from tests.browser.profiles import fresh
from tests.browser.test_pages import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DAY, PAPER, OTHER = "days/2027-01-05/", "papers/0001.00012/", "papers/0001.00011/"
FIRST = "papers/0001.00010/"
"""Saved before there is a worker: the site was built without one, and only short pages are made to start it."""
AGE = "You seem to be offline. This page was saved on "
KEPT = "async (path) => !!(await caches.match(new URL(path, document.documentElement.dataset.base)))"
LEFT = "async () => (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length"


class _Leaving(Handler):
    """A host that may stop answering. Browsers ask for each file again."""

    age = "no-cache"
    is_away = False

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        if self.is_away:
            self.close_connection = True
            return None
        return super().send_head()


@pytest.fixture
def turned_on(site: Path, tmp_path: Path) -> Path:
    """The site as with `offline: true`."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy, copy_function=os.link)
    _changed(copy / "sw.js", '{"on":false', '{"on":true')
    _changed(copy / "assets" / "frame.js", '{"icon":', '{"manifest":"../app.webmanifest","icon":')
    return copy


def _changed(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.unlink()  # the site's own is linked
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_without_a_connection(browser: Browser, turned_on: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Visited and saved pages open, with their age above them; others do not. With the connection, the list as
    it is comes back. Turned off, nothing is left."""
    with served(turned_on, _Leaving) as address, fresh(browser, viewport=PHONE) as page:
        page.goto(address + DAY)
        page.locator(f'[data-paper="{FIRST.split("/")[1]}"] .save').first.click()
        page.goto(address + PAPER)
        until(page, lambda: page.evaluate(KEPT, PAPER) and page.evaluate(KEPT, FIRST))
        page.goto(address + DAY)
        page.locator(f'[data-paper="{OTHER.split("/")[1]}"] .save').first.click()
        until(page, lambda: page.evaluate(KEPT, DAY) and page.evaluate(KEPT, OTHER))

        monkeypatch.setattr(_Leaving, "is_away", True)
        for path in (PAPER, f"{DAY}?code=1", FIRST, OTHER):
            page.goto(address + path)
            expect(page.locator(".offline")).to_contain_text(AGE)
            expect(page.locator("main h1")).not_to_have_text("You seem to be offline")
            expect(page.locator("header nav a").first).to_be_visible()
        page.goto(f"{address}topics/")
        expect(page.locator("h1")).to_have_text("You seem to be offline")
        page.get_by_role("link", name="Reading list").click()
        expect(page.locator("#saved-list [data-paper]")).to_have_count(2)

        monkeypatch.setattr(_Leaving, "is_away", False)
        page.goto(address + DAY)
        expect(page.locator("main h1")).to_be_visible()
        expect(page.locator(".offline")).to_have_count(0)
        _changed(turned_on / "sw.js", '{"on":true', '{"on":false')
        page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
        until(page, lambda: page.evaluate(LEFT) == 0)
        assert page.evaluate(LEFT) == 0


def test_an_opened_search_starts_the_worker(browser: Browser, turned_on: Path) -> None:
    """There, the script of all pages may come when the page counts as loaded."""
    with served(turned_on) as address, fresh(browser, viewport=PHONE) as page:
        page.goto(f"{address}search/?q=agents")
        until(
            page,
            lambda: page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)"),
        )


def test_saved_without_a_connection(
    browser: Browser, turned_on: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A paper that cannot be loaded when it is saved is loaded with a later page; until then, the reading list
    says how many open without a connection."""
    with served(turned_on, _Leaving) as address, fresh(browser, viewport=PHONE) as page:
        page.goto(address + PAPER)
        until(page, lambda: page.evaluate("() => !!navigator.serviceWorker.controller"))
        page.goto(address + DAY)
        page.goto(f"{address}saved/")
        until(page, lambda: page.evaluate(KEPT, DAY) and page.evaluate(KEPT, "saved/"))
        monkeypatch.setattr(_Leaving, "is_away", True)
        page.goto(address + DAY)
        page.locator(f'[data-paper="{OTHER.split("/")[1]}"] .save').first.click()
        page.goto(address + "saved/")
        expect(page.locator("#saved-list [data-paper]")).to_have_count(1)
        expect(page.locator("#saved-kept")).to_have_text(
            "0 of 1 also open without a connection. More are loaded with each page you open."
        )
        assert not page.evaluate(KEPT, OTHER)

        monkeypatch.setattr(_Leaving, "is_away", False)
        page.goto(address + DAY)
        until(page, lambda: page.evaluate(KEPT, OTHER))
        page.goto(address + "saved/")
        expect(page.locator("#saved-list [data-paper]")).to_have_count(1)
        expect(page.locator("#saved-kept")).to_be_hidden()
