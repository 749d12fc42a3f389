"""`/sitemaps/…`: every generated page with the time its data last changed, for search engines.

MkDocs makes its own `sitemap.xml` from the menu, with hubs and hand-written pages. The index names it
next to ours. No file holds more than 50,000 addresses (sitemaps.org). Papers are split by year, so that
a new day changes few files.

A page's time is that of what it says of its papers. It does not count that a link to another page came or
went: search engines ask for the last significant change.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from generator import urls
from generator.archive import Archive, ArchivedPaper, best_first
from generator.graph import Graph, people
from generator.graph.digests import Digests
from generator.records.page import Page
from generator.sinks import to_xml
from generator.sinks.to_xml import el

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000

Places = Mapping[str, str]
"""Address of a page → the latest time, in UTC, at which anything it shows was read; "" if that is unknown."""


def render(maps: Mapping[str, Places], site_url: str) -> Iterator[Page]:
    """One or more files for each map, and the index of all. Nothing if the site's address is unknown,
    because site maps need absolute addresses."""
    if not site_url:
        return
    named = {}
    for name, places in sorted(maps.items()):
        for number, part in enumerate(_split(places), 1):
            path = urls.sitemap(name if number == 1 else f"{name}-{number}")
            named[path] = max(part.values())
            yield Page(path=path, text=_set(part, site_url))
    yield Page(path=urls.SITEMAP, text=_index(named, site_url))


@lru_cache(maxsize=2**17)
def changed(archived: ArchivedPaper) -> str:
    """When a paper last changed: its numbers, or that it joined a list."""
    joined = (one.listed.first_seen for one in archived.records)
    return max((*(one.at for one in archived.signals[-1:]), *joined))


def papers(archive: Archive) -> dict[str, Places]:
    """The papers that are shown, by the year of their list day."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in archive.shown:
        found[f"papers-{one.first_day.year}"][urls.paper(one.paper.id).url] = changed(one)
    return dict(found)


def periods(archive: Archive, found: Digests, size: int) -> dict[str, Places]:
    """All periods of a kind, including the further parts of their lists."""
    places: dict[str, str] = {}
    for digest in found.by_key.values():
        read = max(archive.captured[day] for day in digest.days)
        whole = urls.period(digest.period)
        if found.kind == "day":
            places[whole.url] = max((read, *map(changed, digest.papers)))
        else:
            places |= _parts(whole, read, digest.papers, size)
    return {urls.FOLDERS[found.kind]: places}


def topics(graph: Graph, size: int) -> dict[str, Places]:
    """The topics that have papers."""
    found = ((urls.topic(slug), papers) for slug, papers in graph.by_topic.items())
    return {"topics": lists(found, graph.archive, size)}


def keywords(graph: Graph, size: int) -> dict[str, Places]:
    """The keywords that have a page."""
    words = graph.keywords.pages(graph.thresholds.keyword)
    papers = graph.archive.papers
    found = ((urls.keyword(word.slug), [papers[key] for key in word.papers]) for word in words)
    return {"keywords": lists(found, graph.archive, size)}


def venues(graph: Graph, size: int) -> dict[str, Places]:
    """The venues that have a page; nothing where none is known."""
    found = [
        (urls.venue(slug), papers) for slug, papers in graph.by_venue.items() if graph.has_venue_page(slug)
    ]
    return {"venues": lists(found, graph.archive, size)} if found else {}


def groups(graph: Graph, kind: people.GroupKind, size: int) -> dict[str, Places]:
    """The people or organizations that have a page."""
    pages = ((urls.group(kind, one.slug), one.papers) for one in graph.with_page(kind))
    return {urls.GROUPS[kind]: lists(pages, graph.archive, size)}


def lists(
    found: Iterable[tuple[urls.Address, Iterable[ArchivedPaper]]], archive: Archive, size: int
) -> Places:
    """The pages of long lists (`pages.lists.pages`), each list given by the address of its first page and its
    papers. A list without papers is left out."""
    places: dict[str, str] = {}
    for whole, papers in found:
        ordered = sorted(papers, key=best_first)
        if ordered:
            read = max(archive.captured[one.first_day] for one in ordered)
            places |= _parts(whole, read, ordered, size)
    return places


def _parts(
    whole: urls.Address, read: str, papers: Sequence[ArchivedPaper], size: int
) -> Iterator[tuple[str, str]]:
    """The page of a list and its further parts. Each tells how many papers the list has, so it changes when
    one is added, which was `read` last, and with any paper in it."""
    for n, start in enumerate(range(0, max(1, len(papers)), size), 1):
        yield urls.part(whole, n).url, max((read, *map(changed, papers[start : start + size])))


def _split(places: Places) -> Iterator[Places]:
    items = sorted(places.items())
    return (dict(items[start : start + MOST]) for start in range(0, len(items), MOST))


def _set(places: Places, site_url: str) -> str:
    entries = (
        el("url", el("loc", urls.absolute(site_url, path)), el("lastmod", time) if time else None)
        for path, time in places.items()
    )
    return to_xml.document(el("urlset", to_xml.join(*entries), xmlns=NAMESPACE))


def _index(named: Mapping[str, str], site_url: str) -> str:
    entries = (
        el("sitemap", el("loc", urls.absolute(site_url, path)), el("lastmod", time) if time else None)
        for path, time in named.items()
    )
    menu = el("sitemap", el("loc", urls.absolute(site_url, "sitemap.xml")))
    return to_xml.document(el("sitemapindex", to_xml.join(menu, *entries), xmlns=NAMESPACE))
