"""From bytes to text: gzip by its magic bytes, size caps, strict UTF-8."""

import zlib

from generator.errors import RefusedError

SIZE_CAP = 20_000_000
"""Bytes, before and after inflation. A full listing page is about 500 KB."""

_GZIP = b"\x1f\x8b"
_GZIP_BITS = 31
# Small, so that a file of a million tiny members does not copy its rest a million times.
_CHUNK = 8_192
_BOM = "\ufeff"


def text_of(body: bytes) -> str:
    """The payload as text, without a BOM; refuses with `size` or `encoding`."""
    return decoded(inflated(body) if body.startswith(_GZIP) else body)


def decoded(body: bytes) -> str:
    """Unpacked bytes as text, without a BOM; refuses with `size` or `encoding`."""
    _bounded(len(body))
    try:
        return body.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        raise RefusedError("encoding", f"expected UTF-8 text: {error.reason}", place) from None


def inflated(body: bytes) -> bytes:
    """All gzip members of `body`, one after the other (RFC 1952 §2.2), zero bytes between them."""
    _bounded(len(body))
    parts: list[bytes] = []
    total = 0
    member = None
    try:
        for start in range(0, len(body), _CHUNK):
            rest = body[start : start + _CHUNK]
            while rest := rest if member else rest.lstrip(b"\0"):
                member = member or zlib.decompressobj(_GZIP_BITS)
                parts.append(member.decompress(rest, SIZE_CAP + 1 - total))
                total += len(parts[-1])
                _bounded(total)
                rest = member.unused_data
                member = None if member.eof else member
    except zlib.error as error:
        raise RefusedError("encoding", f"this gzip cannot be inflated: {error}") from None
    if member:
        raise RefusedError("encoding", "this gzip cannot be inflated: it is cut off")
    return b"".join(parts)


def _bounded(size: int) -> None:
    if size > SIZE_CAP:
        raise RefusedError("size", f"more than {SIZE_CAP // 1_000_000} MB, packed or unpacked")
