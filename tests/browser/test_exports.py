"""Exports of lists, search results, papers and the reading list, in a browser under a strict policy."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import BASE
from tests.browser.pace import drawn
from tests.browser.profiles import opened
from tests.browser.test_pages import DESKTOP, PHONE, Heard

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAVED = f"{BASE}.saved"
TOLD = """(button) => {
  window.told = new Promise((go) => {
    const look = () => button.textContent.startsWith("Copied") && go(true);
    new MutationObserver(look).observe(button, { characterData: true, childList: true, subtree: true });
    setTimeout(() => go(false), 20_000);
  });
}"""


@pytest.fixture
def page(browser: Browser, strict_address: str) -> Iterator[Page]:
    """A page that may use the clipboard, and hears of nothing bad."""
    permissions = ["clipboard-read", "clipboard-write"]
    with opened(browser, viewport=DESKTOP, permissions=permissions) as found:
        heard = Heard(found, strict_address)
        yield found
        assert heard.problems == []
        assert heard.foreign == []


def downloaded(page: Page, button: str) -> tuple[str, str]:
    """Name and text of the file that a button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    file = waiting.value
    return file.suggested_filename, Path(file.path()).read_bytes().decode("utf-8-sig")


def csv_ids(written: str) -> list[str]:
    """The papers of a CSV file, without the scheme of their ids."""
    return [row["id"].removeprefix("arXiv:") for row in csv.DictReader(io.StringIO(written, newline=""))]


def copied(page: Page, button: str) -> str:
    """What a button puts into the clipboard."""
    found = page.get_by_role("button", name=button, exact=True)
    found.evaluate(TOLD)
    found.click()
    assert page.evaluate("() => told"), "the button says that it is done, if only for a moment"
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert isinstance(text, str)
    return text


def ids_on(page: Page) -> list[str]:
    """The papers of the page's main list."""
    found = page.evaluate("() => [...document.querySelectorAll('[data-paper]')].map(p => p.dataset.paper)")
    assert isinstance(found, list)
    return found


def test_a_day_in_every_format(page: Page, strict_address: str) -> None:
    """All papers of the day, in the order of the page."""
    page.goto(f"{strict_address}days/2027-01-05/")
    ids = ids_on(page)
    page.get_by_role("button", name="Export", exact=True).click()
    expect(page.get_by_role("status").first).to_have_text(f"{len(ids)} papers")
    name, written = downloaded(page, "CSV")
    assert name == "papers-days-2027-01-05.csv"
    assert csv_ids(written) == ids
    name, written = downloaded(page, "BibTeX")
    assert name == "papers-days-2027-01-05.bib"
    assert len(parse_string(written).entries) == len(ids)
    assert len(rispy.loads(copied(page, "Copy RIS").replace("\r\n", "\n"))) == len(ids)
    assert len(json.loads(copied(page, "Copy CSL-JSON"))) == len(ids)
    assert len(re.findall("^- ", copied(page, "Copy Markdown"), re.MULTILINE)) == len(ids)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Export", exact=True)).to_be_focused()


def test_a_list_over_several_pages_is_exported_whole(page: Page, strict_address: str) -> None:
    """From whichever of its pages; the window says so."""
    page.goto(f"{strict_address}weeks/2026-W53/")
    first = ids_on(page)
    page.goto(f"{strict_address}weeks/2026-W53/2/")
    second = ids_on(page)
    assert not set(first) & set(second)
    page.get_by_role("button", name="Export", exact=True).click()
    dialog = page.get_by_role("dialog", name="Export: Week 53 of 2026")
    expect(dialog).to_contain_text(re.compile(r"All papers in this list, from all \d pages\."))
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^\d+ papers$"))
    name, written = downloaded(page, "CSV")
    assert name == "papers-weeks-2026-W53.csv"
    ids = csv_ids(written)
    assert ids[: len(first) + len(second)] == first + second
    assert len(ids) == len(set(ids))


def test_files_are_named_after_the_list(page: Page, strict_address: str) -> None:
    """A number that belongs to the list stays in the name."""
    page.goto(f"{strict_address}years/2026/2/")
    page.get_by_role("button", name="Export", exact=True).click()
    assert downloaded(page, "RIS")[0] == "papers-years-2026.ris"


def test_a_topic_exports_its_list_and_not_the_newest(page: Page, strict_address: str) -> None:
    """A page with two lists exports the one with all papers."""
    page.goto(f"{strict_address}topics/memory/")
    count = page.evaluate(
        "() => new Set([...document.querySelectorAll('[data-paper]')].map(p => p.dataset.paper)).size"
    )
    page.get_by_role("button", name="Export", exact=True).click()
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^\d+ papers$"))
    told = page.get_by_role("status").first.inner_text()
    assert int(told.split()[0]) >= count


