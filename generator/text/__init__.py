"""Text: cleaned once when it comes in, then compared and shortened.

All stored text has passed `clean`. Everything after that may assume one line of NFC without control
characters, surrogates, direction marks and zero-width characters.
"""

import hashlib
import re
import unicodedata

TITLE_CAP = 500
ABSTRACT_CAP = 20_000
NAME_CAP = 200

# C0 C1 DEL · surrogates · non-characters · direction marks · zero width (U+200D stays: emoji).
_DROPPED = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)
_MARKS = 8
"""The most marks on one letter: no script needs more than a monogram of Tibetan. More would be painted over
the lines above and below, and normalising them takes quadratic time (UAX 15, D4)."""
# No accent is a letter, a digit or in ASCII; other characters in such a run are checked one by one.
_ACCENTS = re.compile(rf"[^\w\s!-~]{{{_MARKS + 1},}}")
_TEX_TEXT = re.compile(
    r"\\(?:text(?:it|bf|sc|tt|rm|sf|sl|up|normal)?|emph|math(?:rm|bf|it|sf|tt|cal|bb)|mbox)\b\s*"
)

SLUG_CAP = 80
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_MARKED = re.compile(r"-[0-9a-f]{8}$")
# Device names of Windows, and names that mean something to MkDocs or to a web server.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "index", "readme", "templates", "names"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)


def clean(text: str, cap: int) -> str:
    """One line of NFC text of at most `cap` characters, 8 accents on each; idempotent.

    Dropping comes before normalising: the other order is not idempotent (e, U+200B, U+0301).
    """
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return _cut(text, cap)
    text = bounded(unicodedata.normalize("NFC", bounded(_DROPPED.sub("", text))))
    return _cut(" ".join(text.split()), cap)


def bounded(text: str) -> str:
    """The text with at most 8 accents on a letter."""
    return _ACCENTS.sub(_bounded, text)


def _bounded(run: re.Match[str]) -> str:
    """The run with at most 8 accents in a row. Some that are painted above a letter, as in Thai, are none to
    the rules of normalising."""
    kept: list[str] = []
    marks = 0
    for sign in run[0]:
        is_mark = unicodedata.combining(sign) or unicodedata.category(sign) in {"Mn", "Me"}
        marks = marks + 1 if is_mark else 0
        if marks <= _MARKS:
            kept.append(sign)
    return "".join(kept)


def is_clean(text: str) -> bool:
    """Whether a stored text is still one line without the characters that `clean` drops. A letter may have
    any number of accents: earlier versions left more of them."""
    if "  " in text or text.strip() != text:
        return False
    # Printable text is clean; the search is for the rest: joined emoji, rare letters.
    return text.isprintable() or clean(few := bounded(text), len(few)) == few


def _cut(text: str, cap: int) -> str:
    """The first `cap` characters, never separating a letter from its accents."""
    if len(text) <= cap:
        return text
    end = cap
    while end > 0 and unicodedata.combining(text[end]):
        end -= 1
    return text[:end].rstrip()


def excerpt(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words, with an ellipsis when something is missing."""
    if len(text) <= limit:
        return text
    head = _cut(text, limit - 1)
    space = head.rfind(" ")
    if space > limit // 2:
        head = head[:space]
    return head.rstrip(" ,;:.-") + "…"


def fold(text: str) -> str:
    """A key for comparing words: case, accents, punctuation, spaces and TeX markup are ignored.

    `$\\textbf{Only-IF}$` and `Only-IF` fold alike, as do `LLM$\\times$X` and `LLMtimesX`. Letters
    of every script stay; the result may be empty.
    """
    text = _TEX_TEXT.sub("", text)
    folded = text.casefold()
    if folded.isascii():  # most titles: each is compared several times in a run
        return _NOT_SLUG.sub("", folded)
    marked = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in marked if c.isalnum())


def digest(text: str, length: int = 8) -> str:
    """The first hex digits of SHA-256: a stable, short mark for ids made from text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def slug(key: str) -> str:
    """A portable, case-insensitive name for a URL: `[a-z0-9-]`, 1 to 80 characters, total, injective.

    A key that is already a slug is used as it is. For any other key, eight hex digits of its hash are
    appended to what remains of it, so that Üstün and Ustun differ and 李明 gets a slug. The slug depends on
    the key alone: no later name can take an address away.
    """
    if len(key) <= SLUG_CAP and _SLUG.fullmatch(key) and key not in _RESERVED and not _MARKED.search(key):
        return key
    letters = unicodedata.normalize("NFKD", key.casefold())
    stem = _NOT_SLUG.sub("-", "".join(c for c in letters if not unicodedata.combining(c)))
    stem = stem[: SLUG_CAP - 9].strip("-")
    return f"{stem or 'x'}-{digest(key)}"
