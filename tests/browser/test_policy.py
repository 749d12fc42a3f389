"""The policy in a browser: nothing the site does breaks it, and what gets past the doors does nothing."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import served
from tests.browser.pace import until
from tests.browser.profiles import opened
from tests.browser.test_pages import KINDS, PHONE, Heard
from tests.support import fabricate, helpers, projects

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLANTED = """<script>alert("planted 1")</script><img src="x" onerror="alert('planted 2')" alt="">
<svg onload="alert('planted 3')"></svg><iframe src="javascript:parent.alert('planted 4')"></iframe>
<iframe srcdoc="&lt;script&gt;parent.alert('planted 5')&lt;/script&gt;"></iframe>
<details open ontoggle="alert('planted 6')"><summary>x</summary></details>
<script src="https://planted.example/7.js"></script><script src="data:text/javascript,alert('planted 8')"></script>
<object data="data:text/html,<script>alert('planted 9')</script>"></object>
<link rel="stylesheet" href="https://planted.example/10.css"><img src="https://planted.example/11.png" alt="">
<style>body { background: url(https://planted.example/12.png) }</style>
<base href="https://planted.example/"><meta http-equiv="refresh" content="9999;url=javascript:alert('planted 13')">
<form id="planted" action="https://planted.example/14"><input name="q"></form>
<a id="clicked" href="javascript:alert('planted 15')">planted</a>"""
PLACES = {
    "home": "index.html",
    "paper": "papers/0001.00012/index.html",
    "hand-written": "about/index.html",
} | {
    "search": "search/index.html",
    "not found": "404.html",
}


@pytest.fixture(scope="module")
def planted(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site with scripts of a stranger in head and body of a page of each kind, and, for comparison,
    the same page without its policy."""
    copy = tmp_path_factory.mktemp("planted") / "site"
    shutil.copytree(site, copy)
    for path in PLACES.values():
        page = (copy / path).read_text(encoding="utf-8")
        # Into the first text that comes from outside in every head, and into the middle of the body.
        bad = page.replace("<title>", f"{PLANTED}<title>", 1).replace("</h1>", f"{PLANTED}</h1>", 1)
        assert bad.count("planted 15") == 2
        (copy / path).write_text(bad, encoding="utf-8")
        bare = bad.replace("<meta http-equiv=Content-Security-Policy", '<meta name="none"')
        assert bare != bad
        (copy / path).with_name("bare.html").write_text(bare, encoding="utf-8")
    with served(copy) as address:
        yield address


def visited(page: Page, address: str, left: list[str], enough: Callable[[Heard], bool]) -> Heard:
    """What a page with planted scripts does, also when its link and its form are used. The browser tells
    of requests the policy then refuses: `left` gets those that would have left the machine."""
    heard = Heard(page, address)

    def refuse(route: Route) -> None:
        left.append(route.request.url)
        route.abort()

    page.route("https://planted.example/**", refuse)
    page.goto(address, wait_until="load")
    page.evaluate("() => document.querySelector('#clicked').click()")
    page.evaluate("() => document.querySelector('#planted').submit()")
    until(page, lambda: enough(heard))
    page.wait_for_timeout(150)
    return heard


def dialogs(heard: Heard) -> list[str]:
    """Scripts of strangers that ran."""
    return [problem for problem in heard.problems if problem.startswith("dialog")]


@pytest.mark.parametrize("kind", PLACES)
def test_planted_scripts_do_not_run(browser: Browser, planted: str, kind: str) -> None:
    """Should a text ever get past the doors: no dialog, no request to another host."""
    with opened(browser) as page:
        left: list[str] = []
        heard = visited(page, planted + PLACES[kind], left, lambda heard: len(heard.problems) > 10)
        assert dialogs(heard) == []
        assert left == []
        assert len(heard.problems) > 10, "every attempt is refused, and the browser says so"


def test_it_is_the_policy_that_stops_them(browser: Browser, planted: str) -> None:
    """The same page without its policy runs them and asks the stranger's host."""
    with opened(browser) as page:
        left: list[str] = []
        bare = planted + "papers/0001.00012/bare.html"
        heard = visited(page, bare, left, lambda heard: len(dialogs(heard)) > 5 and len(left) > 3)
        assert len(dialogs(heard)) > 5
        assert len(left) > 3


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_has_it(site: Path, kind: str) -> None:
    """Every kind of page has the policy, before anything it could be about."""
    path = KINDS[kind] if KINDS[kind].endswith(".html") else f"{KINDS[kind]}index.html"
    page = (site / path).read_text(encoding="utf-8")
    assert page.index("Content-Security-Policy") < page.index("<title>")
    assert page.index("Content-Security-Policy") < page.index("<script")
    assert "<meta name=referrer content=no-referrer>" in page


def test_using_the_site(browser: Browser, address: str) -> None:
    """Copying, choosing colours, folding, searching, filtering, completing, finding a name: no violation."""
    with opened(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        heard = Heard(page, address)
        page.goto(f"{address}papers/0001.00012/")
        for button in page.locator("main button:visible").all():
            button.click()
        page.locator("#scheme").click()
        for fold in page.locator("main summary").all():
            fold.click()
        page.goto(f"{address}authors/")
        page.locator("main input").first.fill("zo")
        page.goto(f"{address}papers/0001.00005/")
        page.locator("[role=search] input").fill("de")
        expect(page.locator("[role=option]").first).to_be_visible()
        page.goto(f"{address}search/?q=quiet")
        expect(page.locator("#results")).to_have_attribute("data-search-state", "done")
        page.locator("#filters summary").first.click()
        page.locator("#filters input[type=checkbox]:visible").first.click()
        expect(page.locator("#results")).to_have_attribute("data-search-state", "done")
        page.goto(f"{address}about/")
        page.locator("[role=search] input").fill("de")
        expect(page.locator("[role=option]").first).to_be_visible()
    assert heard.problems == []
    assert heard.foreign == []


def test_colours_on_material_pages(browser: Browser, address: str) -> None:
    """The system's colours hold, the switch works, is kept, and holds on every page."""
    with opened(browser, color_scheme="dark", viewport=PHONE) as page:
        heard = Heard(page, address)
        page.goto(f"{address}about/")
        body = page.locator("body")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        page.locator("#scheme").click()
        expect(body).to_have_attribute("data-md-color-scheme", "default")
        page.reload()
        expect(body).to_have_attribute("data-md-color-scheme", "default")
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "default")
    assert heard.problems == []


def test_broken_storage_on_material_pages(browser: Browser, address: str) -> None:
    """What another program left under Material's name breaks nothing."""
    with opened(browser) as page:
        heard = Heard(page, address)
        page.goto(f"{address}about/")
        for value in ("{", '{"color": 5}', '{"color": {"scheme": {}}}', "[]"):
            page.evaluate("v => localStorage.setItem('/daily-papers/.__palette', v)", value)
            page.reload()
            expect(page.locator("h1")).to_be_visible()
    assert [problem for problem in heard.problems if "dialog" in problem or "Policy" in problem] == []


@pytest.fixture(scope="module")
def tabbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose operator switched on content tabs and linked them."""
    folder = projects.make(tmp_path_factory.mktemp("tabbed"), fabricate.listings(12, 6))
    settings = helpers.settings((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["markdown_extensions"].append({"pymdownx.tabbed": {"alternate_style": True}})
    settings["theme"]["features"].append("content.tabs.link")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    tabs = '\n=== "Reader"\n\n    Read.\n\n=== "Operator"\n\n    Operate.\n'
    with (folder / "docs" / "about.md").open("a", encoding="utf-8") as page:
        page.write(tabs)
    with served(projects.built(folder)) as address:
        yield address


def test_content_tabs_of_hand_written_pages(browser: Browser, tabbed: str) -> None:
    """An address opens the tab it names; linked tabs are open again on the next visit."""
    with opened(browser) as page:
        heard = Heard(page, tabbed)
        page.goto(f"{tabbed}about/")
        first, second = page.locator(".tabbed-set input").all()
        assert first.is_checked()
        page.locator("label", has_text="Operator").click()
        expect(second).to_be_checked()
        page.goto(f"{tabbed}days/")
        page.goto(f"{tabbed}about/")
        expect(second).to_be_checked()
        page.evaluate("() => localStorage.clear()")
        page.goto(f"{tabbed}days/")
        page.goto(f"{tabbed}about/#__tabbed_1_2")
        expect(second).to_be_checked()
    assert heard.problems == []
