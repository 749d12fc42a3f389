"""Parts of a paper that several formats write in the same way."""

import re
from collections.abc import Iterable, Iterator

from generator import text
from generator.intake.fields import Fields
from generator.records import known
from generator.text.links import safe_url

AUTHORS_CAP = 5_000
"""The longest real list has 3,303."""
KEYWORDS_CAP = 200
MEDIA_CAP = 50
CATEGORIES_CAP = 30
JOURNAL_CAP = 300
COMMENT_CAP = 1_000
_BEFORE_DOI = re.compile(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:)", re.IGNORECASE)
_LICENSORS = frozenset({"creativecommons.org", "arxiv.org"})
_DISCUSSION = re.compile(r"[0-9a-f]{24}")


def named(item: Fields) -> Iterator[tuple[str, Fields]]:
    """Each author with a name and the object that contains it; a text is a name. Authors without a name are
    reported, the others are kept."""
    for number, value in enumerate(item.items("authors", AUTHORS_CAP)):
        place = f"authors[{number}]"
        author = item.item(place, {"name": value} if isinstance(value, str) else value)
        if author is None:
            if value is None:
                item.wrong(place, "a name", value)
            continue
        if name := author.line("name"):
            yield name, author
        elif author.raw("name") is None or isinstance(author.raw("name"), str):
            author.wrong("name", "a name", author.raw("name"))


def keywords(inner: Fields, key: str) -> tuple[str, ...]:
    """In the source's order; of words that differ only in case, the first."""
    found: dict[str, str] = {}
    for number, item in enumerate(inner.items(key, KEYWORDS_CAP)):
        if not isinstance(item, str):
            inner.wrong(f"{key}[{number}]", "text", item)
        elif word := text.clean(item, text.NAME_CAP):
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


def discussion(inner: Fields, key: str) -> str | None:
    """The source's id of the discussion about the paper."""
    value = inner.string(key)
    if not value or _DISCUSSION.fullmatch(value):
        return value or None
    inner.wrong(key, "24 hexadecimal digits", value)
    return None


def categories(inner: Fields, key: str) -> tuple[str, ...]:
    """Those of arXiv, the primary one first."""
    written = inner.items(key, CATEGORIES_CAP)
    for number, one in enumerate(written):
        if not isinstance(one, str):
            inner.wrong(f"{key}[{number}]", "text", one)
    return filed(one for one in written if isinstance(one, str))


def filed(written: Iterable[str]) -> tuple[str, ...]:
    """The categories of arXiv among some terms, in their order: authors add classes of other schemes, such as
    `68T07`, to the same list."""
    terms = (term.strip() for term in written)
    return tuple(dict.fromkeys(term for term in terms if known.CATEGORY.fullmatch(term)))


def doi(inner: Fields, key: str) -> str | None:
    """A DOI, whether as such or as an address."""
    written = inner.string(key)
    found = doi_in(written) if written else None
    if written and written.strip() and not found:
        inner.wrong(key, "a DOI such as 10.1234/567", written)
    return found


def doi_in(written: str) -> str | None:
    """The first DOI of a text: arXiv has several in one field."""
    for word in written[:JOURNAL_CAP].split():
        bare = _BEFORE_DOI.sub("", word).rstrip(".,;")
        if known.DOI.fullmatch(bare):
            return bare
    return None


def licence(inner: Fields, key: str) -> str | None:
    """The address of a licence."""
    written = inner.string(key)
    found = licence_at(written) if written else None
    if written and written.strip() and not found:
        inner.wrong(key, "the address of a licence", written)
    return found


def licence_at(written: str) -> str | None:
    """The address of a licence that arXiv offers, as https."""
    found = safe_url(written)
    if found is None:
        return None
    rest = found.partition("://")[2]
    host = rest.partition("/")[0].removeprefix("www.")
    return f"https://{rest}" if host in _LICENSORS else None
