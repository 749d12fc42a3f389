"""People and organizations of one entry, as written: their identity is decided elsewhere.

Handles are kept as clean text whatever they contain; only names of `[A-Za-z0-9._-]+` ever become links, and
that is decided where links are made.
"""

from datetime import datetime

from generator import text
from generator.intake import dates, pieces
from generator.intake.fields import Fields, is_absent
from generator.records.listing import Submitter
from generator.records.paper import AuthorName, Organization

Authors = tuple[tuple[AuthorName, ...], tuple[datetime, ...]]


def authors(inner: Fields) -> Authors:
    """Everybody with a name, in order, including repeated names, and when their status last changed."""
    if is_absent(inner.raw("authors")):
        inner.dropped("authors", "missing")
    names: list[AuthorName] = []
    changes: list[datetime] = []
    for name, author in pieces.named(inner):
        names.append(_author(name, author))
        changed = dates.read(author.raw("statusLastChangedAt"))
        changes += [changed.moment] if changed else []
    return tuple(names), tuple(changes)


def _author(name: str, author: Fields) -> AuthorName:
    user = author.nested("user")
    return AuthorName(
        name=name,
        account=(user.line("user") or user.line("name")) if user else None,
        status=author.line("status"),
        hidden=_hidden(author),
    )


def _hidden(author: Fields) -> bool:
    """A value that is neither true nor false counts as true (hidden): publishing cannot be undone."""
    value = author.raw("hidden")
    if value is None or isinstance(value, bool):
        return bool(value)
    author.wrong("hidden", "true or false", value)
    return True


def organization(top: Fields, inner: Fields) -> Organization | None:
    """The first that has a name; its key moved twice."""
    places = (inner, "organization"), (top, "organization"), (top, "submitterOrganization")
    for side, key in places:
        found = side.nested(key)
        if found is None:
            continue
        if name := found.line("name"):
            return Organization(name=name, fullname=found.line("fullname", text.NAME_CAP))
        if not found.raw("name"):
            found.dropped("name", "missing")
    return None


def submitter(top: Fields, inner: Fields) -> Submitter | None:
    """`submittedBy` has the account under `name`, `submittedOnDailyBy` under `user`."""
    for side, key, accounts in (
        (top, "submittedBy", ("name",)),
        (inner, "submittedOnDailyBy", ("user", "name")),
    ):
        found = side.nested(key)
        if found is None:
            continue
        for account in map(found.line, accounts):
            if account:
                return Submitter(account=account, fullname=found.line("fullname"))
        if not any(found.raw(name) for name in accounts):
            found.dropped(accounts[0], "missing")
    return None
