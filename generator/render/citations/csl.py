"""CSL-JSON, read by Zotero, Pandoc and every citeproc. A preprint is an `article` there (CSL 1.0.2)."""

from collections.abc import Iterable

from generator.records.reading import Json
from generator.render.citations.entry import Entry
from generator.render.citations.names import Name
from generator.sinks import to_json


def text(entries: Iterable[Entry]) -> str:
    """An array with one paper per line."""
    return to_json.lines([_item(one) for one in entries])


def _item(one: Entry) -> Json:
    found: dict[str, Json] = {"id": one.key, "type": "article", "title": one.title}
    if one.authors:
        found["author"] = [_author(author) for author in one.authors]
    date = one.published or one.listed[:4]
    found["issued"] = {"date-parts": [[int(part) for part in date.split("-")]]}
    if one.url and one.doi:
        found |= {"publisher": "arXiv", "number": f"arXiv:{one.id}", "DOI": one.doi, "URL": one.url}
    if one.note:
        found["note"] = one.note
    return found


def _author(author: Name) -> Json:
    if not author.given:
        return {"literal": author.family}
    found: dict[str, Json] = {"family": author.family, "given": author.given}
    if author.particle:
        found["non-dropping-particle"] = author.particle
    if author.suffix:
        found["suffix"] = author.suffix
    return found
