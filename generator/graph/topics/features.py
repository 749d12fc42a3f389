"""What topics are fitted on and predicted from: pattern scores and vectors of papers, day by day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from generator import memo
from generator.graph.similarity import closed
from generator.graph.similarity.space import Space
from generator.graph.similarity.vectors import Floats
from generator.graph.topics.pattern_scores import PatternScorer, words_by_field
from generator.graph.topics.taxonomy import Taxonomy
from generator.records.paper import Paper
from generator.workers import ALONE, Shared, Workers, divided

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Features:
    """Some papers: `rows` are their rows in the space, `points` their vectors, and `pattern_scores` is
    papers × topics, in [0, 1[, as is `title_scores` for patterns in titles."""

    rows: Indices
    points: Floats
    pattern_scores: Floats
    title_scores: Floats

    def at(self, places: Sequence[int] | slice) -> "Features":
        """A subset of these papers."""
        return Features(
            rows=self.rows[places],
            points=self.points[places],
            pattern_scores=self.pattern_scores[places],
            title_scores=self.title_scores[places],
        )


class Corpus:
    """The papers of a space, sorted by id; `days` are their rows, oldest day first; `fingerprints` change
    with any text that topics depend on. The patterns of a day are matched once, when first needed."""

    def __init__(self, space: Space, taxonomy: Taxonomy, workers: Workers = ALONE) -> None:
        self.space = space
        self.papers = space.papers
        self.days = closed.by_day(self.papers)
        self.fingerprints = [one.mark_of_words for one in self.papers]
        self.taxonomy = taxonomy
        self.scorer = PatternScorer(taxonomy)
        self._workers = workers
        self._scores: dict[int, Floats] = {}

    def features(self, day: int) -> Features:
        """The features of a day's papers."""
        rows = np.array(self.days[day], dtype=np.intp)
        self.score([day])
        whole, title = self._scores[day]
        return Features(rows=rows, points=self.space.vectors[rows], pattern_scores=whole, title_scores=title)

    def select(self, rows: Sequence[int]) -> Features:
        """The features of any papers, in the order of their rows."""
        places = {row: place for place, row in enumerate(rows)}
        scores = np.zeros((2, len(rows), len(self.taxonomy.topics)), np.float32)
        chosen = {
            day: [at for at, row in enumerate(of_day) if row in places]
            for day, of_day in enumerate(self.days)
        }
        self.score(day for day, some in chosen.items() if some)
        for day, some in chosen.items():
            if some:
                scores[:, [places[self.days[day][at]] for at in some]] = self._scores[day][:, some]
        selected = np.array(rows, dtype=np.intp)
        points = self.space.vectors[selected]
        return Features(rows=selected, points=points, pattern_scores=scores[0], title_scores=scores[1])

    def taxonomy_key(self) -> bytes:
        """Changes with any pattern or weight."""
        topics = [
            (
                topic.slug,
                topic.weight,
                [[p.written for p in some] for some in (topic.patterns, topic.weak, topic.vetoes)],
            )
            for topic in self.taxonomy.topics
        ]
        return memo.key(topics)

    def score(self, days: Iterable[int]) -> None:
        """Matches the patterns of these days, unless they were matched before: two layers of papers × topics,
        of all fields and of titles."""
        fresh = [day for day in days if day not in self._scores]
        rows = [row for day in fresh for row in self.days[day]]
        papers = divided(self.papers[row].paper for row in rows)
        found = list(self._workers.map(partial(_scores, Shared(self.scorer)), papers))
        if found:
            ends = np.cumsum([len(self.days[day]) for day in fresh])
            by_day = np.split(np.concatenate(found, axis=1), ends[:-1], axis=1)
            self._scores |= zip(fresh, by_day, strict=True)


def _scores(shared: Shared[PatternScorer], papers: Sequence[Paper]) -> Floats:
    scorer = shared.value
    scores = np.zeros((2, len(papers), scorer.topics), np.float32)
    for at, paper in enumerate(papers):
        for topic, support in scorer.score(words_by_field(paper)).items():
            scores[:, at, topic] = support
    return scores