def test_a_list_that_cannot_be_loaded_can_be_tried_again(browser: Browser, strict_address: str) -> None:
    """Without a network the window says so and stays."""
    with opened(browser, viewport=PHONE) as page:
        page.goto(f"{strict_address}days/2027-01-05/")
        page.route("**/exports/papers/**", lambda route: route.abort())
        page.get_by_role("button", name="Export", exact=True).click()
        expect(page.get_by_role("status").first).to_have_text("The papers could not be loaded.")
        page.unroute("**/exports/papers/**")
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_role("status").first).to_have_text("13 papers")
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def moved(page: Page, address: str) -> float:
    """How far the layout shifts while a page loads, as browsers count it."""
    page.goto(address)
    expect(page.locator("button.save").first).to_be_visible()
    drawn(page)
    return float(page.evaluate("() => window.shifts"))


def test_nothing_moves_and_nothing_is_loaded_unasked(page: Page, strict_address: str) -> None:
    """Buttons and bookmarks take room that was kept for them; entries and the window come when used."""
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach(e => window.shifts += e.value))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in (
        "",
        "days/2027-01-05/",
        "weeks/2026-W53/",
        "papers/",
        "papers/0001.00012/",
        "topics/memory/",
    ):
        # What a script moves, it moves at each load; a page painted before all of it has come, only at some.
        shifts = [moved(page, strict_address + path)]
        while shifts[-1] >= 0.001 and len(shifts) < 3:
            shifts.append(moved(page, strict_address + path))
        assert min(shifts) < 0.001, path
    assert not [url for url in asked if "/exports/" in url or "exports.js" in url or "saved-page" in url]


def test_search_results(page: Page, strict_address: str) -> None:
    """The results shown, in their order."""
    page.goto(f"{strict_address}search/?q=maps")
    expect(page.locator("[data-search-state=done]")).to_be_visible()
    ids = page.evaluate("() => [...document.querySelectorAll('#results > li')].map(p => p.dataset.paper)")
    page.get_by_role("button", name=f"Export these {len(ids)} results").click()
    expect(page.get_by_role("dialog").get_by_role("status").first).to_have_text(f"{len(ids)} papers")
    name, written = downloaded(page, "CSV")
    assert name == "papers-search-maps.csv"
    assert csv_ids(written) == ids


def test_a_papers_citation(page: Page, strict_address: str) -> None:
    """Its BibTeX is in the page; opened, it offers every format, and what it shows is what it copies."""
    page.goto(f"{strict_address}papers/0001.00012/")
    page.locator("details.cite summary").click()
    code = page.locator("details.cite code")
    expect(code).to_contain_text("@misc{inglenook-0001.00012,")
    shown = code.inner_text() + "\n"
    assert copied(page, "Copy RIS").startswith("TY  - UNPB\r\nID  - inglenook-0001.00012\r\n")
    expect(page.get_by_role("button", name="Copy RIS")).to_have_text("Copy")
    assert downloaded(page, "BibTeX") == ("inglenook-0001.00012.bib", shown)
    page.get_by_label("With abstracts").check()
    name, written = downloaded(page, "RIS")
    assert name == "inglenook-0001.00012.ris"
    assert "\r\nAB  - " in written


def test_citations_without_javascript_or_network(browser: Browser, strict_address: str) -> None:
    """BibTeX is there all the same."""
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{strict_address}papers/0001.00012/")
        page.locator("details.cite summary").click()
        expect(page.locator("details.cite code")).to_contain_text("eprint={0001.00012}")
        expect(page.locator("button.save")).to_have_count(0)
        page.goto(f"{strict_address}saved/")
        expect(page.locator("noscript p.notice, p.notice")).to_be_visible()
        expect(page.locator("#saved")).to_be_hidden()
    with opened(browser) as page:
        page.goto(f"{strict_address}papers/0001.00012/")
        page.route("**/exports/papers/**", lambda route: route.abort())
        page.locator("details.cite summary").click()
        expect(page.locator("details.cite")).to_contain_text("could not be loaded")
        expect(page.locator("details.cite code")).to_be_visible()


def test_a_papers_actions(page: Page, strict_address: str) -> None:
    """The link and the BibTeX entry of a paper are copied without opening anything."""
    page.goto(f"{strict_address}papers/0001.00012/")
    assert copied(page, "Copy BibTeX") == f"{page.locator('details.cite code').text_content()}\n"
    assert copied(page, "Copy link").endswith("/papers/0001.00012/")


