"""Packs: files that hold many shards one after the other, so that an index of ten thousand papers has a few
hundred files.

A reader asks a pack for the bytes of one shard (HTTP's Range), or loads all of it from a host that cannot
give parts. A pack is named after its content, so it can be cached for ever. `layout` describes both.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from generator import urls
from generator.records.page import Blob
from generator.search.layout import FORM_BITS, UNIT, Extent
from generator.search.packing import number, squeezed

LEAST, MOST = 2**16, 2**17
"""Bytes in a pack, but for the last one and for a shard that is larger. A host that cannot give parts sends
all of them."""

ENDS = 8
"""A pack that is large enough ends with a shard whose checksum is a multiple of this. So where one shard
changes, packs soon begin as they did before, and later ones are the same."""

MARK = 6
"""Bytes of a pack's hash in its name, which every query loads: of ten thousand packs two are alike once in
five million times."""


class Pack(NamedTuple):
    """A file of the index: its name without the ending, and its bytes."""

    name: str
    body: bytes


@dataclass(slots=True)
class Packs:
    """Collects shards, deflated by `squeeze`. `names` are those of all packs finished so far; `_waiting` are
    not yet taken."""

    squeeze: Callable[..., bytes] = squeezed
    names: list[str] = field(default_factory=list)
    _waiting: list[Pack] = field(default_factory=list)
    _open: list[bytes] = field(default_factory=list)
    _held: int = 0
    _ends: bool = False

    def add(self, *parts: bytes) -> Extent:
        """Adds a shard, of which parts deflate best apart, and returns where it is."""
        form = _filled(self.squeeze(*parts))
        if self._held + len(form) > MOST or (self._held >= LEAST and self._ends):
            self.close()
        found = Extent(pack=len(self.names), start=self._held, size=len(form))
        self._open.append(form)
        self._held += len(form)
        self._ends = zlib.crc32(form) % ENDS == 0
        return found

    def add_pack(self, body: bytes) -> None:
        """Adds a whole pack, made by an earlier run."""
        self.close()
        name = hashlib.sha256(body).digest()[:MARK].hex()
        self.names.append(name)
        self._waiting.append(Pack(name=name, body=body))

    def close(self) -> None:
        """Finishes a pack: what is added from now on is in others."""
        if self._open:
            body = b"".join(self._open)
            self._open, self._held = [], 0
            self.add_pack(body)

    def take(self) -> list[Pack]:
        """The packs finished since the last call."""
        waiting, self._waiting = self._waiting, []
        return waiting


def _filled(form: bytes) -> bytes:
    """With bytes at its end that say nothing, up to a whole number of units."""
    more = -len(form) % UNIT
    return bytes([form[0] | more << FORM_BITS]) + form[1:] + bytes(more)


def files(taken: Iterable[Pack]) -> Iterator[Blob]:
    """Files where the browser looks for them."""
    return (Blob(path=urls.shard(pack.name), body=pack.body) for pack in taken)


def extents(found: Iterable[Extent | None]) -> bytes:
    """Where shards are; None for no shard. What is alike stands together, so that it deflates well."""
    last, since = Extent(pack=0, start=0, size=0), 0
    sizes: list[int] = []
    jumps: list[bytes] = []
    for n, one in enumerate(found):
        sizes.append(one.size // UNIT if one else 0)
        if one is None:
            continue
        if (one.pack, one.start) != (last.pack, last.start + last.size):
            jumps.append(number(n - since) + number(one.pack) + number(one.start // UNIT))
            since = n
        last = one
    low, high = bytes(size & 0xFF for size in sizes), b"".join(number(size >> 8) for size in sizes)
    return number(len(sizes)) + number(len(jumps)) + low + high + b"".join(jumps)
