"""A graph whose parts are computed when something asks for them: for single pages, not for a whole site.

Most pages show little of it: the page of a day needs topics, which take a tenth of the time of everything.
"""

from collections.abc import Mapping
from functools import cached_property

from generator.archive import Archive
from generator.graph import Graph, Thresholds, keywords, people, topics, trends
from generator.graph.keywords import Keywords
from generator.graph.people import People
from generator.graph.similarity import related, space
from generator.graph.similarity.space import Space, WeightedSpace
from generator.graph.topics import Assignments
from generator.graph.topics.taxonomy import Taxonomy
from generator.graph.trends import Months
from generator.memo import Memory
from generator.records.ids import PaperId


class LazyGraph(Graph):
    """The same values as those of `graph.of`. `before` is the graph before a change: as long as no title or
    abstract is different, neither vectors nor related papers are computed again."""

    def __init__(
        self,
        archive: Archive,
        taxonomy: Taxonomy,
        thresholds: Thresholds,
        known: Memory,
        before: "LazyGraph | None" = None,
    ) -> None:
        # Not the constructor of the base, which takes all parts.
        given = {"archive": archive, "taxonomy": taxonomy, "thresholds": thresholds, "_memory": known}
        for name, value in given.items():
            object.__setattr__(self, name, value)
        done = vars(before) if before else {}
        object.__setattr__(self, "_earlier", (done.get("_weighted"), done.get("nearest")))

    _memory: Memory
    _earlier: tuple[WeightedSpace | None, Mapping[PaperId, tuple[PaperId, ...]] | None]

    @cached_property
    def _weighted(self) -> WeightedSpace:
        return space.of(self.archive.shown, self._memory, self._earlier[0])

    @cached_property
    def space(self) -> Space:
        """The vectors of all papers."""
        return self._weighted.space

    @cached_property
    def assignments(self) -> Assignments:
        """The topics of every paper."""
        return topics.assign(self.space, self.taxonomy, self._memory)

    @cached_property
    def nearest(self) -> Mapping[PaperId, tuple[PaperId, ...]]:
        """The papers nearest to each paper."""
        before, lists = self._earlier
        if before and lists is not None and self._weighted.tfidf is before.tfidf:
            return lists
        return related.related(self._weighted, known=self._memory)

    @cached_property
    def keywords(self) -> Keywords:
        """The source's keywords."""
        return keywords.of(self.archive.shown, self._memory)

    @cached_property
    def people(self) -> People:
        """Authors, organizations and submitters."""
        return people.of(self.archive)

    @cached_property
    def months(self) -> Months:
        """How many papers each month has."""
        return trends.months(self.archive)
