"""The door for TeX: MathML made at build time, or nothing where the TeX is broken.

latex2mathml reads the TeX; its own serializer undoes the escaping of text, so the tree is
written here, from an allow-list of elements and attributes. No style, no link, no script in it.
"""

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
"""Elements that mean nothing with more or fewer parts: what is left of `\\frac{1`, for instance."""
ATTRIBUTES: Final = frozenset(
    {"stretchy", "fence", "form", "separator", "accent", "mathvariant", "displaystyle"}
)
NO_LINE: Final = ("linethickness", "0")
"""A binomial is a fraction without its line; no other thickness is taken."""

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
    """Inline MathML, or None when the TeX cannot be read as such."""
    try:
        root = converter.convert_to_element(tex)
    except _UNREADABLE:
        return None
    return _written(root)


def _written(node: Element) -> Html | None:
    """The element and what it holds; None when any of it is not plain mathematics."""
    if node.tag not in ELEMENTS:
        return None
    words = node.text or ""
    if "\\" in words:  # a macro nobody defined
        return None
    children = [_written(child) for child in node]
    if any(child is None for child in children) or len(children) != CHILDREN.get(node.tag, len(children)):
        return None
    kept = "".join(
        f' {name}="{attribute(value)}"'
        for name, value in sorted(node.attrib.items())
        if name in ATTRIBUTES or (name, value) == NO_LINE
    )
    inner = "".join(child for child in children if child is not None)
    return Html(f"<{node.tag}{kept}>{_characters(words)}{inner}</{node.tag}>")


def _characters(words: str) -> str:
    """latex2mathml writes signs as `&#x003C;`: those become the sign, everything is then encoded."""
    return text(_unescaped(words))


def _unescaped(words: str) -> str:
    if not (words.startswith("&#x") and words.endswith(";")):
        return words
    try:
        return chr(int(words[3:-1], 16))
    except (ValueError, OverflowError):
        return words
