"""Metadata on a paper's page, for reference managers, Google Scholar and link previews."""

from generator import urls
from generator.archive import ArchivedPaper
from generator.records.reading import Json
from generator.render.citations import entry, names
from generator.render.pages import linked, parts, sharing, thumbnails
from generator.render.pages.shown import Shown
from generator.sinks.to_html import attribute
from generator.text import excerpt, tex

LINKED_NAMES = 1
"""The first author is named in the terms of schema.org; all are in `citation_author`, which Scholar reads."""


def about(archived: ArchivedPaper) -> str:
    """The page in a sentence or more, for search results and previews on other sites."""
    paper = archived.paper
    told = archived.note.summary or paper.abstract or (paper.ai_summary and paper.ai_summary.text)
    return tex.plain(told) if told else ", ".join(archived.shown_names[:10]) or archived.title


def meta(archived: ArchivedPaper, level: Shown) -> parts.Meta:
    """What reference managers and Google Scholar read (Highwire's `citation_*`).
    The theme prints these verbatim, so texts are encoded here. The description is not cut: Zotero takes the
    abstract from it, unless there is one beside the operator's summary."""
    paper = archived.paper
    shown = map(level.person, archived.shown_names[: level.names])
    meta: dict[str, str | list[str]] = {
        "id": paper.id,
        "description": attribute(level.text(about(archived))),
        "authors": [*map(attribute, names.indexed(shown))],
        "published": _published(archived).replace("-", "/"),
        "picture": sharing.of_month(archived.first_day),
        **thumbnails.origin([archived]),
    }
    if archived.note.summary and paper.abstract:
        meta["abstract"] = attribute(level.text(tex.plain(paper.abstract)))
    if not paper.id.is_provisional:
        meta |= {"arxiv": paper.id, "doi": entry.doi(paper.id)}
    return meta | linked.opened(_data(archived, level))


def _data(archived: ArchivedPaper, level: Shown) -> dict[str, Json]:
    """The paper in schema.org terms."""
    key = archived.paper.id
    told: dict[str, Json] = {
        "@type": "ScholarlyArticle",
        "headline": excerpt(archived.title, linked.HEADLINE),
        "datePublished": _published(archived),
    }
    if shown := archived.shown_names[: min(level.names, LINKED_NAMES)]:
        told["author"] = [_author(level.person(name)) for name in shown]
    if not key.is_provisional:
        told["identifier"] = f"https://doi.org/{entry.doi(key)}"
        told["sameAs"] = urls.arxiv(key, "abs")
    return told


def _author(name: str) -> Json:
    return {"@type": "Organization" if names.is_team(name) else "Person", "name": name}


def _published(archived: ArchivedPaper) -> str:
    """arXiv's date, else the first list day."""
    return archived.paper.published or archived.first_day.isoformat()
