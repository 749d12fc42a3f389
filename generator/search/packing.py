"""Values, records and bit fields as bytes, as `layout` describes them."""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.search import layout
from generator.search.layout import DEFLATED, ESCAPED, PLAIN, RUN, Kind

Whole = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]


_SHORT = [bytes([value]) for value in range(0x80)]


def number(value: int) -> bytes:
    """One number, not negative."""
    if 0 <= value < 0x80:
        return _SHORT[value]
    parts = bytearray()
    while value >= 0x80:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def taken(body: bytes, at: int, count: int) -> tuple[list[int], int]:
    """Some numbers from a place on, and the place behind them."""
    found = []
    for _ in range(count):
        end = at
        while body[end] >= 0x80:
            end += 1
        found.append(sum((one & 0x7F) << 7 * n for n, one in enumerate(body[at : end + 1])))
        at = end + 1
    return found, at


def word(text: str) -> bytes:
    """A text of any length."""
    body = text.encode()
    return number(len(body)) + body


def known(value: int | None) -> bytes:
    """A number that may be unknown."""
    return number(0 if value is None else value + 1)


def row(values: Sequence[int]) -> bytes:
    """A list of numbers."""
    return number(len(values)) + b"".join(map(number, values))


def steps(values: Iterable[int]) -> bytes:
    """Ascending numbers, each as its step from the previous one, without their count."""
    return b"".join(number(value - last) for last, value in pairwise([0, *values]))


def record(one: layout.Record) -> bytes:
    """A record."""
    return b"".join([written(getattr(one, name)) for name, written in _RECORDS[type(one)]])


def records(kind: type[layout.Record], **columns: Whole) -> Iterable[bytes]:
    """Many records, given by the values of each field."""
    written = (map(write, columns[name].tolist()) for name, write in _RECORDS[kind])
    return map(b"".join, zip(*written, strict=True))


_WRITTEN: Mapping[Kind, Callable[[Any], bytes]] = {
    "byte": int.to_bytes,
    "number": number,
    "known": known,
    "word": word,
    "numbers": row,
    "words": lambda texts: number(len(texts)) + b"".join(map(word, texts)),
    "steps": lambda values: number(len(values)) + steps(values),
}


_RECORDS = {
    record: [(name, _WRITTEN[kind]) for name, kind in kinds.items()] for record, kinds in layout.KINDS.items()
}


def numbers(values: Whole, ends: Whole) -> list[bytes]:
    """Slices of `values`, none of them negative: slice n ends before `ends[n]`.

    A million numbers are packed at once; one by one they would take a second.
    """
    groups = np.ones(len(values), dtype=np.int64)
    for shift in range(7, 64, 7):
        more = values >> shift > 0
        if not more.any():
            break
        groups += more
    starts = np.concatenate([[0], np.cumsum(groups)])
    packed = np.zeros(starts[-1], dtype=np.uint8)
    for at in range(int(groups.max(initial=0))):
        held = groups > at
        bits = (values[held] >> (7 * at)) & 0x7F
        packed[starts[:-1][held] + at] = bits | np.where(groups[held] > at + 1, 0x80, 0)
    body = packed.tobytes()
    cuts = starts[np.concatenate([[0], ends])].tolist()
    return [body[start:end] for start, end in pairwise(cuts)]


def squeezed(*parts: bytes) -> bytes:
    """Deflated if that is shorter, each part in blocks of its own; the first byte says which. Browsers can
    inflate without a library."""
    ways = [min(_WAYS, key=partial(_cost, part)) for part in parts] if len(parts) > 1 else _WAYS[:1]
    runs = [[part for _, part in run] for _, run in groupby(zip(ways, parts, strict=True), itemgetter(0))]
    ends = [zlib.Z_SYNC_FLUSH] * (len(runs) - 1) + [zlib.Z_FINISH]
    of_runs = [way for way, _ in groupby(ways)]
    short = b"".join(map(_deflated, runs, of_runs, ends))
    return DEFLATED + short if len(short) < sum(map(len, parts)) else PLAIN + b"".join(parts)


_WAYS = zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY
"""Sizes, letters and vectors repeat by chance only: such repetitions cost more than they save."""


def _cost(part: bytes, way: int) -> int:
    return len(_deflated([part], way, zlib.Z_SYNC_FLUSH))


def _deflated(parts: Sequence[bytes], way: int, end: int) -> bytes:
    press = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, strategy=way)
    ends = [zlib.Z_BLOCK] * (len(parts) - 1) + [end]
    return b"".join(press.compress(part) + press.flush(one) for part, one in zip(parts, ends, strict=True))


def bits(codes: Whole, widths: Whole, starts: Whole, into: npt.NDArray[np.uint8]) -> None:
    """Writes codes of some width each, most significant bit first, from bit `starts[n]` on.

    `into` holds one bit per entry; `np.packbits` makes bytes of it.
    """
    for at in range(int(widths.max(initial=0))):
        held = widths > at
        into[starts[held] + at] = (codes[held] >> (widths[held] - 1 - at)) & 1


def rice(gaps: Whole, low: Whole) -> tuple[Whole, Whole]:
    """Codes of gaps and their widths; `low` are the bits that each code ends with."""
    ones = gaps >> low
    near = ones < RUN
    ones = np.minimum(ones, RUN)
    short = (((1 << ones) - 1) << (low + 1)) | (gaps & ((1 << low) - 1))
    far = (((1 << RUN) - 1) << ESCAPED) | gaps
    return np.where(near, short, far), np.where(near, ones + 1 + low, RUN + ESCAPED)
