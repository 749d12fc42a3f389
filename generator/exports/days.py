"""`/api/days/YYYY-MM-DD.json`: a list day for programs, and the schema that describes it."""

from collections.abc import Iterator
from datetime import date

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import Graph, people
from generator.records.page import Page
from generator.records.reading import Json
from generator.sinks import to_json

_STRINGS: dict[str, Json] = {"type": "array", "items": {"type": "string"}}

SCHEMA: dict[str, Json] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "One list day of a daily papers archive",
    "type": "object",
    "required": ["date", "papers"],
    "properties": {
        "date": {"type": "string", "format": "date"},
        "papers": {
            "description": "best first: upvotes, then comments, then id",
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "title", "authors", "topics", "keywords", "upvotes", "related", "url"],
                "properties": {
                    "id": {"description": "arXiv id without version, or t-… when unknown", "type": "string"},
                    "title": {"type": "string"},
                    "authors": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["name"],
                            "properties": {
                                "name": {"type": "string"},
                                "slug": {"description": "of /authors/<slug>/", "type": "string"},
                            },
                        },
                    },
                    "topics": {
                        "description": "most specific first",
                        "type": "array",
                        "items": {"type": "string"},
                    },
                    "keywords": {"description": "with a page", "type": "array", "items": {"type": "string"}},
                    "organization": {"description": "of /orgs/<slug>/", "type": "string"},
                    "upvotes": {"type": ["integer", "null"]},
                    "related": {
                        "description": "ids, best first",
                        "type": "array",
                        "items": {"type": "string"},
                    },
                    "url": {"type": "string"},
                },
            },
        },
    },
}


def render(graph: Graph, site_url: str) -> Iterator[Page]:
    """A file per list day. `url` is absolute where the site's address is known."""
    yield Page(path="api/schema.json", text=to_json.text(SCHEMA))
    for day in graph.archive.days:
        yield Page(path=urls.day_data(day.isoformat()), text=to_json.text(_day(day, graph, site_url)))


def _day(day: date, graph: Graph, site_url: str) -> Json:
    papers = (graph.archive.papers[key] for key in graph.archive.days[day])
    return {"date": day.isoformat(), "papers": [_paper(p, graph, site_url) for p in papers if p.is_shown]}


def _paper(archived: ArchivedPaper, graph: Graph, site_url: str) -> Json:
    paper = archived.paper
    words = (word for word in graph.keywords_of(paper.id) if graph.has_keyword_page(word))
    found: dict[str, Json] = {
        "id": str(paper.id),
        "title": paper.title,
        "authors": [
            _author(author.name, people.author_slug(author), graph)
            for author in paper.authors
            if not author.hidden
        ],
        "topics": list(graph.topics_of(paper.id)),
        "keywords": [word.slug for word in words],
        "upvotes": archived.latest.upvotes,
        "related": [str(key) for key in graph.related.get(paper.id, ())],
        "url": f"{site_url.rstrip('/')}/{urls.paper(paper.id).url}" if site_url else urls.paper(paper.id).url,
    }
    organization = graph.organization_of(archived)
    if organization and graph.has_page(graph.people.organizations[organization]):
        found["organization"] = organization
    return found


def _author(name: str, slug: str, graph: Graph) -> Json:
    return {"name": name, "slug": slug} if graph.has_page(graph.people.authors[slug]) else {"name": name}
