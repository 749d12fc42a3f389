"""Fields of this program's own data: stored days, and what a site publishes of them.

A file from another archive is as untrusted as any answer of the source: every text is cleaned and cut, every
address, time and number checked. What is unusable is dropped and reported; a paper needs only an id and a
title.
"""

from collections.abc import Iterable
from dataclasses import replace

from generator import text
from generator.intake import merge, moments, pieces
from generator.intake.fields import Fields, Place, got, is_absent
from generator.records.ids import PaperId
from generator.records.listing import ORIGIN, Announced, ListedPaper, Submitter
from generator.records.paper import AiSummary, AuthorName, Organization, Paper, Signals
from generator.records.schema import FIELDS

SIGNALS_CAP = 5_000
"""Maximum observations of one paper, one per day."""


def key_of(item: Fields, at: Place) -> PaperId | None:
    """The id of a paper, or None and a lost record."""
    written = item.raw("id")
    found = PaperId.parse(written) if isinstance(written, str) else None
    if found is None:
        at.report("lost", f"id: expected text such as '2503.02130', got {got(written)}")
    return found


def listed_id(known: PaperId, item: Fields, key: str) -> PaperId:
    """The id under which a day lists a known paper: its own, or one made from its title before it was
    known."""
    written = item.string(key)
    found = PaperId.parse(written) if written else None
    if found is not None and found.is_provisional:
        return found
    if written:
        item.wrong(key, "an id made from a title", written)
    return known


def content(key: PaperId, item: Fields, at: Place) -> Paper | None:
    """The paper described by an object with the keys of the store, or None and a lost record."""
    title = item.line("title", text.TITLE_CAP)
    if title is None:
        at.report("lost", f"title: expected text, got {got(item.raw('title'))}")
        return None
    return Paper(
        id=key,
        title=title,
        abstract=item.line("abstract", text.ABSTRACT_CAP),
        authors=authors(item),
        published=_day(item, "published"),
        organization=_organization(item),
        ai_summary=_summary(item),
        keywords=pieces.keywords(item, "keywords"),
        code=item.url("code"),
        project=item.url("project"),
        media=_media(item),
        discussion=pieces.discussion(item, "discussion"),
        withdrawn=_day(item, "withdrawn"),
        categories=pieces.categories(item, "categories"),
        doi=pieces.doi(item, "doi"),
        journal=item.line("journal", pieces.JOURNAL_CAP),
        comment=item.line("comment", pieces.COMMENT_CAP),
        licence=pieces.licence(item, "licence"),
    )


def authors(item: Fields) -> tuple[AuthorName, ...]:
    """Names, as texts or as objects with more information."""
    found: list[AuthorName] = []
    for name, author in pieces.named(item):
        hidden = author.raw("hidden")
        found.append(
            AuthorName(
                name=name,
                account=author.line("account"),
                status=author.line("status"),
                hidden=hidden is not None and hidden is not False,
            )
        )
    return tuple(found)


def occasion(item: Fields, paper: Paper, captured: str) -> ListedPaper:
    """The paper on a day's list, by `first_seen`, `seen`, `older`, `submitted`, `announced`
    and `submitter`.

    Times that are not given, or contradict each other, are the earliest possible ones.
    """
    first = moment(item, "first_seen") or moment(item, "seen") or captured
    seen = moment(item, "seen") or first
    if first > seen:
        item.wrong("first_seen", f"a time up to {seen}", first)
        first = seen
    submitter = item.nested("submitter")
    account = submitter.line("account") if submitter else None
    submitted = moment(item, "submitted")
    listed = ListedPaper(
        paper=paper,
        first_seen=first,
        seen=seen,
        submitter=Submitter(account=account, fullname=submitter.line("fullname"))
        if submitter and account
        else None,
        submitted=submitted,
        announced=_announced(item),
    )
    return replace(listed, older=_older(item, listed))


def _announced(item: Fields) -> Announced | None:
    match item.raw("announced"):
        case "new" | "cross" as known:
            return known
        case other if not is_absent(other):
            item.wrong("announced", "new or cross", other)
    return None


def signals(key: str, item: Fields) -> tuple[Signals, ...]:
    """The observations in a list, one per day."""
    found: list[Signals] = []
    for number, value in enumerate(item.items(key, SIGNALS_CAP)):
        one = item.item(f"{key}[{number}]", value)
        at = moment(one, "at") if one else None
        if one is None or at is None:
            item.wrong(f"{key}[{number}].at", "a time such as 2026-11-19T06:00:00Z", None)
            continue
        numbers = {name: one.count(name) for name in ("upvotes", "comments", "stars")}
        found.append(Signals(at=at, **numbers))
    return merge.observations(found)


def aged(listed: ListedPaper, names: Iterable[str]) -> ListedPaper:
    """The record with these fields as old as possible, so that any answer replaces them."""
    older = {**dict(listed.older), **{name: ORIGIN for name in names if _has(listed, name)}}
    return replace(listed, older=tuple(sorted(older.items())))


def moment(item: Fields, key: str) -> str | None:
    """A UTC second in the form of the records."""
    found = item.moment(key)
    return moments.stamp(found) if found else None


def _day(item: Fields, key: str) -> str | None:
    written = item.string(key)
    found = moments.iso_day(written)
    if written and found is None:
        item.wrong(key, "a date such as 2026-11-19", written)
    return found.isoformat() if found else None


def _organization(item: Fields) -> Organization | None:
    found = item.nested("organization")
    name = found.line("name") if found else None
    return Organization(name=name, fullname=found.line("fullname")) if found and name else None


def _summary(item: Fields) -> AiSummary | None:
    """Text and model next to each other, as the store has them, or in one object, as an export has them."""
    if isinstance(item.raw("ai_summary"), dict):
        one, names = item.nested("ai_summary"), ("text", "model")
    else:
        one, names = item, ("ai_summary", "ai_summary_model")
    if one is None:
        return None
    summary, model = one.line(names[0], text.ABSTRACT_CAP), one.line(names[1])
    return AiSummary(text=summary, model=model) if summary else None


def _media(item: Fields) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for number, value in enumerate(item.items("media", pieces.MEDIA_CAP)):
        name = f"media[{number}]"
        if not isinstance(value, str):
            item.wrong(name, "text", value)
        elif url := item.checked(name, value):
            found[url] = None
    return tuple(found)


def _older(item: Fields, listed: ListedPaper) -> tuple[tuple[str, str], ...]:
    """Times of fields that come from an earlier answer than `seen`."""
    inner = item.nested("older")
    if inner is None:
        return ()
    found: dict[str, str] = {}
    for name in sorted(inner.names()):
        if name not in FIELDS or not _has(listed, name):
            inner.dropped(name, "is not a field of this paper")
        elif at := moment(inner, name):
            if at < listed.seen:
                found[name] = at
            else:
                inner.wrong(name, f"a time before {listed.seen}", at)
    return tuple(sorted(found.items()))


def _has(listed: ListedPaper, name: str) -> bool:
    return merge.told_at(name, listed) is not None
