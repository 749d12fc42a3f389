"""Checked access to the values of a stored file: each error says where, what was expected and what was there.
A file may have been edited by hand, so everything that renderers rely on is checked: clean single lines of
text, http(s) addresses, and the exact form of dates and times.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from generator.errors import quoted
from generator.records.ids import PaperId
from generator.text import bounded, is_clean
from generator.text.links import safe_url

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Object = Mapping[str, Json]
T = TypeVar("T")

YEARS = range(1991, 2100)
"""arXiv began in 1991; a year after 2099 is a typing error, here as in every source."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


class SchemaError(ValueError):
    """A stored value is not in the form that this version writes; the message says where and what."""


def object_of(value: Json, where: str) -> dict[str, Json]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise SchemaError(f"{where}: expected an object, got {quoted(value)}")
    return value


def list_of(value: Json, where: str) -> list[Json]:
    """A JSON array."""
    if not isinstance(value, list):
        raise SchemaError(f"{where}: expected a list, got {quoted(value)}")
    return value


def is_string(value: str) -> bool:
    """Whether it is one line of clean text, not empty."""
    return bool(value) and is_clean(value)


def string(value: Json, where: str) -> str:
    """One line of clean text, not empty; an earlier version left more marks on a letter than pages show."""
    if not isinstance(value, str) or not is_string(value):
        raise SchemaError(f"{where}: expected one line of text, got {quoted(value)}")
    return value if value.isascii() else bounded(value)


def url(value: Json, where: str) -> str:
    """An address that may be used in a link."""
    if isinstance(value, str) and value and safe_url(value) == value:  # which is clean then
        return value
    string(value, where)
    raise SchemaError(f"{where}: expected an http or https address, got {quoted(value)}")


def day(value: Json, where: str) -> str:
    """YYYY-MM-DD; `fromisoformat` alone also takes 20250820 and 2025-W34-3."""
    return _dated(value, where, _DAY, "a date such as 2025-08-20")


def moment(value: Json, where: str) -> str:
    """YYYY-MM-DDTHH:MM:SSZ."""
    return _dated(value, where, _MOMENT, "a time such as 2025-08-20T08:30:00Z")


def _dated(value: Json, where: str, form: re.Pattern[str], wanted: str) -> str:
    """Text in one form that is an existing day or time."""
    if isinstance(value, str) and _is_dated(value, form):  # which is clean then
        return value
    string(value, where)
    raise SchemaError(f"{where}: expected {wanted}, got {quoted(value)}")


@lru_cache(maxsize=2**12)
def _is_dated(text: str, form: re.Pattern[str]) -> bool:
    """A day's papers have the same few times."""
    try:
        return form.fullmatch(text) is not None and datetime.fromisoformat(text).year in YEARS
    except ValueError:
        return False


def paper_id(value: Json, where: str) -> PaperId:
    """An id in its canonical form."""
    found = PaperId.parse(value) if isinstance(value, str) else None
    if found is None or found != value:
        raise SchemaError(f"{where}: expected a paper id, got {value!a}")
    return found


def count(value: Json, where: str) -> int:
    """Zero or more."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise SchemaError(f"{where}: expected a count, got {quoted(value)}")
    return value


def get(item: Object, key: str, where: str, read: Callable[[Json, str], T]) -> T:
    """The value of a required key."""
    return read(item.get(key), f"{where}.{key}" if where else key)


def maybe(item: Object, key: str, where: str, read: Callable[[Json, str], T]) -> T | None:
    """The value of an optional key; null counts as absent."""
    found = item.get(key)
    return None if found is None else read(found, f"{where}.{key}" if where else key)


def each(item: Object, key: str, where: str, read: Callable[[Json, str], T]) -> tuple[T, ...]:
    """The items of an optional list."""
    found = item.get(key)
    if found is None:
        return ()
    items = list_of(found, f"{where}.{key}")
    try:
        return tuple([read(one, "") for one in items])
    except SchemaError:  # only now are places named: there are a dozen in each paper
        return tuple([read(one, f"{where}.{key}[{n}]") for n, one in enumerate(items)])
