"""What `papers enrich` found out about papers, and its stored form: `shelf_to_json` and `shelf_from_json` are
inverses.

Each field is from the newest answer that had it, so an answer without it takes nothing away. A file with a
newer schema is refused.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator.errors import quoted
from generator.records import known, reading, versions
from generator.records.ids import PaperId
from generator.records.known import Linked, Links, Version
from generator.records.reading import Json, Object, SchemaError, each, get, maybe

SCHEMA_VERSION = 1
READS = (1,)
"""The versions that this program reads; older ones stay readable for ever."""
FOLDER = "known"
"""Its folder below `data/`."""

REGISTERS = ("categories", "doi", "journal", "comment", "licence", "code", "models", "datasets", "spaces")
"""The fields in which the newest answer wins."""

Thing = Literal["code", "model"]
THINGS: tuple[Thing, ...] = ("code", "model")
"""What may arrive after a paper."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9._-]{1,96}")
"""Owner and name of a model, dataset or Space."""

_NEW = re.compile(r"([0-9]{4})\.([0-9]{2})[0-9]{2,3}")
_OLD = re.compile(r"([a-z-]+(?:\.[A-Z]{2})?)/([0-9]{4})[0-9]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enriched:
    """What answers told of one paper, other than its lists.

    `seen` is the time of the newest answer that told something new, and `older` the times of fields that are
    from an earlier one (UTC, to the second). `lacked` and `had` are when an answer first said that a thing
    did not exist, or that it did: from both follows whether it arrived later than the paper.
    """

    id: PaperId
    seen: str
    categories: tuple[str, ...] = ()
    doi: str | None = None
    journal: str | None = None
    comment: str | None = None
    licence: str | None = None
    code: str | None = None
    models: Links | None = None
    datasets: Links | None = None
    spaces: Links | None = None
    versions: tuple[Version, ...] = ()
    older: tuple[tuple[str, str], ...] = ()
    lacked: tuple[tuple[Thing, str], ...] = ()
    had: tuple[tuple[Thing, str], ...] = ()


def shelf_of(key: PaperId) -> tuple[str, str] | None:
    """Folder and name of the file that holds a paper: about a hundred of neighbouring ids share one. None for
    a provisional id, about which nobody can be asked."""
    if new := _NEW.fullmatch(key):
        return new[1], new[2]
    old = _OLD.fullmatch(key)
    return (old[2], old[1].lower()) if old else None


def shelf_to_json(papers: Iterable[Enriched]) -> dict[str, Json]:
    """Sorted by id; unknown values are not written."""
    ordered = sorted(papers, key=lambda one: one.id)
    return {"schema_version": SCHEMA_VERSION, "papers": [_to_json(one) for one in ordered]}


def shelf_from_json(value: Json) -> tuple[Enriched, ...]:
    """Raises SchemaError naming the place."""
    root = reading.object_of(value, "file")
    if message := versions.fault(root.get("schema_version"), READS):
        raise SchemaError(f"schema_version: {message}")
    items = get(root, "papers", "", reading.list_of)
    papers = tuple(_from_json(item, f"papers[{n}]") for n, item in enumerate(items))
    twice = [key for key, count in Counter(one.id for one in papers).items() if count > 1]
    if twice:
        raise SchemaError(f"papers: {twice[0]} occurs more than once")
    if papers and len({shelf_of(one.id) for one in papers}) > 1:
        raise SchemaError("papers: these ids belong in several files")
    return papers


def _to_json(one: Enriched) -> Json:
    values: dict[str, Json] = {
        "id": str(one.id),
        "categories": list(one.categories),
        "doi": one.doi,
        "journal": one.journal,
        "comment": one.comment,
        "licence": one.licence,
        "versions": {str(version.number): version.day for version in one.versions},
        "code": one.code,
        "models": _links_to_json(one.models),
        "datasets": _links_to_json(one.datasets),
        "spaces": _links_to_json(one.spaces),
        "lacked": dict(one.lacked),
        "had": dict(one.had),
        "seen": one.seen,
        "older": dict(one.older),
    }
    return {key: item for key, item in values.items() if item not in (None, [], {})}


def _from_json(value: Json, where: str) -> Enriched:
    item = reading.object_of(value, where)
    seen = get(item, "seen", where, reading.moment)
    older = _times(item, "older", where, REGISTERS)
    if any(at >= seen for _, at in older):
        raise SchemaError(f"{where}.older: expected times before {seen}")
    return Enriched(
        id=get(item, "id", where, _id),
        seen=seen,
        categories=each(item, "categories", where, known.category),
        doi=maybe(item, "doi", where, known.doi),
        journal=maybe(item, "journal", where, reading.string),
        comment=maybe(item, "comment", where, reading.string),
        licence=maybe(item, "licence", where, reading.url),
        versions=maybe(item, "versions", where, _versions) or (),
        code=maybe(item, "code", where, reading.url),
        models=maybe(item, "models", where, _links),
        datasets=maybe(item, "datasets", where, _links),
        spaces=maybe(item, "spaces", where, _links),
        older=older,
        lacked=_times(item, "lacked", where, THINGS),  # type: ignore[arg-type]  # its keys are checked
        had=_times(item, "had", where, THINGS),  # type: ignore[arg-type]  # likewise
    )


def _id(value: Json, where: str) -> PaperId:
    found = reading.paper_id(value, where)
    if shelf_of(found) is None:
        raise SchemaError(f"{where}: expected an id of arXiv, got {quoted(found)}")
    return found


def _versions(value: Json, where: str) -> tuple[Version, ...]:
    item = reading.object_of(value, where)
    found = []
    for written in item:
        if not re.fullmatch("[1-9][0-9]{0,2}", written):
            raise SchemaError(f"{where}: expected numbers of versions, got {quoted(written)}")
        found.append(Version(number=int(written), day=get(item, written, where, reading.day)))
    return tuple(sorted(found, key=lambda one: one.number))


def _times(item: Object, key: str, where: str, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    if item.get(key) is None:
        return ()
    inner = get(item, key, where, reading.object_of)
    unknown = sorted(inner.keys() - set(names))
    if unknown:
        raise SchemaError(f"{where}.{key}: {unknown[0]!a} is not one of {', '.join(names)}")
    return tuple((name, get(inner, name, f"{where}.{key}", reading.moment)) for name in sorted(inner))


def _links_to_json(links: Links | None) -> Json:
    if links is None:
        return None
    named = [_linked_to_json(one) for one in links.named]
    return {"at": links.at, "total": links.total, **({"named": named} if named else {})}


def _linked_to_json(one: Linked) -> Json:
    values: dict[str, Json] = {"name": one.name, "likes": one.likes, "downloads": one.downloads}
    return {key: item for key, item in values.items() if item is not None}


def _links(value: Json, where: str) -> Links:
    item = reading.object_of(value, where)
    return Links(
        at=get(item, "at", where, reading.day),
        total=get(item, "total", where, reading.count),
        named=each(item, "named", where, _linked),
    )


def _linked(value: Json, where: str) -> Linked:
    item = reading.object_of(value, where)
    name = get(item, "name", where, reading.string)
    if not NAME.fullmatch(name):
        raise SchemaError(f"{where}.name: expected an owner and a name, got {quoted(name)}")
    return Linked(
        name=name,
        likes=maybe(item, "likes", where, reading.count),
        downloads=maybe(item, "downloads", where, reading.count),
    )
