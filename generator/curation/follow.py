"""What the operator wants to follow: `data/follow.yaml` → `Standing`.

::

    - name: small-models                       # the feed is /feeds/mine/small-models.atom
      title: "Small models"                    # in feed readers; without one, the name
      query: "small language models"           # as the search page reads it
      authors: ["Ada Example", "u--bo"]        # names, or the last part of a page's address
      organizations: ["example-institute"]     # the same
      near: ["2508.12345"]                     # papers to which others are related
      mail: day                                # or week: also as an email of its own

A paper is in the feed if any of these finds it; a query finds what has all its words, or for a long text or
"papers like …" what is nearest. An entry that cannot be used is a problem with its place, and the others
apply. A file of which nothing can be read stops a build, which would remove all feeds.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from generator.config import strict_yaml
from generator.errors import Problem, Severity, quoted
from generator.records.ids import PaperId

NAME = "follow.yaml"
CAP = 1 << 20
LISTS = ("authors", "organizations", "near")
FIELDS = ("name", "title", "query", *LISTS, "mail")
Mailed = Literal["day", "week"]
"""What one email covers."""
EXAMPLES = dict(zip(LISTS, ("Ada Example", "example-institute", "2508.12345"), strict=True))
MOST, ITEMS, LONGEST = 200, 500, 500
"""Entries of the file, items of a list, characters of a text."""

LEFT_OUT: Severity = "dropped"
STOPS: Severity = "broken"

_NAME = re.compile(r"(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A question that is asked with every build: one of `query`, `authors`, `organizations`, `near`, or more.
    `mail` is what an email of it covers; without it there is none."""

    name: str
    title: str
    query: str = ""
    authors: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    near: tuple[PaperId, ...] = ()
    mail: Mailed | None = None


def parse(body: str, path: str = NAME) -> tuple[tuple[Standing, ...], list[Problem]]:
    """Reads the file."""
    problems: list[Problem] = []

    def fault(where: str, message: str, severity: Severity = LEFT_OUT) -> None:
        problems.append(Problem(path=path, where=where, message=message, severity=severity))

    try:
        root = strict_yaml.load(body)
    except strict_yaml.NotYamlError as error:
        fault("", str(error), STOPS)
        return (), problems
    if root is None:
        return (), problems
    if not isinstance(root, list):
        fault("", f"expected a list of entries with the keys {', '.join(FIELDS)}", STOPS)
        return (), problems
    if len(root) > MOST:
        fault("", f"expected at most {MOST}, got {len(root):,}")
    found: dict[str, Standing] = {}
    for number, item in enumerate(root[:MOST], 1):
        faults = list(_faults(item, found)) or list(_lacks(item))
        for at, message in faults:
            fault(f"entry {number}{at}", message)
        if not faults:
            one = _standing(item)
            found[one.name] = one
    return tuple(found.values()), problems


def _faults(item: object, taken: Mapping[str, Standing]) -> Iterator[tuple[str, str]]:
    """(place in the entry, what is wrong)."""
    if not isinstance(item, dict):
        yield "", f"expected the keys {', '.join(FIELDS)}; got {quoted(item)}"
        return
    for key in item:
        if key not in FIELDS:
            yield "", f"unknown key {quoted(key)}; allowed are {', '.join(FIELDS)}"
    name = item.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        expected = "lowercase letters, digits and single hyphens, such as small-models"
        yield ".name", f"expected {expected}; got {quoted(name)}"
    elif name in taken:
        yield ".name", f"{name} is used twice"
    for key in ("title", "query"):
        if not _is_text(item.get(key, "x")):
            yield f".{key}", f"expected a text of at most {LONGEST} characters, got {quoted(item[key])}"
    if item.get("mail", "day") not in get_args(Mailed):
        yield ".mail", f"expected day or week, got {quoted(item['mail'])}; without it, no email is sent"
    for key in LISTS:
        yield from ((f".{key}", message) for message in _list_faults(key, item.get(key, [])))


def _lacks(item: dict[str, object]) -> Iterator[tuple[str, str]]:
    """The same for an entry in which all is right that is there."""
    if not any(item.get(key) for key in ("query", *LISTS)):
        yield "", f"expected one of query, {', '.join(LISTS)}"


def _list_faults(key: str, some: object) -> Iterator[str]:
    if not isinstance(some, list) or len(some) > ITEMS or not all(map(_is_text, some)):
        yield f'expected at most {ITEMS} texts in brackets, such as ["{EXAMPLES[key]}"]; got {quoted(some)}'
    elif key == "near":
        unknown = (one for one in some if PaperId.parse(one) is None)
        yield from (f"{quoted(one)}: expected an id such as 2508.12345" for one in unknown)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST


def _standing(item: dict[str, object]) -> Standing:
    def texts(key: str) -> tuple[str, ...]:
        some = item.get(key, [])
        return tuple(str(one).strip() for one in some) if isinstance(some, list) else ()

    name = str(item["name"])
    ids = (PaperId.parse(one) for one in texts("near"))
    return Standing(
        name=name,
        title=str(item.get("title", name)).strip(),
        query=str(item.get("query", "")).strip(),
        authors=texts("authors"),
        organizations=texts("organizations"),
        near=tuple(key for key in ids if key),
        mail=cast("Mailed | None", item.get("mail")),
    )
