"""The section `papers`: what is said about single papers."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator import text
from generator.curation.reading import Reading, day, paper_id, words
from generator.errors import quoted
from generator.records.identity import GIVEN
from generator.records.ids import PaperId
from generator.records.paper import AuthorName, Organization
from generator.text.links import safe_url

TAG_CAP = 40
"""Maximum characters of a tag or a day."""
AUTHORS_CAP = 2_000
KEYS = ("summary", "tags", "correct", "withdraw", "hide")
TEXTS = {
    "title": text.TITLE_CAP,
    "abstract": text.ABSTRACT_CAP,
    "code": text.ABSTRACT_CAP,
    "project": text.ABSTRACT_CAP,
}
CORRECTABLE = (*TEXTS, "published", "keywords", "authors", "organization")

EXPECTED = {
    "published": "a day such as 2025-08-20",
    "keywords": "a list of words",
    "code": "an http or https address",
    "project": "an http or https address",
}
"""What a correction must be, where that is not just text."""

Correction = str | tuple[str, ...] | tuple[AuthorName, ...] | Organization


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One paper's curation; `correct` contains (field of `Paper`, new value) pairs."""

    summary: str | None = None
    tags: tuple[str, ...] = ()
    correct: tuple[tuple[str, Correction], ...] = ()
    withdraw: str | None = None
    hide: bool = False

    def over(self, other: "Note") -> "Note":
        """Both merged; this one's texts win, and what either hides stays hidden."""
        return Note(
            summary=self.summary or other.summary,
            tags=tuple(dict.fromkeys((*self.tags, *other.tags))),
            correct=(*other.correct, *self.correct),
            withdraw=self.withdraw or other.withdraw,
            hide=self.hide or other.hide,
        )


def read(section: Mapping[object, object], reading: Reading) -> dict[PaperId, Note]:
    """Every usable entry, by paper."""
    notes: dict[PaperId, Note] = {}
    for written, item in sorted(section.items(), key=lambda one: str(one[0])):
        key = paper_id(written)
        where = f"papers.{key or quoted(written)}"
        if key is None:
            reading.fault(where, 'expected a paper id such as "2508.12340"', {written: item})
            continue
        if key in notes:
            reading.fault(where, f"{key} occurs twice; both entries count")
        note = _note(reading.mapping(item, where, KEYS), where, reading)
        notes[key] = note.over(notes[key]) if key in notes else note
    return notes


def _note(item: Mapping[object, object], where: str, reading: Reading) -> Note:
    return Note(
        summary=reading.line(item, "summary", where, text.ABSTRACT_CAP),
        tags=reading.texts(item, "tags", where, TAG_CAP),
        correct=_corrections(item["correct"], f"{where}.correct", reading) if "correct" in item else (),
        withdraw=reading.line(item, "withdraw", where, text.TITLE_CAP),
        hide=reading.flag(item, "hide", where),
    )


def _corrections(value: object, where: str, reading: Reading) -> tuple[tuple[str, Correction], ...]:
    item = reading.mapping(value, where, CORRECTABLE)
    found: dict[str, Correction | None] = {}
    for name, cap in TEXTS.items():
        if name in item:
            written = words(item[name], cap)
            found[name] = safe_url(written) if written and name in ("code", "project") else written
    if "published" in item:
        found["published"] = day(words(item["published"], TAG_CAP))
    if "keywords" in item:
        given = isinstance(item["keywords"], list)
        found["keywords"] = reading.texts(item, "keywords", where, text.NAME_CAP) if given else None
    if "authors" in item:
        found["authors"] = _authors(item["authors"], f"{where}.authors", reading)
    if "organization" in item:
        found["organization"] = _organization(item["organization"], f"{where}.organization", reading)
    for name, usable in found.items():
        is_reported = name == "authors" or (name == "organization" and not isinstance(item[name], str))
        if usable is None and not is_reported:
            message = f"expected {EXPECTED.get(name, 'text')}, got {quoted(item[name])}"
            reading.fault(f"{where}.{name}", message, item[name])
    return tuple((name, usable) for name, usable in found.items() if usable is not None)


def _authors(value: object, where: str, reading: Reading) -> tuple[AuthorName, ...] | None:
    """The whole list, or nothing: a list without an unreadable name would omit somebody."""
    if not isinstance(value, list) or not 0 < len(value) <= AUTHORS_CAP:
        message = f"expected the list of all names, 1 to {AUTHORS_CAP:,}, got {quoted(value)}"
        reading.fault(where, message)
        return None
    found = [_author(item, f"{where}[{number}]", reading) for number, item in enumerate(value)]
    usable = tuple(author for author in found if author)
    return usable if len(usable) == len(found) else None


def _author(item: object, where: str, reading: Reading) -> AuthorName | None:
    if isinstance(item, str):
        item = {"name": item}
    entry = reading.mapping(item, where, ("name", "account"))
    name, account = (reading.line(entry, key, where) for key in ("name", "account"))
    if name is None:
        if "name" not in entry and isinstance(item, Mapping):
            reading.fault(
                where, f"expected a name, or name and account; the list is left as it was; got {quoted(item)}"
            )
        return None
    return AuthorName(name=name, account=account, status=GIVEN if account else None)


def _organization(item: object, where: str, reading: Reading) -> Organization | None:
    if isinstance(item, str):
        handle = words(item, text.NAME_CAP)
        return Organization(name=handle) if handle else None
    entry = reading.mapping(item, where, ("account", "name"))
    handle, name = (reading.line(entry, key, where) for key in ("account", "name"))
    if handle is None and "account" not in entry and isinstance(item, Mapping):
        reading.fault(where, "expected the organization's account, or account and name")
    return Organization(name=handle, fullname=name) if handle else None
