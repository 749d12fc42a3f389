"""Hostile strings in every field, in a browser: they are shown, and nothing else happens."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from generator import text
from generator.records import ledger
from tests.browser.conftest import served
from tests.browser.profiles import opened
from tests.browser.test_pages import HUBS, Heard
from tests.support import projects
from tests.test_hostile import IDS, OF, days, title

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READ = """() => ({
    title: document.title, h1: document.querySelector('h1').textContent,
    author: document.querySelector('.authors')?.textContent,
    h1s: document.querySelectorAll('h1').length,
    over: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    asked: performance.getEntriesByType('resource').map((one) => [one.name, one.responseStatus]),
    odd: document.querySelectorAll('main script:not([type="application/ld+json"], [type="application/json"]), main style, main iframe, main img, main form, main svg').length,
})"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of hostile strings, in which every name has a page."""
    folder: Path = projects.make(tmp_path_factory.mktemp("hostile"), days(OF))
    (folder / "data" / "curation.yaml").unlink()
    settings = folder / "mkdocs.yml"
    options = "    page_budget_kb: 5000\n    author_threshold: 1\n    organization_threshold: 1\n    offline: false\n"
    settings.write_text(settings.read_text(encoding="utf-8") + options, encoding="utf-8")
    return projects.built(folder)


@pytest.fixture(scope="module")
def hostile(built: Path) -> Iterator[str]:
    """Where it is served."""
    with served(built) as address:
        yield address


def addresses(site: Path) -> list[str]:
    """Every address that was published."""
    return sorted(ledger.parse((site.parent / "data" / ledger.NAME).read_text(encoding="utf-8")).live)


def one_line(words: str) -> str:
    """As a browser shows white space."""
    return " ".join(words.split())


def assert_ours(asked: set[tuple[str, int]], heard: Heard) -> None:
    """All requests (address, status) of pages went to their site, and were answered."""
    assert {status for _, status in asked} == {200}
    assert [url for url, _ in asked if not url.startswith(heard.origin)] == []


def test_every_paper(browser: Browser, hostile: str) -> None:
    """The window's title, the heading and the author are the string; no dialog, no error, no request elsewhere."""
    # Each page takes a tenth of a second: all strings that could be markup, and some of the others.
    risky = [key for key in IDS if set(OF[key]) & set("<>\"'&`\\")]
    chosen = [*risky, *[key for key in IDS if key not in risky][::5]]
    wrong = []
    asked: set[tuple[str, int]] = set()
    with opened(browser, viewport={"width": 360, "height": 740}) as page:
        heard = Heard(page, hostile, requests=False)
        for key in chosen:
            page.goto(f"{hostile}papers/{key}/", wait_until="load")
            found = page.evaluate(READ)
            asked |= {(url, status) for url, status in found["asked"]}
            name = one_line(title(OF[key]))
            expected = (f"{name} - Daily papers", name, one_line(text.clean(OF[key], text.NAME_CAP)), 0, 0)
            seen = (
                one_line(found["title"]),
                one_line(found["h1"]),
                one_line(found["author"]),
                found["odd"],
                found["over"],
            )
            if seen != expected:
                wrong.append((seen, expected))
    assert heard.problems == []
    assert_ours(asked, heard)
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [
        "days/2025-08-20/",
        "weeks/2025-W34/",
        "months/2025-08/",
        "years/2025/",
        "about/",
        "404.html",
        *HUBS.values(),
    ],
)
def test_lists(browser: Browser, hostile: str, path: str) -> None:
    """Pages that list all of them are as quiet, and stay inside the screen of a phone."""
    with opened(browser, viewport={"width": 360, "height": 740}) as page:
        heard = Heard(page, hostile)
        page.goto(hostile + path, wait_until="load")
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    assert heard.problems == []
    assert heard.foreign == []


def test_people_and_organizations(browser: Browser, hostile: str, built: Path) -> None:
    """Pages that bear a hostile name, every seventh of them."""
    groups = [
        one
        for one in addresses(built)
        if one.count("/") == 2 and one.startswith(("authors/", "orgs/", "submitters/"))
    ]
    assert len(groups) > len(OF) / 2
    asked: set[tuple[str, int]] = set()
    with opened(browser) as page:
        heard = Heard(page, hostile, requests=False)
        for path in groups[::7]:
            page.goto(hostile + path, wait_until="load")
            found = page.evaluate(READ)
            assert found["h1s"] == 1, path
            asked |= {(url, status) for url, status in found["asked"]}
    assert heard.problems == []
    assert_ours(asked, heard)


@pytest.mark.parametrize(
    "query", ["alert", "script", '"onerror"', "<svg onload=alert(1)>", "https javascript", "title:word"]
)
def test_search(browser: Browser, hostile: str, query: str) -> None:
    """Results, completions and filters show hostile titles and names as they are."""
    with opened(browser) as page:
        heard = Heard(page, hostile)
        page.goto(f"{hostile}search/?q={quote(query)}")
        expect(page.locator("#results")).to_have_attribute("data-search-state", "done")
        page.goto(f"{hostile}papers/")
        page.locator("[role=search] input").press_sequentially(query[:3])
        page.wait_for_timeout(300)
        assert (
            page.locator(
                "main script:not([type='application/json']), main iframe, #results script, #results img, #results style"
            ).count()
            == 0
        )
    assert heard.problems == []
    assert heard.foreign == []
