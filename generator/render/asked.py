"""One page of a site, made when somebody requests it: only what it shows is worked out.

`tests/render/test_asked.py` compares each page with the one that a whole run makes.
"""

from collections.abc import Iterable

from generator import urls
from generator.graph import digests
from generator.graph.people import GroupKind
from generator.records.page import File, Page
from generator.records.period import PeriodKind
from generator.render import kinds
from generator.render.given import Given
from generator.render.pages import groups, moved, paper, periods, search, topics, venues
from generator.wording import speaking

STRETCHES: dict[PeriodKind, periods.Stretch] = {
    "week": periods.week,
    "month": periods.month,
    "year": periods.year,
}
_PERIODS: dict[str, PeriodKind] = {folder: kind for kind, folder in urls.FOLDERS.items()}
_PEOPLE: dict[str, GroupKind] = {"authors": "author", "orgs": "organization", "submitters": "submitter"}


def page(given: Given, path: str) -> Page | None:
    """The generated page with this path below `docs/`, such as `days/2025-08-20.md`. None if there is none,
    and for `exports/index.md`, which shows the sizes of files that only a whole run makes."""
    with speaking(given.config.wording):
        return _page(given, path)


def _page(given: Given, path: str) -> Page | None:
    folder, _, rest = path.removesuffix(".md").partition("/")
    name = rest.partition("/")[0]
    found = _hub(given, folder, path) if name in ("", "index") else _named(given, folder, name)
    return next((one for one in found if isinstance(one, Page) and one.path == path), None)


def _hub(given: Given, folder: str, path: str) -> Iterable[File]:
    """A kind makes its hub first."""
    match folder:
        case "search":
            return [search.render(given.graph)]
        case "exports":
            return []
    kind = next((one for one in kinds.KINDS if one.place in (folder, path)), None)
    return kind.render(given) if kind else []


def _named(given: Given, folder: str, name: str) -> Iterable[File]:
    """All parts of a list, or the page of a paper; of a kind that has no way to one of its pages, all."""
    if folder in _PERIODS:
        return _period(given, _PERIODS[folder], name)
    if folder in _PEOPLE:
        return _group(given, _PEOPLE[folder], name)
    named = {"papers": _paper, "topics": _topic, "keywords": _keyword, "venues": _venue}.get(folder)
    return named(given, name) if named else _all(given, folder)


def _all(given: Given, folder: str) -> Iterable[File]:
    """The pages of a kind, one after the other; a kind without site maps has none below its hub."""
    kind = next((one for one in kinds.KINDS if one.place == folder and one.maps), None)
    return kind.render(given) if kind else []


def _venue(given: Given, slug: str) -> Iterable[Page]:
    graph = given.graph
    return venues.render(graph.by_venue[slug], given.size) if graph.has_venue_page(slug) else []


def _period(given: Given, kind: PeriodKind, name: str) -> Iterable[Page]:
    graph, found = given.graph, given.periods[kind]
    digest = found.by_key.get(name)
    if digest is None:
        return []
    if kind == "day":
        return [periods.day(graph, digest, found)]
    return STRETCHES[kind](graph, digest, found, given.size)


def _group(given: Given, kind: GroupKind, name: str) -> Iterable[Page]:
    graph = given.graph
    group = graph.groups(kind).get(name)
    return groups.render(group, graph, given.config) if group and graph.has_page(group) else []


def _topic(given: Given, name: str) -> Iterable[Page]:
    topic = given.graph.taxonomy.by_slug.get(name)
    return topics.topic(topic, topics.beside(topic, given.graph), given.graph, given.config) if topic else []


def _keyword(given: Given, name: str) -> Iterable[Page]:
    graph = given.graph
    word = next((one for one in graph.keywords.by_key.values() if one.slug == name), None)
    return topics.keyword(word, graph, given.size) if word and graph.has_keyword_page(word) else []


def _paper(given: Given, name: str) -> Iterable[Page]:
    archive = given.archive
    ids = {urls.paper(key).url: key for key in (*archive.aliases, *archive.papers)}
    key = ids.get(f"papers/{name}/")
    if key is None:
        return []
    if key not in archive.papers:
        return [moved.paper(key, archive.aliases[key])]
    archived = archive.papers[key]
    day = given.periods["day"].by_key[archived.first_day.isoformat()]
    near = digests.neighbours(day).get(key, (None, None))
    return [paper.render(archived, near, given.graph, given.config.options)]
