"""`/sitemaps/…`: every generated page with the time its data last changed, for search engines.

MkDocs makes a `sitemap.xml` of its own from the menu: hubs and hand-written pages. The index names it
beside ours. No file holds more than 50,000 addresses (sitemaps.org); papers are parted by their year, so
that a new day changes few files.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator import urls
from generator.archive import Archive, ArchivedPaper
from generator.config import Config
from generator.graph import Graph, digests, people
from generator.records.page import Page
from generator.records.period import PeriodKind
from generator.sinks import to_xml
from generator.sinks.to_xml import el

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
KINDS: tuple[PeriodKind, ...] = ("day", "week", "month", "year")
PEOPLE: tuple[people.GroupKind, ...] = ("author", "organization", "submitter")

Places = Mapping[str, str]
"""Address of a page → the newest time, in UTC, at which anything it shows was read."""


def render(graph: Graph, config: Config) -> Iterator[Page]:
    """Nothing where the site's address is unknown: a site map holds whole addresses only."""
    if not config.site_url:
        return
    size = config.options.listing_page_size
    shards: dict[str, Places] = {
        **_papers(graph.archive),
        **{f"{urls.FOLDERS[kind]}": _periods(graph.archive, kind, size) for kind in KINDS},
        "topics": _parts(((urls.topic(slug), papers) for slug, papers in graph.by_topic.items()), size),
        "keywords": _keywords(graph, size),
        **{urls.GROUPS[kind]: _groups(graph, kind, size) for kind in PEOPLE},
    }
    named = {}
    for name, places in sorted(shards.items()):
        for number, part in enumerate(_split(places), 1):
            path = urls.sitemap(name if number == 1 else f"{name}-{number}")
            named[path] = max(part.values())
            yield Page(path=path, text=_set(part, config.site_url))
    yield Page(path=urls.SITEMAP, text=_index(named, config.site_url))


def changed(archived: ArchivedPaper) -> str:
    """When anything of a paper was last read anew: its numbers, or that it joined a list late."""
    late = (one.late for one in archived.appearances if one.late)
    return max((*(one.at for one in archived.signals[-1:]), *late), default=f"{archived.first_day}T00:00:00Z")


def _papers(archive: Archive) -> dict[str, Places]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in archive.shown:
        found[f"papers-{one.first_day.year}"][urls.paper(one.paper.id).url] = changed(one)
    return dict(found)


def _periods(archive: Archive, kind: PeriodKind, size: int) -> Places:
    places: dict[str, str] = {}
    for digest in digests.of(archive, kind).by_key.values():
        read = max(archive.captured[day] for day in digest.days)
        newest = max((read, *map(changed, digest.papers)))
        count = 1 if kind == "day" else len(digest.papers)
        places |= dict.fromkeys(_pages(urls.period(digest.period), count, size), newest)
    return places


def _keywords(graph: Graph, size: int) -> Places:
    words = graph.keywords.pages(graph.thresholds.keyword)
    papers = graph.archive.papers
    return _parts(((urls.keyword(word.slug), [papers[key] for key in word.papers]) for word in words), size)


def _groups(graph: Graph, kind: people.GroupKind, size: int) -> Places:
    groups = (group for group in graph.groups(kind).values() if graph.has_page(group))
    return _parts(((urls.group(kind, group.slug), group.papers) for group in groups), size)


def _parts(lists: Iterable[tuple[urls.Address, Iterable[ArchivedPaper]]], size: int) -> Places:
    places: dict[str, str] = {}
    for whole, papers in lists:
        times = [changed(one) for one in papers]
        if times:
            places |= dict.fromkeys(_pages(whole, len(times), size), max(times))
    return places


def _pages(whole: urls.Address, papers: int, size: int) -> Iterator[str]:
    """The page of a list and its further parts."""
    return (urls.part(whole, n).url for n in range(1, max(1, -(-papers // size)) + 1))


def _split(places: Places) -> Iterator[Places]:
    items = sorted(places.items())
    return (dict(items[start : start + MOST]) for start in range(0, len(items), MOST))


def _set(places: Places, site_url: str) -> str:
    entries = (
        el("url", el("loc", urls.absolute(site_url, path)), el("lastmod", time))
        for path, time in places.items()
    )
    return to_xml.document(el("urlset", to_xml.join(*entries), xmlns=NAMESPACE))


def _index(named: Mapping[str, str], site_url: str) -> str:
    entries = (
        el("sitemap", el("loc", urls.absolute(site_url, path)), el("lastmod", time))
        for path, time in named.items()
    )
    menu = el("sitemap", el("loc", urls.absolute(site_url, "sitemap.xml")))
    return to_xml.document(el("sitemapindex", to_xml.join(menu, *entries), xmlns=NAMESPACE))
