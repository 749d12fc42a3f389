"""The door into BibTeX fields."""

import re

_SPECIAL = re.compile(r"[\\{}$&#^_%~]")
_WRITTEN = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, escaped or not
    "}": r"\textbraceright{}",
}


def text(plain: str) -> str:
    """`plain` as LaTeX text; letters of every script stay, for biber and modern BibTeX styles."""
    return _SPECIAL.sub(lambda found: _WRITTEN.get(found[0], "\\" + found[0]), plain)
