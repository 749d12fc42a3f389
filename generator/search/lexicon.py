"""Words as they are written, to correct typing errors: for every term of two or more papers its usual form in
titles, and other forms that several titles have. A hyphenated word needs only one title, and the name of what
a paper presents no other paper: `FlowKite` of `FlowKite: Flying without Wind`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator.archive import ArchivedPaper
from generator.search.packing import number
from generator.search.shelf import cut
from generator.tokens import fold, stems, titles

FEWEST = 2
"""The papers that a term needs, and the titles that a less usual form needs."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def written(papers: Iterable[ArchivedPaper], holders: Mapping[str, int]) -> bytes:
    """The forms of each term that `holders` counts often enough, and how many papers have them: the most
    usual counts for the term; a term in no title is taken as it is."""
    forms: dict[str, Counter[str]] = {}
    found: dict[str, int] = {}
    for paper in papers:
        found |= dict.fromkeys(_named(paper.plain_title), 1)
        for word in _words(fold.letters(paper.plain_title)):
            if term := stems.TERMS[word]:
                forms.setdefault(term, Counter())[word] += 1
    for term, count in holders.items():
        if count >= FEWEST:
            usual, *others = sorted(forms.get(term, {term: 1}).items(), key=lambda pair: (-pair[1], pair[0]))
            found[usual[0]] = max(count, found.get(usual[0], 0))
            for form, held in others:
                if held >= FEWEST:
                    found[form] = max(held, found.get(form, 0))
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
