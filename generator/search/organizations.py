"""What people call an organization besides the name that the source shows: Stanford, Tencent AI, MSR."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.archive import ArchivedPaper
from generator.tokens import fold

FEWEST = 2
"""Papers from which on an organization gets more names."""
LONGEST = 3
"""The most words of a name besides those that say what it is: others are typed as they are, or not at all."""

_STUDIES = frozenset(("university", "universitat", "universite", "univ"))
_KINDS = _STUDIES | {
    *("institute", "institut", "academy", "college", "laboratory", "lab", "labs", "ailab", "research", "ai"),
    *("team", "group", "inc", "corporation", "technology", "the", "of", "at", "for", "and"),
}
"""Words that say what kind of organization it is, and those between them."""

_KNOWN = {
    "microsoftresearch": ("msr", "msra", "microsoftresearchasia"),
    "aiatmeta": ("facebookai", "facebookairesearch", "fairmeta", "metafair"),
    "metaresearch": ("facebookairesearch", "fairmeta", "metafair"),
    "ai2": ("alleninstituteforai", "alleninstituteforartificialintelligence"),
    "apple": ("applemachinelearningresearch",),
    "zai": ("zhipu", "zhipuai"),
    "deepmind": ("googledeepmind",),
    "tsinghuauniversity": ("thu",),
    "universityoftexasataustin": ("utaustin",),
    "shanghaiailab": ("shanghaiailaboratory", "shanghaiartificialintelligencelaboratory"),
}
"""Names, folded, that no rule makes of others."""


def named(papers: Sequence[ArchivedPaper]) -> Mapping[str, list[str]]:
    """Further names, folded, of the organizations of some papers, by how they are shown. What abstracts have
    in lower case, or more of them than the organization has papers, is a word: `scale`, `ARC`."""
    counts = Counter[str]()
    names: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        if one := paper.paper.organization:
            counts[one.shown] += 1
            names[one.shown].add(fold.key(one.name))
    for shown in [*names]:
        names[shown].update(_called(shown))
        names[shown].discard(fold.key(shown))
    every = frozenset(name for some in names.values() for name in some)
    words, lower = Counter[str](), Counter[str]()
    for paper in papers:
        abstract = paper.paper.abstract or ""
        lower.update(every.intersection(abstract.split()))
        words.update(every.intersection(abstract.lower().split()))
    return {
        shown: sorted(
            name for name in some if len(name) > 1 and lower[name] < FEWEST and words[name] <= counts[shown]
        )
        for shown, some in names.items()
        if counts[shown] >= FEWEST
    }


def _called(shown: str) -> Iterator[str]:
    yield from _KNOWN.get(fold.key(shown), ())
    for part in re.split(r"[,@()]", shown):
        words = re.findall(r"[^\W_]+", fold.letters(part))
        own = [word for word in words if word not in _KINDS]
        if 0 < len(own) <= LONGEST:
            name = "".join(own)
            if len(own) < len(words):
                studies = _STUDIES.intersection(words)
                kinds = (f"{name}university", f"{name}univ", f"univof{name}") if studies else (f"{name}ai",)
                yield from ("".join(words), name, *kinds)
            elif len(own) == 1 and part == shown:
                yield from (f"{name}ai", f"{name}research", f"{name}airesearch")
