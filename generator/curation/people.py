"""The sections `authors` and `organizations`: who is who, what they are called, and where their page is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator import text
from generator.curation.reading import Reading, paper_id, shown, words
from generator.errors import quoted
from generator.records.identity import ACCOUNT, account_slug, handle_slug, name_key, name_slug
from generator.records.ids import PaperId

Kind = Literal["author", "organization"]

SECTIONS: dict[Kind, str] = {"author": "authors", "organization": "organizations"}
KEYS = ("name", "merge", "account", "address", "forget", "hide", "split")
PART_KEYS = ("papers", "name", "account")

_ADDRESS = re.compile(rf"(?:{ACCOUNT})?[a-z0-9]+(?:-[a-z0-9]+)*")
_MARKED = re.compile(r"-[0-9a-f]{8}\Z")
_OWN_PAGE = re.compile(r"(?:\A|.*/)(?:authors|orgs)/([^/?#]+)/?(?:[?#].*)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Papers under a name that belong to somebody else; `address` is the last part of that person's page
    address."""

    address: str
    papers: tuple[PaperId, ...]
    name: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One author or organization. `key` and `merge` identify them in the source, each as a name or as the
    last part of a page's address. With `forget`, nothing leads from the old names to the new one."""

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
    """Whether this looks like the last part of a page's address rather than a name."""
    return _ADDRESS.fullmatch(written) is not None


def read(section: Mapping[object, object], kind: Kind, reading: Reading) -> tuple[Person, ...]:
    """Every usable entry, in the order of their keys; their order in the file does not matter."""
    found: dict[str, Person] = {}
    for written, item in sorted(section.items(), key=lambda one: str(one[0])):
        key = _reference(written)
        if key is None:
            where = f"{SECTIONS[kind]}.{quoted(written)}"
            reading.fault(where, "expected a name, or the last part of a page's address", item)
        elif key in found:
            reading.fault(place(kind, key), "occurs twice; this entry is not used", item)
        elif person := _person(key, item, kind, reading):
            found[key] = person
    people = tuple(found[key] for key in sorted(found))
    if kind == "author":
        _returned(people, reading)
    return people


def _reference(written: object) -> str | None:
    """A name, or the last part of an address that may be given in full."""
    found = words(written, text.TITLE_CAP)
    if found and (page := _OWN_PAGE.match(found)):
        return page[1]
    return found if found and len(found) <= text.NAME_CAP else None


def _person(key: str, value: object, kind: Kind, reading: Reading) -> Person | None:
    where = place(kind, key)
    item = reading.mapping(value, where, KEYS)
    if not item:
        if isinstance(value, Mapping) and not value:
            reading.fault(where, f"is empty; expected keys: {', '.join(KEYS)}")
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
    if fault := _forgets_nothing(person):
        reading.fault(f"{where}.forget", fault, {"forget": True})
        return None
    return person


def _forgets_nothing(person: Person) -> str:
    """Why the old name would stay, since nothing takes its place; "" if it is replaced."""
    if not person.forget or person.hide:
        return ""
    needed = "name" if person.kind == "author" else "account"
    new = person.name if person.kind == "author" else person.account
    if new is None and (person.kind == "organization" or is_address(person.key) or not person.merge):
        return f"expected {needed} next to it, to replace the old name"
    new = new or person.key
    same = _is_name if person.kind == "author" else _is_account
    if all(same(old, new) for old in (person.key, *person.merge)):
        return f"expected {needed} next to it that differs from the old one, got {quoted(new)}"
    return ""


def _is_name(written: str, name: str) -> bool:
    """Whether a name, or the last part of an address, refers to somebody with this name."""
    return name_key(written) == name_key(name) or written == name_slug(name)


def _is_account(written: str, account: str) -> bool:
    return handle_slug(written) == handle_slug(account)


def _returned(people: Iterable[Person], reading: Reading) -> None:
    """Reports names that one entry removes everywhere and another one assigns again."""
    given = [(one, name, page) for one in people for name, page in _names_given(one)]
    for person in people:
        if not (person.forget or person.hide):
            continue
        own = person.name or person.key
        old = {name_key(one) for one in (person.key, *person.merge) if not is_address(one)}
        old -= set() if person.hide else {name_key(own)}
        for other, name, page in given:
            # Once it leads to the page of that name, the entry about the name continues from there.
            if name_key(name) in old and page != name_slug(name) and not (other.hide or other is person):
                message = f"{quoted(name)} is to be removed, but {other.where} gives this name to {page}"
                reading.fault(person.where, message, {"forget": True})


def _names_given(person: Person) -> Iterator[tuple[str, str]]:
    """(name, page) of everybody to whom the entry gives a name."""
    if person.name and (person.address or person.account):
        yield person.name, person.address or account_slug(person.account or "")
    elif person.name:
        yield person.name, name_slug(person.name)
    yield from ((part.name, part.address) for part in person.split if part.name)


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
        bare = found.removeprefix(ACCOUNT)
        if text.slug(bare) == bare or _MARKED.search(bare):
            return found
    message = f"expected the last part of an address, such as wei-chen-lyon, got {quoted(value)}"
    reading.fault(where, message)
    return None


def _parts(value: object, above: str, reading: Reading) -> tuple[Part, ...]:
    where = f"{above}.split"
    if not isinstance(value, Mapping):
        reading.fault(
            where, f"expected addresses, each with a list of its papers, got {quoted(value)}", value
        )
        return ()
    parts: dict[str, Part] = {}
    for written, item in sorted(value.items(), key=lambda one: str(one[0])):
        at = f"{where}.{shown(written)}"
        address = _address(written, at, reading)
        entry = reading.mapping({"papers": item} if isinstance(item, list) else item, at, PART_KEYS)
        papers = _papers(entry.get("papers", []), f"{at}.papers", reading)
        if address and address in parts:
            reading.fault(at, "occurs twice; this entry is not used")
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
