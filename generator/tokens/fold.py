"""Text as search compares it; `web/search-engine/fold.js` does the same in the browser.

All browser code folds letters and accents alike (`web/lib/fold.js`), with tables generated from these;
`language`, which only search needs, is in the index manifest. Neither side uses a rule that the other lacks:
`str.casefold`, for instance, has no counterpart in JavaScript. They agree on every text whose characters
are in Python's Unicode tables; a browser's tables are newer.
"""

import re
import unicodedata
from collections.abc import Mapping

from generator.text import macros, tex

# Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, what has no width. The marks
# of other scripts are letters in all but name: without them Hindi words would look the same.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
)
"""The inside of a character class: what is removed."""

LETTERS = {
    "ß": "ss", "ς": "σ", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "ƒ": "f",
    "’": "'", "‘": "'", "ʼ": "'", "′": "'", "‐": "-", "–": "-", "−": "-",
}  # fmt: skip
"""Letters and signs that Unicode does not decompose, in lower case."""

NAMES = {
    letter: unicodedata.name(letter).rsplit(" ", 1)[1].lower().replace("lamda", "lambda")
    for letter in map(chr, range(ord("α"), ord("ω") + 1))
    if letter != "ς"
}
"""Greek letter → its name: α-divergence is alpha-divergence, π0 is pi0. Greek words stay Greek."""

SPACE = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""The inside of a character class: what Python or JavaScript treats as white space."""

DRESS = (
    r"\\(?:(?:text)?(?:it|bf|sc|tt|rm|sf|sl)|text(?:up|normal|superscript|subscript)?|em(?:ph)?|underline|mbox"
    r"|math(?:rm|bf|it|sf|tt|cal|bb))(?![A-Za-z]) *"
    r"|\\[`'^\x22~=.]"
)
"""Invisible TeX. `tex.plain` knows more of it; this is what people paste into a search box."""

OFFSET, PRIME = 0x811C9DC5, 0x01000193
"""Of 32-bit FNV-1a."""

_DRESS = re.compile(DRESS)
_SIGNS = re.compile("[${}]")
_MACRO = re.compile(r"\\([A-Za-z]+)")
_MARK = re.compile(f"[{MARKS}]+")
_SPACE = re.compile(f"[{SPACE}]+")
_LETTER = str.maketrans(LETTERS)
_LONE_GREEK = re.compile("(?<![{0}])[{0}](?![{0}])".format("".join(NAMES)))


class _Kinds(dict[int, str]):
    """For `str.translate`: anything but letters, digits, marks and ASCII becomes a space."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kept = code < 0x80 or unicodedata.category(letter)[0] in "LNM"
        self[code] = letter if kept else " "
        return self[code]


_KINDS = _Kinds()


def letters(text: str) -> str:
    """Lower case without accents and TeX; every non-ASCII character left is part of a word."""
    if "\\" in text or "$" in text or "{" in text or "}" in text:
        text = _SIGNS.sub("", _MACRO.sub(_named, _DRESS.sub("", text)))
    if text.isascii():
        return text.lower()
    bare = _MARK.sub("", unicodedata.normalize("NFKD", text)).lower().translate(_LETTER)
    bare = _LONE_GREEK.sub(lambda found: NAMES[found[0]], unicodedata.normalize("NFC", bare))
    return bare.translate(_KINDS)


def key(text: str) -> str:
    """The key for looking up an id, title or name: letters and digits only.

    Like `text.fold`, it ignores case, accents, punctuation and TeX markup; also, ø is o and a lone α is
    alpha, as people type them. May be empty.
    """
    return typed_key(tex.plain(text))


def typed_key(text: str) -> str:
    """`key` of what a reader types or pastes: the same as `key` in `web/search-engine/fold.js`."""
    return "".join([c for c in letters(text) if c.isalnum() or c >= "\x80"])


def title_key(text: str) -> str:
    """`key` of a title, or its signs if it has no letters or digits, such as ∇ or !!!. May be empty."""
    bare = tex.plain(text)
    return typed_key(bare) or signs(bare)


def signs(text: str) -> str:
    """The key of a text that consists of signs only: the same as `signs` in `web/search-engine/fold.js`."""
    return _MARK.sub("", _SPACE.sub("", unicodedata.normalize("NFKC", text)))


def mark(key: str) -> int:
    """32-bit FNV-1a over UTF-8 (draft-eastlake-fnv): where a key is in the index."""
    value = OFFSET
    for byte in key.encode():
        value = (value ^ byte) * PRIME & 0xFFFFFFFF
    return value


def marked(key: str) -> bytes:
    """The same as the index has it: four bytes, big-endian."""
    return mark(key).to_bytes(4, "big")


def language() -> Mapping[str, str | Mapping[str, str]]:
    """The tables that only search needs: the browser gets them with the index."""
    return {
        "dress": DRESS,
        "signs": macros.SIGNS,
        "space": SPACE,
    }


def _named(macro: re.Match[str]) -> str:
    return macros.SIGNS.get(macro[1]) or f" {macro[1]}"
