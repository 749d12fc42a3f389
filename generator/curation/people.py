"""The sections `authors` and `organizations`: who is who, what they are called, and where their page is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator import text
from generator.curation.reading import Reading, paper_id, shown, words
from generator.errors import quoted
from generator.records.ids import PaperId

Kind = Literal["author", "organization"]

SECTIONS: dict[Kind, str] = {"author": "authors", "organization": "organizations"}
KEYS = ("name", "merge", "account", "address", "forget", "hide", "split")
PART_KEYS = ("papers", "name", "account")

_ADDRESS = re.compile(r"(?:u--)?[a-z0-9]+(?:-[a-z0-9]+)*")
_MARKED = re.compile(r"-[0-9a-f]{8}\Z")
_OWN_PAGE = re.compile(r"(?:\A|.*/)(?:authors|orgs)/([^/?#]+)/?(?:[?#].*)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some papers of a name, which are somebody else's; `address` is the last part of their page's."""

    address: str
    papers: tuple[PaperId, ...]
    name: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One author or organization. `key` and `merge` tell who that is in the source, each as a name or as
    the last part of a page's address. With `forget` nothing leads from the old names to the new one."""

    kind: Kind
    key: str
    merge: tuple[str, ...] = ()
    name: str | None = None
    account: str | None = None
    address: str | None = None
    forget: bool = False
    hide: bool = False
    split: tuple[Part, ...] = ()

    @property
    def where(self) -> str:
        """Its place in the file."""
        return place(self.kind, self.key)


def place(kind: Kind, key: str) -> str:
    """The place of an entry in the file."""
    return f"{SECTIONS[kind]}.{shown(key)}"


def is_address(written: str) -> bool:
    """Whether this looks like the last part of a page's address, rather than like a name."""
    return _ADDRESS.fullmatch(written) is not None


def read(section: Mapping[object, object], kind: Kind, reading: Reading) -> tuple[Person, ...]:
    """Every entry that can be used, in the order of their keys: that of the file does not count."""
    found: dict[str, Person] = {}
    for written, item in sorted(section.items(), key=lambda one: str(one[0])):
        key = _reference(written)
        if key is None:
            where = f"{SECTIONS[kind]}.{quoted(written)}"
            reading.fault(where, "expected a name, or the last part of a page's address", item)
        elif key in found:
            reading.fault(place(kind, key), "stands here twice; this entry is not used", item)
        elif person := _person(key, item, kind, reading):
            found[key] = person
    return tuple(found[key] for key in sorted(found))


def _reference(written: object) -> str | None:
    """A name, or the last part of an address however much of it is given."""
    found = words(written, text.TITLE_CAP)
    if found and (page := _OWN_PAGE.match(found)):
        return page[1]
    return found if found and len(found) <= text.NAME_CAP else None


def _person(key: str, value: object, kind: Kind, reading: Reading) -> Person | None:
    where = place(kind, key)
    item = reading.mapping(value, where, KEYS)
    if not item:
        if isinstance(value, Mapping) and not value:
            reading.fault(where, f"says nothing; expected keys: {', '.join(KEYS)}")
        return None
    person = Person(
        kind=kind,
        key=key,
        merge=_merged(item, where, reading),
        name=reading.line(item, "name", where),
        account=reading.line(item, "account", where),
        address=_address(item["address"], f"{where}.address", reading) if "address" in item else None,
        forget=reading.flag(item, "forget", where),
        hide=reading.flag(item, "hide", where),
        split=_parts(item["split"], where, reading) if "split" in item else (),
    )
    needed = "name" if kind == "author" else "account"
    if person.forget and getattr(person, needed) is None and (kind == "organization" or is_address(key)):
        reading.fault(
            f"{where}.forget", f"expected {needed} beside it: what takes the place", {"forget": True}
        )
        return None
    return person


def _merged(item: Mapping[object, object], where: str, reading: Reading) -> tuple[str, ...]:
    """Other names of the person; a name that cannot be read may be one to be forgotten."""
    value = item.get("merge", [])
    value = [value] if isinstance(value, str) else value
    found = [_reference(one) for one in value] if isinstance(value, list) else [None]
    if None in found:
        lost = {"forget": item.get("forget", False), "hide": item.get("hide", False)}
        reading.fault(f"{where}.merge", f"expected a list of names or addresses, got {quoted(value)}", lost)
    return tuple(sorted({one for one in found if one}))


def _address(value: object, where: str, reading: Reading) -> str | None:
    found = _reference(value)
    if found and is_address(found):
        bare = found.removeprefix("u--")
        if text.slug(bare) == bare or _MARKED.search(bare):
            return found
    message = f"expected the last part of an address, such as wei-chen-lyon, got {quoted(value)}"
    reading.fault(where, message)
    return None


def _parts(value: object, above: str, reading: Reading) -> tuple[Part, ...]:
    where = f"{above}.split"
    if not isinstance(value, Mapping):
        reading.fault(where, f"expected addresses with the papers that go there, got {quoted(value)}", value)
        return ()
    parts: dict[str, Part] = {}
    for written, item in sorted(value.items(), key=lambda one: str(one[0])):
        at = f"{where}.{shown(written)}"
        address = _address(written, at, reading)
        entry = reading.mapping({"papers": item} if isinstance(item, list) else item, at, PART_KEYS)
        papers = _papers(entry.get("papers", []), f"{at}.papers", reading)
        if address and address in parts:
            reading.fault(at, "stands here twice; this entry is not used")
        elif address and papers:
            name, account = (reading.line(entry, key, at) for key in ("name", "account"))
            parts[address] = Part(address=address, papers=papers, name=name, account=account)
    return tuple(parts[address] for address in sorted(parts))


def _papers(value: object, where: str, reading: Reading) -> tuple[PaperId, ...]:
    found: set[PaperId] = set()
    if not isinstance(value, list) or not value:
        reading.fault(where, f"expected a list of paper ids, got {quoted(value)}")
        return ()
    for number, written in enumerate(value):
        key = paper_id(written)
        if key is None:
            reading.fault(f"{where}[{number}]", f"expected a paper id, got {quoted(written)}")
        else:
            found.add(key)
    return tuple(sorted(found))
