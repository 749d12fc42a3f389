"""A shelf: a sorted table of words and values, in shards, below pages that lead to them.

A shard's file is named after its content, so it can be cached for ever, and changing a few words rewrites
only a few shards and the pages above them. `layout` describes the files.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isqrt

from generator import urls
from generator.errors import BuildError
from generator.records.page import Blob
from generator.search.layout import MARK, PLAIN
from generator.search.packing import number, squeezed

CHECK = 16
"""The bytes of a hash that distinguish contents."""

Item = tuple[bytes, bytes]
"""A word in UTF-8 and its value, or the mark of a file."""


@dataclass(slots=True)
class Shards:
    """Files to be written: the same content is written once. `waiting` are those not yet collected. If two
    ever share a mark, the second is written in another form."""

    waiting: dict[bytes, bytes] = field(default_factory=dict)
    _seen: dict[bytes, bytes] = field(default_factory=dict)

    def add(self, body: bytes) -> bytes:
        """Adds a file, and returns its mark."""
        for form in (squeezed(body), PLAIN + body):
            whole = hashlib.sha256(form).digest()[:CHECK]
            mark = whole[:MARK]
            if mark not in self._seen:
                self._seen[mark] = whole
                self.waiting[mark] = form
            if self._seen[mark] == whole:
                return mark
        raise BuildError("two shards of the search index have the same name")

    def add_again(self, mark: bytes, form: bytes) -> None:
        """Adds a file made by an earlier run."""
        if mark not in self._seen:
            self._seen[mark] = hashlib.sha256(form).digest()[:CHECK]
            self.waiting[mark] = form

    def known(self) -> bytes:
        """The marks and hashes of all files added so far."""
        return b"".join(mark + whole for mark, whole in self._seen.items())

    def resume(self, known: bytes) -> None:
        """Goes on where an earlier run was when it knew these."""
        width = MARK + CHECK
        for at in range(0, len(known), width):
            self._seen[known[at : at + MARK]] = known[at + MARK : at + width]

    def take(self) -> list[Item]:
        """The marks and files added since the last call; they are then dropped."""
        waiting, self.waiting = self.waiting, {}
        return sorted(waiting.items())


def files(taken: Iterable[Item]) -> Iterator[Blob]:
    """Files where the browser looks for them."""
    return (Blob(path=urls.shard(mark.hex()), body=body) for mark, body in taken)


class Shelving:
    """A shelf to which words are added in the order of their bytes. Its shards hold about `size` bytes each,
    unless a single value is larger."""

    def __init__(self, size: int, shards: Shards) -> None:
        self._size, self._shards = size, shards
        self._leaves: list[Item] = []
        self._group: list[Item] = []
        self._held = 0
        self._last = b""

    def add(self, items: Iterable[Item]) -> None:
        """Appends words."""
        for item in items:
            weight = len(item[0]) + len(item[1])
            if self._group and self._held + weight > self._size:
                self._close()
            self._group.append(item)
            self._held += weight

    def root(self, pages_asked: int = 1) -> bytes:
        """Finishes the shelf. The more pages a query loads, the shorter they are, and the longer is the root,
        which is loaded once."""
        if self._group:
            self._close()
        width = max(1, isqrt(len(self._leaves) // pages_asked))
        pages = [self._leaves[start : start + width] for start in range(0, len(self._leaves), width)]
        return _page([(page[0][0], self._shards.add(_page(page))) for page in pages])

    def _close(self) -> None:
        first = self._group[0][0]
        self._leaves.append((_between(self._last, first), self._shards.add(_packed(self._group))))
        self._last = self._group[-1][0]
        self._group, self._held = [], 0


def shelve(values: Mapping[bytes, bytes], size: int, shards: Shards) -> bytes:
    """The root of a shelf of these words."""
    shelf = Shelving(size, shards)
    shelf.add(sorted(values.items()))
    return shelf.root()


def _between(last: bytes, first: bytes) -> bytes:
    """The shortest prefix of `first` that comes after `last`: enough to find the right page."""
    return first[: _shared(last, first) + 1]


def _packed(group: Sequence[Item]) -> bytes:
    return b"".join(head + number(len(value)) + value for head, value in cut(group))


def _page(entries: Sequence[Item]) -> bytes:
    return b"".join(head + mark for head, mark in cut(entries))


def cut(items: Sequence[Item]) -> Iterator[Item]:
    """Each word as the length it shares with the previous one, and the rest."""
    last = b""
    for text, value in items:
        shared = _shared(last, text)
        rest = text[shared:]
        yield number(shared) + number(len(rest)) + rest, value
        last = text


def _shared(one: bytes, other: bytes) -> int:
    """How many bytes they begin with in common, by the highest bit in which they differ as numbers."""
    least = min(len(one), len(other))
    apart = int.from_bytes(one[:least], "big") ^ int.from_bytes(other[:least], "big")
    return least - (apart.bit_length() + 7) // 8
