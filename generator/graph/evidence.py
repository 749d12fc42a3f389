"""What the patterns say about a paper, field by field, and the words a model may learn from."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from generator.archive import ArchivedPaper
from generator.graph.phrases import Matcher, Pattern
from generator.graph.taxonomy import Taxonomy
from generator.graph.words import Words, words

STRENGTH = {"title": 0.85, "keyword": 0.40, "summary": 0.35, "abstract": 0.30}
"""How far one strong pattern in a field makes its topic likely, in [0, 1]."""

WEAK = 0.25
"""Strength of a weak pattern, as a share of a strong one's."""

REPEATS = 3
"""Further mentions of the same pattern say nothing new."""

KEPT = 4
"""Findings kept to tell why."""

COUNTS = {"title": 3.0, "keyword": 2.0, "summary": 1.0, "abstract": 1.0}
"""How often a word of a field counts when papers are compared."""

_GAP = ("|",)


class Found(NamedTuple):
    """One pattern in one field; `strength` in [0, 1] already holds the repeats."""

    place: str
    written: str
    times: int
    strength: float


class Evidence(NamedTuple):
    """What patterns say of one topic: `strength` in [0, 1[, and the strongest of them first."""

    strength: float
    found: tuple[Found, ...]


class Reader:
    """Looks for all patterns of a taxonomy; topics are named by their position in it."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._patterns: list[Pattern] = []
        self._owners: list[tuple[int, float]] = []
        vetoes: list[tuple[Pattern, range]] = []
        for number, topic in enumerate(taxonomy.topics):
            first = len(self._patterns)
            self._patterns += [*topic.patterns, *topic.weak]
            self._owners += [(number, 1.0)] * len(topic.patterns) + [(number, WEAK)] * len(topic.weak)
            vetoes += [(veto, range(first, len(self._patterns))) for veto in topic.vetoes]
        # The same finding in a thousand papers is one object.
        self._known: dict[tuple[str, int, int], Found] = {}
        self._matcher = Matcher(self._patterns, vetoes)

    def read(self, fields: Mapping[str, Words]) -> Mapping[int, Evidence]:
        """Evidence by topic. Fields are independent witnesses: doubts multiply."""
        found: dict[int, list[Found]] = {}
        for place, text in fields.items():
            counts = self._matcher.count(text, title=place == "title")
            for at in sorted(counts):
                topic, share = self._owners[at]
                times = counts[at]
                name = (place, at, min(times, REPEATS))
                one = self._known.get(name)
                if one is None:
                    doubt = (1 - STRENGTH[place] * share) ** _weighty(times)
                    written = self._patterns[at].written.removeprefix("title:").strip()
                    one = self._known[name] = Found(place, written, name[2], 1 - doubt)
                found.setdefault(topic, []).append(one)
        return {topic: _together(found[topic]) for topic in sorted(found)}


def _weighty(times: int) -> float:
    """A second mention counts half, a third a quarter."""
    return 2 - 0.5 ** (min(times, REPEATS) - 1)


def _together(found: list[Found]) -> Evidence:
    doubt = 1.0
    for one in found:
        doubt *= 1 - one.strength
    ordered = sorted(found, key=lambda one: (-one.strength, one.place, one.written))
    return Evidence(round(1 - doubt, 4), tuple(ordered[:KEPT]))


def fields(archived: ArchivedPaper) -> Mapping[str, Words]:
    """The texts of a paper as words, by place; absent ones are left out. Keywords stay apart."""
    paper = archived.paper
    keywords: Words = ()
    for keyword in paper.keywords:
        keywords += (*words(keyword), *_GAP)
    found = {
        "title": words(paper.title),
        "keyword": keywords,
        "summary": words(paper.ai_summary.text) if paper.ai_summary else (),
        "abstract": words(paper.abstract or ""),
    }
    return {place: text for place, text in found.items() if text}


def bag(texts: Mapping[str, Words]) -> Mapping[str, float]:
    """Weighted counts of the words of a paper."""
    counts: Counter[str] = Counter()
    whole: dict[str, float] = {}
    for place, text in texts.items():
        counts.clear()
        counts.update(text)
        for word, times in counts.items():
            if len(word) > 1:
                whole[word] = whole.get(word, 0.0) + times * COUNTS[place]
    return whole
