"""Hostile strings in every field, in a browser: they are shown, and nothing else happens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator import text
from tests import projects
from tests.browser.conftest import served
from tests.browser.test_pages import Heard, opened
from tests.test_hostile import IDS, OF, days, title

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READ = """() => ({
    title: document.title, h1: document.querySelector('h1').textContent,
    author: document.querySelector('.authors').textContent,
    over: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    odd: document.querySelectorAll('main script, main style, main iframe, main img, main form, main svg').length,
})"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an archive of hostile strings is served."""
    folder: Path = projects.make(tmp_path_factory.mktemp("hostile"), days(OF))
    (folder / "data" / "curation.yaml").unlink()
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "    page_budget_kb: 5000\n", encoding="utf-8")
    with served(projects.built(folder)) as address:
        yield address


def one_line(words: str) -> str:
    """As a browser shows white space."""
    return " ".join(words.split())


def test_every_paper(browser: Browser, hostile: str) -> None:
    """The window's title, the heading and the author are the string; no dialog, no error, no request elsewhere."""
    # Each page takes a tenth of a second: all strings that could be markup, and some of the others.
    risky = [key for key in IDS if set(OF[key]) & set("<>\"'&`\\")]
    chosen = [*risky, *[key for key in IDS if key not in risky][::5]]
    wrong = []
    with opened(browser, viewport={"width": 360, "height": 740}) as page:
        heard = Heard(page, hostile)
        for key in chosen:
            page.goto(f"{hostile}papers/{key}/", wait_until="load")
            found = page.evaluate(READ)
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
    assert heard.foreign == []
    assert wrong == []


@pytest.mark.parametrize("path", ["", "days/2025-08-20/", "weeks/2025-W34/", "months/2025-08/", "papers/"])
def test_lists(browser: Browser, hostile: str, path: str) -> None:
    """Pages that list all of them are as quiet, and stay inside the screen of a phone."""
    with opened(browser, viewport={"width": 360, "height": 740}) as page:
        heard = Heard(page, hostile)
        page.goto(hostile + path, wait_until="load")
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    assert heard.problems == []
    assert heard.foreign == []
