"""What scripts say is in the language of the site, and Chinese and Japanese fit on a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import served
from tests.build.test_languages import in_language, known
from tests.support import pseudo

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE: ViewportSize = {"width": 360, "height": 740}
PLACES = (
    "",
    "days/2026-12-28/",
    "search/?q=zebra",
    "papers/0001.00012/",
    "authors/",
    "status/",
    "subscribe/",
    "saved/",
)


@pytest.fixture(scope="module")
def brackets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site in the language of brackets."""
    folder = in_language(tmp_path_factory.mktemp("brackets"), pseudo.LANGUAGE, pseudo.catalogue())
    with served(folder / "site") as address:
        yield address


def keys(page: Page) -> None:
    """The help."""
    page.keyboard.press("?")
    expect(page.locator("dialog.keys")).to_be_visible()


def completions(page: Page) -> None:
    """Suggestions below the search box; the letters that match are an element of their own."""
    page.locator("header input[name=q]").press_sequentially("inst")
    expect(page.locator("#completions a").first).to_be_visible()
    page.evaluate("for (const mark of document.querySelectorAll('mark')) mark.replaceWith(mark.textContent)")
    page.evaluate("document.body.normalize()")


def marks(page: Page) -> None:
    """A paper is saved, marked as read, and put away."""
    paper = page.locator("[data-paper]").first
    for name in ("save", "mark-read", "put-away"):
        paper.hover()
        paper.locator(f"button.{name}").click()
    expect(page.locator("[data-paper].away, [data-paper].read").first).to_be_attached()


def calendar(page: Page) -> None:
    """The choice of a date."""
    page.locator(".bar .date").click()
    expect(page.locator("dialog table")).to_be_visible()


def answered(page: Page) -> None:
    """What the search says if it finds nothing."""
    expect(page.locator("#results")).to_have_attribute("data-search-state", "done")


def library(page: Page) -> None:
    """What was pasted is not in the archive."""
    page.locator("#saved-library summary").click()
    page.locator("#saved-paste").fill("2510.12345")
    page.locator("#saved-take").click()
    expect(page.locator("#saved-status")).to_contain_text(pseudo.OPEN)


@pytest.mark.parametrize(
    ("place", "act"),
    [
        ("", keys),
        ("", completions),
        ("days/2026-12-28/", marks),
        ("days/2026-12-28/", calendar),
        ("search/?q=2510.12345", answered),
        ("saved/", library),
    ],
)
def test_scripts_ask_the_catalogue(
    browser: Browser, brackets: str, place: str, act: Callable[[Page], None]
) -> None:
    """Nothing that a script adds to a page is outside of brackets, unless it is data."""
    page = browser.new_page()
    page.goto(f"{brackets}{place}")
    act(page)
    assert pseudo.Known(known()).forgotten(page.content()) == []
    page.close()


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_a_phone_is_wide_enough(browser: Browser, tmp_path: Path, language: str) -> None:
    """No page is wider than a phone, and no text of the bars is cut or on two lines."""
    folder = in_language(tmp_path, language)
    with served(folder / "site") as address:
        page = browser.new_page(viewport=PHONE)
        for place in PLACES:
            page.goto(f"{address}{place}")
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], place
            links = page.evaluate(
                "[...document.querySelectorAll('header nav > a, .tabs > a')]"
                ".filter((one) => one.getClientRects().length)"
                ".map((one) => [one.textContent, one.scrollWidth > one.clientWidth + 1])"
            )
            assert len(links) > 4, place
            assert [text for text, is_cut in links if is_cut] == [], place
        page.close()
