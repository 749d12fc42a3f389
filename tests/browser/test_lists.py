"""Lists in a browser: orders and filters in the address, dates, abstracts, finders."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import BASE
from tests.browser.profiles import opened
from tests.browser.test_pages import DESKTOP, Heard

pytestmark = [pytest.mark.browser, pytest.mark.slow]

IDS = "list => [...list.children].filter(one => !one.hidden).map(one => one.dataset.paper)"
SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(one => (sum += one.hadRecentInput ? 0 : one.value)))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 100);
})"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page."""
    with opened(browser, viewport=DESKTOP) as found:
        yield found


def ids(page: Page) -> list[str]:
    """The papers of the page's list that can be seen, in order."""
    found: list[str] = page.locator("#list").evaluate(IDS)
    return found


def test_order_and_filters_are_in_the_address(page: Page, address: str) -> None:
    """What is chosen is shown, counted, written into the address, and back after a reload; nothing shifts."""
    heard = Heard(page, address)
    page.goto(f"{address}days/2027-01-05/")
    expect(page.locator("#list")).to_have_attribute("data-order", "votes")
    whole = ids(page)
    page.get_by_label("Order").select_option("time")
    expect(page.locator("#list")).to_have_attribute("data-order", "time")
    assert sorted(ids(page)) == sorted(whole)
    assert ids(page) != whole
    page.get_by_role("button", name=re.compile(r"^Code \d+$")).click()
    expect(page).to_have_url(re.compile(r"\?order=time&code=1$"))
    coded = ids(page)
    assert 0 < len(coded) < len(whole)
    assert all(page.locator(f'[data-paper="{key}"] a.code').count() for key in coded)
    page.reload()
    expect(page.locator("#list")).to_have_attribute("data-order", "time")
    assert ids(page) == coded
    assert page.evaluate(SHIFT) <= 0.02
    expect(page.locator(".bar [rel=prev]")).to_have_attribute("href", re.compile(r"\?order=time&code=1$"))
    page.get_by_label("Topic").select_option("memory")
    narrow = ids(page)
    assert set(narrow) < set(coded)
    page.goto(f"{address}days/2027-01-05/?topic=nothing-like-it")
    page.get_by_role("button", name="Show all").click()
    assert ids(page) == whole
    assert not heard.problems


def test_papers_are_grouped_by_category(page: Page, address: str) -> None:
    """Below headings, the largest group first; the long groups of a long list are opened by keyboard."""

    def longer(route: Route) -> None:
        text = route.fetch().text()
        start, items, end = re.split(r"(?s)(?<=id=list>)(.*?)(?=</ol>)", text, maxsplit=1)
        many = "".join(items.replace("0001.0", f"0001.{n}") for n in range(5))
        size = many.count("data-paper")
        told = json.dumps([["cs.CL", size - 2, [*range(2, size)], []], ["math.CO", 3, [0, 1], [4]]])
        end = re.sub(r"(id=list-data>\{)", rf'\1"categories":{told},', end, count=1)
        route.fulfill(body=start + many + end, content_type="text/html")

    page.route("**/days/2027-01-05/*", longer)
    page.goto(f"{address}days/2027-01-05/?order=category")
    headings = page.locator("#list > .group h3")
    expect(headings).to_have_text([re.compile(r"^cs.CL \d+$"), "math.CO 2"])
    papers = page.locator("#list > [data-paper]:visible")
    expect(papers).to_have_count(6 + 2)
    page.get_by_role("button", name=re.compile(r"^Show \d+ more of cs.CL$")).press("Enter")
    expect(page.get_by_role("button", name="Show fewer of cs.CL")).to_be_focused()
    whole = papers.count()
    assert headings.first.inner_text() == f"cs.CL {whole - 2}"
    page.get_by_label("Category").select_option("math.CO")
    expect(page).to_have_url(re.compile(r"\?order=category&category=math.CO$"))
    expect(headings).to_have_text(["math.CO 2", "cs.CL 1"])
    page.get_by_label("Order").select_option("votes")
    expect(papers).to_have_count(3)
    page.get_by_label("Category").select_option("")
    expect(papers).to_have_count(whole)


