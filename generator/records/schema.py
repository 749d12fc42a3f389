"""The stored form of a listing: `listing_to_json` and `listing_from_json` are inverses.

Content and numbers are separate ("papers", "signals"), so a vote never changes a paper's lines.
Unknown values are not written. A file with a newer schema is refused.
"""

import re
from collections import Counter
from dataclasses import fields
from datetime import date
from functools import cache

from generator.errors import quoted
from generator.records import known, reading, versions
from generator.records.ids import PaperId
from generator.records.listing import Announced, ListedPaper, Listing, Submitter
from generator.records.paper import AiSummary, AuthorName, Organization, Paper, Signals
from generator.records.reading import Json, Object, SchemaError, each, get, maybe

SCHEMA_VERSION = 1
SOURCE = re.compile("[a-z][a-z0-9-]{0,39}")
"""The name of a source."""
READS = (1,)
"""The versions that this program reads; older ones stay readable for ever."""

FIELDS = frozenset({f.name for f in fields(Paper)} | {"submitter", "submitted", "announced"})
"""The fields whose age a record may hold."""


def listing_to_json(listing: Listing) -> dict[str, Json]:
    """Keys in reading order; papers and signals sorted by id."""
    papers = sorted(listing.papers, key=lambda listed: listed.paper.id)
    return {
        "schema_version": SCHEMA_VERSION,
        **({"source": listing.source} if listing.source else {}),
        "day": listing.day.isoformat(),
        **({"reconstructed": True} if listing.is_reconstructed else {}),
        "captured": listing.captured,
        "papers": [_paper_to_json(listed) for listed in papers],
        "signals": {p.paper.id: [signals_to_json(s) for s in p.signals] for p in papers if p.signals},
    }


def listing_from_json(value: Json) -> Listing:
    """Raises SchemaError naming the place."""
    root = reading.object_of(value, "file")
    if message := versions.fault(root.get("schema_version"), READS):
        raise SchemaError(f"schema_version: {message}")
    signals = get(root, "signals", "", reading.object_of)
    items = get(root, "papers", "", reading.list_of)
    papers = tuple(_paper_from_json(item, f"papers[{n}]", signals) for n, item in enumerate(items))
    _refuse_strays([listed.paper.id for listed in papers], signals)
    return Listing(
        day=date.fromisoformat(get(root, "day", "", reading.day)),
        captured=get(root, "captured", "", reading.moment),
        papers=papers,
        source=maybe(root, "source", "", _source) or "",
        is_reconstructed=root.get("reconstructed") is True,
    )


def _source(value: Json, where: str) -> str:
    """If a program does not know the source, it shows the name as it is."""
    name = reading.string(value, where)
    if not SOURCE.fullmatch(name):
        raise SchemaError(f"{where}: expected a name such as example-lists, got {quoted(name)}")
    return name


def _announced(value: Json, where: str) -> Announced:
    match value:
        case "new" | "cross":
            return value
    raise SchemaError(f"{where}: expected new or cross, got {quoted(value)}")


def _refuse_strays(ids: list[PaperId], signals: Object) -> None:
    """A duplicate paper, or numbers without a paper, would be lost at the next write."""
    twice = [key for key, count in Counter(ids).items() if count > 1]
    if twice:
        raise SchemaError(f"papers: {twice[0]} occurs {ids.count(twice[0])} times")
    alone = sorted(signals.keys() - set(ids))
    if alone:
        raise SchemaError(f"signals: {alone[0]!a} is not one of the papers")


def _paper_to_json(listed: ListedPaper) -> Json:
    paper = listed.paper
    values: dict[str, Json] = {
        "id": str(paper.id),
        "title": paper.title,
        "authors": [author_to_json(author) for author in paper.authors],
        "published": paper.published,
        "submitted": listed.submitted,
        "announced": listed.announced,
        "submitter": pair_to_json(listed.submitter, "account"),
        "organization": pair_to_json(paper.organization, "name"),
        "abstract": paper.abstract,
        "ai_summary": None if paper.ai_summary is None else paper.ai_summary.text,
        "ai_summary_model": None if paper.ai_summary is None else paper.ai_summary.model,
        "keywords": list(paper.keywords),
        "code": paper.code,
        "project": paper.project,
        "media": list(paper.media),
        "discussion": paper.discussion,
        "withdrawn": paper.withdrawn,
        "categories": list(paper.categories),
        "doi": paper.doi,
        "journal": paper.journal,
        "comment": paper.comment,
        "licence": paper.licence,
        "first_seen": listed.first_seen,
        "seen": listed.seen,
        "older": dict(listed.older),
    }
    return {key: item for key, item in values.items() if item not in (None, [], {})}


