"""The words of papers, gathered: who holds which term how often, and where.

One pass over the texts, into flat arrays: an archive of a hundred thousand papers has ten million
(term, paper) pairs, too many for objects.
"""

from __future__ import annotations  # array[int] is no type at run time before 3.12

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.search.packing import number
from generator.search.weights import TITLE
from generator.search.words import Token, tokens

PLACES = ("title", "abstract", "summary", "authors", "organization", "topics", "keywords", "id")
"""Where a word may stand: what `title:` and its like look at. Place n of field f is f × FIELD + n."""

FIELD = 2**16
APART = 8
"""Places between two names of one field, so that no phrase reaches across."""

TEXT, NAMES, MORE = 0, 1, 2
_INTO = {"authors": NAMES, "organization": NAMES, "id": NAMES, "summary": MORE, "keywords": MORE}


@dataclass(slots=True)
class Gathered:
    """Arrays of equal length, in the order papers were read: `term`, `paper` (from 0), `times` in each of
    the three fields that count, and `ends` of each stretch of `places`. `lengths` are words per paper
    and field; `pairs` likewise with `pair_times`, a pair being two term numbers in one."""

    vocabulary: dict[str, int] = field(default_factory=dict)
    term: array[int] = field(default_factory=lambda: array("i"))
    paper: array[int] = field(default_factory=lambda: array("i"))
    times: tuple[array[int], array[int], array[int]] = field(
        default_factory=lambda: (array("B"), array("B"), array("B"))
    )
    places: bytearray = field(default_factory=bytearray)
    ends: array[int] = field(default_factory=lambda: array("q"))
    lengths: tuple[array[int], array[int], array[int]] = field(
        default_factory=lambda: (array("i"), array("i"), array("i"))
    )
    pairs: array[int] = field(default_factory=lambda: array("q"))
    pair_paper: array[int] = field(default_factory=lambda: array("i"))
    pair_times: array[int] = field(default_factory=lambda: array("B"))


def gather(papers: Sequence[ArchivedPaper], graph: Graph) -> Gathered:
    """The words of all papers, numbered in the order they are met."""
    found = Gathered()
    for at, paper in enumerate(papers):
        read = {name: list(_placed(texts)) for name, texts in _texts(paper, graph)}
        _count(found, at, read)
        _pair(found, at, read)
    return found


def _texts(paper: ArchivedPaper, graph: Graph) -> Iterator[tuple[str, Iterable[str]]]:
    facts = paper.paper
    organization = facts.organization
    yield "title", [facts.title]
    yield "abstract", [facts.abstract or ""]
    yield "summary", [paper.note.summary or (facts.ai_summary.text if facts.ai_summary else "")]
    yield "authors", paper.shown_names
    yield "organization", {organization.name: 0, organization.shown: 0} if organization else ()
    yield "topics", [graph.taxonomy.by_slug[slug].label for slug in graph.topics_of(facts.id)]
    yield "keywords", [word.label for word in graph.keywords_of(facts.id)]
    yield "id", [facts.id]


def _placed(texts: Iterable[str]) -> Iterator[Token]:
    """The tokens of several texts, far enough apart."""
    start = 0
    for text in texts:
        last = start
        for token in tokens(text):
            last = start + token.at + token.span
            yield Token(token.term, min(start + token.at, FIELD - 1), token.span)
        start = last + APART


def _count(found: Gathered, at: int, read: Mapping[str, Sequence[Token]]) -> None:
    times: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    places: dict[str, list[int]] = defaultdict(list)
    for n, name in enumerate(PLACES):
        into = times[_INTO.get(name, TEXT)]
        weight = TITLE if name == "title" else 1
        for token in read[name]:
            into[token.term] += weight
            places[token.term].append(n * FIELD + token.at)
    for known in times[TEXT]:  # what the text says already counts there
        times[MORE].pop(known, None)
    for lengths, counted in zip(found.lengths, times, strict=True):
        lengths.append(counted.total())
    vocabulary = found.vocabulary
    for term, held in places.items():
        found.term.append(vocabulary.setdefault(term, len(vocabulary)))
        found.paper.append(at)
        for column, counted in zip(found.times, times, strict=True):
            column.append(min(255, counted[term]))
        last = 0
        found.places += number(len(held))
        for place in held:
            found.places += number(place - last)
            last = place
        found.ends.append(len(found.places))


def _pair(found: Gathered, at: int, read: Mapping[str, Sequence[Token]]) -> None:
    """Terms side by side in title or abstract, stop words left out."""
    times: Counter[int] = Counter()
    for name, weight in (("title", TITLE), ("abstract", 1)):
        row = [found.vocabulary[token.term] for token in read[name] if token.span == 1]
        for one, other in pairwise(row):
            times[one << 32 | other] += weight
    found.pairs.extend(times)
    found.pair_paper.extend([at] * len(times))
    found.pair_times.extend(min(255, count) for count in times.values())
