"""Words as they are written, to correct typing errors: for every term of two or more papers its usual form in
titles, and other forms that several titles have. A hyphenated word needs only one title.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator.archive import ArchivedPaper
from generator.search.packing import number
from generator.search.shelf import cut
from generator.tokens import fold, stems

FEWEST = 2
"""The papers that a term needs, and the titles that a less usual form needs."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def written(papers: Iterable[ArchivedPaper], holders: Mapping[str, int]) -> bytes:
    """The forms of each term that `holders` counts often enough, and how many papers have them: the most
    usual counts for the term; a term in no title is taken as it is."""
    forms: dict[str, Counter[str]] = {}
    for paper in papers:
        for word in _words(fold.letters(paper.plain_title)):
            if term := stems.TERMS[word]:
                forms.setdefault(term, Counter())[word] += 1
    found: dict[str, int] = {}
    for term, count in holders.items():
        if count >= FEWEST:
            usual, *others = sorted(forms.get(term, {term: 1}).items(), key=lambda pair: (-pair[1], pair[0]))
            found[usual[0]] = max(count, found.get(usual[0], 0))
            for form, titles in others:
                if titles >= FEWEST:
                    found[form] = max(titles, found.get(form, 0))
    return b"".join(
        head + tail for head, tail in cut([(w.encode(), number(n)) for w, n in sorted(found.items())])
    )


def _words(letters: str) -> Iterator[str]:
    """Words of a folded text, the parts of hyphenated ones and these as one."""
    for word in _WORD.findall(letters):
        parts = word.split("-")
        yield from parts
        if len(parts) > 1:
            yield "".join(parts)
