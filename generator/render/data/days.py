"""`/api/days/YYYY-MM-DD.json`: a list day for programs, and the index of days."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from generator import urls
from generator.archive import Archive, ArchivedPaper
from generator.graph import Graph
from generator.records.identity import author_slug
from generator.records.page import Once, Page, anew
from generator.records.reading import Json
from generator.render.data import schema
from generator.sinks import to_json

FORMAT = 2
"""Format 1 had no `captured`, `as_of`, `first_seen` or `listed_as`."""


def render(graph: Graph, site_url: str, once: Once = anew) -> Iterator[Page]:
    """One file per list day. `url` is absolute if the site's address is known."""
    yield Page(path=urls.DAY_SCHEMA, text=to_json.text(schema.of(site_url, FORMAT)))
    yield Page(path=urls.DAY_INDEX, text=to_json.text(_index(graph.archive, site_url)))
    for day, keys in graph.archive.days.items():
        marks = graph.marks_of(graph.archive.papers[key] for key in keys)
        lists = (graph.archive.captured[day], graph.archive.empty.get(day))
        made_from = (*lists, marks, [graph.related.get(key) for key in keys])
        yield from once(f"data {day}", made_from, partial(_pages, day, graph, site_url))


def _pages(day: date, graph: Graph, site_url: str) -> list[Page]:
    return [Page(path=urls.day_data(day.isoformat()), text=_day(day, graph, site_url))]


def _index(archive: Archive, site_url: str) -> Json:
    return {
        "papers": len(archive.shown),
        "days": [
            {
                "date": day.isoformat(),
                "papers": archive.counts[day],
                "captured": archive.captured[day],
                "url": urls.absolute(site_url, urls.day_data(day.isoformat())),
            }
            for day in sorted(archive.days, reverse=True)
        ],
    }


def _day(day: date, graph: Graph, site_url: str) -> str:
    """One line per paper."""
    papers = [graph.archive.papers[key] for key in graph.archive.days[day]]
    head: dict[str, Json] = {
        "format": FORMAT,
        "date": day.isoformat(),
        "captured": graph.archive.captured[day],
    }
    if lists := [*_lists(papers, day, graph.archive.captured[day]), *_empty(graph.archive, day)]:
        head["lists"] = lists
    items = (to_json.compact(_paper(p, day, graph, site_url)) for p in papers if p.is_shown)
    return to_json.listed(head, "papers", items)


def _lists(papers: list[ArchivedPaper], day: date, captured: str) -> list[Json]:
    """The lists of the day that were first read at another time, or reconstructed."""
    by_source = {one.source: one for paper in papers for one in paper.records if one.day == day}
    found: list[dict[str, Json]] = [
        {"source": name or None, "captured": one.captured, "reconstructed": one.is_reconstructed or None}
        for name, one in sorted(by_source.items())
        if one.captured != captured or one.is_reconstructed
    ]
    return [{key: value for key, value in one.items() if value is not None} for one in found]


def _empty(archive: Archive, day: date) -> Iterator[Json]:
    """The lists without papers, but for one that is the only list of a day and needs no name."""
    found = archive.empty.get(day, ())
    for source, captured in found:
        if source or archive.days[day]:
            yield {**({"source": source} if source else {}), "captured": captured, "empty": True}


def _paper(archived: ArchivedPaper, day: date, graph: Graph, site_url: str) -> Json:
    paper = archived.paper
    words = (word for word in graph.keywords_of(paper.id) if graph.has_keyword_page(word))
    found: dict[str, Json] = {
        "id": str(paper.id),
        "title": paper.title,
        "authors": [
            _author(author.name, author_slug(author), graph) for author in paper.authors if not author.hidden
        ],
        "topics": list(graph.topics_of(paper.id)),
        "keywords": [word.slug for word in words],
        "upvotes": archived.latest.upvotes,
        "related": [str(key) for key in graph.related.get(paper.id, ())],
        "url": urls.absolute(site_url, urls.paper(paper.id).url),
    }
    organization = graph.organization_of(archived)
    if organization and graph.has_page(graph.people.organizations[organization]):
        found["organization"] = organization
    return found | _known(archived) | _records(archived, day)


def _known(archived: ArchivedPaper) -> dict[str, Json]:
    """What is known beside the lists."""
    known = archived.known
    values: dict[str, Json] = {
        "categories": list(known.categories),
        "doi": known.doi,
        "journal": known.journal,
        "venue": known.venue.slug if known.venue else None,
        "licence": known.licence,
        "version": known.versions[-1].number if known.versions else None,
    }
    return {name: value for name, value in values.items() if value not in (None, [])}


def _records(archived: ArchivedPaper, day: date) -> dict[str, Json]:
    """`source`, `as_of`, `first_seen` and `listed_as`, each only if it adds information. A paper on several
    lists of the day is given as on the first."""
    of_day = [one for one in archived.records if one.day == day]
    own = min(one.source for one in of_day)
    captured = next(one.captured for one in of_day if one.source == own)
    records = [one.listed for one in of_day if one.source == own]
    found: dict[str, Json] = {}
    if own:
        found["source"] = own
    if archived.paper.id not in (ids := sorted(str(one.paper.id) for one in records)):
        found["listed_as"] = ids[0]
    if any(one.at == archived.latest.at and one.upvotes is not None for r in records for one in r.signals):
        found["as_of"] = archived.latest.at
    if (first := min(one.first_seen for one in records)) != captured:
        found["first_seen"] = first
    return found


def _author(name: str, slug: str, graph: Graph) -> Json:
    return {"name": name, "slug": slug} if graph.has_page(graph.people.authors[slug]) else {"name": name}
