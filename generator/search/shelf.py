"""A shelf: a sorted table of words and values, in shards, below pages that lead to them. `layout` describes
both."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from math import isqrt

from generator.search.layout import Extent
from generator.search.packing import number, taken
from generator.search.packs import Packs, extents

FLAT = 8_192
"""To so many shards a root leads without pages, those of some 18,000 papers: it is longer then, by two bytes
a shard, but is loaded once. With pages, each query takes a round trip and three requests more, and a title or
paragraph of 8,348 papers loads 9 to 16 KB more, since less can be loaded together."""

FULL = 3 / 4
"""The share of its bytes from which a shard may end early."""

LONGER = 3
"""How much longer than others a shard may be to begin with a word of another shelf."""

DIRECT, PAGED, BESIDE = b"\0", b"\1", b"\2"

Item = tuple[bytes, bytes]
"""A word in UTF-8 and its value."""

Leaf = tuple[bytes, Extent]
"""The word that a shard or page begins with, and where it is."""


class Shelving:
    """A shelf to which words are added in the order of their bytes. Its shards hold about `size` bytes each,
    unless a single value is larger."""

    def __init__(self, size: int, packs: Packs) -> None:
        self._size, self._packs = size, packs
        self._leaves: list[Leaf] = []
        self._group: list[Item] = []
        self._held = 0
        self._last = b""

    def add(self, items: Iterable[Item]) -> None:
        """Appends words."""
        for item in items:
            self._group.append(item)
            self._held += _weight(item)
            if self._held > self._size and len(self._group) > 1:
                self._close(self._end())

    def root(self) -> bytes:
        """Finishes the shelf."""
        if self._group:
            self._close(len(self._group))
        if len(self._leaves) <= FLAT:
            return DIRECT + _page(self._leaves)
        # A query asks for about four pages: the shorter they are, the longer the root, which is loaded once.
        width = max(1, isqrt(len(self._leaves) // 4))
        pages = [self._leaves[start : start + width] for start in range(0, len(self._leaves), width)]
        return PAGED + _page([(page[0][0], self._packs.add(_page(page))) for page in pages])

    def _end(self) -> int:
        """Where a full shard ends: before the word, among the last that may begin the next one, that the
        shortest beginning tells from the word before, so that the root is short."""
        held, found, least = self._held, 0, 0
        for n in range(len(self._group) - 1, 0, -1):
            held -= _weight(self._group[n])
            if found and held < self._size * FULL:
                break
            length = len(_between(self._group[n - 1][0], self._group[n][0]))
            if not found or length < least:
                found, least = n, length
        return found

    def _close(self, end: int) -> None:
        shard, self._group = self._group[:end], self._group[end:]
        self._leaves.append((_between(self._last, shard[0][0]), self._packs.add(_packed(shard))))
        self._last = shard[-1][0]
        self._held = sum(map(_weight, self._group))


def shelve(values: Mapping[bytes, bytes], size: int, packs: Packs) -> bytes:
    """The root of a shelf of these words."""
    shelf = Shelving(size, packs)
    shelf.add(sorted(values.items()))
    return shelf.root()


def begins(root: bytes) -> Sequence[bytes]:
    """The word that each shard begins with, if the root leads to them without pages."""
    if not root.startswith(DIRECT):
        return []
    (count, jumps), at = taken(root, 1, 2)
    _, at = taken(root, at + count, count + 3 * jumps)
    shared, at = taken(root, at, count)
    sizes, at = taken(root, at, count)
    words = [b""]
    for held, (start, end) in zip(shared, pairwise(accumulate(sizes, initial=at)), strict=True):
        words.append(words[-1][:held] + root[start:end])
    return words[1:]


def beside(begun: Sequence[bytes], items: Iterable[Item], size: int, packs: Packs) -> bytes:
    """The root of a shelf of words in order, whose shards begin where some of another shelf do: it need not
    name these words. Where many are between two of them, such as a month's ids, shards begin there, too."""
    found: dict[int, Extent] = {}
    further: list[Leaf] = []
    group: list[Item] = []
    held = at = 0

    def close() -> None:
        first, *others = _parts(group, size) if held > LONGER * size else [group]
        found[at] = packs.add(_packed(first))
        for before, part in pairwise([first, *others]):
            further.append((_between(before[-1][0], part[0][0]), packs.add(_packed(part))))

    for n, some in groupby(items, lambda item: max(0, bisect_right(begun, item[0]) - 1)):
        part = list(some)
        weight = sum(map(_weight, part))
        if group and held + weight > size:
            close()
            group, held = [], 0
        at = at if group else n
        group += part
        held += weight
    if group:
        close()
    return BESIDE + extents(found.get(n) for n in range(len(begun))) + _page(further)


def _parts(items: Iterable[Item], size: int) -> list[list[Item]]:
    """Words in order, some at a time, which have about so many bytes."""
    parts: list[list[Item]] = [[]]
    held = 0
    for item in items:
        if parts[-1] and held + _weight(item) > size:
            parts.append([])
            held = 0
        parts[-1].append(item)
        held += _weight(item)
    return parts


def _weight(item: Item) -> int:
    return len(item[0]) + len(item[1])


def _between(last: bytes, first: bytes) -> bytes:
    """The shortest prefix of `first` that comes after `last`: enough to find the right page."""
    return first[: _shared(last, first) + 1]


def _packed(group: Sequence[Item]) -> bytes:
    return b"".join(head + number(len(value)) + value for head, value in cut(group))


def _page(leaves: Sequence[Leaf]) -> bytes:
    shared = [_shared(one, other) for (one, _), (other, _) in pairwise([(b"", None), *leaves])]
    rests = [word[held:] for (word, _), held in zip(leaves, shared, strict=True)]
    heads = [*map(number, shared), *map(number, map(len, rests))]
    return extents(at for _, at in leaves) + b"".join(heads) + b"".join(rests)


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