def test_a_list_in_parts_is_ordered_as_a_whole(page: Page, address: str) -> None:
    """The newest of all parts come first, whichever part the reader is on."""
    page.goto(f"{address}weeks/2026-W53/?order=time")
    expect(page.locator("#list")).to_have_attribute("data-order", "time")
    expect(page.locator(".numbers")).to_be_hidden()
    first = ids(page)
    assert len(first) > 20
    page.goto(f"{address}weeks/2026-W53/2/?order=time")
    expect(page.locator("#list")).to_have_attribute("data-order", "time")
    assert ids(page) == first
    page.get_by_label("Order").select_option("votes")
    expect(page.locator("#list")).to_have_attribute("data-order", "votes")
    assert len(ids(page)) < len(first)
    expect(page.locator(".numbers")).to_be_visible()


def test_a_row_without_votes_is_two_lines(page: Page, address: str) -> None:
    """Below its title is who wrote it, at the left edge, or below the titles of rows that have votes."""
    page.goto(f"{address}papers/")
    mixed, alone = page.evaluate(
        """() => {
            const rows = [...document.querySelectorAll(".rows > li")];
            const [first, second] = rows;
            const lines = row => {
                const range = document.createRange();
                range.selectNode([...row.childNodes].find(one => one.nodeType === 3 && one.textContent.trim()));
                return [row.querySelector("a"), range].map(one => one.getBoundingClientRect());
            };
            const fits = (row, left) => lines(row).every(({ x }) => Math.abs(x - left) < 1)
                && lines(row)[0].bottom <= lines(row)[1].top + 6;
            second.querySelector("b").remove();
            const mixed = fits(second, lines(first)[0].x);
            for (const row of rows) row.querySelector("b")?.remove();
            return [mixed, fits(second, first.getBoundingClientRect().x + 3.2)];
        }"""
    )
    assert mixed
    assert alone


def test_density_is_kept(page: Page, address: str) -> None:
    """A dense list stays dense on other pages, before anything is painted."""
    page.goto(f"{address}days/2027-01-05/")
    page.get_by_role("button", name="Dense").click()
    expect(page.locator("#list .sum").first).to_be_hidden()
    page.goto(f"{address}days/2027-01-04/")
    expect(page.get_by_role("button", name="Dense")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#list .sum").first).to_be_hidden()
    assert page.evaluate(f"() => localStorage.getItem('{BASE}.density')") == "dense"


def test_an_abstract_unfolds_in_its_card(page: Page, address: str) -> None:
    """By keyboard too; it is fetched when asked for, and folds again."""
    page.goto(f"{address}days/2027-01-05/")
    card = page.locator('[data-paper="0001.00012"]')
    card.locator("h3 a").focus()
    toggle = card.get_by_role("button", name=re.compile("^Abstract"))
    toggle.press("Enter")
    expect(card.locator(".unfolded .abstract")).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    toggle.press("Enter")
    expect(card.locator(".unfolded")).to_have_count(0)


def test_a_date_is_chosen_in_a_calendar(page: Page, address: str) -> None:
    """It opens at the page's month, knows which days there are, turns to others, and closes with Escape."""
    heard = Heard(page, address)
    page.goto(f"{address}days/2027-01-05/")
    page.locator(".bar .date").click()
    dialog = page.get_by_role("dialog", name="Choose a date")
    expect(dialog.locator("[aria-current]")).to_have_text("5")
    expect(dialog.locator("[aria-current]")).to_be_focused()
    dialog.get_by_role("button", name="Earlier month").click()
    expect(dialog).to_contain_text("December 2026")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.locator(".bar .date").click()
    dialog.get_by_role("link", name="4", exact=True).click()
    expect(page).to_have_url(re.compile(r"days/2027-01-04/$"))
    assert not heard.problems


def test_without_scripts_a_list_is_plain(browser: Browser, address: str) -> None:
    """All papers in the order of votes, and the way to the days before and after."""
    with opened(browser, viewport=DESKTOP, java_script_enabled=False) as page:
        page.goto(f"{address}days/2027-01-04/?order=time")
        votes = [int(text.replace("–", "0")) for text in page.locator("#list .votes").all_inner_texts()]
        assert votes == sorted(votes, reverse=True)
        expect(page.locator("#list > li").last).to_be_visible()
        expect(page.locator(".bar [rel=next]")).to_be_visible()
