"""Authors, organizations and submitters: `AuthorName` and handles → `Group`.

A name is not a person. Where the source links a name to an account, and somebody has confirmed the link,
the account is the person. All other papers with that name are grouped under the name. It may belong to
several people, and its page says so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.archive import Archive, ArchivedPaper, best_first
from generator.records.identity import CONFIRMED, author_slug, handle_slug, organization_slug

GroupKind = Literal["author", "organization", "submitter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Papers that share an author, organization or submitter, best first.

    `account` is the source's handle, None for an author known by name only. `slug` is the name in
    URLs, whether or not there is a page.
    """

    kind: GroupKind
    slug: str
    label: str
    account: str | None
    papers: tuple[ArchivedPaper, ...]

    @property
    def name_only(self) -> bool:
        """Whether the group may be several people."""
        return self.account is None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All groups, by slug."""

    authors: Mapping[str, Group]
    organizations: Mapping[str, Group]
    submitters: Mapping[str, Group]


def of(archive: Archive) -> People:
    """Every group, however small; renderers apply the thresholds."""
    return among(archive.shown)


def among(papers: Iterable[ArchivedPaper]) -> People:
    """The groups of some papers, which must be shown ones."""
    ordered = sorted(papers, key=best_first)
    return People(
        authors=_groups("author", _authorships(ordered)),
        organizations=_groups("organization", _organizations(ordered)),
        submitters=_groups("submitter", _submissions(ordered)),
    )


Membership = tuple[str, str, str | None, ArchivedPaper]
"""(slug, label, account, paper)"""


def _authorships(papers: Iterable[ArchivedPaper]) -> Iterable[Membership]:
    for paper in papers:
        for author in paper.paper.authors:
            if not author.hidden:
                confirmed = author.status in CONFIRMED
                yield author_slug(author), author.name, author.account if confirmed else None, paper


def _organizations(papers: Iterable[ArchivedPaper]) -> Iterable[Membership]:
    for paper in papers:
        organization = paper.paper.organization
        if organization:
            yield organization_slug(organization), organization.shown, organization.name, paper


def _submissions(papers: Iterable[ArchivedPaper]) -> Iterable[Membership]:
    for paper in papers:
        for one in paper.appearances:
            if one.submitter:
                label = one.submitter.fullname or one.submitter.account
                yield handle_slug(one.submitter.account), label, one.submitter.account, paper


def _groups(kind: GroupKind, members: Iterable[Membership]) -> Mapping[str, Group]:
    """`members` come in the order of their papers, best first."""
    found: dict[str, list[Membership]] = defaultdict(list)
    for one in members:
        found[one[0]].append(one)
    return {slug: _group(kind, slug, found[slug]) for slug in sorted(found)}


def _group(kind: GroupKind, slug: str, members: list[Membership]) -> Group:
    if len(members) == 1:  # two names of three
        _, label, account, paper = members[0]
        return Group(kind=kind, slug=slug, label=label, account=account or None, papers=(paper,))
    accounts = [account for _, _, account, _ in members if account]
    return Group(
        kind=kind,
        slug=slug,
        label=_most_used([label for _, label, _, _ in members]),
        account=_most_used(accounts) if accounts else None,
        papers=tuple({id(paper): paper for _, _, _, paper in members}.values()),
    )


def _most_used(labels: list[str]) -> str:
    """The most frequent label; of several, the first in alphabetical order."""
    if len(set(labels)) == 1:  # most people write their name in one way
        return labels[0]
    counts = Counter(labels)
    return min(counts, key=lambda label: (-counts[label], label))
