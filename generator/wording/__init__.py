"""What the interface says, in the language of the archive.

The English text in the source is the key, as with gettext: `say("All papers")` looks it up in the catalogue
of the language in use and returns it unchanged if it is not there, so English needs no catalogue. `counted`
in `text/counted.py` does the same for numbers with what they count, `records/period.py` for dates, `phrase`
in `sinks/to_html.py` for sentences that contain elements.

The language in use belongs to the context, not to the arguments: nearly every function that renders says
something, and most of them have only a paper and an address. `spoken` sets it while files are made and
nowhere else. Threads that make pages of different archives therefore do not disturb each other, and what the
command line prints stays English.
"""

import gettext
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

Forms = tuple[str, ...]
"""A text in a language: one form, or one for each plural of the language."""

_P = ParamSpec("_P")
_T = TypeVar("_T")
_PLACE = re.compile(r"\{(\w+)\}")
_THOUSANDS = "1,000"
_HALF = "0.5"


@lru_cache(maxsize=8)
def _form(rule: str) -> Callable[[int], int]:
    return gettext.c2py(rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A language and its texts. `mark` stands for the texts wherever two wordings are compared; `rule` tells
    which form a number takes, as an expression in C, which is also JavaScript. No field is a function:
    another process has to read this."""

    language: str = "en"
    direction: str = "ltr"
    mark: str = ""
    rule: str = field(default="n != 1", repr=False, compare=False)
    texts: Mapping[str, Forms] = field(default_factory=dict, repr=False, compare=False)

    def of(self, text: str) -> str:
        """The text in this language."""
        found = self.texts.get(text)
        return found[0] if found else text

    def of_number(self, count: int, one: str, many: str) -> str:
        """The one of two texts, or its translation, that fits a number."""
        found = self.texts.get(one)
        return found[_form(self.rule)(count)] if found else (one if count == 1 else many)

    def number(self, value: float, digits: int = 0) -> str:
        """`8,348` and `1.4`, or `8.348` and `1,4` in German."""
        plain = f"{value:,.{digits}f}" if digits else f"{value:,}"
        if not self.texts:
            return plain
        signs = {",": self.of(_THOUSANDS)[1:-3], ".": self.of(_HALF)[1:-1]}
        return "".join(signs.get(sign, sign) for sign in plain)


ENGLISH = Wording()
_USED: ContextVar[Wording] = ContextVar("wording", default=ENGLISH)


def used() -> Wording:
    """The wording in use."""
    return _USED.get()


def say(text: str, /, **values: str | int) -> str:
    """A text in the language in use. Each `{name}` in it becomes the value of that name; whole numbers are
    grouped, so a year or a page is given as `str`."""
    return filled(_USED.get().of(text), values)


def filled(text: str, values: Mapping[str, str | int]) -> str:
    """A text with its values in place."""
    if not values:
        return text

    def value(found: re.Match[str]) -> str:
        one = values.get(found[1], found[0])
        return one if isinstance(one, str) else number(one)

    return _PLACE.sub(value, text)


def apart(text: str) -> list[str]:
    """A text in the language in use as what is between its places and, in between, their names."""
    return _PLACE.split(_USED.get().of(text))


def places(text: str) -> list[str]:
    """The names of the values in a text."""
    return sorted(_PLACE.findall(text))


def number(value: float, digits: int = 0) -> str:
    """A number as the language in use groups it and writes its decimals."""
    return _USED.get().number(value, digits)


def of_outside() -> str | None:
    """The value of `lang` for titles and abstracts: their language is unknown, and most of them are in
    English. On pages in English nothing is said."""
    return None if _USED.get().language == ENGLISH.language else ""


def term(text: str) -> str:
    """A text that is looked up later: marks it for the catalogues where tables are written."""
    return text


def noun(one: str) -> str:
    """The same for a noun that `counted` is given later."""
    return one


@contextmanager
def speaking(wording: Wording) -> Iterator[None]:
    """Uses a wording inside the block. For files that are made one by one, see `spoken`."""
    before = _USED.set(wording)
    try:
        yield
    finally:
        _USED.reset(before)


def spoken(wording: Wording, made: Iterable[_T]) -> Iterator[_T]:
    """The same items, each made with this wording. Whatever happens between two of them has the wording from
    before."""
    items = iter(made)
    while True:
        try:
            with speaking(wording):
                item = next(items)
        except StopIteration:
            return
        yield item


def cached(most: int) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """`lru_cache` for functions that say something: what one language said is not used for another."""

    def keeping(function: Callable[_P, _T]) -> Callable[_P, _T]:
        kept = lru_cache(most)(lambda _, *given, **named: function(*given, **named))
        call: Callable[..., _T] = kept

        @wraps(function)
        def asked(*given: _P.args, **named: _P.kwargs) -> _T:
            return call(_USED.get(), *given, **named)

        vars(asked)["cache_clear"] = kept.cache_clear
        return asked

    return keeping


def fault(text: str, forms: Forms) -> str:
    """Why these forms cannot be a translation of the text: they need the same values. "" if they can."""
    wrong = next((form for form in forms if places(form) != places(text)), None)
    return "" if wrong is None else f"expected the values {_named(text)}, got {_named(wrong)}"


def _named(text: str) -> str:
    return ", ".join(f"{{{name}}}" for name in places(text)) or "none"
