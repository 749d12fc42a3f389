"""The authors in a feed: one text for all of them.

`Ada Example (First University, Town, Country), Bert Muster, Jr., M\\'elodie Beispiel`: names are separated by
commas, affiliations are in brackets and contain commas too, and a suffix follows its name after a comma.
The names found are written as everywhere else, without that comma: `Bert Muster Jr.`
"""

import re

from generator import text
from generator.text import tex

_BRACKETS = re.compile(r"\([^()]*\)")
_NESTED = 5
"""How deep brackets may be in brackets."""
_SUFFIX = re.compile(r"(?:Jr|Sr|jr|sr|II|III|IV|V|M\.?D|Ph\.?D|Esq)\.?")
_COMMA = re.compile(rf",(?= {_SUFFIX.pattern}\Z)")
_CAP = 400_000
"""Characters: 2,000 names with long affiliations."""


def names(written: str) -> list[str]:
    """The names, in order."""
    bare = " ".join(written[:_CAP].split())
    for _ in range(_NESTED):
        less = _BRACKETS.sub("", bare)
        if less == bare:
            break
        bare = less
    found: list[str] = []
    for part in bare.replace("(", " ").replace(")", " ").split(","):
        name = name_of(part)
        if found and _SUFFIX.fullmatch(name):
            found[-1] = f"{found[-1]} {name}"
        elif name:
            found.append(name)
    return found


def name_of(written: str) -> str:
    """One name with its accents as letters."""
    return _COMMA.sub("", text.clean(tex.plain(written), text.NAME_CAP))
