"""RIS, for reference managers that do not read BibTeX. One record per paper, lines ending in CR LF."""

from collections.abc import Iterable, Iterator

from generator.render.citations.entry import Entry
from generator.render.citations.names import Name
from generator.sinks import to_ris


def text(entries: Iterable[Entry]) -> str:
    """Records with an empty line between them."""
    return "\r\n".join("".join(to_ris.line(tag, value) for tag, value in _fields(one)) for one in entries)


def _fields(one: Entry) -> Iterator[tuple[str, str]]:
    """A preprint is unpublished work to this format."""
    yield "TY", "UNPB"
    yield "ID", one.key
    yield "TI", one.title
    for author in one.authors:
        yield "AU", _author(author)
    yield "PY", one.date[:4]
    if one.published:
        yield "DA", one.published.replace("-", "/")
    if one.url and one.doi:
        yield "PB", "arXiv"
        yield "AN", f"arXiv:{one.id}"
        yield "DO", one.doi
        yield "UR", one.url
    if one.note:
        yield "N1", one.note
    yield "ER", ""


def _author(author: Name) -> str:
    """`van der Berg, Jo, Jr.`"""
    family = f"{author.particle} {author.family}".strip()
    return ", ".join(part for part in (family, author.given, author.suffix) if part)
