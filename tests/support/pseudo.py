"""A language that does not exist, in which every text of the interface is the English one between brackets: a
text on a page without brackets comes from the archive's data, or was forgotten."""

import re
from collections.abc import Iterable, Iterator

from lxml import html

from generator.storage import catalogues

LANGUAGE = "eo"
OPEN, CLOSE = "⟦", "⟧"
_AS_THEY_ARE = frozenset({"1,000", "0.5"})
_LISTS = re.compile(r"[A-Za-z]+(?: [A-Za-z]+){6,11}")
"""Names of months and days, which are taken apart at their spaces."""
_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
_SILENT = frozenset({"script", "style", "code", "pre", "template", "noscript", "math"})
_SPOKEN = ("title", "aria-label", "placeholder", "alt", "label")
"""Attributes that readers see or hear."""
_BETWEEN = re.compile(r"[·,;:+()/→↑|…\n\t\u2009]+| [–-] ")
_TEX = re.compile(r"[$\\\\{}^_]")
"""Where a formula begins or ends."""
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LETTER = re.compile(r"[^\W\d_]{2}")


def catalogue() -> str:
    """The catalogue of that language."""
    found = catalogues.texts()
    return _HEAD + "\n".join(_entry(one, many) for one, many in found.items())


def _entry(one: str, many: str | None) -> str:
    if many is None:
        return f"msgid {_quoted(one)}\nmsgstr {_quoted(said(one))}\n"
    forms = "".join(f"msgstr[{n}] {_quoted(said(text))}\n" for n, text in enumerate((one, many)))
    return f"msgid {_quoted(one)}\nmsgid_plural {_quoted(many)}\n{forms}"


def said(text: str) -> str:
    """A text in that language."""
    if text in _AS_THEY_ARE:
        return text
    if _LISTS.fullmatch(text) and text.istitle():
        return " ".join(f"{OPEN}{word}{CLOSE}" for word in text.split())
    return f"{OPEN}{text}{CLOSE}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Known:
    """The texts that a page may show as they are."""

    def __init__(self, texts: Iterable[str]) -> None:
        kept = set(texts)
        parts = {part for text in kept for part in (text, *_TEX.split(text))}
        self._pieces = {piece for part in parts for piece in (_bare(part), *pieces(part))}
        self._whole = "\n".join(kept)

    def forgotten(self, page: str) -> list[str]:
        """What a page says that is neither in brackets nor among these texts."""
        found = {piece for text in _said(html.fromstring(page)) for piece in pieces(_outside(text))}
        return sorted(piece for piece in found - self._pieces if not self._holds(piece))

    def _holds(self, piece: str) -> bool:
        """Whether it is part of a long text: a title or an abstract may be cut."""
        return len(piece.split()) > 3 and piece in self._whole


def pieces(text: str) -> Iterator[str]:
    """The parts of a text between signs, if they have a word."""
    for piece in _BETWEEN.split(text):
        if _LETTER.search(bare := _bare(piece)):
            yield bare


def _bare(text: str) -> str:
    return _EDGES.sub("", " ".join(text.split()))


def _said(root: html.HtmlElement) -> Iterator[str]:
    """The whole text with a line for each element, so that a sentence may hold elements, and attributes."""
    yield "\n".join(_texts(root))
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from (str(element.get(name)) for name in _SPOKEN if element.get(name))


def _texts(element: html.HtmlElement) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in _SILENT:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def _outside(text: str) -> str:
    """A text without what is in brackets; these may hold others."""
    depth, kept = 0, []
    for sign in text:
        depth += (sign == OPEN) - (sign == CLOSE)
        kept.append(sign if depth == 0 and sign != CLOSE else "\n" if sign == CLOSE else "")
    return "".join(kept)