def _paper_from_json(value: Json, where: str, signals: Object) -> ListedPaper:
    item = reading.object_of(value, where)
    paper = _content(item, where)
    seen = get(item, "seen", where, reading.moment)
    observed = each(signals, paper.id, "signals", _signals_from_json)
    if [one.at[:10] for one in observed] != sorted({one.at[:10] for one in observed}):
        raise SchemaError(f"signals.{paper.id}: expected one observation a day, oldest first")
    older = maybe(item, "older", where, _older) or ()
    if any(at >= seen for _, at in older):
        raise SchemaError(f"{where}.older: expected times before {seen}")
    return ListedPaper(
        paper=paper,
        first_seen=get(item, "first_seen", where, reading.moment),
        seen=seen,
        submitter=maybe(item, "submitter", where, _submitter),
        submitted=maybe(item, "submitted", where, reading.moment),
        announced=maybe(item, "announced", where, _announced),
        older=older,
        signals=observed,
    )


def _content(item: Object, where: str) -> Paper:
    summary = maybe(item, "ai_summary", where, reading.string)
    model = maybe(item, "ai_summary_model", where, reading.string)
    return Paper(
        id=get(item, "id", where, reading.paper_id),
        title=get(item, "title", where, reading.string),
        abstract=maybe(item, "abstract", where, reading.string),
        authors=each(item, "authors", where, _author_from_json),
        published=maybe(item, "published", where, reading.day),
        organization=maybe(item, "organization", where, _organization),
        ai_summary=AiSummary(text=summary, model=model) if summary is not None else None,
        keywords=each(item, "keywords", where, reading.string),
        code=maybe(item, "code", where, reading.url),
        project=maybe(item, "project", where, reading.url),
        media=each(item, "media", where, reading.url),
        discussion=maybe(item, "discussion", where, reading.string),
        withdrawn=maybe(item, "withdrawn", where, reading.day),
        categories=each(item, "categories", where, known.category),
        doi=maybe(item, "doi", where, known.doi),
        journal=maybe(item, "journal", where, reading.string),
        comment=maybe(item, "comment", where, reading.string),
        licence=maybe(item, "licence", where, reading.url),
    )


def _older(value: Json, where: str) -> tuple[tuple[str, str], ...]:
    item = reading.object_of(value, where)
    unknown = sorted(item.keys() - FIELDS)
    if unknown:
        raise SchemaError(f"{where}: {unknown[0]!a} is not a field of a paper")
    return tuple(sorted((name, get(item, name, where, reading.moment)) for name in item))


def author_to_json(author: AuthorName) -> Json:
    """A plain name as text, everything else as an object."""
    if (author.account, author.status, author.hidden, author.page) == (None, None, False, None):
        return author.name
    values: dict[str, Json] = {"name": author.name, "account": author.account, "status": author.status}
    told: dict[str, Json] = {key: item for key, item in values.items() if item is not None}
    return {**told, "hidden": True} if author.hidden else told


@cache
def _plain_author(name: str) -> AuthorName | None:
    """An author with nothing but a name, once for all of their papers; None for what is no name."""
    return AuthorName(name=reading.string(name, "")) if reading.is_string(name) else None


def forget() -> None:
    """After many listings have been read: the names in them are not remembered any longer."""
    _plain_author.cache_clear()


def _author_from_json(value: Json, where: str) -> AuthorName:
    if isinstance(value, str):
        return _plain_author(value) or AuthorName(name=reading.string(value, where))
    item = reading.object_of(value, where)
    return AuthorName(
        name=get(item, "name", where, reading.string),
        account=maybe(item, "account", where, reading.string),
        status=maybe(item, "status", where, reading.string),
        hidden=item.get("hidden") is True,
    )


def signals_to_json(one: Signals) -> Json:
    """One observation."""
    numbers: dict[str, Json] = {"upvotes": one.upvotes, "comments": one.comments, "stars": one.stars}
    return {"at": one.at, **{key: item for key, item in numbers.items() if item is not None}}


def _signals_from_json(value: Json, where: str) -> Signals:
    item = reading.object_of(value, where)
    return Signals(
        at=get(item, "at", where, reading.moment),
        upvotes=maybe(item, "upvotes", where, reading.count),
        comments=maybe(item, "comments", where, reading.count),
        stars=maybe(item, "stars", where, reading.count),
    )


def pair_to_json(value: Submitter | Organization | None, key: str) -> Json:
    """A handle under `key`, with the full name if it is known."""
    if value is None:
        return None
    name = value.account if isinstance(value, Submitter) else value.name
    return {key: name} if value.fullname is None else {key: name, "fullname": value.fullname}


def _submitter(value: Json, where: str) -> Submitter:
    item = reading.object_of(value, where)
    return Submitter(
        account=get(item, "account", where, reading.string),
        fullname=maybe(item, "fullname", where, reading.string),
    )


def _organization(value: Json, where: str) -> Organization:
    item = reading.object_of(value, where)
    return Organization(
        name=get(item, "name", where, reading.string),
        fullname=maybe(item, "fullname", where, reading.string),
    )
