"""From bytes to text: gzip recognized by its magic bytes, size caps, strict UTF-8."""

import zlib
from collections.abc import Iterator

from generator.errors import RefusedError

SIZE_CAP = 20_000_000
"""Maximum bytes, before and after decompression. A full listing page is about 500 KB."""

LINES_CAP = 60_000_000
"""Maximum bytes of a file read line by line. Exports consist of files of at most 48 MB."""
LINE_CAP = 1_000_000
_HEAD = 4_096

_GZIP = b"\x1f\x8b"
_GZIP_BITS = 31
# Small, so that a file of a million tiny members does not copy its rest a million times.
_CHUNK = 8_192
_BOM = "\ufeff"


def decoded(body: bytes) -> str:
    """Decompressed bytes as text, without a BOM; refuses with `size` or `encoding`."""
    _bounded(len(body), SIZE_CAP)
    try:
        return body.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        raise RefusedError("encoding", f"expected UTF-8 text: {error.reason}", place) from None


def inflated(body: bytes) -> bytes:
    """All gzip members of `body`, one after the other (RFC 1952 §2.2), zero bytes between them."""
    return b"".join(_inflating(body, SIZE_CAP))


def lines(body: bytes) -> Iterator[bytes]:
    """The lines, one by one, of a file that may be far larger than `SIZE_CAP` when decompressed.

    Refuses with `size` or `encoding` if it cannot continue: the lines before are good.
    """
    parts = _inflating(body, LINES_CAP) if body.startswith(_GZIP) else iter((body,))
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        yield from whole
        if len(rest) > LINE_CAP:
            raise RefusedError("size", f"a line of more than {LINE_CAP // 1_000_000} MB")
    if rest:
        yield rest


def head(body: bytes) -> bytes:
    """How the decompressed file begins; empty if that cannot be determined."""
    if not body.startswith(_GZIP):
        return body[:_HEAD]
    try:
        return zlib.decompressobj(_GZIP_BITS).decompress(body[:_HEAD], _HEAD)
    except zlib.error:
        return b""


def _inflating(body: bytes, cap: int) -> Iterator[bytes]:
    """Pieces of at most `cap` bytes in total."""
    _bounded(len(body), SIZE_CAP)
    total = 0
    member = None
    try:
        for start in range(0, len(body), _CHUNK):
            rest = body[start : start + _CHUNK]
            while rest := rest if member else rest.lstrip(b"\0"):
                member = member or zlib.decompressobj(_GZIP_BITS)
                part = member.decompress(rest, cap + 1 - total)
                total += len(part)
                _bounded(total, cap)
                yield part
                rest = member.unused_data
                member = None if member.eof else member
    except zlib.error as error:
        raise RefusedError("encoding", f"this gzip file cannot be decompressed: {error}") from None
    if member:
        raise RefusedError("encoding", "this gzip file cannot be decompressed: it is incomplete")


def _bounded(size: int, cap: int) -> None:
    if size > cap:
        raise RefusedError("size", f"more than {cap // 1_000_000} MB, packed or unpacked")
