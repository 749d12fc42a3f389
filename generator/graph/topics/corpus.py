"""The papers that topics are fitted on and predicted for, by the day they were first listed."""

from collections.abc import Iterable, Sequence

import numpy as np

from generator import memo
from generator.archive import ArchivedPaper
from generator.graph.similarity import closed
from generator.graph.topics import linear, model
from generator.graph.topics.model import Features
from generator.graph.topics.pattern_scores import PatternScorer
from generator.graph.topics.taxonomy import Taxonomy


class Corpus:
    """`papers` are sorted by id; `days` are their rows, oldest day first; `fingerprints` change with
    any text that topics depend on. The features of a day are extracted once, when they are needed."""

    def __init__(self, papers: Iterable[ArchivedPaper], taxonomy: Taxonomy) -> None:
        self.papers = sorted(papers, key=lambda one: one.paper.id)
        self.days = closed.by_day(self.papers)
        self.fingerprints = [_fingerprint(one) for one in self.papers]
        self.taxonomy = taxonomy
        self.scorer = PatternScorer(taxonomy)
        self._features: dict[int, Features] = {}

    def features(self, day: int) -> Features:
        """The features of a day's papers."""
        if day not in self._features:
            papers = [self.papers[row] for row in self.days[day]]
            self._features[day] = model.extract(papers, self.scorer, len(self.taxonomy.topics))
        return self._features[day]

    def select(self, rows: Sequence[int]) -> Features:
        """The features of any papers, in the order of their rows."""
        wanted = frozenset(rows)
        parts: list[Features] = []
        order: list[int] = []
        for day, rows_of_day in enumerate(self.days):
            chosen = [at for at, row in enumerate(rows_of_day) if row in wanted]
            if chosen:
                parts.append(self.features(day).at(chosen))
                order += [rows_of_day[at] for at in chosen]
        whole = Features(
            ids=[key for part in parts for key in part.ids],
            pattern_scores=np.concatenate([part.pattern_scores for part in parts]),
            bags=linear.stacked(part.bags for part in parts),
        )
        return whole.at(np.argsort(order, kind="stable").tolist())

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


def _fingerprint(paper: ArchivedPaper) -> bytes:
    facts = paper.paper
    summary = facts.ai_summary.text if facts.ai_summary else ""
    return memo.key(facts.id, facts.title, facts.abstract, summary, facts.keywords)
