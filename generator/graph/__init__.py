"""What belongs together, and in which order: one answer for every renderer."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.archive import Archive, ArchivedPaper, best_first
from generator.graph import keywords, people, related, space, topics, trends
from generator.graph.keywords import Keyword, Keywords
from generator.graph.people import Group, GroupKind, People
from generator.graph.space import Space
from generator.graph.taxonomy import Taxonomy
from generator.graph.topics import Assignments
from generator.graph.trends import Months
from generator.memo import FORGETFUL, Memory
from generator.records.identity import name_key, organization_slug
from generator.records.ids import PaperId


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Papers a group needs before it has a page of its own."""

    author: int
    organization: int
    submitter: int
    keyword: int

    def of(self, kind: GroupKind) -> int:
        """The threshold of people and organizations."""
        return {"author": self.author, "organization": self.organization, "submitter": self.submitter}[kind]


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Everything that links papers to each other. Built once per run."""

    archive: Archive
    taxonomy: Taxonomy
    assignments: Assignments
    keywords: Keywords
    people: People
    related: Mapping[PaperId, tuple[PaperId, ...]]
    space: Space
    months: Months
    thresholds: Thresholds

    def topics_of(self, key: PaperId) -> tuple[str, ...]:
        """Slugs, most specific first."""
        return tuple(one.topic for one in self.assignments.get(key, ()))

    def keywords_of(self, key: PaperId) -> tuple[Keyword, ...]:
        """Folded keywords in the source's order."""
        return tuple(self.keywords.by_key[word] for word in self.keywords.of_paper.get(key, ()))

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[ArchivedPaper, ...]]:
        """The papers of every topic of the vocabulary, best first."""
        found: dict[str, list[ArchivedPaper]] = {slug: [] for slug in self.taxonomy.by_slug}
        for key, given in self.assignments.items():
            for one in given:
                found[one.topic].append(self.archive.papers[key])
        return {slug: tuple(sorted(papers, key=best_first)) for slug, papers in found.items()}

    @cached_property
    def authors_with_page(self) -> Mapping[PaperId, frozenset[str]]:
        """The slugs of each paper's authors that have a page of their own."""
        found: dict[PaperId, set[str]] = defaultdict(set)
        for group in self.people.authors.values():
            if self.has_page(group):
                for paper in group.papers:
                    found[paper.paper.id].add(group.slug)
        return {key: frozenset(slugs) for key, slugs in found.items()}

    def groups(self, kind: GroupKind) -> Mapping[str, Group]:
        """All groups of a kind by slug."""
        match kind:
            case "author":
                return self.people.authors
            case "organization":
                return self.people.organizations
            case "submitter":
                return self.people.submitters

    @staticmethod
    def organization_of(paper: ArchivedPaper) -> str | None:
        """The slug of the organization a paper was listed for."""
        found = paper.paper.organization
        return organization_slug(found) if found else None

    def has_page(self, group: Group) -> bool:
        """Whether it has papers enough."""
        return len(group.papers) >= self.thresholds.of(group.kind)

    def has_keyword_page(self, word: Keyword) -> bool:
        """Whether it has papers enough."""
        return len(word.papers) >= self.thresholds.keyword

    def namesakes(self, group: Group) -> tuple[Group, ...]:
        """Other authors whose label folds to the same name, most papers first."""
        others = self._by_name[name_key(group.label)]
        return tuple(sorted((o for o in others if o is not group), key=lambda o: (-len(o.papers), o.slug)))

    @cached_property
    def _by_name(self) -> Mapping[str, list[Group]]:
        found: dict[str, list[Group]] = defaultdict(list)
        for group in self.people.authors.values():
            found[name_key(group.label)].append(group)
        return found


def of(archive: Archive, taxonomy: Taxonomy, thresholds: Thresholds, known: Memory = FORGETFUL) -> Graph:
    """The same archive gives the same graph, whatever the order it was read in and whatever is known."""
    worded = space.of(archive.shown, known)
    near, together = related.related(worded, known=known), worded.space
    del worded  # the words of all papers: half of what the graph takes, and of no use to the rest
    return Graph(
        archive=archive,
        taxonomy=taxonomy,
        assignments=topics.assign(archive.shown, taxonomy, known),
        keywords=keywords.of(archive.shown),
        people=people.of(archive),
        related=near,
        space=together,
        months=trends.months(archive),
        thresholds=thresholds,
    )
