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
from generator.records.ids import PaperId

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
    """Groups by slug, and the group of each author of a paper."""

    authors: Mapping[str, Group]
    organizations: Mapping[str, Group]
    submitters: Mapping[str, Group]


def of(archive: Archive) -> People:
    """Every group, however small; renderers apply the thresholds."""
    return People(
        authors=_groups("author", _authorships(archive)),
        organizations=_groups("organization", _organizations(archive)),
        submitters=_groups("submitter", _submissions(archive)),
    )


Membership = tuple[str, str, str | None, ArchivedPaper]
"""(slug, label, account, paper)"""


def _authorships(archive: Archive) -> Iterable[Membership]:
    for paper in archive.shown:
        for author in paper.paper.authors:
            if not author.hidden:
                confirmed = author.status in CONFIRMED
                yield author_slug(author), author.name, author.account if confirmed else None, paper


def _organizations(archive: Archive) -> Iterable[Membership]:
    for paper in archive.shown:
        organization = paper.paper.organization
        if organization:
            yield organization_slug(organization), organization.shown, organization.name, paper


def _submissions(archive: Archive) -> Iterable[Membership]:
    for paper in archive.shown:
        for one in paper.appearances:
            if one.submitter:
                label = one.submitter.fullname or one.submitter.account
                yield handle_slug(one.submitter.account), label, one.submitter.account, paper


def _groups(kind: GroupKind, members: Iterable[Membership]) -> Mapping[str, Group]:
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    accounts: dict[str, Counter[str]] = defaultdict(Counter)
    papers: dict[str, dict[PaperId, ArchivedPaper]] = defaultdict(dict)
    for key, label, account, paper in members:
        labels[key][label] += 1
        accounts[key].update([account] if account else [])
        papers[key][paper.paper.id] = paper
    return {
        key: Group(
            kind=kind,
            slug=key,
            label=_most_used(labels[key]),
            account=_most_used(accounts[key]) if accounts[key] else None,
            papers=tuple(sorted(papers[key].values(), key=best_first)),
        )
        for key in sorted(papers)
    }


def _most_used(labels: Counter[str]) -> str:
    return min(labels, key=lambda label: (-labels[label], label))
