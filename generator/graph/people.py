"""Who wrote, whom it was listed for, who listed it: `AuthorName` and handles → `Group`.

A name is not a person. Where the source ties a name to an account, and somebody has confirmed it,
the account is the person; all other papers of a name are kept together under the name, which may
be several people, and the page says so.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from generator.archive import Archive, ArchivedPaper, best_first
from generator.records.ids import PaperId
from generator.records.paper import AuthorName
from generator.text import slug

GroupKind = Literal["author", "organization", "submitter"]

CONFIRMED = frozenset({"claimed_verified", "admin_assigned", "extracted_confirmed"})
"""States in which a person or the source itself has said whose name it is."""

_APART = re.compile(r"[\W_]+")


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
        """Whether it may be several people."""
        return self.account is None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Groups by slug, and who each author of a paper is."""

    authors: Mapping[str, Group]
    organizations: Mapping[str, Group]
    submitters: Mapping[str, Group]


def of(archive: Archive) -> People:
    """Every group, however small; thresholds are the renderers' business."""
    return People(
        authors=_groups("author", _authorships(archive)),
        organizations=_groups("organization", _organizations(archive)),
        submitters=_groups("submitter", _submissions(archive)),
    )


def author_slug(author: AuthorName) -> str:
    """`wei-chen` for a name, `u--weichen` for a confirmed account: a name never holds two hyphens."""
    if author.account is not None and author.status in CONFIRMED:
        return account_slug(author.account)
    return _name_slug(author.name)


def account_slug(handle: str) -> str:
    """The slug of a person's account."""
    return f"u--{handle_slug(handle)}"


@lru_cache(maxsize=65_536)
def handle_slug(handle: str) -> str:
    """Accounts are told apart without case, as the source does."""
    return slug(handle.casefold())


@lru_cache(maxsize=131_072)
def _name_slug(name: str) -> str:
    return slug(name_key(name).replace(" ", "-"))


def name_key(name: str) -> str:
    """What makes two written names one: case, dots, hyphens and spacing do not count, accents and
    vowel signs do."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    if folded.isascii():
        return _APART.sub(" ", folded).strip() or folded
    # To Python a vowel sign of Hindi is no part of a word.
    return " ".join("".join(map(_letter, folded)).split()) or folded


def _letter(sign: str) -> str:
    return sign if sign.isalnum() or unicodedata.category(sign).startswith("M") else " "


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
        found = paper.paper.organization
        if found:
            yield handle_slug(found.name), found.shown, found.name, paper


def _submissions(archive: Archive) -> Iterable[Membership]:
    for paper in archive.shown:
        for one in paper.appearances:
            if one.submitter:
                label = one.submitter.fullname or one.submitter.account
                yield handle_slug(one.submitter.account), label, one.submitter.account, paper


def _groups(kind: GroupKind, found: Iterable[Membership]) -> Mapping[str, Group]:
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    accounts: dict[str, str | None] = {}
    papers: dict[str, dict[PaperId, ArchivedPaper]] = defaultdict(dict)
    for key, label, account, paper in found:
        labels[key][label] += 1
        accounts[key] = account
        papers[key][paper.paper.id] = paper
    return {
        key: Group(
            kind=kind,
            slug=key,
            label=_most_used(labels[key]),
            account=accounts[key],
            papers=tuple(sorted(papers[key].values(), key=best_first)),
        )
        for key in sorted(papers)
    }


def _most_used(labels: Counter[str]) -> str:
    return min(labels, key=lambda label: (-labels[label], label))
