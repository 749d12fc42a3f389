"""What is left of LaTeX in titles and abstracts: math apart, the rest made readable.

The texts are not LaTeX documents: `%` is a percent sign, `~` means "about" and macros of the
paper's own preamble (`\\method`) stand alone. A LaTeX reader would drop half a sentence at the
first `%`, so a small table does better here than a library.
"""

import re
import unicodedata
from dataclasses import dataclass

from generator.links import safe_url

MATH_CAP = 500
"""Characters of a formula; what is longer is words with dollar signs."""


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
    """A checked http(s) URL standing in the text."""

    url: str


Segment = Words | Math | Link

# Pandoc's rule: an opening sign has no space after it, a closing one none before and no digit
# after it. "$1 Million" and "from $5 to $10" stay money.
_MATH = re.compile(
    rf"\$\$(?!\s)([^$]{{1,{MATH_CAP}}}?)(?<!\s)\$\$"
    rf"|\$(?!\s)((?:[^$\\]|\\.){{1,{MATH_CAP}}}?)(?<!\s)\$(?![0-9])"
)
_HREF = re.compile(r"\\(?:href\s*\{([^{}]*)\}\s*\{([^{}]*)\}|url\s*\{([^{}]*)\})")
_URL = re.compile(r"https?://[!-~]+")
_URL_TAIL = ".,;:!?'*}]>)\\"
# A drive and all that follows: no macro stands in it.
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
_RAISED = str.maketrans("0123456789+-()nTi", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿᵀⁱ")
_RAISED_WORDS = {"*": "*", "circ": "°"}
_LOWERED = str.maketrans("0123456789+-()aeijnortx", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑᵢⱼₙₒᵣₜₓ")
# Outside of math an underscore is mostly part of a name (`SWE_bench`): without braces it lowers only
# digits after a capital, a bracket or a lone letter, and a lone letter after a lone letter.
_INSIDE = r"([^{}^_\\$\s]{1,12})"
_TEXT_SCRIPT = re.compile(
    rf"\^(?:(?:text|math)(?:bf|it|rm|sf|tt))?\{{{_INSIDE}\}}|\^(circ)(?![A-Za-z])|(?<!\w)\^([0-9]+)(?=[A-Za-z])"
    rf"|(?<=[\w)\]}}'])\^(?:(-?[0-9]+|[+*†‡∗⋆-]|[^\W\d_](?![^\W\d_])))"
    rf"|(?<=[\w)\]}}'])_\{{{_INSIDE}\}}"
    r"|(?:(?<=\blog)|(?<=[A-Z)\]])|(?<=[A-Z][a-z])|(?<=(?<!\w)[^\W\d_]))_([0-9]{1,3})(?![0-9_.])"
    r"|(?<=(?<!\w)[^\W\d_])_([^\W\d_])(?!\w)|(?<=(?<!\w)[Α-Ωα-ω])_([A-Za-z0-9]{1,4})(?!\w)"
)

_MARKS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
SIGNS = {
    "ldots": "…", "dots": "…", "times": "×", "cdot": "·", "sim": "~", "approx": "≈", "pm": "±",
    "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "infty": "∞", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "uparrow": "↑", "downarrow": "↓", "in": "∈", "nabla": "∇",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
}  # fmt: skip
"""Macros of mathematics that have a sign of their own."""
_WORDS = SIGNS | {
    "eg": "e.g.", "ie": "i.e.", "etal": "et al.", "wrt": "w.r.t.", "etc": "etc.", "vs": "vs.",
    "ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "l": "ł", "L": "Ł",
    "aa": "å", "AA": "Å", "i": "ı", "textasciitilde": "~", "textbackslash": "\\",
}  # fmt: skip


def segments(text: str) -> tuple[Segment, ...]:
    """`text` in order, math and URLs set apart; adjacent words are one segment."""
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
    """One readable line without markup, for lists, descriptions and titles of windows; the text
    itself where nothing else is left of it, for a title has to be seen."""
    found = "".join(as_words(segment) for segment in segments(text))
    return found if found.strip() else text


def shown(text: str) -> str:
    """The same for a reader: powers and indices that a title writes outside of math too, such as
    `V^{3}` and `CO_2`, as signs where Unicode has them."""
    found = "".join(
        "".join(one if isinstance(one, str) else one.shown for one in pieces(segment.text))
        if isinstance(segment, Words)
        else as_words(segment)
        for segment in segments(text)
    )
    return found if found.strip() else text


@dataclass(frozen=True, slots=True)
class Script:
    """A power or an index in text, without its sign and braces; `written` is all of it."""

    written: str
    text: str
    is_raised: bool

    @property
    def shown(self) -> str:
        """As signs of Unicode, else as people type it."""
        if self.is_raised and self.text in _RAISED_WORDS:
            return _RAISED_WORDS[self.text]
        table = _RAISED if self.is_raised else _LOWERED
        signs = self.text.translate(table)
        return f"{self.written[0]}{self.text}" if set(signs) & set(self.text) else signs


def pieces(words: str) -> tuple[str | Script, ...]:
    """Readable text with its powers and indices set apart."""
    if "^" not in words and "_" not in words:
        return (words,)
    found: list[str | Script] = []
    at = 0
    for one in _TEXT_SCRIPT.finditer(words):
        found.append(words[at : one.start()])
        inside = next(part for part in one.groups() if part is not None)
        found.append(Script(one[0], inside, one[0][0] == "^"))
        at = one.end()
    return (*found, words[at:])


def urls(text: str) -> tuple[str, ...]:
    """The URLs of a text in order, each once."""
    return tuple(dict.fromkeys(s.url for s in segments(text) if isinstance(s, Link)))


def readable(text: str) -> str:
    """Text outside math without the remains of LaTeX; unknown macros keep their name.

    What a reader of the source would see stays: escaped and plain braces, paths, `\\d+`.
    """
    if ":\\" in text:
        parts = _PATH.split(text)
        return "".join(part if n % 2 else _readable(part) for n, part in enumerate(parts))
    return _readable(text)


def _readable(text: str) -> str:
    if "{" in text:
        text = _GUARD.sub(lambda m: m[1] or m[2] or m[3], text)
    if "\\" not in text:
        return text
    return _REMAINS.sub(_word, _undressed(_CONTRACTION.sub("'", text)))


def _undressed(text: str) -> str:
    """Accents are on their letters, wrappers are gone."""
    text = _ACCENT.sub(_accented, text)
    for _ in range(3):  # wrappers nest, though rarely deep
        text = _WRAPPER.sub(r"\1", text)
    if "{\\" in text:
        text = _LONE.sub(lambda m: _WORDS.get(m[1], m[1]), _SWITCH.sub(r"\1", text))
    return _DROPPED.sub("", text)


def _linked(text: str) -> list[Segment]:
    if "http" not in text and "\\" not in text:
        return _words(text)
    text = _HREF.sub(lambda m: m[3] if m[3] is not None else f"{m[2]} {m[1]}", text)
    found: list[Segment] = []
    at = 0
    for match in _URL.finditer(text):
        written = match[0].rstrip(_URL_TAIL)
        url = written.replace("\\_", "_").replace("\\%", "%").replace("\\#", "#")
        end = match.start() + len(written)
        if safe_url(url) is None:
            continue
        found += _words(text[at : match.start()])
        found.append(Link(url))
        at = end
    return found + _words(text[at:])


def _words(text: str) -> list[Segment]:
    return [Words(readable(text))] if text else []


def as_words(segment: Segment) -> str:
    """One segment without markup."""
    match segment:
        case Words(text):
            return text
        case Link(url):
            return url
        case Math(tex):
            return _math_words(tex)


def _math_words(tex: str) -> str:
    """`L_2` becomes L₂ and `\\times` a sign; what has no sign of its own stays readable."""
    if "\\" not in tex and "{" not in tex:
        return _SCRIPT.sub(_scripted, tex).strip()
    words = _undressed(_SCRIPT.sub(_scripted, tex))
    words = _REMAINS.sub(lambda m: m[0] if m["sign"] else _WORDS.get(m["name"], m["name"]), words)
    for _ in range(2):  # in math plain braces group and are not seen
        words = _GROUP.sub(r"\1", words)
    return _SIGN.sub(r"\g<sign>", words).replace("\\,", " ").strip()


def _word(found: re.Match[str]) -> str:
    """An escaped sign, the word of a known macro, the name of one that begins a word; all else as
    written."""
    if found["sign"]:
        return found["sign"]
    name, before = found["name"], found.string[max(found.start() - 1, 0) : found.start()]
    if name in _WORDS:
        return _WORDS[name]
    return found[0] if len(name) == 1 or before.isalnum() or before in {":", "\\"} else name


def _scripted(found: re.Match[str]) -> str:
    raised, digits = found[1] == "^", found[2] or found[3]
    return digits.translate(_RAISED if raised else _LOWERED)


def _accented(found: re.Match[str]) -> str:
    """The letter with its accent, where Unicode has that letter; else as written."""
    letter = found[2] or found[4] or found[5]
    written = unicodedata.normalize("NFC", letter + _MARKS[found[1] or found[3]])
    return written if len(written) == 1 else found[0]
