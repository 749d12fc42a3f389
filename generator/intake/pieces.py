"""Parts of a paper that several formats write in the same way."""

import re
from collections.abc import Iterator

from generator import text
from generator.intake.fields import Fields

AUTHORS_CAP = 2_000
"""The longest real list has 664."""
KEYWORDS_CAP = 200
MEDIA_CAP = 50
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
