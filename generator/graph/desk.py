"""Papers by list day, each day read when it is asked for, and once: what topics are found from."""

from collections.abc import Iterable, Sequence

import numpy as np

from generator import memo
from generator.archive import ArchivedPaper
from generator.graph import closed, learned, lesson
from generator.graph.evidence import Reader
from generator.graph.lesson import Read
from generator.graph.taxonomy import Taxonomy


class Desk:
    """`papers` are sorted by id, `days` are their rows, oldest day first; `marks` stand for all that is
    read of each paper."""

    def __init__(self, papers: Iterable[ArchivedPaper], taxonomy: Taxonomy) -> None:
        self.papers = sorted(papers, key=lambda one: one.paper.id)
        self.days = closed.by_day(self.papers)
        self.marks = [_mark(one) for one in self.papers]
        self.taxonomy = taxonomy
        self.reader = Reader(taxonomy)
        self._read: dict[int, Read] = {}

    def read(self, day: int) -> Read:
        """What stands in a day's texts."""
        if day not in self._read:
            papers = [self.papers[row] for row in self.days[day]]
            self._read[day] = lesson.read(papers, self.reader, len(self.taxonomy.topics))
        return self._read[day]

    def some(self, rows: Sequence[int]) -> Read:
        """The same of any papers, in the order of their rows."""
        wanted = frozenset(rows)
        parts: list[Read] = []
        order: list[int] = []
        for day, held in enumerate(self.days):
            chosen = [at for at, row in enumerate(held) if row in wanted]
            if chosen:
                parts.append(self.read(day).at(chosen))
                order += [held[at] for at in chosen]
        whole = Read(
            ids=[key for part in parts for key in part.ids],
            found=np.concatenate([part.found for part in parts]),
            bags=learned.together(part.bags for part in parts),
        )
        return whole.at(np.argsort(order, kind="stable").tolist())

    def vocabulary(self) -> bytes:
        """Stands for all patterns and weights."""
        told = [
            (
                one.slug,
                one.weight,
                [[p.written for p in some] for some in (one.patterns, one.weak, one.vetoes)],
            )
            for one in self.taxonomy.topics
        ]
        return memo.key(told)


def _mark(paper: ArchivedPaper) -> bytes:
    facts = paper.paper
    summary = facts.ai_summary.text if facts.ai_summary else ""
    return memo.key(facts.id, facts.title, facts.abstract, summary, facts.keywords)
