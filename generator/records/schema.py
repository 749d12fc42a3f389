"""The stored form of a listing: `listing_to_json` and `listing_from_json` are inverses.

Content and numbers stand apart ("papers", "signals"), so a vote never touches a paper's lines.
Keys that are not told are not written. A file of a newer schema is refused, never guessed at.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing, Submitter
from generator.records.paper import AiSummary, AuthorName, Organization, Paper, Signals

SCHEMA_VERSION = 1
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
T = TypeVar("T")


class SchemaError(ValueError):
    """A stored value is not what this version writes; the message says where and what."""


def listing_to_json(listing: Listing) -> dict[str, Json]:
    """Keys in reading order; papers and signals sorted by id."""
    papers = sorted(listing.papers, key=lambda listed: listed.paper.id)
    return {
        "schema_version": SCHEMA_VERSION,
        "day": listing.day.isoformat(),
        "captured": listing.captured,
        "papers": [_paper_to_json(listed) for listed in papers],
        "signals": {p.paper.id: [_signals_to_json(s) for s in p.signals] for p in papers if p.signals},
    }


def listing_from_json(value: Json) -> Listing:
    """Raises SchemaError naming the place."""
    root = _object(value, "file")
    version = root.get("schema_version")
    if version != SCHEMA_VERSION:
        raise SchemaError(f"schema_version: expected {SCHEMA_VERSION}, got {version!r}")
    signals = _object(root.get("signals"), "signals")
    listed = [
        _paper_from_json(_object(item, f"papers[{n}]"), f"papers[{n}]", signals)
        for n, item in enumerate(_list(root.get("papers"), "papers"))
    ]
    day = _text(root, "day", "file")
    if not _DAY.fullmatch(day):  # fromisoformat also takes 20250820 and 2025-W34-3
        raise SchemaError(f"day: expected YYYY-MM-DD, got {day!r}")
    try:
        parsed = date.fromisoformat(day)
    except ValueError as error:
        raise SchemaError(f"day: {error}, got {day!r}") from None
    return Listing(day=parsed, captured=_text(root, "captured", "file"), papers=tuple(listed))


def _paper_to_json(listed: ListedPaper) -> Json:
    paper = listed.paper
    found: dict[str, Json] = {
        "id": str(paper.id),
        "title": paper.title,
        "authors": [_author_to_json(author) for author in paper.authors],
        "published": paper.published,
        "submitted": listed.submitted,
        "submitter": _pair_to_json(listed.submitter, "account"),
        "organization": _pair_to_json(paper.organization, "name"),
        "abstract": paper.abstract,
        "ai_summary": None if paper.ai_summary is None else paper.ai_summary.text,
        "ai_summary_model": None if paper.ai_summary is None else paper.ai_summary.model,
        "keywords": list(paper.keywords),
        "code": paper.code,
        "project": paper.project,
        "media": list(paper.media),
        "discussion": paper.discussion,
        "withdrawn": paper.withdrawn,
        "first_seen": listed.first_seen,
        "seen": listed.seen,
        "older": dict(listed.older),
    }
    return {key: item for key, item in found.items() if item not in (None, [], {})}


def _paper_from_json(item: Mapping[str, Json], where: str, signals: Mapping[str, Json]) -> ListedPaper:
    key = PaperId.parse(_text(item, "id", where))
    if key is None or key != item["id"]:
        raise SchemaError(f"{where}.id: expected a paper id, got {item['id']!r}")
    summary = _maybe(item, "ai_summary", where)
    older = _object(item.get("older") or {}, f"{where}.older")
    return ListedPaper(
        paper=Paper(
            id=key,
            title=_text(item, "title", where),
            abstract=_maybe(item, "abstract", where),
            authors=_each(item, "authors", where, _author_from_json),
            published=_maybe(item, "published", where),
            organization=_organization(item.get("organization"), where),
            ai_summary=AiSummary(text=summary, model=_maybe(item, "ai_summary_model", where))
            if summary is not None
            else None,
            keywords=_each(item, "keywords", where, _string),
            code=_maybe(item, "code", where),
            project=_maybe(item, "project", where),
            media=_each(item, "media", where, _string),
            discussion=_maybe(item, "discussion", where),
            withdrawn=_maybe(item, "withdrawn", where),
        ),
        first_seen=_text(item, "first_seen", where),
        seen=_text(item, "seen", where),
        submitter=_submitter(item.get("submitter"), where),
        submitted=_maybe(item, "submitted", where),
        older=tuple(sorted((name, _text(older, name, f"{where}.older")) for name in older)),
        signals=_each(signals, key, "signals", _signals_from_json),
    )


def _author_to_json(author: AuthorName) -> Json:
    if author == AuthorName(name=author.name):
        return author.name
    found: dict[str, Json] = {"name": author.name, "account": author.account, "status": author.status}
    told: dict[str, Json] = {key: item for key, item in found.items() if item is not None}
    return {**told, "hidden": True} if author.hidden else told


def _author_from_json(value: Json, where: str) -> AuthorName:
    if isinstance(value, str):
        return AuthorName(name=value)
    item = _object(value, where)
    return AuthorName(
        name=_text(item, "name", where),
        account=_maybe(item, "account", where),
        status=_maybe(item, "status", where),
        hidden=item.get("hidden") is True,
    )


def _signals_to_json(one: Signals) -> Json:
    found: dict[str, Json] = {"upvotes": one.upvotes, "comments": one.comments, "stars": one.stars}
    return {"at": one.at, **{key: item for key, item in found.items() if item is not None}}


def _signals_from_json(value: Json, where: str) -> Signals:
    item = _object(value, where)
    return Signals(
        at=_text(item, "at", where),
        upvotes=_count(item, "upvotes", where),
        comments=_count(item, "comments", where),
        stars=_count(item, "stars", where),
    )


def _pair_to_json(value: Submitter | Organization | None, key: str) -> Json:
    if value is None:
        return None
    name = value.account if isinstance(value, Submitter) else value.name
    return {key: name} if value.fullname is None else {key: name, "fullname": value.fullname}


def _submitter(value: Json, where: str) -> Submitter | None:
    if value is None:
        return None
    item = _object(value, f"{where}.submitter")
    return Submitter(account=_text(item, "account", where), fullname=_maybe(item, "fullname", where))


def _organization(value: Json, where: str) -> Organization | None:
    if value is None:
        return None
    item = _object(value, f"{where}.organization")
    return Organization(name=_text(item, "name", where), fullname=_maybe(item, "fullname", where))


def _object(value: Json, where: str) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise SchemaError(f"{where}: expected an object, got {type(value).__name__}")
    return value


def _list(value: Json, where: str) -> list[Json]:
    if not isinstance(value, list):
        raise SchemaError(f"{where}: expected a list, got {type(value).__name__}")
    return value


def _each(item: Mapping[str, Json], key: str, where: str, read: Callable[[Json, str], T]) -> tuple[T, ...]:
    values = item.get(key)
    if values is None:
        return ()
    return tuple(read(v, f"{where}.{key}[{n}]") for n, v in enumerate(_list(values, f"{where}.{key}")))


def _string(value: Json, where: str) -> str:
    if not isinstance(value, str):
        raise SchemaError(f"{where}: expected text, got {type(value).__name__}")
    return value


def _text(item: Mapping[str, Json], key: str, where: str) -> str:
    return _string(item.get(key), f"{where}.{key}")


def _maybe(item: Mapping[str, Json], key: str, where: str) -> str | None:
    return None if item.get(key) is None else _text(item, key, where)


def _count(item: Mapping[str, Json], key: str, where: str) -> int | None:
    value = item.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise SchemaError(f"{where}.{key}: expected a count, got {value!r}")
