"""All generated pages together, the small invented archive above all."""

import hashlib
import json
import os
import random
import subprocess
import sys
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import yaml
from lxml import html

from generator import urls
from generator.records.period import day_of
from generator.render import site
from generator.storage import packaged
from tests.support import fabricate
from tests.support.helpers import GOLDEN, ROOT, UPDATE, assert_golden, settings
from tests.support.rendering import (
    PAGES_OF,
    SMALL,
    body,
    every,
    front,
    one,
    pages,
    seen,
    small,
    small_files,
    small_markdown,
    words,
)

EXPECTED = GOLDEN / "site"
SIZED = {urls.export_file("files.json"), urls.EXPORTS.path}
KEPT = {path: text for path, text in small().items() if path not in SIZED}
"""Files with a golden: not what tells the sizes of compressed files, as another zlib packs them otherwise."""

FEEDS = {path for path in small() if path.startswith(f"{urls.FEEDS}/")}

# Run under other hash seeds: prints one hash over all pages of the listings in another order.
SHUFFLED = """
import hashlib, random, sys
from tests.support import fabricate, rendering
listings = fabricate.listings(40)
random.Random(sys.argv[1]).shuffle(listings)
found = rendering.pages(listings, **rendering.PAGES_OF)
print(hashlib.sha256(repr(list(found.items())).encode()).hexdigest())
"""


@pytest.mark.parametrize("path", sorted(KEPT))
def test_golden(path: str) -> None:
    """Every file generated for the small archive is exactly the expected one."""
    assert_golden(EXPECTED / path, small()[path])


def test_goldens_are_complete() -> None:
    """There is no expected file that is no longer generated."""
    files = (file for file in EXPECTED.rglob("*") if file.is_file())
    stray = {file for file in files if file.relative_to(EXPECTED).as_posix() not in KEPT}
    if UPDATE:
        for file in stray:
            file.unlink()
    else:
        assert not stray, "`make goldens` removes them"


