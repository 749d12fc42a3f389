"""The app bar, the bar of a phone, the tabs of a section and the footer: the same on every page."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from generator import urls
from generator.render import site as generated
from tests.browser.profiles import opened
from tests.browser.test_pages import DESKTOP, PHONE
from tests.support import frames

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PRESSED = """(least) => [...document.querySelectorAll("header a, header button, header input, .tabs a, footer b ~ a")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => [one.outerHTML, one.getBoundingClientRect()])
  .map(([html, { width, height }]) => [html, height < least || width < 24])"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone."""
    with opened(browser, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        yield page


@pytest.mark.parametrize(
    ("path", "tab", "leaf"),
    [
        ("days/2027-01-05/", "Days", "Days"),
        ("weeks/2026-W53/2/", "Days", "Weeks"),
        ("papers/", "Days", "Best"),
        ("keywords/door-hinges/", "Topics", "Keywords"),
        ("orgs/", "People", "Organizations"),
        ("exports/", "Saved", "Exports"),
        ("about/", "About", "About"),
        ("status/", "About", "Status"),
        ("trends/", "Trends", None),
        ("papers/0001.00012/", "Days", None),
        ("search/", "Search", None),
        ("", "Today", None),
    ],
)
def test_where_the_reader_is(site: Path, path: str, tab: str, leaf: str | None) -> None:
    """The bar marks one link, and the tabs of the section one more."""
    page = frames.page(site, f"{path}index.html")
    assert [link.text_content() for link in page.cssselect("body > header nav [aria-current]")] == [tab]
    assert [link.text_content() for link in page.cssselect(".tabs [aria-current]")] == (
        [leaf] if leaf else []
    )


def test_every_kind_is_two_clicks_from_home(site: Path) -> None:
    """Each page in the menu, by links that need no script."""

    def links(path: str) -> set[str]:
        page = html.parse(str(site / path / "index.html")).getroot()
        found = (urljoin(f"https://x.example/{path}", link.get("href")) for link in page.iter("a"))
        return {one.removeprefix("https://x.example/").partition("#")[0] for one in found}

    first = {one for one in links("") if (site / one / "index.html").is_file()}
    second = {two for one in first for two in links(one)}
    wanted = {urls.address_of(place.path) for place in generated.MENU} | {"search/", "about/"}
    assert wanted <= first | second


def test_the_bar_at_the_bottom(phone: Page, address: str) -> None:
    """Six links in sight, at the bottom, on hand-written pages as well; nothing else of the bar is wider than
    the screen."""
    for path in ("days/2027-01-05/", "about/"):
        phone.goto(address + path)
        links = phone.locator("header nav > a:visible")
        assert links.all_inner_texts() == ["Today", "Days", "Topics", "Search", "Saved", "More"]
        for box in (links.nth(n).bounding_box() for n in range(6)):
            assert box
            assert box["y"] > PHONE["height"] - 60
            assert box["width"] >= 44


def test_more(phone: Page, address: str) -> None:
    """The footer opens over the page, with focus inside; Escape and a tap elsewhere close it."""
    phone.goto(f"{address}days/2027-01-05/")
    more = phone.get_by_role("button", name="More")
    footer = phone.locator("footer")
    expect(more).to_have_attribute("aria-expanded", "false")
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(footer.get_by_role("link", name="Organizations")).to_be_in_viewport()
    expect(footer.get_by_role("link").first).to_be_focused()
    phone.keyboard.press("Escape")
    expect(more).to_be_focused()
    expect(footer).not_to_be_in_viewport()
    more.click()
    phone.touchscreen.tap(180, 80)
    expect(more).to_have_attribute("aria-expanded", "false")


def test_more_without_scripts(browser: Browser, address: str) -> None:
    """It is a link to the end of the page."""
    with opened(browser, viewport=PHONE, java_script_enabled=False) as page:
        for path in ("days/2027-01-05/", "about/"):
            page.goto(address + path)
            page.get_by_role("link", name="More").click()
            expect(page.locator("footer").get_by_role("link", name="Status")).to_be_in_viewport()


def test_what_can_be_pressed(browser: Browser, address: str) -> None:
    """At least 32 pixels high with a mouse, 44 with a finger."""
    for settings, least in (
        ({"viewport": DESKTOP}, 32),
        ({"viewport": PHONE, "has_touch": True, "is_mobile": True}, 40),
    ):
        with opened(browser, **settings) as page:
            for path in ("", "days/2027-01-05/", "about/"):
                page.goto(address + path)
                parts = page.evaluate(PRESSED, least)
                assert len(parts) > 5, path
                assert [html for html, is_small in parts if is_small] == [], path


def test_the_count_of_saved_papers(browser: Browser, address: str) -> None:
    """Next to the link, in step with the list; a hand-written page shows the same."""
    with opened(browser, viewport=DESKTOP) as page:
        page.goto(f"{address}days/2027-01-05/")
        saved = page.locator("header").get_by_role("link", name="Saved")
        expect(saved).to_have_text("Saved")
        page.locator("button.save").first.click()
        page.locator("button.save").nth(1).click()
        expect(saved.locator(".count")).to_have_text("2")
        page.goto(f"{address}about/")
        expect(saved.locator(".count")).to_have_text("2")
        page.get_by_role("button", name="Keyboard shortcuts").click()
        expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()


def test_a_hand_written_page_is_light(browser: Browser, address: str) -> None:
    """Without Material's script, which nobody needs here, a first visit takes at most 60 kB, packed."""
    sizes: list[int] = []
    with opened(browser, viewport=DESKTOP) as page:
        page.on("response", lambda answer: sizes.append(len(gzip.compress(answer.body()))))
        page.goto(f"{address}about/")
        page.wait_for_load_state("networkidle")
    assert 20_000 < sum(sizes) <= 60_000
    assert len(sizes) <= 12


def test_code_can_be_copied(browser: Browser, address: str, site: Path) -> None:
    """A block of code on a hand-written page has a button, and the reader hears that it worked."""
    about = (site / "about" / "index.html").read_text(encoding="utf-8")
    body = about.replace("</h1>", "</h1><pre><code>papers build\n</code></pre>")
    with opened(browser, viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.route(f"{address}about/", lambda route: route.fulfill(body=body, content_type="text/html"))
        page.goto(f"{address}about/")
        page.get_by_role("button", name="Copy").click()
        expect(page.get_by_role("status")).to_have_text("Copied ✓")
        assert page.evaluate("() => navigator.clipboard.readText()") == "papers build\n"
