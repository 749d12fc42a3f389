"""Words as they are written, for those who mistype them: a folded word for every term of two papers or more.

```
(letters shared with the word before, in bytes)  (how many bytes follow)  bytes  (papers)
```
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from generator import tex
from generator.archive import ArchivedPaper
from generator.search import fold, words
from generator.search.packing import number
from generator.search.shelf import cut

FEWEST = 2


def written(papers: Iterable[ArchivedPaper], holders: Mapping[str, int]) -> bytes:
    """The most usual form in titles of each term that `holders` counts often enough; a term that no
    title has stands for itself."""
    forms: dict[str, Counter[str]] = {}
    for paper in papers:
        for word in fold.letters(tex.plain(paper.paper.title)).split():
            if word.isalpha() and (term := words.term(word)):
                forms.setdefault(term, Counter())[word] += 1
    found: dict[str, int] = {}
    for term, count in holders.items():
        if count >= FEWEST:
            usual = min(forms.get(term, Counter({term: 1})).items(), key=lambda pair: (-pair[1], pair[0]))
            found[usual[0]] = max(count, found.get(usual[0], 0))
    return b"".join(
        head + tail for head, tail in cut([(w.encode(), number(n)) for w, n in sorted(found.items())])
    )
