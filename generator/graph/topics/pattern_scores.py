"""Scores of topics from the vocabulary's patterns, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.graph.topics.patterns import Matcher, Pattern
from generator.graph.topics.taxonomy import Taxonomy
from generator.records.paper import Paper
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


class Support(NamedTuple):
    """What patterns say for a topic, in [0, 1[: those of all fields, and those of the title alone."""

    whole: float
    title: float


class PatternScorer:
    """Matches all patterns of a taxonomy; topics are given by their index in it."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.topics = len(taxonomy.topics)
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

    def score(self, texts: Mapping[str, Words]) -> Mapping[int, Support]:
        """The support of each topic. Fields are independent, so the probabilities that they are wrong
        multiply."""
        misses: dict[int, float] = {}
        titles: dict[int, float] = {}
        for topic, match in self._matches(texts):
            misses[topic] = misses.get(topic, 1.0) * (1 - match.strength)
            if match.field == "title":
                titles[topic] = titles.get(topic, 1.0) * (1 - match.strength)
        return {
            topic: Support(round(1 - miss, 4), round(1 - titles.get(topic, 1.0), 4))
            for topic, miss in misses.items()
        }

    def reasons(self, texts: Mapping[str, Words]) -> Mapping[int, Sequence[Match]]:
        """The strongest matches by topic, best first."""
        found: dict[int, list[Match]] = {}
        for topic, match in self._matches(texts):
            found.setdefault(topic, []).append(match)
        return {topic: sorted(some, key=_strongest)[:MAX_MATCHES] for topic, some in found.items()}

    def _matches(self, texts: Mapping[str, Words]) -> Iterator[tuple[int, Match]]:
        """Each match with its topic, field by field."""
        for field, text in texts.items():
            counts = self._matcher.count(text, title=field == "title")
            for at in sorted(counts):
                yield self._owners[at][0], self._match(field, at, min(counts[at], MAX_REPEATS))

    def _match(self, field: str, at: int, times: int) -> Match:
        key = (field, at, times)
        if key not in self._cache:
            _, share = self._owners[at]
            miss = (1 - FIELD_STRENGTH[field] * share) ** _discounted(times)
            written = self._patterns[at].written.removeprefix("title:").strip()
            self._cache[key] = Match(field, written, times, 1 - miss)
        return self._cache[key]


def _strongest(match: Match) -> tuple[float, str, str]:
    return -match.strength, match.field, match.written


def _discounted(times: int) -> float:
    """A second mention counts half, a third a quarter."""
    return 2 - 0.5 ** (times - 1)


def words_by_field(paper: Paper) -> Mapping[str, Words]:
    """The words of each field that a paper has. A gap separates keywords, so no phrase spans two."""
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
