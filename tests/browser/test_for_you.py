"""The reader's own order, marks, follows and what is new, in a browser under a strict policy."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import BASE
from tests.browser.profiles import opened
from tests.browser.test_exports import downloaded
from tests.browser.test_pages import DESKTOP, PHONE, Heard

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROFILE = f"{BASE}.profile"
DAY = "days/2027-01-05/"
BIBTEX = """@article{kites,
  title = {Kites},
  eprint = {0001.00012},
  archivePrefix = {arXiv},
  abstract = {Unlike 0001.00020 we fly.},
}
@misc{b, title = {More}, url = {https://arxiv.org/abs/0001.00013v2}}
@inproceedings{c, title = {{Layered} {Mirrors} for Tea Leaves}, author = {Greyling, Cato and others}}
@book{d, title = {A {Printed} Book}, author = {Greyling, Cato}}
"""
SEEN = """([key, day]) => {
  const profile = JSON.parse(localStorage.getItem(key));
  const was = profile.searches[0].seen;
  profile.searches[0].seen = day;
  localStorage.setItem(key, JSON.stringify(profile));
  return was;
}"""
SHIFT = """() => new Promise((told) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (sum += one.hadRecentInput ? 0 : one.value)))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => told(sum), 100)));
})"""


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser: Browser, strict_address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of each size that may use the clipboard, and hears of nothing bad."""
    permissions = ["clipboard-read", "clipboard-write"]
    with opened(browser, viewport=request.param, permissions=permissions) as found:
        heard = Heard(found, strict_address)
        yield found
        assert heard.problems == []
        assert heard.foreign == []


def profile(page: Page) -> dict[str, Any]:
    """What the browser keeps."""
    found: dict[str, Any] = json.loads(page.evaluate("(key) => localStorage.getItem(key)", PROFILE))
    return found


def last_seen(page: Page, day: str) -> None:
    """The reader was last here when this was the newest list day."""
    script = "([key, day]) => localStorage.setItem(key, JSON.stringify({...JSON.parse(localStorage.getItem(key)), seen: day}))"
    page.evaluate(script, [PROFILE, day])


def test_a_week_of_a_reader(page: Page, strict_address: str, tmp_path: Path, browser: Browser) -> None:
    """Seeds from a library, reads, puts away, follows, comes back on three days, and moves to another
    browser."""
    _seeds(page, strict_address, tmp_path)
    _reads(page, strict_address)
    _follows(page, strict_address)
    _comes_back(page, strict_address)
    _moves(page, strict_address, tmp_path, browser)


def _load(page: Page, file: Path) -> None:
    """Chooses a file once the page shows the button for it."""
    expect(page.locator("#saved-add")).to_be_visible()
    page.locator("#saved-file").set_input_files(file)


def _seeds(page: Page, strict_address: str, tmp_path: Path) -> None:
    page.goto(f"{strict_address}saved/")
    library = tmp_path / "library.bib"
    library.write_text(BIBTEX, encoding="utf-8")
    _load(page, library)
    status = page.locator("#saved-status")
    expect(status).to_have_text(
        "3 papers added, 0 already on your list. 1 not in this archive: A Printed Book"
    )
    expect(page.locator("#saved-list li")).to_have_count(3)


def _reads(page: Page, strict_address: str) -> None:
    """The first paper of the page is read and the second put away, with keys alone."""
    page.goto(f"{strict_address}for-you/")
    expect(page.locator(".for-you-day ol").first).to_have_attribute("data-order", "for-you")
    shown = page.locator(".for-you-day li[data-paper]:visible")
    expect(shown.first.locator(".why")).not_to_be_empty()
    expect(page.locator('[data-paper="0001.00012"]:visible')).to_have_count(0)
    first, second = (str(shown.nth(n).get_attribute("data-paper")) for n in (0, 1))
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.locator(f'[data-paper="{first}"]').first).to_have_attribute("class", "read")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(f'[data-paper="{second}"]').first).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    assert profile(page)["away"].keys() == {"2"}
    page.reload()
    expect(page.locator(f'[data-paper="{second}"]').first).to_be_visible()
    expect(page.locator(f'[data-paper="{first}"]').first).to_be_hidden()


