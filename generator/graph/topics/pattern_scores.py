"""Scores of topics from the vocabulary's patterns, field by field."""

from collections.abc import Mapping
from typing import NamedTuple

from generator.archive import ArchivedPaper
from generator.graph.topics.patterns import Matcher, Pattern
from generator.graph.topics.taxonomy import Taxonomy
from generator.tokens.words import Words, singulars

FIELD_STRENGTH = {"title": 0.85, "keyword": 0.40, "summary": 0.35, "abstract": 0.30}
"""The probability of a topic given one strong pattern in a field."""

WEAK_SHARE = 0.25
"""The strength of a weak pattern relative to a strong one."""

MAX_REPEATS = 3
"""Further mentions of the same pattern add nothing."""

MAX_MATCHES = 4
"""The number of matches kept as reasons."""

_GAP = ("|",)


class Match(NamedTuple):
    """One pattern in one field; `strength` in [0, 1] includes repeated matches."""

    field: str
    written: str
    times: int
    strength: float


class PatternScore(NamedTuple):
    """The score of one topic in [0, 1[, and its strongest matches, best first."""

    score: float
    matches: tuple[Match, ...]


class PatternScorer:
    """Matches all patterns of a taxonomy; topics are given by their index in it."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._patterns: list[Pattern] = []
        self._owners: list[tuple[int, float]] = []
        vetoes: list[tuple[Pattern, range]] = []
        for number, topic in enumerate(taxonomy.topics):
            first = len(self._patterns)
            self._patterns += [*topic.patterns, *topic.weak]
            self._owners += [(number, 1.0)] * len(topic.patterns) + [(number, WEAK_SHARE)] * len(topic.weak)
            vetoes += [(veto, range(first, len(self._patterns))) for veto in topic.vetoes]
        # The same match in a thousand papers is one object.
        self._cache: dict[tuple[str, int, int], Match] = {}
        self._matcher = Matcher(self._patterns, vetoes)

    def score(self, texts: Mapping[str, Words]) -> Mapping[int, PatternScore]:
        """Scores by topic. Fields are independent, so the probabilities that they are wrong multiply."""
        matches: dict[int, list[Match]] = {}
        for field, text in texts.items():
            counts = self._matcher.count(text, title=field == "title")
            for at in sorted(counts):
                topic, _ = self._owners[at]
                matches.setdefault(topic, []).append(self._match(field, at, min(counts[at], MAX_REPEATS)))
        return {topic: _combined(matches[topic]) for topic in sorted(matches)}

    def _match(self, field: str, at: int, times: int) -> Match:
        key = (field, at, times)
        if key not in self._cache:
            _, share = self._owners[at]
            miss = (1 - FIELD_STRENGTH[field] * share) ** _discounted(times)
            written = self._patterns[at].written.removeprefix("title:").strip()
            self._cache[key] = Match(field, written, times, 1 - miss)
        return self._cache[key]


def _discounted(times: int) -> float:
    """A second mention counts half, a third a quarter."""
    return 2 - 0.5 ** (times - 1)


def _combined(matches: list[Match]) -> PatternScore:
    miss = 1.0
    for match in matches:
        miss *= 1 - match.strength
    ordered = sorted(matches, key=lambda match: (-match.strength, match.field, match.written))
    return PatternScore(round(1 - miss, 4), tuple(ordered[:MAX_MATCHES]))


def words_by_field(archived: ArchivedPaper) -> Mapping[str, Words]:
    """The words of each field that a paper has. A gap separates keywords, so no phrase spans two."""
    paper = archived.paper
    keywords: Words = ()
    for keyword in paper.keywords:
        keywords += (*singulars(keyword), *_GAP)
    texts = {
        "title": singulars(paper.title),
        "keyword": keywords,
        "summary": singulars(paper.ai_summary.text) if paper.ai_summary else (),
        "abstract": singulars(paper.abstract or ""),
    }
    return {field: text for field, text in texts.items() if text}
