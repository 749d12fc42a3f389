"""LaTeX in titles and abstracts: math is separated, and the rest made readable.

The texts are not LaTeX documents: `%` is a percent sign, `~` means "about", and macros of the paper's own
preamble (`\\method`) are undefined. A LaTeX parser would drop half a sentence at the first `%`, so a small
table works better here than a library.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.text import macros, powers
from generator.text.links import safe_url

MATH_CAP = 500
"""The most characters in a formula; anything longer is text with dollar signs."""


@dataclass(frozen=True, slots=True)
class Words:
    """Readable text."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """TeX between balanced dollar signs, without them."""

    tex: str


@dataclass(frozen=True, slots=True)
class Link:
    """A checked http(s) URL in the text."""

    url: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A sign of which the source has only the name, because it lost the backslash before it."""

    sign: str
    was: str


Segment = Words | Math | Link | Mended

# Pandoc's rule: an opening sign has no space after it, a closing one none before and no digit
# after it. "$1 Million" and "from $5 to $10" stay money.
_MATH = re.compile(
    rf"\$\$(?!\s)([^$]{{1,{MATH_CAP}}}?)(?<!\s)\$\$"
    rf"|\$(?!\s)((?:[^$\\]|\\.){{1,{MATH_CAP}}}?)(?<!\s)\$(?![0-9])"
)
# Only between digits: `256times256`, but not `timestep` or `8timesH100`.
_LOST = re.compile(r"(?<=[0-9])times(?= ?[0-9])")
_DASHED = re.compile(r"(?<!\S)\S*?--\S*")
# Between words, and within one; not before one, as in `--help`.
_DASHES = re.compile(r"(?<=[\w%)\]\"'”])-{2,3}(?=[\w(\[\"'“])")
_DASH = {"--": "–", "---": "—"}
_OF_FILES = frozenset("/_@=<>")
"""Signs in words whose hyphens stay: `models--org/name`."""
_HREF = re.compile(r"\\(?:href\s*\{([^{}]*)\}\s*\{([^{}]*)\}|url\s*\{([^{}]*)\})")
_URL = re.compile(r"https?://[!-~]+")
_URL_TAIL = ".,;:!?'*}]>)\\"
# A drive and all that follows: it contains no macro.
_PATH = re.compile(r"((?<![A-Za-z0-9])[A-Za-z]:\\[^\s{}]{0,260}+(?!\{))")
_CONTRACTION = re.compile(r"(?<=[A-Za-z0-9])\\'(?=(?:t|s|d|m|re|ve|ll)\b)")
_ACCENT = re.compile(
    r"\\(?:([`'^\"~=.uvHcdbrk])\s*\{\\?([A-Za-z])\}"
    r"|([`'^\"~=]|\.(?=[zZI]))(?:\\([ij])(?![A-Za-z])|([A-Za-z])))"
)
_WRAPPER = re.compile(
    r"\\(?:text(?:it|bf|sc|tt|rm|sf|sl|up|normal|superscript|subscript)?|emph|underline|mbox"
    r"|math(?:rm|bf|it|sf|tt|cal|bb))\s*\{((?:[^{}\\]|\\.)*)\}"
)
_SWITCH = re.compile(r"(?<!\\)\{\\(?:em|it|bf|sc|sf|sl|tt|rm)(?![A-Za-z])\s*((?:[^{}\\]|\\.)*?)(?:\\/)?\}")
_LONE = re.compile(r"(?<![A-Za-z\\}])\{\\([A-Za-z]{2,})(?:\{\})?\s*\}")
_DROPPED = re.compile(
    r"\\(?:cite[tp]?|ref|label|footnote|vspace|hspace|xspace)(?![A-Za-z])\s*(?:\{[^{}]*\})?"
)
_ESCAPED = r"\\(?P<sign>[%&_#$ {}]|[\^~](?=\{\}))(?:(?<=[\^~])\{\})?"
_REMAINS = re.compile(rf"{_ESCAPED}|\\(?P<name>[A-Za-z]+)(?:\{{\}})?")
_SIGN = re.compile(_ESCAPED)
_GROUP = re.compile(r"(?<!\\)\{((?:[^{}\\]|\\.)*)\}")
# Capitals kept for BibTeX, {BERT} and {B}ayesian, and 10{,}000. Other plain braces are the author's.
_GUARD = re.compile(
    r"(?<![\w\\{}])\{(?:([A-Z][A-Za-z0-9.-]+)\}(?![\w{}])|([A-Z]+)\}(?=[a-z]))"
    r"|(?<=[0-9])\{(,)\}(?=[0-9])"
)

_SCRIPT = re.compile(r"(?<!\\)([\^_])(?:([0-9+-])|\{([0-9+-]{1,4})\})")


def segments(text: str) -> tuple[Segment, ...]:
    """`text` in order, with math and URLs as separate segments; adjacent words are one segment."""
    if "$" not in text:
        return tuple(_linked(text))
    found: list[Segment] = []
    at = 0
    for math in _MATH.finditer(text):
        found += _linked(text[at : math.start()])
        found.append(Math(math[1] or math[2]))
        at = math.end()
    return tuple(found + _linked(text[at:]))


def plain(text: str) -> str:
    """One readable line without markup, for lists, descriptions and window titles; the text itself if nothing
    else would remain, because a title must be visible."""
    if _is_plain(text):
        return text
    found = "".join(as_words(segment) for segment in segments(text))
    return found if found.strip() else text


