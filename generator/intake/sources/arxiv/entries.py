"""One announcement, or one paper of an answer, as the entry of a list.

An entry is lost without an id in arXiv's grammar, without a title, or if it is not known what was announced.
Everything else is optional: what is missing or unusable is reported, and the record is kept without it.
"""

import re
from datetime import date, timedelta

from generator import text
from generator.intake import entities, pieces, prose
from generator.intake.entry import Entry, Form
from generator.intake.fields import Fields, Place, as_object, clean, got
from generator.intake.sources.arxiv import calendar, creators
from generator.intake.sources.arxiv.feeds import ANNOUNCED
from generator.records.ids import PaperId
from generator.records.listing import Announced
from generator.records.paper import AuthorName, Paper

_AROUND = timedelta(days=31)
"""How long before the month of its id a paper may have been submitted."""
_BEFORE_ID = re.compile(r"\Aoai:arXiv\.org:", re.IGNORECASE)


def announced(value: object, at: Place, asked: date | None) -> Entry | None:
    """An announcement of a feed or a listing page, which names its day and its type."""
    item = _opened(value, at)
    if item is None:
        return None
    written = item.string("announced") or ""
    kind = ANNOUNCED.get(written)
    if kind is None:
        at.report("lost", f"announce_type: expected new or cross, got {got(written)}")
        return None
    told = item.written("day")
    return _entry(item, at, told.day if told else None, kind, asked)


def submitted(value: object, at: Place, asked: date | None) -> Entry | None:
    """A paper of the API, which names neither: it is on the list on which it should have been announced,
    unless the day is given."""
    item = _opened(value, at)
    if item is None:
        return None
    told = item.written("published")
    day = calendar.announced(told.moment) if told and asked is None else None
    return _entry(item, at, day, ANNOUNCED.get(item.string("announced") or "") or "new", asked)


def _opened(value: object, at: Place) -> Fields | None:
    found = as_object(value)
    if found is None:
        at.report("lost", f"expected an object, got {got(value)}")
        return None
    return Fields(found, at)


def _entry(item: Fields, at: Place, day: date | None, kind: Announced, asked: date | None) -> Entry | None:
    written = item.string("id") or ""
    key = PaperId.parse(_BEFORE_ID.sub("", written.strip()))
    if key is None or key.is_provisional:
        at.report("lost", f"id: expected text such as '2503.02130', got {got(written)}")
        return None
    title = clean(entities.undone(item.string("title") or ""), text.TITLE_CAP)
    if not title:
        at.report("lost", f"{key}: title: expected text, got {got(item.raw('title'))}")
        return None
    return Entry(
        at=at.inside(key),
        paper=Paper(
            id=key,
            title=title,
            abstract=prose.abstract(item.string("summary") or "") or None,
            authors=_authors(item),
            published=_published(item, key, day or asked),
            categories=pieces.categories(item, "categories"),
            doi=pieces.doi(item, "doi"),
            journal=item.line("journal", pieces.JOURNAL_CAP),
            comment=item.line("comment", pieces.COMMENT_CAP),
            licence=pieces.licence(item, "licence"),
        ),
        day=day,
        announced=kind,
    )


def _authors(item: Fields) -> tuple[AuthorName, ...]:
    told = item.items("authors", pieces.AUTHORS_CAP)
    names = [creators.name_of(one) for one in told if isinstance(one, str)]
    names = names or creators.names(item.string("creator") or "")
    if len(names) > pieces.AUTHORS_CAP:
        item.dropped("creator", f"only the first {pieces.AUTHORS_CAP} of {len(names)} names are kept")
    return tuple(AuthorName(name=name) for name in names[: pieces.AUTHORS_CAP] if name)


def _published(item: Fields, key: PaperId, day: date | None) -> str | None:
    """The day on which the first version was submitted."""
    told = item.written("published")
    if told is None:
        return None
    found = told.moment.date()
    if day is not None and found > day:
        item.dropped("published", f"{found} is after the list day {day}")
        return None
    if key.month and key.month > found + _AROUND:
        item.dropped("published", f"{found} is long before {key.month:%Y-%m}, the month in the id")
        return None
    return found.isoformat()


ANNOUNCEMENTS = Form(read=announced)
SUBMISSIONS = Form(read=submitted)
