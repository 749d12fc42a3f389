"""Metadata on a paper's page, for reference managers, Google Scholar and link previews."""

from generator.archive import ArchivedPaper
from generator.records.reading import Json
from generator.render.pages import parts, sharing
from generator.render.pages.shown import WHOLE, Shown
from generator.sinks.to_html import attribute
from generator.text import tex

LINKED_NAMES = 4
"""A longer list of authors is only in `citation_author`: it would take as many bytes again."""


def about(archived: ArchivedPaper) -> str:
    """The page in a sentence or more, for search results and previews on other sites."""
    paper = archived.paper
    told = archived.note.summary or paper.abstract or (paper.ai_summary and paper.ai_summary.text)
    return tex.plain(told) if told else ", ".join(archived.shown_names[:10]) or paper.title


def meta(archived: ArchivedPaper, level: Shown = WHOLE) -> parts.Meta:
    """What reference managers and Google Scholar read (Highwire's `citation_*`).
    The theme prints these verbatim, so names are encoded here."""
    paper = archived.paper
    meta: dict[str, str | list[str]] = {
        "id": paper.id,
        "authors": [attribute(name) for name in _names(archived, level)],
        "published": _published(archived).replace("-", "/"),
        "picture": sharing.of_month(archived.first_day),
    }
    if not paper.id.is_provisional:
        meta["arxiv"] = paper.id
    return meta


def data(archived: ArchivedPaper, level: Shown = WHOLE) -> Json:
    """The paper in schema.org terms. Authors are plain text, which schema.org accepts in place of a
    Person: a name alone does not distinguish a person from a team."""
    names = _names(archived, level)
    told: dict[str, Json] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": archived.title,
        "datePublished": _published(archived),
    }
    return told | {"author": [*names]} if len(names) <= LINKED_NAMES else told


def _names(archived: ArchivedPaper, level: Shown) -> list[str]:
    return [level.person(name) for name in archived.shown_names[: level.names]]


def _published(archived: ArchivedPaper) -> str:
    """arXiv's date, else the first list day."""
    return archived.paper.published or archived.first_day.isoformat()