def _follows(page: Page, strict_address: str) -> None:
    page.goto(f"{strict_address}topics/memory/")
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_role("button", name="Following ✓")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".told-once")).to_contain_text("You follow Memory")


def _comes_back(page: Page, strict_address: str) -> None:
    for day in ("2026-12-31", "2027-01-03", "2027-01-04"):
        last_seen(page, day)
        page.goto(strict_address)
        expect(page.locator(".since")).to_contain_text("since your last visit")
        expect(page.locator("[data-paper].new").first).to_be_visible()
        expect(page.locator("header :is(.brand, nav > :first-child) .count:visible")).to_be_visible()
    page.goto(f"{strict_address}{DAY}")
    expect(page.locator("[data-paper].new").first).to_be_visible()
    page.goto(strict_address)
    page.get_by_role("button", name="Mark all as seen").click()
    expect(page.locator(".since")).to_have_text("Nothing new since your last visit.")
    expect(page.locator("[data-paper].new")).to_have_count(0)


def _moves(page: Page, strict_address: str, tmp_path: Path, browser: Browser) -> None:
    page.goto(f"{strict_address}saved/")
    expect(page.locator("#saved-follows a")).to_have_text(["Memory"])
    _, feeds = downloaded(page, "Save as OPML")
    assert f"{strict_address}feeds/topics/memory.atom" in feeds
    _, kept = downloaded(page, "Save to a file")
    moved = tmp_path / "profile.json"
    moved.write_text(kept, encoding="utf-8")
    with opened(browser, viewport=DESKTOP) as other:
        other.goto(f"{strict_address}saved/")
        _load(other, moved)
        expect(other.locator("#saved-list li")).to_have_count(3)
        assert profile(other) == profile(page)


def test_a_day_in_the_readers_order(page: Page, strict_address: str) -> None:
    """All cards are there; nothing moves; from three saved papers on it is the usual order, and votes are one
    choice away."""
    page.goto(f"{strict_address}{DAY}")
    whole = page.locator("#list > [data-paper]").evaluate_all("(all) => all.map((one) => one.dataset.paper)")
    expect(page.locator("#list")).to_have_attribute("data-order", "votes")
    for place in range(3, 6):
        page.locator("#list > [data-paper] .save").nth(place).click()
    expect(page.locator("#list")).to_have_attribute("data-order", "votes")
    page.goto(f"{strict_address}{DAY}?order=for-you")
    expect(page.locator("#list")).to_have_attribute("data-order", "for-you")
    ordered = page.locator("#list > [data-paper]").evaluate_all(
        "(all) => all.map((one) => one.dataset.paper)"
    )
    assert sorted(ordered) == sorted(whole)
    assert set(ordered[:3]) == set(whole[3:6])
    assert page.evaluate(SHIFT) <= 0.02
    page.goto(f"{strict_address}{DAY}")
    expect(page.locator("#list")).to_have_attribute("data-order", "for-you")
    assert page.evaluate(SHIFT) <= 0.02
    page.get_by_label("Order").select_option("votes")
    expect(page.locator("#list")).to_have_attribute("data-order", "votes")
    page.goto(f"{strict_address}for-you/")
    expect(page.locator("#for-you-status")).to_contain_text("you have not read")
    assert page.evaluate(SHIFT) <= 0.02


