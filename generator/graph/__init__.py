"""How papers are grouped, linked and ordered: computed once, for every renderer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from generator import memo
from generator.archive import Archive, ArchivedPaper, best_first
from generator.graph import abbreviations, hashes, keywords, people, topics, trends
from generator.graph.abbreviations import Abbreviations
from generator.graph.keywords import Keyword, Keywords
from generator.graph.people import Group, GroupKind, People
from generator.graph.similarity import related, space
from generator.graph.similarity.space import Space
from generator.graph.ties import Tied, Ties
from generator.graph.topics import Assignments
from generator.graph.topics.taxonomy import Taxonomy
from generator.graph.trends import Months
from generator.memo import FORGETFUL, Memory
from generator.records.identity import handle_slug, name_key, organization_slug
from generator.records.ids import PaperId
from generator.workers import ALONE, Workers

OF_VENUE = 2
"""The number of papers a venue needs to get a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The number of papers a group needs to get a page of its own."""

    author: int
    organization: int
    submitter: int
    keyword: int

    def of(self, kind: GroupKind) -> int:
        """The threshold of people and organizations."""
        match kind:  # half a million times in a build: no table is made
            case "author":
                return self.author
            case "organization":
                return self.organization
            case "submitter":
                return self.submitter


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Everything that links papers to each other. Built once per run; `known` are results of earlier runs."""

    archive: Archive
    taxonomy: Taxonomy
    assignments: Assignments
    keywords: Keywords
    people: People
    nearest: Mapping[PaperId, tuple[PaperId, ...]]
    space: Space
    months: Months
    thresholds: Thresholds
    known: Memory = FORGETFUL

    def topics_of(self, key: PaperId) -> tuple[str, ...]:
        """Slugs, most specific first."""
        return self._topics.get(key, ())

    @cached_property
    def _topics(self) -> Mapping[PaperId, tuple[str, ...]]:
        return {key: tuple([one.topic for one in given]) for key, given in self.assignments.items()}

    def keywords_of(self, key: PaperId) -> tuple[Keyword, ...]:
        """Folded keywords in the source's order."""
        by_key = self.keywords.by_key
        return tuple([by_key[word] for word in self.keywords.of_paper.get(key, ())])

    @cached_property
    def ties(self) -> Ties:
        """What ties two papers."""
        return Ties(self.space, self.assignments, self.keywords, self.known)

    @cached_property
    def related(self) -> Tied:
        """The papers related to each paper, best first: the nearest of those that something ties to it."""
        return Tied(self.nearest, self.ties, self.known)

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """What papers of closed quarters abbreviate, or all papers as long as there are few: a day changes no
        index of closed quarters."""
        space = self.space
        rows = [int(row) for row in space.settled] or range(len(space.papers))
        texts = (space.papers[row].paper.abstract or "" for row in rows)
        return abbreviations.known(texts, memo.key([space.fingerprints[row] for row in rows]), self.known)

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[ArchivedPaper, ...]]:
        """The papers of every topic of the vocabulary, best first."""
        by_slug: dict[str, list[ArchivedPaper]] = {slug: [] for slug in self.taxonomy.by_slug}
        for key, assigned in self.assignments.items():
            for one in assigned:
                by_slug[one.topic].append(self.archive.papers[key])
        return {slug: tuple(sorted(papers, key=best_first)) for slug, papers in by_slug.items()}

    @cached_property
    def by_venue(self) -> Mapping[str, tuple[ArchivedPaper, ...]]:
        """Papers that are shown, by the venue that is known of them, best first."""
        found: dict[str, list[ArchivedPaper]] = defaultdict(list)
        for one in self.archive.shown:
            if one.known.venue:
                found[one.known.venue.slug].append(one)
        return {slug: tuple(sorted(found[slug], key=best_first)) for slug in sorted(found)}

    @cached_property
    def authors_with_page(self) -> Mapping[PaperId, frozenset[str]]:
        """The slugs of each paper's authors that have a page of their own."""
        slugs: dict[PaperId, set[str]] = defaultdict(set)
        for group in self.with_page("author"):
            for paper in group.papers:
                slugs[paper.paper.id].add(group.slug)
        return {key: frozenset(some) for key, some in slugs.items()}

    @cached_property
    def facts(self) -> Mapping[PaperId, str]:
        """For each paper, a hash of everything that is said about it: what is known about it, its topics and
        its keywords. A new day does not change the hash of an old paper."""
        return {
            key: memo.key(
                one.mark, self.topics_of(key), [(word.slug, word.label) for word in self.keywords_of(key)]
            ).hex()
            for key, one in self.archive.papers.items()
        }

    @cached_property
    def marks(self) -> Mapping[PaperId, str]:
        """For each paper, a hash that also covers what any page links it with, except other papers: which of
        its keywords and people have a page."""
        found: dict[PaperId, str] = {}
        people = self.people
        for key, one in self.archive.papers.items():
            submitters = [handle_slug(on.submitter.account) for on in one.appearances if on.submitter]
            groups = [
                *(people.authors[slug] for slug in sorted(self.authors_with_page.get(key, ()))),
                *(people.organizations.get(slug) for slug in (self.organization_of(one),) if slug),
                *map(people.submitters.get, submitters),
            ]
            words = [self.has_keyword_page(word) for word in self.keywords_of(key)]
            links = [(group.slug, group.label, self.has_page(group)) for group in groups if group]
            venue = one.known.venue and self.has_venue_page(one.known.venue.slug)
            found[key] = memo.key(self.facts[key], words, links, venue).hex()
        return found

    def facts_of(self, papers: Iterable[ArchivedPaper]) -> str:
        """The hashes of what is said about some papers, in their order. They are digits, because a paper is
        on dozens of pages and the `repr` of bytes takes ten times as long."""
        found = self.facts
        return "".join([found[one.paper.id] for one in papers])

    def marks_of(self, papers: Iterable[ArchivedPaper]) -> str:
        """The same with what they are linked with."""
        found = self.marks
        return "".join([found[one.paper.id] for one in papers])

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
        organization = paper.paper.organization
        return organization_slug(organization) if organization else None

    def has_page(self, group: Group) -> bool:
        """Whether it has enough papers."""
        return len(group.papers) >= self.thresholds.of(group.kind)

    def with_page(self, kind: GroupKind) -> tuple[Group, ...]:
        """The groups of a kind that have a page, by slug: of authors, one in twenty."""
        return self._with_page[kind]

    @cached_property
    def _with_page(self) -> Mapping[GroupKind, tuple[Group, ...]]:
        found: dict[GroupKind, tuple[Group, ...]] = {}
        for kind in get_args(GroupKind):
            least = self.thresholds.of(kind)
            groups = self.groups(kind).values()
            found[kind] = tuple([group for group in groups if len(group.papers) >= least])
        return found

    def has_venue_page(self, slug: str) -> bool:
        """Whether it has enough papers."""
        return len(self.by_venue.get(slug, ())) >= OF_VENUE

    def has_keyword_page(self, word: Keyword) -> bool:
        """Whether it has enough papers."""
        return len(word.papers) >= self.thresholds.keyword

    def namesakes(self, group: Group) -> tuple[Group, ...]:
        """Other authors with a page whose label folds to the same name, most papers first."""
        if group.kind != "author":
            return ()
        others = (one for one in self._authors_by_name.get(name_key(group.label), ()) if one is not group)
        return tuple(sorted(others, key=lambda one: (-len(one.papers), one.slug)))

    @cached_property
    def _authors_by_name(self) -> Mapping[str, Sequence[Group]]:
        return _by_name(self.with_page("author"))

    def named(self, kind: GroupKind, name: str) -> tuple[Group, ...]:
        """The groups of a kind whose label folds to the same name, by slug."""
        if kind not in self._all_by_name:
            self._all_by_name[kind] = _by_name(self.groups(kind).values())
        return tuple(self._all_by_name[kind].get(name_key(name), ()))

    @cached_property
    def _all_by_name(self) -> dict[GroupKind, Mapping[str, Sequence[Group]]]:
        """Of the kinds that somebody asked for."""
        return {}


def _by_name(groups: Iterable[Group]) -> Mapping[str, Sequence[Group]]:
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        found[name_key(group.label)].append(group)
    return found


def of(
    archive: Archive,
    taxonomy: Taxonomy,
    thresholds: Thresholds,
    known: Memory = FORGETFUL,
    workers: Workers = ALONE,
) -> Graph:
    """The same archive gives the same graph, whatever order it was read in, whatever is cached and whoever
    computes."""
    hashes.recall(archive.papers.values(), known)
    weighted = space.of(archive.shown, known, workers=workers)
    near, vectors = related.related(weighted, known=known), weighted.space
    del weighted  # the TF-IDF of all papers: half of the graph's memory, and not needed by the rest
    return Graph(
        archive=archive,
        taxonomy=taxonomy,
        assignments=topics.assign(vectors, taxonomy, known, workers),
        keywords=keywords.of(archive.shown, known),
        people=people.of(archive),
        nearest=near,
        space=vectors,
        months=trends.months(archive),
        thresholds=thresholds,
        known=known,
    )
