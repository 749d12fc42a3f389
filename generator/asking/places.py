"""Where an index is: in the folder of a site, or at its address."""

import re
from pathlib import Path

from generator.asking import GONE, OK, PART, Load, Loaded
from generator.intake import http
from generator.intake.http import Limits, NetworkError
from generator.storage import files

LIMITS = Limits(request=60, size=100_000_000)

_NAME = re.compile(r"[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*")
_RANGE = re.compile(r"bytes=([0-9]{1,12})-([0-9]{1,12})")


def folder(site: Path) -> Load:
    """The index of a built site, or of generated files."""

    def load(name: str, wanted: str) -> Loaded:
        if not _NAME.fullmatch(name):
            return Loaded(GONE)
        try:
            body = files.read(site / "search" / name)
        except FileNotFoundError:
            return Loaded(GONE)
        except OSError:
            return Loaded(0)
        return part(body, wanted)

    return load


def part(body: bytes, wanted: str) -> Loaded:
    """The answer of a host that supports ranges; `wanted` is the Range header or ""."""
    found = _RANGE.fullmatch(wanted)
    if not found:
        return Loaded(OK, body)
    return Loaded(PART, body[int(found[1]) : int(found[2]) + 1])


def address(base: str, agent: str) -> Load:
    """The index of a published site. Only its own host is asked."""

    def load(name: str, wanted: str) -> Loaded:
        if not _NAME.fullmatch(name):
            return Loaded(GONE)
        headers = {"User-Agent": agent, "Accept-Encoding": "identity"} | ({"Range": wanted} if wanted else {})
        try:
            answer = http.get(f"{base}search/{name}", headers, LIMITS)
        except NetworkError:
            return Loaded(0)
        # Redirects are not followed. A body that is too long was cut off, so it is not usable.
        is_whole = answer.status in {OK, PART} and len(answer.body) <= LIMITS.size
        return Loaded(answer.status if is_whole or answer.status >= 400 else GONE, answer.body)

    return load