def test_marks_by_key(page: Page, strict_address: str) -> None:
    """Save, read, put away and cite have a key each; unread papers alone can be shown."""
    page.goto(f"{strict_address}{DAY}")
    expect(page.locator("#list")).to_have_attribute("data-order", "votes")
    page.keyboard.press("j")
    for key, name in (("s", ".save"), ("r", ".mark-read"), ("x", ".put-away")):
        page.keyboard.press(key)
        expect(page.locator(f"#list > li {name}").first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("c")
    expect(page.locator(".told-once")).to_contain_text("BibTeX copied")
    assert page.evaluate("() => navigator.clipboard.readText()").startswith("@misc{")
    count = page.locator("#list > li:visible").count()
    page.goto(f"{strict_address}{DAY}?unread=1")
    expect(page.locator("#list > li:visible")).to_have_count(count - 1)


def test_nothing_saved_and_nothing_kept(browser: Browser, strict_address: str) -> None:
    """The page offers papers to start from, and where storage is blocked it says so and works."""
    blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    with opened(browser, viewport=PHONE) as page:
        heard = Heard(page, strict_address)
        page.add_init_script(blocked)
        page.goto(f"{strict_address}for-you/")
        expect(page.locator("#for-you-start li").first).to_be_visible()
        expect(page.locator("#for-you-status")).to_contain_text("Save 3 more papers")
        for place in range(3):
            page.locator(".for-you-day .save").nth(place).click()
        expect(page.locator(".told-once")).to_contain_text("blocking storage")
        expect(page.locator("#for-you-start")).to_be_hidden()
        expect(page.locator(".for-you-day ol").first).to_have_attribute("data-order", "for-you")
        assert heard.problems == []


def test_pages_ask_the_same_of_every_reader(browser: Browser, strict_address: str) -> None:
    """Which files a page loads by itself does not follow from what its reader saved, read or follows."""
    likes = {
        "one": (["0001.00012", "0001.00013", "0001.00014"], "memory"),
        "other": (["0001.00030", "0001.00031", "0001.00040", "0001.00041"], "retrieval"),
    }
    asked = {}
    for reader, (ids, topic) in likes.items():
        with opened(browser, viewport=DESKTOP) as page:
            page.goto(f"{strict_address}topics/{topic}/")
            page.get_by_role("button", name="Follow", exact=True).click()
            page.goto(f"{strict_address}saved/")
            page.get_by_text("Load your library").click()
            page.get_by_label("Your library").fill(" ".join(ids))
            page.get_by_role("button", name="Add", exact=True).click()
            expect(page.locator("#saved-list li")).to_have_count(len(ids))
            page.goto(f"{strict_address}for-you/")
            expect(page.locator(".for-you-day ol").first).to_have_attribute("data-order", "for-you")
            heard = Heard(page, strict_address)
            for path in ("", DAY, f"{DAY}?order=for-you", "for-you/", "saved/", "papers/0001.00012/"):
                page.goto(f"{strict_address}{path}")
                page.wait_for_load_state("networkidle")
            asked[reader] = heard.requests
    assert any(".bin?" in url for url in asked["one"])
    assert sorted(asked["one"]) == sorted(asked["other"])


def test_no_script_is_needed_to_read(browser: Browser, strict_address: str) -> None:
    """The page says what it is, and lists every paper of its days."""
    with opened(browser, viewport=PHONE, java_script_enabled=False) as page:
        page.goto(f"{strict_address}for-you/")
        expect(page.locator("noscript p.notice")).to_be_visible()
        assert page.locator(".for-you-day li:visible").count() > 20


def test_a_saved_search(browser: Browser, strict_address: str) -> None:
    """It is kept with its filters, and leads to what is new in it since it was last opened."""
    with opened(browser, viewport=DESKTOP) as page:
        heard = Heard(page, strict_address)
        page.goto(f"{strict_address}search/?q=maps&order=newest")
        page.get_by_role("button", name="Save this search").click()
        expect(page.get_by_role("button", name="Search saved ✓")).to_have_attribute("aria-pressed", "true")
        page.goto(f"{strict_address}saved/")
        links = page.locator("#saved-searches a")
        expect(links).to_have_text(["maps", "new since 5 Jan 2027"])
        expect(links.nth(1)).to_have_attribute("href", re.compile(r"\?q=maps&order=newest&from=2027-01-06$"))
        seen = page.evaluate(SEEN, [PROFILE, "2027-01-03"])
        assert seen == "2027-01-05"
        page.reload()
        page.get_by_role("button", name="Count new papers").click()
        expect(links.nth(1)).to_have_text(re.compile(r"^[1-9]\d* new papers? since 3 Jan 2027$"))
        page.get_by_role("button", name="Remove the search maps").click()
        expect(page.locator("#saved-searches")).to_be_hidden()
        assert heard.problems == []
