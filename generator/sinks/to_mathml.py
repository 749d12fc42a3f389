"""TeX as MathML, generated at build time, or nothing if the TeX is invalid.

latex2mathml parses the TeX. Its own serializer undoes the escaping of text, so the tree is serialized here,
with an allow-list of elements and attributes: no styles, links or scripts.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element

from latex2mathml import converter, exceptions

from generator.sinks.to_html import Html, attribute, text

ELEMENTS: Final = frozenset({
    "math", "mi", "mn", "mo", "ms", "mtext", "mspace", "mrow", "mfrac", "msqrt", "mroot", "mstyle",
    "mpadded", "mphantom", "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover",
    "mtable", "mtr", "mtd",
})  # fmt: skip
CHILDREN: Final = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3,
}  # fmt: skip
"""Elements that are invalid with more or fewer children: the remains of `\\frac{1`, for instance."""
ATTRIBUTES: Final = frozenset(
    {"stretchy", "fence", "form", "separator", "accent", "mathvariant", "displaystyle"}
)
NO_LINE: Final = ("linethickness", "0")
"""A binomial is a fraction without a line; no other thickness is accepted."""
SPACES: Final = frozenset({"0.167em", "0.222em", "0.278em", "0.333em", "0.5em", "1em", "2em"})
"""The widths of TeX's own spaces; widths chosen by a text are not accepted."""

_REFERENCE = re.compile("&#x([0-9A-Fa-f]{1,6});")
_ESCAPED = re.compile(r"\\([%&_#$ {}])|(~)")
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of characters not allowed in a formula: controls, direction marks, surrogates."""

_UNREADABLE = (
    exceptions.NumeratorNotFoundError,
    exceptions.DenominatorNotFoundError,
    exceptions.ExtraLeftOrMissingRightError,
    exceptions.MissingSuperScriptOrSubscriptError,
    exceptions.DoubleSubscriptsError,
    exceptions.DoubleSuperscriptsError,
    exceptions.NoAvailableTokensError,
    exceptions.InvalidStyleForGenfracError,
    exceptions.MissingEndError,
    exceptions.InvalidAlignmentError,
    exceptions.InvalidWidthError,
    exceptions.LimitsMustFollowMathOperatorError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    StopIteration,
    RuntimeError,
    RecursionError,
)


@lru_cache(maxsize=4096)
def math(tex: str) -> Html | None:
    """Inline MathML, or None if the TeX cannot be parsed."""
    try:
        root = converter.convert_to_element(tex)
    except _UNREADABLE:
        return None
    return _written(root)


def _written(node: Element) -> Html | None:
    """The element and its content; None if any of it is not plain math."""
    if node.tag not in ELEMENTS:
        return None
    words = _REFERENCE.sub(_sign, node.text or "")
    if node.tag == "mtext":
        words = _ESCAPED.sub(lambda found: "\u00a0" if found[2] or found[1] == " " else found[1], words)
    if "\\" in words or "&#x" in words:  # a macro nobody defined, a sign that is none
        return None
    children = [_written(child) for child in node]
    if any(child is None for child in children) or len(children) != CHILDREN.get(node.tag, len(children)):
        return None
    kept = "".join(
        f' {name}="{attribute(value)}"'
        for name, value in sorted(node.attrib.items())
        if name in ATTRIBUTES or (name, value) == NO_LINE or (name == "width" and value in SPACES)
    )
    inner = "".join(child for child in children if child is not None)
    return Html(f"<{node.tag}{kept}>{text(words)}{inner}</{node.tag}>")


def _sign(found: re.Match[str]) -> str:
    """latex2mathml writes signs as `&#x003C;`, alone or among letters: those become the sign, and
    everything is encoded once."""
    number = int(found[1], 16)
    sign = chr(number) if number < 0x110000 else ""
    return found[0] if not sign or unicodedata.category(sign) in _HIDDEN else sign
