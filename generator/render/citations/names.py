"""A name as written → the parts that reference managers need. Their formats ask for a family name,
which the source does not give, so this is a rule with a small table, right for most names.

==========================  ==========  ========  ===============  ======
written                     given       particle  family           suffix
==========================  ==========  ========  ===============  ======
``Ada Example``             Ada                   Example
``Jo van der Berg``         Jo          van der   Berg
``Jo Van den Berg``         Jo                    Van den Berg
``Ana Ruiz y Soto``         Ana                   Ruiz y Soto
``Jo Example III``          Jo                    Example          III
``李 明``                   明                    李
``李明``, ``OpenAI``                              all of it
``The Example Team``                              all of it
==========================  ==========  ========  ===============  ======
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from generator.records.reading import Json
from generator.sinks import to_latex

_PARTICLES = frozenset({
    "af", "al", "ben", "da", "dal", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la",
    "las", "le", "les", "los", "san", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
})  # fmt: skip
_CONNECTORS = frozenset({"e", "i", "y"})
_SUFFIXES = frozenset({
    "Jr", "Jr.", "jr", "jr.", "Sr", "Sr.", "sr", "sr.", "II", "III", "IV", "M.D.", "Ph.D.", "PhD", "Esq.",
})  # fmt: skip
_COMMA = re.compile(rf",(?= (?:{'|'.join(map(re.escape, sorted(_SUFFIXES)))})\Z)")
"""The comma before a suffix, which makes nobody a team."""
_VIETNAMESE = frozenset({"Nguyen", "Tran", "Le", "Pham", "Hoang", "Phan", "Vu", "Vo", "Bui", "Do", "Ho"})
"""Family names that make a preceding "Van" or "Le" a middle name."""
_TEAM = re.compile(
    r"[,&:;/()0-9]|\bAI$|\. ai$"
    r"|(?i:team\b|\b(?:and|group|labs?|project|consortium|collaboration|collaborators|contributors|community"
    r"|inc|corporation|university|institute|foundation|research)\b)"
)
# Han, kana and Hangul: the family name comes first.
_FAMILY_FIRST = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_OPEN_COMMAND = re.compile(r"(?<!\{)\\")
_NOT_ASCII_LETTER = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, kw_only=True)
class Name:
    """Without a given name it is a team or a person with a single name, and `family` holds all of it."""

    written: str
    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @cached_property
    def bibtex(self) -> str:
        """`van der Berg, Jr., Jo`; braces keep other names, such as teams', from being split at `and`."""
        return self._bibtex(_braced)

    def _bibtex(self, text: Callable[[str], str]) -> str:
        if not self.given:
            return f"{{{to_latex.name(self.family)}}}"
        family = " ".join(text(part) for part in (self.particle, self.family) if part)
        return ", ".join([family, *([text(self.suffix)] if self.suffix else []), text(self.given)])

    @property
    def inverted(self) -> str:
        """`van der Berg Jr., Jo`; a team stays as it is."""
        family = " ".join(filter(None, (self.particle, self.family, self.suffix)))
        return f"{family}, {self.given}" if self.given else self.written

    @property
    def key(self) -> str:
        """The family name in ASCII letters, for citation keys; "" if it has none."""
        words = [word for word in self.family.split() if word.casefold() not in _PARTICLES | {"the"}]
        letters = unicodedata.normalize("NFKD", "".join(words if self.given else words[:1]).casefold())
        return _NOT_ASCII_LETTER.sub("", letters)

    def to_json(self) -> Json:
        """`Ada Example` if the last word is the family name, else the parts that are not empty. `latex` is
        what BibTeX needs, and `written` is the name as written, if its parts joined do not give it."""
        parts = {"family": self.family, "given": self.given, "particle": self.particle, "suffix": self.suffix}
        found: dict[str, Json] = {name: part for name, part in parts.items() if part}
        if self.bibtex != self._bibtex(str) or to_latex.name(self.family) != self.family:
            found["latex"] = self.bibtex
        if self.written != " ".join(filter(None, (self.given, self.particle, self.family, self.suffix))):
            found["written"] = self.written
        given, _, family = self.written.rpartition(" ")
        plain = {"family": family, "given": given} if given else {"family": family}
        return self.written if found == plain else found


def indexed(written: Iterable[str]) -> list[str]:
    """Authors for `citation_author`. Its readers take the last word for the family name, so any other name is
    inverted; so is one that follows its like, because Zotero takes that for a mistake."""
    found: list[str] = []
    for name in map(parse, written):
        is_plain = name.written in (name.family, f"{name.given} {name.family}")
        forms = (*([name.written] if is_plain else []), name.inverted, f"{name.written},")
        found.append(next(form for form in forms if found[-1:] != [form]))
    return found


def _braced(part: str) -> str:
    """BibTeX readers disagree about backslashes outside braces."""
    written = (to_latex.name(word) for word in part.split(" "))
    return " ".join(f"{{{word}}}" if _OPEN_COMMAND.search(word) else word for word in written)


def is_team(written: str) -> bool:
    """Whether a name is not that of a person, as far as its words tell."""
    return _TEAM.search(_COMMA.sub("", written)) is not None


@lru_cache(maxsize=2**16)
def parse(written: str) -> Name:
    """The parts of a name; `written` is one clean line. No part of it is lost."""
    if is_team(written):
        return Name(written=written, family=written)
    words = _COMMA.sub("", written).split()
    if len(words) > 1 and _FAMILY_FIRST.search(written):
        return Name(written=written, family=words[0], given=" ".join(words[1:]))
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else ""
    start = _family(words)
    given, family = words[:start], words[start:]
    particle: list[str] = []
    while len(family) > 1 and family[0].islower() and family[0] in _PARTICLES:
        particle.append(family.pop(0))
    return Name(
        written=written,
        family=" ".join(family),
        given=" ".join(given),
        particle=" ".join(particle),
        suffix=suffix,
    )


def _family(words: list[str]) -> int:
    """Where the family name begins; some word stays before it."""
    start = len(words) - 1
    if start > 2 and words[start - 1] in _CONNECTORS:
        start -= 2
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        if words[start - 1] in {"Van", "Le"} and words[start] in _VIETNAMESE:
            break
        start -= 1
    return max(start, 0)
