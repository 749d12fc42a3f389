"""A common form for authors and organizations, taken from a paper and put back into it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.curation.people import Kind
from generator.records.identity import CONFIRMED, GIVEN, author_slug, organization_slug
from generator.records.paper import AuthorName, Organization, Paper


@dataclass(frozen=True, slots=True)
class Member:
    """An author or an organization on one paper; `page` is the last part of their page's address."""

    page: str
    name: str
    account: str | None
    hidden: bool = False


def of(paper: Paper, kind: Kind) -> tuple[Member, ...]:
    """The members of a paper, in order."""
    if kind == "author":
        return tuple(map(_author, paper.authors))
    found = paper.organization
    return (Member(organization_slug(found), found.fullname or "", found.name),) if found else ()


def put(paper: Paper, kind: Kind, members: Sequence[Member]) -> Paper:
    """The paper with its members replaced. A member whom an entry has put on the same page as an earlier one
    is left out."""
    if kind == "organization":
        (one,) = members
        return replace(paper, organization=None if one.hidden else _organization(one))
    kept: list[AuthorName] = []
    moved: set[str] = set()
    for author, member in zip(paper.authors, members, strict=True):
        if member == _author(author):
            kept.append(author)
        elif member.page not in moved:
            moved.add(member.page)
            kept.append(_authored(member))
    return replace(paper, authors=tuple(one for one in kept if one.page or author_slug(one) not in moved))


def _author(author: AuthorName) -> Member:
    account = author.account if author.status in CONFIRMED else None
    return Member(author_slug(author), author.name, account, author.hidden)


def _authored(member: Member) -> AuthorName:
    status = GIVEN if member.account else None
    return AuthorName(
        name=member.name, account=member.account, status=status, hidden=member.hidden, page=member.page
    )


def _organization(member: Member) -> Organization:
    return Organization(name=member.account or member.name, fullname=member.name or None, page=member.page)
