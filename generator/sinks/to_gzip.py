"""The door into compressed files: the same bytes from the same text, whenever and wherever it is made."""

import zlib

LEVEL = 4
"""Of the corpus, 6 % more bytes than level 6 in less than half of its time."""
_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
"""RFC 1952: no name, no time, no system."""


def body(plain: bytes) -> bytes:
    """`plain` as one gzip member."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(plain) + packer.flush()
    tail = zlib.crc32(plain).to_bytes(4, "little") + (len(plain) & 0xFFFFFFFF).to_bytes(4, "little")
    return _HEAD + packed + tail
