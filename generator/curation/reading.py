"""Helpers for reading all sections of the file: places, texts, ids, and faults that must not be ignored."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator import text
from generator.errors import Problem, Severity, quoted
from generator.records.ids import PaperId

STOPS: Severity = "broken"
"""Severity of what stops a build: somebody asked for something to be removed, and it is not clear what."""

PASSED: Severity = "dropped"
"""Severity of an entry that is left out while all others apply."""

NAMED = 100
"""At most this many problems are reported one by one."""

FIRST_YEAR, LAST_YEAR = 1991, 2099
"""Years in which a paper may have been published: since arXiv began."""

_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*|[0-9a-z.]+(?:/[0-9]+)?")
_GONE = re.compile(
    r"(?:(?<![^\W_])|(?<=[a-z])(?=[A-Z]))"
    r"(?:(?i:hid(?:e[ds]?|d?en|d?ing)?)(?![a-z])|(?i:withdr|forg[eo]t|remov|delet|retract|suppress"
    r"|take.?down|redact|unlist|unpublish))"
)
"""At the start of a word only, because names contain these letters too: Rashid, Hideo and Hidalgo are not
requests."""
_OWN_PAGE = re.compile(r"(?:\A|.*/)papers/([^/?#]+)")
_OLD = re.compile(r"-(?=[0-9]{7}\Z)")
_AFTER = re.compile(r"/*(?:[?#].*)?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AFTER_PREFIX = re.compile(r"(?<=arxiv:)\s+", re.IGNORECASE)


def asks_to_remove(value: object) -> bool:
    """Whether something below a value looks like a request to remove a text, a name or a paper, even if it is
    misspelled. The loader limits how deep and how large the value can be."""
    if isinstance(value, Mapping):
        return any(
            (_GONE.search(str(key)) and item is not False) or asks_to_remove(item)
            for key, item in value.items()
        )
    return isinstance(value, list) and any(map(asks_to_remove, value))


@dataclass(slots=True)
class Reading:
    """The problems found so far in the file at `path`."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def fault(self, where: str, message: str, lost: object = None) -> None:
        """Reports a problem; it stops a build when `lost`, what cannot be used, asks for something to be
        removed."""
        severity = STOPS if asks_to_remove(lost) else PASSED
        self.problems.append(Problem(path=self.path, where=where, message=message, severity=severity))

    @property
    def reported(self) -> list[Problem]:
        """The problems worth reporting: if there are very many, the first ones, and how many more there
        are."""
        rest = self.problems[NAMED:]
        if not rest:
            return self.problems
        worst = STOPS if any(one.severity == STOPS for one in rest) else PASSED
        more = Problem(path=self.path, where="", message=f"and {len(rest):,} more like these", severity=worst)
        return [*self.problems[:NAMED], more]

    def mapping(self, value: object, where: str, allowed: Iterable[str]) -> Mapping[object, object]:
        """The known keys of an entry; each other key is a problem."""
        names = ", ".join(allowed)
        if not isinstance(value, Mapping):
            self.fault(
                where, f"expected keys: {names}; got {quoted(value)}", {str(value): value, where: value}
            )
            return {}
        for key in value:
            if key not in allowed:
                self.fault(f"{where}.{shown(key)}", f"unknown; allowed: {names}", {key: value[key]})
        return {key: item for key, item in value.items() if key in allowed}

    def line(
        self, item: Mapping[object, object], key: str, where: str, cap: int = text.NAME_CAP
    ) -> str | None:
        """The text of a key; None if there is none or it cannot be used."""
        if key not in item:
            return None
        found = words(item[key], cap)
        if found is None:
            self.fault(f"{where}.{key}", f"expected text, got {quoted(item[key])}", {key: item[key]})
        return found

    def flag(self, item: Mapping[object, object], key: str, where: str) -> bool:
        """The boolean of a key."""
        value = item.get(key, False)
        if not isinstance(value, bool):
            self.fault(f"{where}.{key}", f"expected true or false, got {quoted(value)}", {key: value})
        return value is True

    def texts(self, item: Mapping[object, object], key: str, where: str, cap: int) -> tuple[str, ...]:
        """A list of texts of a key, without duplicates."""
        value = item.get(key, [])
        if not isinstance(value, list) or any(words(one, cap) is None for one in value):
            self.fault(f"{where}.{key}", f"expected a list of words, got {quoted(value)}")
        found = value if isinstance(value, list) else []
        return tuple(dict.fromkeys(one for v in found if (one := words(v, cap))))


def words(value: object, cap: int) -> str | None:
    """A text of the file as one clean line; None if it is not a text."""
    return text.clean(value, cap) or None if isinstance(value, str) else None


def shown(key: object) -> str:
    """A key as part of a place."""
    return key if isinstance(key, str) and _KEY.fullmatch(key) else quoted(key)


def paper_id(written: object) -> PaperId | None:
    """A paper in any form that an operator may use: its id, with or without a version, its address at arXiv
    or at the source, or the address of its page here."""
    if not isinstance(written, str):
        return None
    bare = _AFTER.sub("", _AFTER_PREFIX.sub("", text.clean(written, text.TITLE_CAP)))
    if found := PaperId.parse(bare):
        return found
    if page := _OWN_PAGE.match(bare):
        return PaperId.parse(page[1]) or PaperId.parse(_OLD.sub("/", page[1]))
    return None


def day(written: str | None) -> str | None:
    """A day as YYYY-MM-DD; None if it is not one."""
    try:
        found = date.fromisoformat(written) if written and _DAY.fullmatch(written) else None
    except ValueError:
        return None
    return found.isoformat() if found and FIRST_YEAR <= found.year <= LAST_YEAR else None