def test_related_papers_are_sorted(page: Page, strict_address: str) -> None:
    """By votes or date, and back; all stay."""
    page.goto(f"{strict_address}papers/0001.00012/")
    titles = page.locator("ol.related a")
    best = titles.all_inner_texts()
    page.get_by_label("Order of related papers").select_option("Most upvoted")
    votes = [int(one.replace(",", "")) for one in page.locator("ol.related b").all_inner_texts()]
    assert votes == sorted(votes, reverse=True)
    assert sorted(titles.all_inner_texts()) == sorted(best)
    page.get_by_label("Order of related papers").select_option("Most similar")
    assert titles.all_inner_texts() == best


# The reading list


def test_saving_and_reading(page: Page, strict_address: str) -> None:
    """A bookmark saves, everywhere at once; on the list a paper is marked as read, taken off, and put back."""
    page.goto(f"{strict_address}days/2027-01-05/")
    first, second = page.locator(".card").nth(0), page.locator(".card").nth(1)
    for card in (first, second):
        card.locator(".save").click()
        expect(card.locator(".save")).to_have_attribute("aria-pressed", "true")
    titles = [card.locator("h3 a").inner_text() for card in (first, second)]
    key = first.get_attribute("data-paper")
    page.goto(f"{strict_address}papers/{key}/")
    expect(page.locator(".saving .save")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{strict_address}saved/")
    rows = page.locator("#saved-list li")
    expect(rows.locator("> a")).to_have_text(titles[::-1])
    status = page.locator("#saved-status")
    expect(status).to_have_text("2 saved, 2 unread")
    rows.nth(0).get_by_role("button", name=re.compile("^Mark as read")).click()
    expect(status).to_have_text("2 saved, 1 unread")
    expect(rows.nth(0).get_by_role("button", name=re.compile("^Read"))).to_be_focused()
    rows.nth(1).locator(".save").click()
    expect(rows).to_have_count(1)
    expect(status).to_contain_text(f"Removed “{titles[0]}”")
    page.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(2)
    page.reload()
    expect(status).to_have_text("2 saved, 1 unread")
    rows.locator("> a").nth(1).click()
    page.wait_for_url(f"{strict_address}papers/{key}/")


def test_the_key_s(page: Page, strict_address: str) -> None:
    """s saves the paper in focus and takes it off; on a paper's page that paper. o opens, also from the bookmark."""
    page.goto(f"{strict_address}days/2027-01-05/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("s")
    button = page.locator(".card").nth(1).locator(".save")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.focus()
    page.keyboard.press("k")
    expect(page.locator(".card").nth(0).locator("h3 a")).to_be_focused()
    button.focus()
    key = page.locator(".card").nth(1).get_attribute("data-paper")
    page.keyboard.press("o")
    page.wait_for_url(f"{strict_address}papers/{key}/")
    page.keyboard.press("s")
    expect(page.locator(".saving .save")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_contain_text("reading list")


def test_an_empty_list_helps(page: Page, strict_address: str) -> None:
    """It says how to save, and what needs papers is off."""
    page.goto(f"{strict_address}saved/")
    expect(page.locator("#saved-none")).to_be_visible()
    expect(page.locator("#saved-narrow")).to_be_hidden()
    expect(page.get_by_role("button", name="Export")).to_be_disabled()
    expect(page.get_by_role("button", name="Add from a file")).to_be_enabled()


def test_tabs_are_kept_in_step(page: Page, strict_address: str) -> None:
    """What is saved in one shows in the other."""
    page.goto(f"{strict_address}days/2027-01-05/")
    other = page.context.new_page()
    other.goto(f"{strict_address}saved/")
    page.locator(".card .save").first.click()
    expect(other.locator("#saved-list li")).to_have_count(1)
    other.locator("#saved-list .save").click()
    expect(page.locator(".card .save").first).to_have_attribute("aria-pressed", "false")
    other.close()


def test_files_of_lists(page: Page, strict_address: str, tmp_path: Path) -> None:
    """A list saved to a file comes back from it; a file that is none is refused with a reason, as text."""
    page.goto(f"{strict_address}days/2027-01-05/")
    for place in range(3):
        page.locator(".card .save").nth(place).click()
    page.goto(f"{strict_address}saved/")
    name, kept = downloaded(page, "Save to a file")
    assert name == "profile.json"
    value = json.loads(kept)
    assert (value["format"], value["version"], len(value["saved"])) == ("papers-profile", 1, 3)
    page.evaluate("() => localStorage.clear()")
    page.reload()
    expect(page.locator("#saved-none")).to_be_visible()
    good, bad = tmp_path / "good.json", tmp_path / "<img src=x onerror=alert(1)>.json"
    good.write_text(kept, encoding="utf-8")
    entry = {
        "id": "javascript:alert(1)",
        "title": "",
        "by": "",
        "saved": "2026-01-01T00:00:00Z",
        "read": False,
    }
    earlier = {"format": "papers-reading-list", "version": 1, "papers": [entry]}
    bad.write_text(json.dumps(earlier), encoding="utf-8")
    expect(page.locator("#saved-add")).to_be_visible()
    page.locator("#saved-file").set_input_files(bad)
    expect(page.locator("#saved-status")).to_contain_text(
        "isn't a valid reading list: paper 1 has no valid id"
    )
    expect(page.locator("#saved-list li")).to_have_count(0)
    for said in ("3 papers added, 0 already on your list.", "0 papers added, 3 already on your list."):
        page.locator("#saved-file").set_input_files(good)
        expect(page.locator("#saved-status")).to_have_text(said)
    expect(page.locator("#saved-list li")).to_have_count(3)


def test_hostile_lists_are_text(page: Page, strict_address: str) -> None:
    """Titles of an imported list are shown as they are; links lead to papers of this site."""
    title = "<img src=x onerror=alert(1)> & “javascript:alert(1)”"
    paper = {"id": "0001.00012", "title": title, "by": title, "saved": "2026-01-01T00:00:00Z", "read": False}
    page.goto(f"{strict_address}saved/")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [SAVED, json.dumps([paper])])
    page.reload()
    link = page.locator("#saved-list li > a")
    expect(link).to_have_text(title)
    expect(link).to_have_attribute("href", f"{strict_address}papers/0001.00012/")
    assert page.locator("#saved-list img").count() == 0


def test_finding_ordering_and_exporting_the_list(page: Page, strict_address: str) -> None:
    """What is shown is what is exported, in its order; a paper the archive does not have is named."""
    page.goto(f"{strict_address}days/2027-01-05/")
    for place in range(4):
        page.locator(".card .save").nth(place).click()
    page.goto(f"{strict_address}saved/")
    stranger = {
        "id": "0001.00999",
        "title": "Elsewhere",
        "by": "",
        "saved": "2020-01-01T00:00:00Z",
        "read": False,
    }
    page.evaluate(
        "([key, one]) => localStorage.setItem(key, JSON.stringify([one]))",
        [SAVED, stranger],
    )
    page.reload()
    page.get_by_label("Order").select_option("title")
    titles = page.locator("#saved-list li > a").all_inner_texts()
    assert len(titles) == 5
    page.get_by_label("Find").fill(titles[1].split()[0].strip('"'))
    shown = ids_on(page)
    assert 1 <= len(shown) < 5
    expect(page.locator("#saved-status")).to_contain_text(f"{len(shown)} of 5 saved")
    page.get_by_role("button", name="Export", exact=True).click()
    _, written = downloaded(page, "CSV")
    assert csv_ids(written) == shown
    page.keyboard.press("Escape")
    page.get_by_label("Find").fill("")
    page.get_by_role("button", name="Export", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("status").first).to_have_text(
        "4 papers; 1 no longer in the archive"
    )


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
            "Your browser is blocking storage",
        ),
        (
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
            "storage for this site is full",
        ),
    ],
    ids=["blocked", "full"],
)
def test_a_browser_that_keeps_nothing(page: Page, strict_address: str, script: str, said: str) -> None:
    """The reader sees a message, and the mark lasts as long as the page."""
    page.add_init_script(script)
    page.goto(f"{strict_address}days/2027-01-05/")
    page.locator(".card .save").first.click()
    expect(page.locator(".told-once")).to_contain_text(said)
    expect(page.locator(".card .save").first).to_have_attribute("aria-pressed", "true")
    page.goto(f"{strict_address}saved/")
    expect(page.locator("#saved-none")).to_be_visible()


def test_bookmarks_on_search_results(page: Page, strict_address: str) -> None:
    """Cards that come late have one too, and it stays while the list is drawn again."""
    page.goto(f"{strict_address}search/?q=maps")
    expect(page.locator("[data-search-state=done]")).to_be_visible()
    card = page.locator("#results > li").first
    card.locator(".save").click()
    expect(card.locator(".save")).to_have_attribute("aria-pressed", "true")
    key = card.get_attribute("data-paper")
    page.goto(f"{strict_address}saved/")
    expect(page.locator("#saved-list li")).to_have_attribute("data-paper", str(key))
