"""Checks a deployed site as a visitor gets it: its first page, its newest day, and a feed."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from posixpath import normpath
from xml.parsers import expat

from generator import urls
from generator.errors import Problem
from generator.records.period import day_of

Answer = tuple[int, bytes]
"""Status and body of one answer; 0 and the reason if there was none."""

_NOT_XML = (expat.ExpatError, LookupError, ValueError)
"""What the parser raises; the last two for an encoding that Python does not know, or cannot use here."""

_LINK = re.compile(r"<link\b[^<>]*>", re.IGNORECASE)  # excluding "<" keeps it linear
_HREF = re.compile(r"""\bhref=(?:"([^"]+)"|([^\s"'>]+))""")
_IS_ALTERNATE = re.compile(r"""\brel="?alternate\b""")


def problems(ask: Callable[[str], Answer], newest: date | None) -> Iterator[Problem]:
    """What a visitor would miss. `ask` fetches paths relative to the site; `newest` is the last day of the
    data it was built from, None for an empty archive."""
    home = ask("")
    yield from _status("", home)
    body = home[1].decode(errors="replace")
    if newest is not None:
        if home[0] == 200 and f"data-since={newest}" not in body.replace('"', ""):
            yield Problem(path="/", where="", message=f"is outdated: it does not mention {newest}")
        page = urls.period(day_of(newest)).url
        yield from _status(page, ask(page))
    for feed in _feeds(body)[:1]:
        answer = ask(feed)
        yield from _status(feed, answer)
        if answer[0] == 200 and (fault := _fault(answer[1])):
            yield Problem(path=f"/{feed}", where="", message=f"is not a feed: {fault}")


def feeds(home: bytes) -> tuple[str, ...]:
    """The feeds named on a first page, relative to the site."""
    return tuple(_feeds(home.decode(errors="replace")))


def hub_of(feed: bytes) -> tuple[str, str] | None:
    """(hub, own address) as given in a feed; None if it names no hub or is not a feed."""
    links: dict[str, str] = {}

    def element(name: str, attributes: dict[str, str]) -> None:
        rel = attributes.get("rel", "")
        if name.rpartition(":")[2] == "link" and "href" in attributes and rel in {"hub", "self"}:
            links.setdefault(rel, attributes["href"])

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    try:
        parser.Parse(feed, True)  # noqa: FBT003 - expat's own signature
    except _NOT_XML:
        return None
    return (links["hub"], links["self"]) if {"hub", "self"} <= links.keys() else None


def _status(path: str, answer: Answer) -> Iterator[Problem]:
    if answer[0] == 0:
        yield Problem(path=f"/{path}", where="", message=f"no answer: {answer[1].decode(errors='replace')}")
    elif answer[0] != 200:
        yield Problem(path=f"/{path}", where="", message=f"answers {answer[0]}; expected 200")


def _feeds(home: str) -> list[str]:
    """Addresses of the feeds named on the first page, if they are within the site."""
    links = [tag for tag in _LINK.findall(home) if _IS_ALTERNATE.search(tag) and "+xml" in tag]
    found = [unescape(match[1] or match[2]) for match in map(_HREF.search, links) if match]
    return [normpath(path) for path in found if "://" not in path and not path.startswith("/")]


def _fault(body: bytes) -> str:
    """Why a body is not XML; "" if it is."""
    try:
        expat.ParserCreate().Parse(body, True)  # noqa: FBT003 - expat's own signature
    except _NOT_XML as error:
        return str(error)
    return ""
