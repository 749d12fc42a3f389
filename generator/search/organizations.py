"""What people call an organization besides the name that the source shows: Stanford, Tencent AI, MSR."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from generator import memo
from generator.archive import ArchivedPaper
from generator.memo import Memory
from generator.sinks import to_json
from generator.tokens import fold

KIND = "organizations"

FEWEST = 2
"""Papers from which on an organization gets more names."""
OFTEN = 3
"""A name is a word if a third as many abstracts as the organization's have it in lower case, be it in an
address. Universities are not called like things."""
SHORTEST = 4
"""The fewest letters of a name without the words that say what it is: *Ant* alone may be anything."""
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


_PARTED = re.compile(r"[,@()]")
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"\S+://\S+|\S+\.\S+/\S*")
"""It has names in lower case, too: github.com/stanford."""


def known(papers: Sequence[ArchivedPaper], memory: Memory) -> Mapping[str, list[str]]:
    """The same as `named`; what an earlier run found, if the papers are the same."""
    texts = memo.key_of_keys(one.mark_of_text for one in papers)
    key = memo.key(texts, [one.paper.organization for one in papers])
    body = memory.recall(KIND, key)
    if body is not None:
        held: dict[str, list[str]] = json.loads(body)
        return held
    found = named(papers)
    memory.keep(KIND, key, to_json.compact({shown: [*some] for shown, some in found.items()}).encode())
    return found


def named(papers: Sequence[ArchivedPaper]) -> dict[str, list[str]]:
    """Further names, folded, of the organizations of some papers, by how they are shown. What abstracts have
    in lower case, or more papers than are the organization's, is a word or two: `scale`, `ARC`. What
    another organization is shown as, or has as its account, is that one's name; and a part of a name says
    too little if others are called the same, as `University of California`."""
    counts = Counter[str]()
    accounts: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        if one := paper.paper.organization:
            counts[one.shown] += 1
            accounts[one.shown].add(fold.key(one.name))
    labels = {*map(fold.key, accounts)}
    own = labels.union(*accounts.values())
    whole = {shown: {*_called(shown)} for shown in accounts}
    parts = {shown: {*_parts(shown)} - whole[shown] for shown in accounts}
    of_parts = Counter(name for some in parts.values() for name in some)
    of_all = of_parts + Counter(name for some in whole.values() for name in some)
    shared = {name for name, count in of_parts.items() if count > 1}
    names = {
        shown: some - labels
        | {name for name in whole[shown] - shared | {_in_full(shown)} if name not in own}
        | {name for name in parts[shown] if of_all[name] == 1 and name not in own}
        for shown, some in accounts.items()
    }
    every = frozenset(name for some in names.values() for name in some)
    lower, words, addressed = _written(papers, every)
    sure = {name for shown in accounts for name in (*_KNOWN.get(fold.key(shown), ()), *_studied(shown))}
    return {
        shown: sorted(
            name
            for name in some
            if len(name) > 1
            and lower[name] < FEWEST
            and words[name] <= counts[shown]
            and (name in sure or addressed[name] * OFTEN <= counts[shown])
        )
        for shown, some in names.items()
        if counts[shown] >= FEWEST
    }


def _written(papers: Sequence[ArchivedPaper], names: frozenset[str]) -> tuple[Counter[str], ...]:
    """How many papers have names in lower case, as one word or two, how many at all, and how many in lower
    case if addresses count."""
    lower, words, addressed = Counter[str](), Counter[str](), Counter[str]()
    for paper in papers:
        abstract = paper.paper.abstract or ""
        bare = _ADDRESS.sub(" ", abstract) if "/" in abstract else abstract
        found = _WORD.findall(bare)
        told = names.intersection((*found, *map("".join, pairwise(found))))
        lower.update(told)
        words.update(names.intersection(_WORD.findall(f"{paper.plain_title} {bare}".lower())))
        addressed.update(told if len(bare) == len(abstract) else names.intersection(_WORD.findall(abstract)))
    return lower, words, addressed


def _studied(shown: str) -> Iterator[str]:
    """The names of a university, and of one that is a part of a name."""
    for part in _PARTED.split(shown):
        words = _WORD.findall(fold.letters(part))
        if not _STUDIES.isdisjoint(words):
            yield from _without_kinds(words)


def _in_full(shown: str) -> str:
    return fold.key(re.sub("^the ", "", shown, flags=re.IGNORECASE))


def _called(shown: str) -> Iterator[str]:
    yield from _KNOWN.get(fold.key(shown), ())
    if not _PARTED.search(shown):
        words = _WORD.findall(fold.letters(shown))
        if len(words) == 1 and words[0] not in _KINDS:
            yield from (f"{words[0]}ai", f"{words[0]}research", f"{words[0]}airesearch")
        yield from _without_kinds(words)


def _parts(shown: str) -> Iterator[str]:
    if _PARTED.search(shown):
        for part in _PARTED.split(shown):
            yield from _without_kinds(_WORD.findall(fold.letters(part)))


def _without_kinds(words: Sequence[str]) -> Iterator[str]:
    own = [word for word in words if word not in _KINDS]
    if 0 < len(own) <= LONGEST and len(own) < len(words):
        name = "".join(own)
        studies = _STUDIES.intersection(words)
        yield "".join(words)
        yield from (f"{name}university", f"{name}univ", f"univof{name}") if studies else (f"{name}ai",)
        if len(name) >= SHORTEST:
            yield name