def test_each_path_once() -> None:
    """No two pages share a file, not even on a system that knows no case."""
    listings = fabricate.listings(60)
    paths = [page.casefold() for page in pages(listings, **PAGES_OF)]
    assert len(paths) == len(set(paths))


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_order_and_hashing_do_not_show(seed: str) -> None:
    """Listings in another order, under another hash seed, give the same pages in the same order."""
    expected = hashlib.sha256(
        repr(list(pages(fabricate.listings(40), **PAGES_OF).items())).encode()
    ).hexdigest()
    done = subprocess.run(
        [sys.executable, "-c", SHUFFLED, seed],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == expected


def test_papers_of_a_day_in_any_order() -> None:
    """The order of papers inside a stored day does not show either."""
    listings = fabricate.listings(30)
    chance = random.Random(7)  # noqa: S311 - any order will do
    turned = [
        type(one)(
            day=one.day, captured=one.captured, papers=tuple(chance.sample(one.papers, len(one.papers)))
        )
        for one in listings
    ]
    assert pages(turned, **PAGES_OF) == pages(listings, **PAGES_OF)


@pytest.mark.parametrize("path", sorted(path for path in small_markdown() if not path.startswith("guide/")))
def test_blocks_are_whole(path: str) -> None:
    """Every block is a heading or one piece of HTML: no blank line ever stands inside an element. Only the
    guide is Markdown."""
    for block in body(small()[path]).strip().split("\n\n"):
        assert block.startswith(("<", "#")), block[:80]
        if block.startswith("<"):
            name = block[1:].split(">")[0].split(" ")[0]
            assert block.endswith(f"</{name}>"), block[-80:]
            assert "\n#" not in block


@pytest.mark.parametrize("path", sorted(small_markdown()))
def test_one_title(path: str) -> None:
    """A page has exactly one H1, first, with the id every page has."""
    assert [h.get("id") for h in every(seen(small()[path]), "h1")] == ["top"]
    assert body(small()[path]).lstrip().startswith("# ")


@pytest.mark.parametrize("path", sorted(small_markdown()))
def test_ids_are_unique(path: str) -> None:
    """No id occurs twice on a page."""
    ids = [node.get("id") for node in seen(small()[path]).iter() if node.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", sorted(small_markdown()))
def test_front_matter(path: str) -> None:
    """It is one line that JSON and YAML read alike, and says that the page is ours."""
    opening, line, closing, *_ = small()[path].split("\n")
    assert (opening, closing) == ("---", "---")
    assert yaml.safe_load(line) == json.loads(line)
    assert front(small()[path])["generated"] == "papers"


@pytest.mark.parametrize("path", sorted(small_markdown()))
def test_title_for_the_window(path: str) -> None:
    """It is the text of the H1, encoded: themes print it as it is. The home page's is the site's name."""
    title = front(small()[path]).get("title")
    if path == "index.md":
        assert title is None
    else:
        assert isinstance(title, str)
        assert unescape(title) == one(seen(small()[path]), "h1").text_content()
        assert not set("<>\"'`") & set(title)


def test_links_stay_inside() -> None:
    """Every relative link of every page leads to a page that is generated too, and to an element that it has,
    or to a file beside it; only those that a script will fill lead nowhere."""
    pages = {_url(path): text for path, text in small_markdown().items()}
    known = {urls.HOME.url} | pages.keys() | FEEDS
    files = {path.rpartition("/")[2] for path in small_files() if path.startswith("exports/")}
    for path, text in small_markdown().items():
        for link in every(seen(text), "a"):
            if link.get("href") is None:
                assert link.xpath("ancestor::template"), path
                continue
            target, _, anchor = str(link.get("href")).partition("?")[0].partition("#")
            if target in files or target.startswith(("http:", "https:")):
                continue
            url = _joined(_url(path), target) if target else _url(path)
            assert url in known, f"{path}: {target}"
            if anchor:
                assert seen(pages[url]).get_element_by_id(anchor, None) is not None, (
                    f"{path}: {target}#{anchor}"
                )


def test_menu_holds_hubs_only() -> None:
    """The starter's `nav` names no paper and no single period, whatever the archive holds."""
    starter = dict(packaged.starter_files())
    menu = settings(starter["mkdocs.yml"].decode())["nav"]
    entries = [entry for item in menu for entry in item.values()]
    nested = [inner for entry in entries if isinstance(entry, list) for inner in entry]
    targets = {entry for entry in entries if isinstance(entry, str)}
    targets |= {target for inner in nested for target in inner.values()}
    assert targets - {"about.md"} == {place.path for place in site.MENU}


def test_every_listing_day_can_be_reached_by_turning_pages() -> None:
    """From the first day, "next" visits each stored day once, and "previous" leads back."""
    days = [listing.day for listing in fabricate.listings(*SMALL)]
    assert _turned(days[0], "next") == days
    assert _turned(days[-1], "prev") == days[::-1]


def test_week_53() -> None:
    """The last days of December 2026 and the first of January 2027 share the page of week 53."""
    page = seen(small()["weeks/2026-W53.md"])
    assert words(one(page, "h1")) == "Week 53 of 2026"
    days = [a.get("href") for a in every(one(page, ".strip"), "a")]
    assert days == [f"../../days/{day}/" for day in ("2026-12-28", "2026-12-29", "2026-12-31", "2027-01-01")]
    assert one(page, "nav")[2].get("href") == "../2027-W01/"


def test_pages_of_every_kind() -> None:
    """The small archive shows each page kind there is."""
    kinds = {str(front(text).get("kind", "guide")) for text in small_markdown().values()}
    assert kinds == {
        *("home", "hub", "day", "week", "month", "year", "paper", "tombstone", "moved"),
        *("topic", "keyword", "author", "organization", "submitter", "search", "subscribe"),
        *("saved", "for-you", "exports", "guide"),
    }


def _turned(day: date, way: str) -> list[date]:
    found = [day]
    while links := [a for a in every(_day_page(found[-1]), "a") if a.get("rel") == way]:
        found.append(date.fromisoformat(str(links[0].get("href")).split("/")[-2]))
        assert len(found) <= len(small())
    return found


def _day_page(day: date) -> html.HtmlElement:
    return seen(small()[urls.period(day_of(day)).path])


def _url(path: str) -> str:
    bare = path.removesuffix(".md")
    return bare.removesuffix("index") if bare.endswith("index") else f"{bare}/"


def _joined(here: str, target: str) -> str:
    parts = [part for part in here.split("/") if part]
    for part in target.removeprefix("./").split("/"):
        if part == "..":
            parts.pop()
        elif part:
            parts.append(part)
    end = "" if "." in target.rpartition("/")[2] else "/"
    return "/".join(parts) + end if parts else ""


def test_the_package_can_be_read_where_it_lies() -> None:
    """No test data replaces the theme: the packaged files are those of the repository."""
    names = {name for name, _ in packaged.theme_files()}
    assert {"main.html", "archive.html", "assets/archive.css"} <= names
    assert all((Path(ROOT) / "generator" / "theme" / name).is_file() for name in names)
