"""Superscripts and subscripts written as in TeX, but outside of math: `V^{3}`, `B^2Net`, `CO_2`."""

import re
from dataclasses import dataclass

RAISED = str.maketrans("0123456789+-()nTi", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿᵀⁱ")
_RAISED_WORDS = {"*": "*", "circ": "°"}
LOWERED = str.maketrans("0123456789+-()aeijnortx", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑᵢⱼₙₒᵣₜₓ")
# Outside of math an underscore is mostly part of a name (`SWE_bench`): without braces only digits after a
# capital, a bracket or a lone letter are a subscript, and a lone letter after a lone letter.
_INSIDE = r"([^{}^_\\$\s]{1,12})"
_TEXT_SCRIPT = re.compile(
    rf"\^(?:(?:text|math)(?:bf|it|rm|sf|tt))?\{{{_INSIDE}\}}|\^(circ)(?![A-Za-z])|(?<!\w)\^([0-9]+)(?=[A-Za-z])"
    rf"|(?<=[\w)\]}}'])\^(?:(-?[0-9]+|[+*†‡∗⋆-]|[^\W\d_](?![^\W\d_])))"
    rf"|(?<=[\w)\]}}'])_\{{{_INSIDE}\}}"
    r"|(?:(?<=\blog)|(?<=[A-Z)\]])|(?<=[A-Z][a-z])|(?<=(?<!\w)[^\W\d_]))_([0-9]{1,3})(?![0-9_.])"
    r"|(?<=(?<!\w)[^\W\d_])_([^\W\d_])(?!\w)|(?<=(?<!\w)[Α-Ωα-ω])_([A-Za-z0-9]{1,4})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Script:
    """A superscript or subscript in text, without its sign and braces; `written` is all of it."""

    written: str
    text: str
    is_raised: bool

    @property
    def shown(self) -> str:
        """In Unicode signs, or else as people type it."""
        if self.is_raised and self.text in _RAISED_WORDS:
            return _RAISED_WORDS[self.text]
        table = RAISED if self.is_raised else LOWERED
        signs = self.text.translate(table)
        return f"{self.written[0]}{self.text}" if set(signs) & set(self.text) else signs


def pieces(words: str) -> tuple[str | Script, ...]:
    """Readable text with its superscripts and subscripts as separate parts."""
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
