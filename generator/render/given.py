"""The input of every renderer of a site."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator import urls
from generator.archive import Archive
from generator.config import Config
from generator.graph import Graph, digests
from generator.graph.digests import Digests
from generator.graph.topics import drift
from generator.graph.topics.drift import Drift
from generator.memo import Memory, key
from generator.records.page import ANEW, Kept, Made, Making, Pages
from generator.records.period import PeriodKind
from generator.records.visit import Visits
from generator.workers import ALONE, Workers


@dataclass(frozen=True, kw_only=True)
class Given:
    """Everything that pages are made from. `visits` are for the status page only; `known` holds cached
    results and `workers` share the work, which saves time and changes nothing; `guide` are the names and
    texts of its pages, `standing` the names and titles of standing queries."""

    graph: Graph
    config: Config
    visits: Visits
    known: Memory
    workers: Workers = ALONE
    pages: Pages = ANEW
    guide: tuple[tuple[str, str], ...] = ()
    standing: tuple[tuple[str, str], ...] = ()

    @cached_property
    def shared(self) -> bytes:
        """Stands for what every page is made from: the configuration and the vocabulary."""
        return key(repr(self.config), repr(self.graph.taxonomy))

    def once(self, unit: str, made_from: object, make: Making[Made]) -> Iterable[Made | Kept]:
        """Files that follow from some values, whose `repr` must be complete."""
        return self.pages.once(unit, key(self.shared, made_from), make)

    @property
    def archive(self) -> Archive:
        """The facts."""
        return self.graph.archive

    @property
    def size(self) -> int:
        """The number of papers on a page of a long list."""
        return self.config.options.listing_page_size

    @cached_property
    def drift(self) -> Drift | None:
        """Whether the vocabulary still fits."""
        graph = self.graph
        return drift.of(graph.space, graph.taxonomy, graph.assignments, self.known)

    @cached_property
    def periods(self) -> Mapping[PeriodKind, Digests]:
        """What was listed in each day, week, month and year."""
        return {kind: digests.of(self.archive, kind) for kind in urls.FOLDERS}
