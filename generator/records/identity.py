"""Who is one: names and accounts as the last part of an address, equal where they mean the same."""

import re
import unicodedata
from functools import lru_cache

from generator.records.paper import AuthorName, Organization
from generator.text import slug

GIVEN = "admin_assigned"
"""How a tie of a name to an account is called that a person made."""

CONFIRMED = frozenset({"claimed_verified", GIVEN, "extracted_confirmed"})
"""States in which a person or the source itself has said whose name it is."""

_APART = re.compile(r"[\W_]+")


def author_slug(author: AuthorName) -> str:
    """`wei-chen` for a name, `u--weichen` for a confirmed account: a name never holds two hyphens.
    What the operator's curation says goes before either."""
    if author.page is not None:
        return author.page
    if author.account is not None and author.status in CONFIRMED:
        return account_slug(author.account)
    return name_slug(author.name)


def account_slug(handle: str) -> str:
    """The slug of a person's account."""
    return f"u--{handle_slug(handle)}"


def organization_slug(organization: Organization) -> str:
    """That of its handle, unless the operator's curation says another."""
    return organization.page or handle_slug(organization.name)


@lru_cache(maxsize=65_536)
def handle_slug(handle: str) -> str:
    """Accounts are told apart without case, as the source does."""
    return slug(handle.casefold())


@lru_cache(maxsize=131_072)
def name_slug(name: str) -> str:
    """The slug of whoever is known by this name only."""
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
