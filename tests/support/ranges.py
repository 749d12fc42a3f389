"""Parts of files, as hosts give them (RFC 9110, section 14): one range with both ends."""

import re
from http import HTTPStatus
from typing import NamedTuple

_ASKED = re.compile(r"bytes=(\d+)-(\d+)")


class Part(NamedTuple):
    """What is answered: `told` is the header `Content-Range`, "" with the whole file."""

    status: HTTPStatus
    body: bytes
    told: str = ""


def part(asked: str | None, body: bytes) -> Part:
    """The part of a file that a header `Range` asks for."""
    found = _ASKED.fullmatch(asked or "")
    if not found:
        return Part(HTTPStatus.OK, body)
    first, last = int(found[1]), min(int(found[2]), len(body) - 1)
    if first > last:
        return Part(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", f"bytes */{len(body)}")
    return Part(HTTPStatus.PARTIAL_CONTENT, body[first : last + 1], f"bytes {first}-{last}/{len(body)}")
