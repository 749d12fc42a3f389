"""The content of one email: the most upvoted papers first, the rest grouped by topic."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from generator.archive import ArchivedPaper
from generator.graph.digests import Digest
from generator.graph.topics import Assignments
from generator.graph.topics.taxonomy import Taxonomy
from generator.records.ids import PaperId
from generator.records.period import Period, PeriodKind, short_date
from generator.render.mail.series import Series
from generator.wording import say, term

LEADING: dict[PeriodKind, int] = {"day": 5, "week": 10}
"""How many papers come first, with their summaries."""

FOLLOWED = 20
"""The same of a standing query, whose reader asked for each."""

OTHER = term("Other topics")
TOPICS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Subjects:
    """What papers are about: all topics, and which paper has which of them. An email needs nothing else
    from the graph."""

    taxonomy: Taxonomy
    assignments: Assignments

    def topics(self, paper: ArchivedPaper) -> str:
        """The labels of its first topics, most specific first."""
        given = self.assignments.get(paper.paper.id, ())[:TOPICS]
        return " · ".join(self.taxonomy.by_slug[one.topic].label for one in given)

    def group(self, paper: ArchivedPaper) -> str:
        """The label of the group of its first topic."""
        given = self.assignments.get(paper.paper.id, ())
        labels = {group.slug: group.label for group in self.taxonomy.groups}
        return labels[self.taxonomy.by_slug[given[0].topic].group] if given else OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """`leading` and then `groups` hold each paper once, best first. `total` counts the papers of the
    period, including those left out because the email would be too long. `topics` are those of the
    leading papers."""

    series: Series
    period: Period
    leading: tuple[ArchivedPaper, ...]
    groups: tuple[tuple[str, tuple[ArchivedPaper, ...]], ...]
    topics: Mapping[PaperId, str]
    total: int

    @property
    def more(self) -> int:
        """How many papers are only on the site."""
        return self.total - len(self.leading) - sum(len(papers) for _, papers in self.groups)

    @property
    def heading(self) -> str:
        """Of the first papers: where nobody counts votes, they are those that the source lists first."""
        if self.series.name:
            return say("New papers")
        return say("Trending") if any(one.has_votes for one in self.leading) else say("First on the list")

    @property
    def title(self) -> str:
        """What is followed, or else the days it covers."""
        return self.series.title or self.dates

    @property
    def dates(self) -> str:
        """The days it covers, in words."""
        one = self.period
        if one.kind == "day":
            return one.title
        days = say("{first} to {last}", first=short_date(one.first), last=short_date(one.last))
        return say("{week}, {days}", week=one.title, days=days)


def of(digest: Digest, series: Series, subjects: Subjects, most: int) -> Issue:
    """The digest's `most` best papers."""
    size = FOLLOWED if series.name else LEADING[digest.period.kind]
    kept = digest.papers[:most]
    found: dict[str, list[ArchivedPaper]] = defaultdict(list)
    for paper in kept[size:]:
        found[subjects.group(paper)].append(paper)
    labels = [*(group.label for group in subjects.taxonomy.groups), OTHER]
    return Issue(
        series=series,
        period=digest.period,
        leading=kept[:size],
        groups=tuple((label, tuple(found[label])) for label in dict.fromkeys(labels) if label in found),
        topics={paper.paper.id: subjects.topics(paper) for paper in kept[:size]},
        total=len(digest.papers),
    )
