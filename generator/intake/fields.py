"""Reads one JSON object key by key.

Null and empty values count as absent; a value of the wrong type is reported and then counts as absent too.
Nothing here guesses, joins or splits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from generator import text
from generator.errors import Problem, Severity, quoted
from generator.intake import dates
from generator.intake.dates import Written
from generator.text.links import safe_url

COUNT_CAP = 10_000_000
_PRINTABLE = 10**30
_LOOKED_AT = 8
"""Maximum characters examined per character that may be kept: a text of megabytes costs no more than a long
one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a payload, and the list that collects what is wrong there.

    `most` is how many problems that list may contain, 0 for any number; one more then says that there are
    others.
    """

    path: str
    where: str = ""
    most: int = 0
    found: list[Problem] = field(default_factory=list)

    def inside(self, name: str) -> "Place":
        """A place further in; problems go to the same list."""
        return replace(self, where=f"{self.where} {name}" if self.where else name)

    @property
    def is_full(self) -> bool:
        """Whether no more problems are reported here: a hostile entry may have a million faults."""
        return 0 < self.most < len(self.found)

    def report(self, severity: Severity, message: str) -> None:
        """Reports a problem here."""
        if self.most and len(self.found) == self.most:
            message, severity = "more problems here are not listed one by one", "dropped"
        if not self.is_full:
            self.found.append(Problem(path=self.path, where=self.where, message=message, severity=severity))


def as_object(value: object) -> Mapping[str, object] | None:
    """The value if it is an object whose keys are all strings (a Python dict may have others)."""
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return value
    return None


def is_absent(value: object) -> bool:
    """Whether nothing is given: null, an empty text, an empty list or object."""
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {})


def got(value: object) -> str:
    """An unusable value for a message. Containers are named, not shown: they may be nested deeply."""
    match value:
        case None:
            return "null"
        case list():
            return "a list"
        case dict():
            return "an object"
        case int() if abs(value) >= _PRINTABLE:
            return "a very large integer"
        case bool() | int() | float() | str():
            return quoted(value)
        case _:
            return f"a Python {type(value).__name__}"


def clean(value: str, cap: int) -> str:
    """One clean line of at most `cap` characters, whatever the length of the value."""
    return text.clean(value[: _LOOKED_AT * cap], cap)


class Fields:
    """One object of an entry. Every reader returns None (or nothing) for an absent key."""

    def __init__(self, value: Mapping[str, object], at: Place, prefix: str = "") -> None:
        self._value = value
        self._at = at
        self._prefix = prefix

    def names(self) -> Iterable[str]:
        """The keys that are present."""
        return self._value.keys()

    def raw(self, key: str) -> object:
        """The raw value, of any type."""
        return self._value.get(key)

    def dropped(self, key: str, message: str) -> None:
        """Reports one field that is not used."""
        if self._at.is_full:
            return
        self._at.inside(self._prefix + key).report("dropped", message)

    def wrong(self, key: str, expected: str, value: object) -> None:
        """Reports one field that is not used because of its value."""
        if self._at.is_full:
            return
        self.dropped(key, f"expected {expected}, got {got(value)}")

    def string(self, key: str) -> str | None:
        """The raw text."""
        value = self._value.get(key)
        if isinstance(value, str):
            return value
        if is_absent(value):
            return None
        self.wrong(key, "text", value)
        return None

    def line(self, key: str, cap: int = text.NAME_CAP) -> str | None:
        """One clean, non-empty line of at most `cap` characters."""
        value = self.string(key)
        return clean(value, cap) or None if value is not None else None

    def count(self, key: str) -> int | None:
        """An integer from 0 to 10,000,000; true is not a number, 3.0 is not an integer."""
        value = self._value.get(key)
        if is_absent(value):
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= COUNT_CAP:
            return value
        self.wrong(key, f"an integer from 0 to {COUNT_CAP}", value)
        return None

    def url(self, key: str) -> str | None:
        """A checked http(s) address; an empty one is absent."""
        value = self.string(key)
        return self.checked(key, value) if value is not None else None

    def checked(self, key: str, value: str) -> str | None:
        """The same for a value that was already read."""
        url = safe_url(value)
        if url is None and value.strip():
            self.wrong(key, "an http or https address", value)
        return url

    def moment(self, key: str) -> datetime | None:
        """A UTC second."""
        found = self.written(key)
        return found.moment if found else None

    def written(self, key: str) -> Written | None:
        """A moment in any unambiguous form, with the day it names."""
        value = self.raw(key)
        if is_absent(value):
            return None
        moment = dates.read(value)
        if moment is None:
            self.wrong(key, "a time such as 2026-11-19T00:00:00.000Z", value)
        return moment

    def items(self, key: str, cap: int) -> list[object]:
        """At most `cap` items of a list."""
        value = self._value.get(key)
        if is_absent(value):
            return []
        if not isinstance(value, list):
            self.wrong(key, "a list", value)
            return []
        if len(value) > cap:
            self.dropped(key, f"only the first {cap} of {len(value)} items are kept")
        return value[:cap]

    def nested(self, key: str) -> "Fields | None":
        """An object below this one."""
        value = self._value.get(key)
        return None if is_absent(value) else self.item(key, value)

    def item(self, key: str, value: object) -> "Fields | None":
        """The same for a value that was already read, such as an item of a list."""
        if value is None:
            return None
        found = as_object(value)
        if found is None:
            self.wrong(key, "an object", value)
            return None
        return Fields(found, self._at, f"{self._prefix}{key}.")
