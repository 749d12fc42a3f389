"""Reads a finished site as a visitor would: every link and anchor must have a target. Works on text and a
lookup, so that it can be tested without a site."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html import unescape
from posixpath import normpath
from urllib.parse import unquote

from generator.errors import Problem

_TAG = re.compile(r"<(?:a|area|link|script|img|source|iframe|use|form)\b[^>]*>", re.IGNORECASE)
# Matches each attribute as a whole, so that a name inside a value does not count.
_ATTRIBUTE = re.compile(r"""\s([A-Za-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_TARGETS = frozenset({"href", "src", "action"})
_ANCHORS = frozenset({"id", "name"})
_ELEMENT = re.compile(r"<[A-Za-z][^>]*>")
_OUTSIDE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
_DATA = re.compile(r"(?s)<!--.*?-->|<script\b[^>]*\btype=\"?application/[^>]*>.*?</script>")

_CANDIDATE = re.compile(
    r"=(?:(?<=href=)|(?<=src=)|(?<=action=)|(?<=\s=))\s*(?=(\"[^\"]*\"|'[^']*'|[^\s>\"']+))", re.IGNORECASE
)
"""Whatever may be a reference, with its quotes: all references of a page, and some of its words."""
_OPENED = re.compile(r"<[A-Za-z][A-Za-z0-9]*(?: [A-Za-z-]+=(?:\"[^\"<>]*\"|[^\s\"'=<>`]+))*")
"""An element up to some attribute, in the plain form that generated pages have."""

Read = Callable[[str], str]
Exists = Callable[[str], bool]
Anchors = Callable[[str], frozenset[str]]


def links(pages: Iterable[tuple[str, str]], exists: Exists, read: Read, base: str) -> Iterator[Problem]:
    """Broken links within the site.

    `pages` are (path, HTML); `exists` and `read` take paths relative to the site; `base` is the path part of
    the site's address, decoded, with slashes at both ends.
    """

    @cache
    def anchors(path: str) -> frozenset[str]:
        return _anchors(read(path))

    first = _FirstPass(exists, anchors, base)
    for path, html in pages:
        if first.is_sound(path, html):
            continue
        for target in sorted(_targets(html)):
            message = _fault(path, target, exists, anchors, base)
            if message:
                yield Problem(path=path, where=target, message=message)


class _FirstPass:
    """Quickly tells pages without broken links from those that may have some.

    Pages in the same folder link to the same targets, so a target is looked up once for all of them.
    """

    def __init__(self, exists: Exists, anchors: Anchors, base: str) -> None:
        self._exists = exists
        self._anchors = anchors
        self._base = base
        self._found: defaultdict[str | None, set[str]] = defaultdict(set)

    def is_sound(self, path: str, html: str) -> bool:
        """Whether everything that may be a reference has a target."""
        folder = path.rpartition("/")[0]
        found = self._found[folder.rpartition("/")[0] if folder else None]
        for written in set(_CANDIDATE.findall(html)) - found:
            target = unescape(written[1:-1] if written[0] in "\"'" else written).strip()
            fragment = target[1:]
            if target[:1] == "#" and path.endswith(".html") and _has_plainly(html, fragment):
                continue
            if _fault(path, target, self._exists, self._anchors, self._base):
                return False
            # Relative to the folder above, or absolute: it has the same target on each page of this folder.
            if target.startswith("../") or _OUTSIDE.match(target):
                found.add(written)
        return True


def _has_plainly(html: str, name: str) -> bool:
    """Whether an element has this id, as far as that can be seen without reading the whole page; False if it
    is not certain."""
    at = max(html.find(f' id="{name}"'), html.find(f" id={name}>"), html.find(f" id={name} "))
    if at < 0 or not name.replace("-", "").isalnum() or "<!--" in html:
        return False
    start = html.rfind("<", 0, at)
    is_text = html.rfind("<", 0, start) <= html.rfind(">", 0, start)
    script = html.rfind("<script", 0, start)
    is_closed = script < 0 or html.find("</script>", script, start) > 0
    return start >= 0 and is_text and is_closed and _OPENED.fullmatch(html, start, at) is not None


def _targets(html: str) -> set[str]:
    tags = _TAG.findall(_DATA.sub("", html))
    return {value.strip() for tag in tags for value in _values(tag, _TARGETS)}


def _anchors(html: str) -> frozenset[str]:
    tags = _ELEMENT.findall(_DATA.sub("", html))
    return frozenset(value for tag in tags for value in _values(tag, _ANCHORS))


def _values(tag: str, names: frozenset[str]) -> Iterator[str]:
    """The values of those attributes of a tag."""
    for name, *value in _ATTRIBUTE.findall(tag):
        if name.lower() in names:
            yield unescape("".join(value))


def _fault(path: str, target: str, exists: Exists, anchors: Anchors, base: str) -> str | None:
    if not target or _OUTSIDE.match(target):
        return None
    place, _, fragment = target.partition("#")
    place = unquote(place.partition("?")[0])
    found = _resolved(path, place, base)
    if found is None:
        return "leads out of the site"
    if not exists(found):
        return f"leads to {found}, which does not exist"
    if fragment and found.endswith(".html") and unquote(fragment) not in anchors(found):
        return f"no element of {found} has this id"
    return None


def _resolved(path: str, place: str, base: str) -> str | None:
    """The file that a link refers to, relative to the site; None if it is outside."""
    if not place:
        return path
    if place.startswith("/"):
        if not place.startswith(base):
            return None
        joined = place[len(base) :]
    else:
        joined = f"{path.rpartition('/')[0]}/{place}".lstrip("/")
    whole = normpath(joined) if joined else "."
    if whole == ".." or whole.startswith("../"):
        return None
    if whole == ".":
        return "index.html"
    return f"{whole}/index.html" if place.endswith(("/", "/.", "/..")) or place in (".", "..") else whole
