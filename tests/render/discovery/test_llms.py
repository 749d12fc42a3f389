"""`llms.txt` and `robots.txt`."""

import re

import pytest

from generator.config import Config
from generator.records.page import YIELDS
from generator.render.discovery import llms
from tests.support import fabricate, linking

SITE = "https://example.org/a/"


def test_guide() -> None:
    """A title, what the archive is, and links to files that are there."""
    graph = linking.graph(fabricate.listings(60, 6))
    text = llms.guide(graph, Config(site_name="Papers [all]", site_url=SITE)).text
    first, _, third, *_ = text.splitlines()
    assert first == "# Papers \\[all\\]"
    assert re.fullmatch(r"> \d+ research papers as .* on 6 days from 2026-12-2\d to .*", third)
    links = re.findall(r"^- \[.+\]\((.+?)\)", text, re.MULTILINE)
    assert all(link.startswith(SITE) for link in links)
    assert f"{SITE}api/days.json" in links
    assert {f"{SITE}days/{day}/index.html.md" for day in graph.archive.days} <= set(links)
    assert f"{SITE}topics/kites/index.html.md" in links
    assert text.endswith(f"{YIELDS}\n")


def test_guide_to_nothing() -> None:
    """An empty archive says so."""
    text = llms.guide(linking.graph([]), Config()).text
    assert "still empty" in text


@pytest.mark.parametrize(
    ("address", "told"), [(SITE, f"Sitemap: {SITE}sitemaps/index.xml\n"), ("", "")], ids=["known", "unknown"]
)
def test_robots(address: str, told: str) -> None:
    """All may read; the site maps are named by their whole address or not at all."""
    text = llms.robots(Config(site_url=address)).text
    assert text == f"# {YIELDS}\nUser-agent: *\nAllow: /\n{told}"
