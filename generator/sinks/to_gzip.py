"""Compressed output: the same text always gives the same bytes, on every machine."""

import zlib
from collections.abc import Iterable

LEVEL = 6
"""On the corpus, 6 % fewer bytes than level 4 in twice the time, which is half a second."""
_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
"""RFC 1952: no name, no time, no system."""
_END = b"\x03\x00"
"""An empty last block."""


def part(plain: bytes) -> bytes:
    """A part of a member, which `joined` takes as it is, however often."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH)


def joined(parts: Iterable[bytes]) -> bytes:
    """The plain texts of some parts as one member."""
    kept, crc, size = list(parts), 0, 0
    for one in kept:
        plain = zlib.decompressobj(-zlib.MAX_WBITS).decompress(one)
        crc, size = zlib.crc32(plain, crc), size + len(plain)
    return b"".join(
        (_HEAD, *kept, _END, crc.to_bytes(4, "little"), (size & 0xFFFFFFFF).to_bytes(4, "little"))
    )
