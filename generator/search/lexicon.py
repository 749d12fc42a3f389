"""Words as they are written, to correct typing errors: for every term of two or more papers its usual form in
titles, and other forms that several titles have, or one if it is usual. A hyphenated word needs one title,
and the name of what a paper presents no other paper: `FlowKite` of `FlowKite: Flying without Wind`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from generator import memo
from generator.archive import ArchivedPaper
from generator.memo import Memory
from generator.search.packing import number
from generator.search.shelf import cut
from generator.tokens import fold, stems, titles

KIND = "titles"
FEWEST = 2
"""The papers that a term needs, and the titles that a less usual form needs."""
USUAL = 20
"""The papers of a term from which on one title is enough."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Written(NamedTuple):
    """What some titles hold: how many times each word, and the names of what their papers present."""

    words: Mapping[str, int]
    names: Collection[str]


def of(papers: Iterable[ArchivedPaper]) -> Written:
    """The words of the titles of some papers."""
    words, names = Counter[str](), dict[str, None]()
    for paper in papers:
        names |= dict.fromkeys(_named(paper.plain_title))
        words.update(_words(fold.letters(paper.plain_title)))
    return Written(words, names)


def remembered(papers: Sequence[ArchivedPaper], known: Memory) -> Written:
    """The same; what an earlier run read, if the titles are the same."""
    key = memo.key([one.paper.title for one in papers])
    if body := known.recall(KIND, key):
        held = memo.unpacked(body)
        words = dict(zip(memo.words(held["words"]), held["counts"].tolist(), strict=True))
        return Written(words, memo.words(held["names"]))
    found = of(papers)
    told = {"words": memo.lines([*found.words]), "names": memo.lines([*found.names])}
    known.keep(KIND, key, memo.packed(told | {"counts": np.array([*found.words.values()], np.int64)}))
    return found


def written(titles: Iterable[Written], holders: Mapping[str, int]) -> bytes:
    """The forms of each term that `holders` counts often enough, and how many papers have them: the most
    usual counts for the term, another for half of it, since it finds the same papers; a term in no title is
    taken as it is."""
    words = Counter[str]()
    found: dict[str, int] = {}
    for some in titles:
        words.update(some.words)
        found |= dict.fromkeys(some.names, 1)
    forms: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word, count in words.items():
        if term := stems.TERMS[word]:
            forms[term].append((-count, word))
    for term, count in holders.items():
        if count >= FEWEST:
            usual, *others = sorted(forms[term]) if term in forms else [(-1, term)]
            found[usual[1]] = max(count, found.get(usual[1], 0))
            for held, form in others:
                if -held >= FEWEST or count >= USUAL:
                    found[form] = max(-held, count // 2, found.get(form, 0))
    return b"".join(
        head + tail for head, tail in cut([(w.encode(), number(n)) for w, n in sorted(found.items())])
    )


def _named(title: str) -> Iterator[str]:
    """The names in a title that are a word of letters, hyphenated or not."""
    for name in list(titles.names(title))[1:]:
        if _WORD.fullmatch(folded := fold.letters(name)):
            yield folded.replace("-", "")


def _words(letters: str) -> Iterator[str]:
    """Words of a folded text, the parts of hyphenated ones and these as one."""
    for word in _WORD.findall(letters):
        parts = word.split("-")
        yield from parts
        if len(parts) > 1:
            yield "".join(parts)
