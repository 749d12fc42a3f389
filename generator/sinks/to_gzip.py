"""Compressed output: the same text always gives the same bytes, on every machine."""

import zlib
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

LEVEL = 6
"""On the corpus, 6 % fewer bytes than level 4 in twice the time, which is half a second."""
_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
"""RFC 1952: no name, no time, no system."""
_END = b"\x03\x00"
"""An empty last block."""
_DIVISOR = 0xEDB88320
"""Of CRC-32: a polynomial whose highest power is the lowest bit."""
_ONE, _X = 1 << 31, 1 << 30


class Part(NamedTuple):
    """A part of a member: its bytes, and the size and CRC-32 of its plain text."""

    body: bytes
    size: int
    crc: int


def part(plain: bytes) -> Part:
    """A part of a member, which `joined` takes as it is, however often."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Part(packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH), len(plain), zlib.crc32(plain))


def joined(parts: Iterable[Part]) -> bytes:
    """The plain texts of some parts as one member; none is unpacked."""
    bodies, size, crc = [_HEAD], 0, 0
    for one in parts:
        bodies.append(one.body)
        size += one.size
        crc = _times(_moved(one.size), crc) ^ one.crc
    return b"".join((*bodies, _END, crc.to_bytes(4, "little"), (size & 0xFFFFFFFF).to_bytes(4, "little")))


def _moved(size: int) -> int:
    """What a CRC is multiplied with when so many bytes follow its text: x to the power of their bits."""
    found, power = _ONE, 3
    while size:
        if size & 1:
            found = _times(_squared(power), found)
        size >>= 1
        power += 1
    return found


@cache
def _squared(times: int) -> int:
    """x, squared so many times."""
    half = _squared(times - 1) if times else 0
    return _times(half, half) if times else _X


def _times(one: int, other: int) -> int:
    """The product of two polynomials, modulo the divisor."""
    found = 0
    for at in range(31, -1, -1):
        if one >> at & 1:
            found ^= other
        other = other >> 1 ^ (_DIVISOR if other & 1 else 0)
    return found
