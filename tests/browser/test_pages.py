"""Every kind of page in a browser: quiet, whole, readable, and the keys do what the help says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Response, ViewportSize, expect

from generator import urls
from generator.render import site
from tests.browser.conftest import BASE
from tests.browser.profiles import opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HUBS = {place.path: urls.address_of(place.path) for place in site.MENU}
KINDS = HUBS | {
    "day": "days/2027-01-05/",
    "empty day": "days/2027-01-01/",
    "week": "weeks/2026-W53/",
    "second page of a week": "weeks/2026-W53/2/",
    "month": "months/2026-12/",
    "year": "years/2026/",
    "topic": "topics/memory/",
    "paper with everything": "papers/0001.00012/",
    "paper with math": "papers/0001.00001/",
    "paper with broken math": "papers/0001.00010/",
    "paper with 600 authors": "papers/0001.00005/",
    "paper in other scripts": "papers/0001.00011/",
    "bare paper": "papers/0001.00009/",
    "tombstone": "papers/0001.00008/",
    "search": "search/",
    "hand-written": "about/",
    "not found": "404.html",
}
SHELL = """() => {
  const box = (one) => { const { x, width, height } = one.getBoundingClientRect(); return [x, width, height]; };
  const style = getComputedStyle(document.querySelector("header"));
  return JSON.stringify([
    box(document.querySelector("header")), box(document.querySelector("header .brand")),
    box(document.querySelector("footer")).slice(0, 2), style.fontFamily, style.fontSize, style.backgroundColor,
    getComputedStyle(document.querySelector("footer")).fontSize, getComputedStyle(document.body).backgroundColor,
  ]);
}"""
PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}


class Heard:
    """What went on while pages were open. To hear of each request takes a third of the time of a page."""

    def __init__(self, page: Page, address: str, *, requests: bool = True) -> None:
        self.origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        self.problems: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._written)
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("dialog", self._dismissed)
        if requests:
            page.on("response", self._answered)
            page.on("request", lambda request: self.requests.append(request.url))

    def _written(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(f"console: {message.text}")

    def _dismissed(self, dialog: Dialog) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400:
            self.problems.append(f"{answer.status}: {answer.url}")

    @property
    def foreign(self) -> list[str]:
        """Requests to anybody else."""
        return [url for url in self._all() if not url.startswith((self.origin, "data:"))]

    @property
    def indexes(self) -> list[str]:
        """Search data and code nobody asked for."""
        loaded = ("/search/data/", "/assets/search/", "/completions.js")
        asked = [url for url in self._all() if not url.endswith("/for-you/index.json")]  # as on every page
        return [url for url in asked if url.endswith(".json") or any(one in url for one in loaded)]

    def _all(self) -> list[str]:
        assert self.requests, "not even a page was asked for: nothing was heard"
        return self.requests


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page at desktop size, not yet anywhere."""
    with opened(browser, viewport=DESKTOP) as found:
        yield found


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What was heard and seen on every kind of page on one screen: how many pixels are too wide, by kind and
    scheme, and which kinds have a bar and a footer like this."""

    width: int
    heard: Heard
    wide: dict[tuple[str, str], int] = field(default_factory=dict)
    shells: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(
    scope="module", params=[(PHONE, "dark", "light"), (DESKTOP, "light", "dark")], ids=["phone", "desktop"]
)
def walk(request: pytest.FixtureRequest, browser: Browser, address: str) -> Walk:
    """Each kind of page, opened in one scheme and then seen in the other, as at sunset. (What runs when a page
    opens asks for the scheme or for the width, never for both.)"""
    screen, first, second = request.param
    with opened(browser, viewport=screen) as page:
        found = Walk(width=screen["width"], heard=Heard(page, address))
        for kind, path in KINDS.items():
            page.emulate_media(color_scheme=first)
            page.goto(address + path, wait_until="load")
            assert page.locator("h1").count() == 1, kind
            found.shells.setdefault(page.evaluate(SHELL), []).append(kind)
            for scheme in (first, second):
                page.emulate_media(color_scheme=scheme)
                if over := page.evaluate("() => document.documentElement.scrollWidth - innerWidth"):
                    found.wide[kind, scheme] = over
    return found


def test_every_page_is_quiet(walk: Walk) -> None:
    """No console message, error, dialog, request elsewhere or search data."""
    assert walk.heard.problems == []
    assert walk.heard.foreign == []
    assert walk.heard.indexes == []


def test_every_page_fits(walk: Walk) -> None:
    """Nothing is wider than the screen, in either scheme."""
    assert walk.wide == {}


def test_one_shell(walk: Walk) -> None:
    """Bar and footer have the same place, type and colour on every kind of page, hand-written ones too."""
    assert len(walk.shells) == 1, walk.shells
    assert re.match(rf"\[\[0,{walk.width},56\]", next(iter(walk.shells)))


def test_no_cookies(page: Page, address: str) -> None:
    """Reading leaves no cookie."""
    for path in ("", "papers/0001.00012/", "about/"):
        page.goto(address + path)
    assert page.context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_systems_colours(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """Without a choice the page has the colours of the system."""
    with opened(browser, color_scheme=scheme) as page:
        page.goto(address)
        assert _is_dark(page) == (scheme == "dark")


def test_colours_can_be_chosen_and_stay(page: Page, address: str) -> None:
    """The button switches between three states; the choice holds on all pages, Material's own included, and back."""
    page.emulate_media(color_scheme="light")
    page.goto(address)
    button = page.locator("#scheme")
    expect(button).to_have_attribute("aria-label", "Colours: system")
    button.click()
    expect(button).to_have_attribute("aria-label", "Colours: light")
    button.click()
    expect(button).to_have_attribute("aria-label", "Colours: dark")
    assert _is_dark(page)
    page.goto(f"{address}papers/0001.00012/")
    assert _is_dark(page)
    page.goto(f"{address}about/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}days/")
    assert _is_dark(page)
    page.locator("#scheme").click()
    expect(page.locator("#scheme")).to_have_attribute("aria-label", "Colours: system")
    assert not _is_dark(page)
    page.goto(f"{address}about/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_colours_chosen_on_a_hand_written_page(page: Page, address: str) -> None:
    """The same button is there, and what it says counts on generated pages too."""
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}about/")
    page.locator("#scheme").click(click_count=2)
    assert _is_dark(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(address)
    assert _is_dark(page)


def _is_dark(page: Page) -> bool:
    colour = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")) < 384


def test_keys_move_and_open(page: Page, address: str) -> None:
    """j and k move between papers, o opens the one in focus, arrows turn pages."""
    page.goto(f"{address}days/2027-01-05/")
    cards = page.locator("[data-paper]")
    page.keyboard.press("j")
    expect(cards.nth(0).locator("h3 a")).to_be_focused()
    page.keyboard.press("j")
    expect(cards.nth(1).locator("h3 a")).to_be_focused()
    page.keyboard.press("k")
    expect(cards.nth(0).locator("h3 a")).to_be_focused()
    key = cards.nth(0).get_attribute("data-paper")
    second = cards.nth(1).get_attribute("data-paper")
    page.keyboard.press("o")
    page.wait_for_url(f"{address}papers/{key}/")
    page.goto(f"{address}days/2027-01-05/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"{address}days/2027-01-04/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"{address}days/2027-01-05/")
    assert second


def test_keys_with_control_are_the_browsers(page: Page, address: str) -> None:
    """A key with Ctrl or Alt does nothing of ours."""
    page.goto(f"{address}days/2027-01-05/")
    page.keyboard.press("Control+j")
    page.keyboard.press("Alt+o")
    assert page.evaluate("() => document.activeElement === document.body")


def test_help(page: Page, address: str) -> None:
    """? tells the keys; Escape or its button closes it, and it can be opened again."""
    page.goto(address)
    for way in ("Escape", "button"):
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
        assert "next / previous paper" in page.locator("dialog.keys").inner_text()
        if way == "Escape":
            page.keyboard.press("Escape")
        else:
            page.get_by_role("button", name="Close").click()
        expect(page.locator("dialog.keys")).to_have_count(0)


def came_back(page: Page, address: str, seen: str) -> None:
    """Opens the home page as a reader who has seen all days up to one."""
    page.goto(address)
    profile = f'{{"format":"papers-profile","version":1,"seen":"{seen}"}}'
    page.evaluate(f"profile => localStorage.setItem('{BASE}.profile', profile)", profile)
    page.reload()


def test_news_since_the_last_visit(page: Page, address: str) -> None:
    """A reader who was here before sees what came since, linked and marked, until it is dismissed."""
    line = page.locator(".since")
    page.goto(address)
    expect(line).to_be_hidden()
    came_back(page, address, "2027-01-01")
    for _ in range(2):
        expect(line.get_by_role("link")).to_have_text(
            re.compile("^[0-9]+ new papers on 2 days since your last visit$")
        )
        expect(page.locator("#list > :not(.new)")).to_have_count(0)
        page.reload()
    line.get_by_role("button").click()
    expect(page.locator(".new")).to_have_count(0)
    page.reload()
    expect(line).to_have_text("Nothing new since your last visit.")


def test_news_after_a_long_time(page: Page, address: str) -> None:
    """Who was away for longer than the site lists days sees no exact number."""
    came_back(page, address, "2020-01-01")
    expect(page.locator(".since")).to_contain_text(
        re.compile(r"^More than [0-9]+ new papers since your last visit")
    )


def test_with_storage_blocked(page: Page, address: str) -> None:
    """Keys, copying and colours work where the browser lets nothing be kept."""
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('blocked', 'SecurityError'); } });"
    )
    page.emulate_media(color_scheme="light")
    heard = Heard(page, address)
    page.goto(address)
    expect(page.locator(".since")).to_be_hidden()
    page.goto(f"{address}papers/0001.00012/")
    page.locator("details.cite summary").click()
    expect(page.get_by_role("button", name="Copy BibTeX").first).to_be_visible()
    page.locator("#scheme").click(click_count=2)
    assert _is_dark(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    assert heard.problems == []


def test_without_javascript(browser: Browser, address: str) -> None:
    """Everything can be read and reached: text, formulas, folded names, next pages."""
    with opened(browser, viewport=PHONE, java_script_enabled=False) as page:
        page.goto(address)
        expect(page.locator(".card").first).to_be_visible()
        expect(page.locator("#scheme")).to_be_hidden()
        page.locator(".card h3 a").first.click()
        expect(page.locator("h1")).to_be_visible()
        page.goto(f"{address}papers/0001.00005/")
        page.locator(".authors summary").click()
        expect(page.locator(".authors details p")).to_contain_text("Author Number600")
        expect(page.locator(".authors details p")).to_be_visible()
        page.goto(f"{address}days/2027-01-05/")
        page.locator(".bar [rel=prev]").click()
        page.wait_for_url(f"{address}days/2027-01-04/")


def test_print(page: Page, address: str) -> None:
    """On paper there is no bar, no footer, no navigation."""
    page.emulate_media(media="print")
    for path in ("days/2027-01-05/", "papers/0001.00012/", "about/"):
        page.goto(address + path)
        for part in ("body > header", "footer", ".tabs", ".bar"):
            expect(page.locator(part).first).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()


def test_moved_papers_lead_on(page: Page, address: str) -> None:
    """The page of a provisional id brings the reader to the paper."""
    response = page.request.get(f"{address}sitemap.xml")
    assert response.ok
    page.goto(f"{address}papers/t-d71e408c40c8/")
    page.wait_for_url(f"{address}papers/0001.00012/")


def test_the_page_that_was_not_found_leads_home(page: Page, address: str) -> None:
    """Its links work at any depth: they start at the site's root."""
    page.goto(f"{address}404.html")
    assert str(page.locator(".brand").get_attribute("href")).startswith(BASE)
    page.locator("main a", has_text="Home").click()
    page.wait_for_url(address)


def test_first_key_skips_to_the_content(page: Page, address: str) -> None:
    """Tab first reaches a link past the menu."""
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()


def test_formulas_are_laid_out(page: Page, address: str) -> None:
    """MathML is drawn by the browser: a root has a height of its own."""
    page.goto(f"{address}papers/0001.00001/")
    box = page.locator("math msqrt").bounding_box()
    assert box
    assert box["height"] > 8


def test_a_title_has_its_own_direction(browser: Browser, address: str) -> None:
    """A title in Hebrew begins at the right of a page in English."""
    with opened(browser, viewport=DESKTOP) as page:
        page.goto(address + KINDS["paper in other scripts"])
        begins = """() => {
            const title = document.querySelector("h1");
            title.textContent = "\u05e9\u05dc\u05d5\u05dd ABC";
            const letter = document.createRange();
            letter.setStart(title.firstChild, 0);
            letter.setEnd(title.firstChild, 1);
            return letter.getBoundingClientRect().left - title.getBoundingClientRect().left;
        }"""
        assert page.evaluate(begins) > 200
