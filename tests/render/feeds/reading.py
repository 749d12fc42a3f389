"""The feeds of invented listings, and how a reader sees them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import feedparser
from lxml import etree, html

from generator import urls
from generator.archive import Archive
from generator.config import Config
from generator.config.options import Options
from generator.curation import Curation, Note
from generator.graph import digests
from generator.intake import sources
from generator.records.ids import PaperId
from generator.records.listing import Listing
from generator.render.feeds import family
from tests.support.rendering import PAGES_OF, SITE, graph_of, vocabulary

ATOM = "{http://www.w3.org/2005/Atom}"
TYPES = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
    "opml": "text/x-opml",
}


def feeds(
    listings: Iterable[Listing],
    notes: Mapping[PaperId, Note] | None = None,
    site_url: str = SITE,
    **options: Any,
) -> dict[str, str]:
    """Path below `feeds/` → text; three topics are known, two papers make a page."""
    config = Config(site_url=site_url, options=Options(**PAGES_OF | options))
    archive = Archive.of(listings, Curation(notes or {}), sources=sources.known())
    graph = graph_of(archive, config.options, vocabulary())
    periods = {kind: digests.of(archive, kind) for kind in urls.FOLDERS}
    found = family.render(graph, periods, config)
    return {page.path.removeprefix("feeds/"): page.text for page in found}


def parsed(text: str, form: str = "atom", url: str = f"{SITE}feeds/papers.atom") -> Any:
    """What feedparser makes of it, which must have nothing to complain about."""
    headers = {"content-type": f"{TYPES[form]}; charset=utf-8", "content-location": url}
    found = feedparser.parse(text.encode(), response_headers=headers)
    assert not found.bozo, found.get("bozo_exception")
    return found


def entries(text: str) -> dict[str, etree._Element]:
    """The entries of an Atom feed by id; each id stands once."""
    found = list(etree.fromstring(text.encode()).iterfind(f"{ATOM}entry"))
    ids = {str(entry.findtext(f"{ATOM}id")): entry for entry in found}
    assert len(ids) == len(found)
    return ids


def dates(entry: etree._Element) -> tuple[str | None, str | None]:
    """What an entry says about its time; brief ones only say when they were published if it is another time."""
    updated = entry.findtext(f"{ATOM}updated")
    return entry.findtext(f"{ATOM}published") or updated, updated


def written(text: str) -> dict[str, str]:
    """The bytes of each entry by its id."""
    found = re.findall(r"<entry>.*?</entry>", text, re.DOTALL)
    return {re.search("<id>(.*?)</id>", one)[1]: one for one in found}  # type: ignore[index]


def said(markup: str) -> str:
    """The text a reader shows of an entry's HTML, on one line."""
    return " ".join(html.fragment_fromstring(markup, create_parent="div").text_content().split())
