"""Small pictures of papers, where the archive shows any: from the source's host, or copied into the site."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from generator import urls
from generator.archive import ArchivedPaper
from generator.render.pages.parts import Meta
from generator.sinks.to_html import Html, el

WIDTH, HEIGHT = 120, 65
"""Pixels on a card: the space that is reserved for it until it has loaded."""


def image(here: urls.Address, archived: ArchivedPaper) -> Html | None:
    """The picture. Its alternative text is empty, because it adds nothing to the title beside it. Its host
    does not learn from which page it was requested."""
    if not archived.picture:
        return None
    if _origin(archived):
        return _image(archived.picture, referrerpolicy="no-referrer")
    return _image(here.to(urls.Address(archived.picture)))


def blank(papers: Iterable[ArchivedPaper]) -> Html | None:
    """A picture without an address, for a script to fill, if any of these papers has one."""
    return _image("data:,", referrerpolicy="no-referrer") if any(one.picture for one in papers) else None


def _image(address: str, *, referrerpolicy: str | None = None) -> Html:
    return el(
        "img",
        src=address,
        alt="",
        width=WIDTH,
        height=HEIGHT,
        loading="lazy",
        decoding="async",
        referrerpolicy=referrerpolicy,
    )


def origin(papers: Iterable[ArchivedPaper]) -> Meta:
    """The hosts that the policy of a page with the pictures of these papers must allow."""
    found = sorted({_origin(one) for one in papers} - {""})
    return {"image_origin": " ".join(found)} if found else {}


def _origin(archived: ArchivedPaper) -> str:
    """The host of a picture with its scheme, "" for one of this site."""
    parts = urlsplit(archived.picture)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
