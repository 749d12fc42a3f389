"""The Content Security Policy of finished pages, and what it would forbid.

A page that violates the policy looks fine to its author and is broken for every reader, so it is found here.
Rules of the policy: Content Security Policy Level 3.
"""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

from generator.errors import Problem

_POLICY = re.compile(r'<meta http-equiv="?Content-Security-Policy"? content="([^"]*)">')
_BEFORE = re.compile(r"<(?:script|style|link|title|body)\b", re.IGNORECASE)
_ELEMENT = re.compile(
    r"<(?=[sbifoeavtl])(?:"
    r"script\b(?![^>]*\s(?:src=(?:\"(?!https?:|//)|(?![\"']|https?:|//))|type=\"?application/(?:ld\+)?json[\"\s>]))"
    r"|(?:style|base|iframe|frame|object|embed|video|audio|source|track)\b"
    r"|(?:img|input)\b[^>]*\ssrc\s*=\s*[\"']?\s*(?:https?:)?//"
    # Of two attributes of one name the first one counts.
    r"|link\b(?!\srel=\"?(?:canonical|alternate)\"?\s)[^>]*\shref\s*=\s*[\"']?\s*(?:https?:)?//)",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"=(?:(?<=style=)|(?<=srcset=)|(?<=\s=)"
    # `javascript` may have white space or references between its letters.
    r"|\s*[\"']?[\x00-\x20]*(?:&|j[\t\n\r]*(?:&|a[\t\n\r]*(?:&|v[\t\n\r]*(?:&|a)))))",
    re.IGNORECASE,
)
# To ignore the case of letters would make the search slow.
_HANDLERS = [re.compile(f"{n}(?<=[\\s/\"'][oO]{n})[A-Za-z]+\\s*=") for n in "nN"]
_SUSPECT = (_ELEMENT, _VALUE, *_HANDLERS)
"""May be something forbidden, or a text about it; a page without any needs no closer look. Each begins with a
sign of its own, for which a page is searched quickly."""

_DATA_BLOCK = re.compile(r"application/(?:ld\+)?json")
_FOREIGN = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_SCRIPT_ADDRESS = re.compile(r"[\x00-\x20]*" + r"[\t\n\r]*".join("javascript:"), re.IGNORECASE)
_LOADING = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch", "prefetch", "manifest"}
)
_FRAMES = frozenset({"iframe", "frame", "object", "embed", "base"})
_SOURCES = re.compile(r"'self'|'none'|'sha(?:256|384|512)-[A-Za-z0-9+/=]+'")
_CODE = ("script-src", "style-src")
_NEEDED = {"default-src": {"'none'", "'self'"}, "base-uri": {"'none'", "'self'"}}


def problems(
    path: str, html: str, home: str = "", hosts: tuple[str, ...] = (), pictures: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """What is wrong with one page; `home` is the address of the site, with or without a slash at its end,
    `hosts` are other hosts from which it may load files, and `pictures` origins from which it may load
    pictures only."""
    for origin in pictures:
        html = html.replace(f"<img src={origin}/", "<img src=/")
    found = _POLICY.search(html)
    first = _BEFORE.search(html)
    if found is None or (first is not None and first.start() < found.start()):
        message = "no Content Security Policy before everything else in <head> (partials/policy.html)"
        yield Problem(path=path, where="", message=message)
    else:
        yield from (Problem(path=path, where=where, message=said) for where, said in _weak(found[1], hosts))
    if any(one.search(html) for one in _SUSPECT):
        own = [f"{home.rstrip('/')}/"] if home else []
        reader = _Reader((*own, *(f"https://{host}/" for host in hosts)))
        reader.feed(html)
        reader.close()
        yield from (Problem(path=path, where=where, message=said) for where, said in reader.found)


@cache
def _weak(policy: str, hosts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(directive, message) for everything that allows more than the site's own files and those of `hosts`."""
    allowed = {f"https://{host}" for host in hosts}
    rules = {name: sources for name, *sources in (part.split() for part in policy.split(";") if part.strip())}
    missing = [
        (name, f"expected {' or '.join(sorted(needed))} in the policy")
        for name, needed in _NEEDED.items()
        if not set(rules.get(name, ())) & needed
    ]
    if "form-action" not in rules:
        missing.append(("form-action", "missing in the policy: forms could be sent anywhere"))
    loose = [
        (name, f"the policy must not allow {source}")
        for name in _CODE
        for source in rules.get(name, rules.get("default-src", ()))
        if source not in allowed and not _SOURCES.fullmatch(source)
    ]
    return (*missing, *loose)


class _Reader(HTMLParser):
    """Collects (place, message) of what the policy would forbid."""

    def __init__(self, homes: tuple[str, ...]) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._homes = homes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in reversed(attrs)}  # the first of a name counts
        if tag in _FRAMES:
            self._say(f"<{tag}>", "is not allowed by the policy")
        if tag == "style" or (tag == "script" and "src" not in values and not self._is_data(values)):
            self._say(f"<{tag}>", "is inline; the policy allows only files")
        for name, value in values.items():
            if name.startswith("on"):
                self._say(f"{name}=", "runs an inline script; the policy allows only files")
            elif name == "style":
                self._say("style=", f"of <{tag}> is ignored under the policy; use a class")
            elif _SCRIPT_ADDRESS.match(value) and name in {"href", "src", "action", "formaction"}:
                self._say(f"{name}=", "is a script")
        for address in _loaded(tag, values):
            if _FOREIGN.match(address) and not address.strip().startswith(self._homes):
                said = (
                    "is loaded from another host; copy it into the site, or allow extra.archive.allowed_hosts"
                )
                self._say(address.strip(), said)

    def _is_data(self, values: dict[str, str]) -> bool:
        return _DATA_BLOCK.fullmatch(values.get("type", "")) is not None

    def _say(self, where: str, message: str) -> None:
        self.found.append((where, message))


def _loaded(tag: str, values: dict[str, str]) -> Iterator[str]:
    """Addresses that a browser fetches by itself."""
    if tag == "link":
        if set(values.get("rel", "").lower().split()) & _LOADING:
            yield values.get("href", "")
    elif tag in {"script", "img", "source", "video", "audio", "track", "input", "iframe", "embed"}:
        yield values.get("src", "")
        yield values.get("poster", "")
        yield from (
            part.strip().split(" ")[0] for part in values.get("srcset", "").split(",") if part.strip()
        )