def _is_plain(text: str) -> bool:
    """Whether nothing in a text can be TeX, or left of it, or a URL, except superscripts and subscripts."""
    return not (
        "$" in text
        or "\\" in text
        or "{" in text
        or "--" in text
        or "http" in text
        or ("times" in text and _LOST.search(text))
    )


def shown(text: str) -> str:
    """The same for readers: superscripts and subscripts outside of math, such as `V^{3}` and `CO_2`, also
    become Unicode signs where there are any."""
    if _is_plain(text) and "^" not in text and "_" not in text:
        return text
    found = "".join(
        "".join(one if isinstance(one, str) else one.shown for one in powers.pieces(segment.text))
        if isinstance(segment, Words)
        else as_words(segment)
        for segment in segments(text)
    )
    return found if found.strip() else text


def urls(text: str) -> tuple[str, ...]:
    """The URLs in a text, in order, each once."""
    if "http" not in text and "\\" not in text:
        return ()
    ends = [0, *(at for math in _MATH.finditer(text) for at in math.span()), len(text)]
    outside = (text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True))
    return tuple(dict.fromkeys(url for part in outside for _, url, _ in _links(_unwrapped(part))))


def readable(text: str) -> str:
    """Text outside math without the remains of LaTeX; unknown macros keep their name.

    What a reader would see in the source stays: escaped and plain braces, paths, `\\d+`.
    """
    if ":\\" in text:
        parts = _PATH.split(text)
        return "".join(part if n % 2 else _readable(part) for n, part in enumerate(parts))
    return _readable(text)


def _readable(text: str) -> str:
    if "--" in text:
        text = _DASHED.sub(_dashed, text)
    if "{" in text:
        text = _GUARD.sub(lambda m: m[1] or m[2] or m[3], text)
    if "\\" not in text:
        return text
    return _REMAINS.sub(_word, _undressed(_CONTRACTION.sub("'", text)))


def _dashed(found: re.Match[str]) -> str:
    """A word with TeX's en and em dashes as signs. A title of hyphens alone stays: it can be found."""
    word = found[0]
    if word in _DASH:
        return _DASH[word] if found.start() > 0 and found.end() < len(found.string) else word
    return word if _OF_FILES.intersection(word) else _DASHES.sub(lambda dash: _DASH[dash[0]], word)


def _undressed(text: str) -> str:
    """Puts accents on their letters and removes wrappers."""
    text = _ACCENT.sub(_accented, text)
    for _ in range(3):  # wrappers may be nested, though rarely deeply
        text = _WRAPPER.sub(r"\1", text)
    if "{\\" in text:
        text = _LONE.sub(lambda m: macros.WORDS.get(m[1], m[1]), _SWITCH.sub(r"\1", text))
    return _DROPPED.sub("", text)


def _linked(text: str) -> list[Segment]:
    if "http" not in text and "\\" not in text:
        return _words(text)
    text = _unwrapped(text)
    found: list[Segment] = []
    at = 0
    for start, url, end in _links(text):
        found += _words(text[at:start])
        found.append(Link(url))
        at = end
    return found + _words(text[at:])


def _unwrapped(text: str) -> str:
    """Links of LaTeX as their text and their address."""
    return _HREF.sub(lambda m: m[3] if m[3] is not None else f"{m[2]} {m[1]}", text)


def _links(text: str) -> Iterator[tuple[int, str, int]]:
    """Where each address begins, what it is, and where it ends."""
    for match in _URL.finditer(text):
        written = match[0].rstrip(_URL_TAIL)
        url = written.replace("\\_", "_").replace("\\%", "%").replace("\\#", "#")
        if safe_url(url) is not None:
            yield match.start(), url, match.start() + len(written)


def _words(text: str) -> list[Segment]:
    if not text:
        return []
    first, *others = _LOST.split(readable(text))
    found: list[Segment] = [Words(first)]
    for one in others:
        found += (Mended("×", "times"), Words(one))
    return found


def as_words(segment: Segment) -> str:
    """One segment without markup."""
    match segment:
        case Words(text):
            return text
        case Link(url):
            return url
        case Mended(sign):
            return sign
        case Math(tex):
            return _math_words(tex)


def _math_words(tex: str) -> str:
    """`L_2` becomes L₂ and `\\times` a sign; what has no Unicode sign stays readable."""
    if "\\" not in tex and "{" not in tex:
        return _SCRIPT.sub(_scripted, tex).strip()
    words = _undressed(_SCRIPT.sub(_scripted, tex))
    words = _REMAINS.sub(lambda m: m[0] if m["sign"] else macros.WORDS.get(m["name"], m["name"]), words)
    for _ in range(2):  # in math plain braces group and are not seen
        words = _GROUP.sub(r"\1", words)
    return _SIGN.sub(r"\g<sign>", words).replace("\\,", " ").strip()


def _word(found: re.Match[str]) -> str:
    """An escaped sign, the word of a known macro, the name of one that begins a word; all else as
    written."""
    if found["sign"]:
        return found["sign"]
    name, before = found["name"], found.string[max(found.start() - 1, 0) : found.start()]
    if name in macros.WORDS:
        return macros.WORDS[name]
    return found[0] if len(name) == 1 or before.isalnum() or before in {":", "\\"} else name


def _scripted(found: re.Match[str]) -> str:
    raised, digits = found[1] == "^", found[2] or found[3]
    return digits.translate(powers.RAISED if raised else powers.LOWERED)


def _accented(found: re.Match[str]) -> str:
    """The letter with its accent if Unicode has that letter; else as written."""
    letter = found[2] or found[4] or found[5]
    written = unicodedata.normalize("NFC", letter + macros.MARKS[found[1] or found[3]])
    return written if len(written) == 1 else found[0]
