"""Catalogues of interface texts: PO files, in the package and of the operator."""

import gettext
import hashlib
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module, resources
from io import StringIO
from typing import Any

from generator.errors import ConfigError, Problem, quoted
from generator.wording import ENGLISH, Forms, Wording, fault

ENDING = ".po"
SOURCES = "messages.pot"
"""All texts of the program in English, with the files that each is in."""

_LINE = re.compile(r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]\])?) +)?"(?:[^"\\]|\\.)*"')
"""A line of a catalogue, unless it is a comment."""

_ID = "msgid "
NUMBERS = 1_000
"""The rule for plurals is tried for all numbers below; rules repeat after a hundred or a thousand."""

Places = Mapping[str, frozenset[str]]


def languages() -> list[str]:
    """Those that the package has a catalogue for."""
    names = (one.name for one in _folder().iterdir())
    return sorted(name.removesuffix(ENDING) for name in names if name.endswith(ENDING))


def wording(language: str, own: str | None = None, path: str = "") -> Wording:
    """The texts of a language: those of the package, and before them those in the operator's own catalogue,
    the text of the file `path`. English if there is neither. Raises ConfigError."""
    packaged = _packaged(f"{language}{ENDING}") if language in languages() else None
    if packaged is None and own is None:
        return ENGLISH
    read = [(packaged, f"{language}{ENDING}")] if packaged else []
    read += [(own, path)] if own is not None else []
    found = [(_catalogue(text, language, name), name) for text, name in read]
    first = found[0][0]
    texts: dict[str, Forms] = {}
    for one, name in found:
        texts |= dict(_texts(one, name, first.num_plurals))
    if own is not None:
        _refuse_numbers(found[-1][0], path)
    return Wording(
        language=language,
        direction="rtl" if first.locale.character_order == "right-to-left" else "ltr",
        mark=hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest(),
        rule=_rule(first, found[0][1]),
        texts=texts,
    )


def _rule(catalogue: Any, path: str) -> str:
    """The expression that tells which form a number has. Raises ConfigError if the head of the file does not
    say so for all numbers."""
    count, written = catalogue.num_plurals, str(catalogue.plural_expr)
    try:
        form = gettext.c2py(written)
        if all(0 <= form(number) < count for number in (*range(NUMBERS), 10**6)):
            return written
    except (ValueError, ArithmeticError, RecursionError):
        pass  # it is no rule, or none for some number
    expected = f"a rule that gives each number a form, of which there are {count}"
    raise ConfigError(f"{path}: Plural-Forms: expected {expected}, got {quoted(written)}")


def places() -> Places:
    """The files of the program, relative to it, that each text is in."""
    return {_english(one): frozenset(path for path, _ in one.locations) for one in _sources()}


def texts() -> Mapping[str, str | None]:
    """All texts in English, each with its plural, if it counts something."""
    return {_english(one): one.id[1] if one.pluralizable else None for one in _sources()}


def _sources() -> list[Any]:
    return [one for one in _catalogue(_packaged(SOURCES), "en", SOURCES) if one.id]


def _folder() -> resources.abc.Traversable:
    return resources.files("generator") / "wording"


def _packaged(name: str) -> str:
    return (_folder() / name).read_text(encoding="utf-8")


def _catalogue(text: str, language: str, path: str) -> Any:
    """A PO file as Babel reads it. Babel is imported only here: that takes a tenth of a second, and archives
    in English do not need it."""
    babel, pofile = import_module("babel"), import_module("babel.messages.pofile")
    try:
        locale = babel.Locale.parse(language, sep="-")
    except (ValueError, babel.UnknownLocaleError) as error:
        raise ConfigError(f"{path}: theme.language: {language} is not the code of a language") from error
    _refuse_lines(text, path)
    try:
        return pofile.read_po(StringIO(text), locale=locale, abort_invalid=True)
    except pofile.PoFileError as error:  # it counts lines from 0
        message = str(error).removesuffix(f" on {error.lineno}")
        raise ConfigError(f"{path}: line {error.lineno + 1}: {message}") from error
    except ValueError as error:
        raise ConfigError(f"{path}: {error}") from error


def _refuse_lines(text: str, path: str) -> None:
    """Raises ConfigError at a line that no catalogue has: Babel loses a text whose quotes do not match."""
    for number, line in enumerate(map(str.strip, text.split("\n")), 1):
        if line and not line.startswith("#") and not _LINE.fullmatch(line):
            expected = 'msgid or msgstr and then a text between two "'
            raise ConfigError(f"{path}: line {number}: expected {expected}, got {quoted(line)}")


def _texts(catalogue: Any, path: str, plurals: int) -> Iterator[tuple[str, Forms]]:
    """The texts that are translated. Raises ConfigError at a translation that lacks a value of the text, or
    has other plurals than the language."""
    for one in catalogue:
        forms = (one.string,) if isinstance(one.string, str) else tuple(one.string)
        if not one.id or not any(forms) or one.fuzzy:
            continue
        found, given = fault(_english(one), forms), sum(map(bool, forms))
        if {len(forms), given} != {plurals if one.pluralizable else 1}:
            found = f"expected {plurals} forms, got {given}"
        if found:
            raise ConfigError(f"{path}: line {one.lineno}: {found}")
        yield _english(one), forms


def _refuse_numbers(catalogue: Any, path: str) -> None:
    """Raises ConfigError at a text that has no form for each number although the program counts with it."""
    known = texts()
    for one in catalogue:
        if not one.pluralizable and known.get(one.id):
            raise ConfigError(
                f"{path}: line {one.lineno}: expected msgid_plural {quoted(known[one.id])} below it"
            )


def unused(text: str, path: str) -> Iterator[Problem]:
    """A note for each text of the operator's catalogue that the program does not have, as after an upgrade
    that changed it, and for each that is there twice, of which only one counts."""
    known, seen = texts(), dict[str, int]()
    for number, one in _ids(text):
        if one in seen:
            said = f"the text {quoted(one)} is already in line {seen[one]}; remove one of the two"
        elif one not in known:
            said = f"nothing says {quoted(one)}, so its translation is not used"
            if near := get_close_matches(one, known, n=1, cutoff=0.8):
                said += f"; did you mean {quoted(near[0])}?"
        else:
            said = ""
        if said:
            yield Problem(path=path, where=f"line {number}", message=said, severity="note")
        seen.setdefault(one, number)


def _ids(text: str) -> list[tuple[int, str]]:
    """Each text of a catalogue but its head, with its line. Babel joins those that are there twice."""
    unescape = import_module("babel.messages.pofile").unescape
    found: list[tuple[int, str]] = []
    is_open = False
    for number, line in enumerate(map(str.strip, text.split("\n")), 1):
        if line.startswith(_ID):
            found.append((number, unescape(line.removeprefix(_ID).lstrip())))
        elif is_open and line.startswith('"'):
            found[-1] = found[-1][0], found[-1][1] + unescape(line)
        is_open = line.startswith(_ID) or (is_open and line.startswith('"'))
    return [(number, one) for number, one in found if one]


def _english(message: Any) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])
