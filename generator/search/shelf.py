"""A shelf: words in order with what is known of each, in shards, under pages that lead to them.

```
root ──► page ──► shard        root and page:  (first word, mark of what begins with it)*
                               shard:          (word, value)*
```

Words are UTF-8 and in the order of their bytes, each cut against the one before: how many bytes
they share, then the rest. A shard's file is named after its content, so it can be kept for ever, and
a change of a few words rewrites a few shards and the pages above them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isqrt

from generator.errors import BuildError
from generator.search.packing import PLAIN, number, squeezed

MARK = 5
"""Bytes of a content's name. Every query loads hundreds of names, so they are short; should two shards
ever share one, the second is written in another form."""

Item = tuple[bytes, bytes]
"""A word in UTF-8 and what is known of it: a value, or the mark of a file."""


@dataclass(slots=True)
class Shards:
    """What is to be written, by mark; the same content is kept once."""

    bodies: dict[bytes, bytes] = field(default_factory=dict)

    def add(self, body: bytes) -> bytes:
        """Keeps a file, and returns its mark."""
        for form in (squeezed(body), PLAIN + body):
            mark = hashlib.sha256(form).digest()[:MARK]
            if self.bodies.setdefault(mark, form) == form:
                return mark
        raise BuildError("two shards of the search index have the same name")


def shelve(values: Mapping[bytes, bytes], size: int, shards: Shards, pages_asked: int = 1) -> bytes:
    """The root of a shelf whose shards hold about `size` bytes each, unless one value has more. The
    more pages a query asks for, the shorter they are, and the longer the root is that it loads once.
    """
    leaves: list[Item] = []
    last = b""
    for group in _groups(sorted(values.items()), size):
        first = group[0][0]
        leaves.append((_between(last, first), shards.add(_packed(group))))
        last = group[-1][0]
    width = max(1, isqrt(len(leaves) // pages_asked))
    pages = [leaves[start : start + width] for start in range(0, len(leaves), width)]
    return _page([(page[0][0], shards.add(_page(page))) for page in pages])


def _groups(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    group: list[Item] = []
    held = 0
    for item in items:
        weight = len(item[0]) + len(item[1])
        if group and held + weight > size:
            yield group
            group, held = [], 0
        group.append(item)
        held += weight
    if group:
        yield group


def _between(last: bytes, first: bytes) -> bytes:
    """The shortest beginning of `first` that comes after `last`: enough to find the place."""
    return next(first[:length] for length in range(len(first) + 1) if first[:length] > last or not first)


def _packed(group: Sequence[Item]) -> bytes:
    return b"".join(head + number(len(value)) + value for head, value in cut(group))


def _page(entries: Sequence[Item]) -> bytes:
    return b"".join(head + mark for head, mark in cut(entries))


def cut(items: Sequence[Item]) -> Iterator[Item]:
    """Each word as what it shares with the one before and what is new."""
    last = b""
    for text, value in items:
        shared = _shared(last, text)
        rest = text[shared:]
        yield number(shared) + number(len(rest)) + rest, value
        last = text


def _shared(one: bytes, other: bytes) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
