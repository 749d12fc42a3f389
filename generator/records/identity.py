"""Who is the same person: slugs of names and accounts, equal where they mean the same."""

import re
import unicodedata
from functools import lru_cache

from generator.records.paper import AuthorName, Organization
from generator.text import slug

GIVEN = "admin_assigned"
"""The status of a link between a name and an account that was made by a person."""

CONFIRMED = frozenset({"claimed_verified", GIVEN, "extracted_confirmed"})
"""The statuses in which a person or the source itself has said whose name it is."""

ACCOUNT = "u--"
"""The start of the slug of an account: a name never contains two hyphens."""

_APART = re.compile(r"[\W_]+")


def author_slug(author: AuthorName) -> str:
    """`wei-chen` for a name, `u--weichen` for a confirmed account.
    The operator's curation takes precedence over both."""
    if author.page is not None:
        return author.page
    if author.account is not None and author.status in CONFIRMED:
        return account_slug(author.account)
    return name_slug(author.name)


def account_slug(handle: str) -> str:
    """The slug of a person's account."""
    return f"{ACCOUNT}{handle_slug(handle)}"


def organization_slug(organization: Organization) -> str:
    """The slug of its handle, unless the operator's curation gives another."""
    return organization.page or handle_slug(organization.name)


@lru_cache(maxsize=65_536)
def handle_slug(handle: str) -> str:
    """The case of accounts is ignored, as the source does."""
    return slug(handle.casefold())


@lru_cache(maxsize=65_536)
def name_slug(name: str) -> str:
    """The slug of someone known only by this name."""
    return slug(name_key(name).replace(" ", "-"))


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """The key of a name: case, dots, hyphens and spacing are ignored, accents and vowel signs are not."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    if folded.isascii():
        return _APART.sub(" ", folded).strip() or folded
    # In Python's regular expressions a Hindi vowel sign is not part of a word.
    return " ".join("".join(map(_letter, folded)).split()) or folded


def _letter(sign: str) -> str:
    return sign if sign.isalnum() or unicodedata.category(sign).startswith("M") else " "
