"""Codes that take the fewer bits the likelier they are, whatever the fraction: asymmetric numeral systems
(Duda 2009). `layout` describes how they are read."""

from collections.abc import Sequence

from generator.search.layout import ANS_LEAST, SHARE_BITS

BYTE = 8


def written(starts: Sequence[int], shares: Sequence[int]) -> bytes:
    """Codes of which each has a share of the 2**SHARE_BITS slots, those from a start on."""
    state = ANS_LEAST
    body = bytearray()
    top = (ANS_LEAST >> SHARE_BITS) << BYTE
    for start, share in zip(reversed(starts), reversed(shares), strict=True):
        while state >= top * share:
            body.append(state & 0xFF)
            state >>= BYTE
        state = (state // share << SHARE_BITS) + state % share + start
    return state.to_bytes(4, "big") + bytes(reversed(body))
