"""What the browser does with the files of an index, as short as it can be said: the builder's tests
look things up in what it wrote."""

import json
import math
import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from generator.records.page import Blob, File
from generator.search.shelf import MARK, Shards, files

DATA = "search/data/"


class Reader:
    """A place in some bytes."""

    def __init__(self, body: bytes) -> None:
        self.body, self.at = body, 0

    def number(self) -> int:
        """LEB128."""
        value = shift = 0
        while True:
            byte = self.body[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def take(self, length: int) -> bytes:
        """The next bytes, all of them there."""
        assert self.at + length <= len(self.body)
        self.at += length
        return self.body[self.at - length : self.at]

    def word(self) -> str:
        """Length and UTF-8."""
        return self.take(self.number()).decode()

    def bits(self, start: int, width: int) -> int:
        """A code of some width, from a bit on."""
        found = 0
        for at in range(start, start + width):
            found = found << 1 | (self.body[at // 8] >> (7 - at % 8)) & 1
        return found


class Postings(NamedTuple):
    """A term in one segment."""

    held: int
    papers: list[int]
    impacts: list[int]


class Index:
    """The files by mark, and the manifest."""

    def __init__(self, files: Iterable[File]) -> None:
        bodies = {file.path: file.body for file in files}
        self.manifest: dict[str, Any] = json.loads(_expanded(bodies.pop("search/index.bin")))
        self.sizes = {path: len(body) for path, body in bodies.items()}
        self.bodies = {path.removeprefix(DATA).removesuffix(".bin"): body for path, body in bodies.items()}

    def file(self, mark: bytes | str) -> bytes:
        """What a file holds."""
        return _expanded(self.bodies[mark if isinstance(mark, str) else mark.hex()])

    def shelf(self, root: bytes) -> dict[bytes, bytes]:
        """All words of a shelf, found by way of its pages."""
        found: dict[bytes, bytes] = {}
        for _, page in cut(Reader(root), MARK):
            for first, mark in cut(Reader(self.file(page)), MARK):
                words = list(cut(Reader(self.file(mark)), None))
                assert first <= words[0][0]
                assert list(found)[-1:] < [first] or not found
                found.update(words)
        return found

    @cached_property
    def terms(self) -> list[dict[str, Postings]]:
        """The postings of each segment."""
        return [
            {
                word.decode(): postings(value, part["first"])
                for word, value in self.shelf(b64decode(part["terms"])).items()
            }
            for part in self.manifest["segments"]
        ]

    def scores(self, query: Iterable[str]) -> dict[int, float]:
        """Papers by number and how well they fit: impacts times rarity, added up."""
        total = self.manifest["papers"]
        found: dict[int, float] = {}
        for term in query:
            lists = [part[term] for part in self.terms if term in part]
            held = sum(one.held for one in lists)
            rarity = math.log(1 + abs((total - held + 0.5) / (held + 0.5)))
            for one in lists:
                for paper, impact in zip(one.papers, one.impacts, strict=True):
                    found[paper] = found.get(paper, 0) + impact * rarity * self.manifest["weights"]["quantum"]
        return found


def shelf_of(root: bytes, shards: Shards) -> dict[bytes, bytes]:
    """All words of a shelf that stands alone."""
    manifest: File = Blob(path="search/index.bin", body=b"\0{}")
    return Index([manifest, *files(shards.take())]).shelf(root)


def _expanded(body: bytes) -> bytes:
    return body[1:] if body[0] == 0 else zlib.decompress(body[1:], -zlib.MAX_WBITS)


def cut(reader: Reader, width: int | None) -> Iterator[tuple[bytes, bytes]]:
    """Words cut against each other, with values of a width or of their own length."""
    last = b""
    while reader.at < len(reader.body):
        shared = reader.number()
        last = last[:shared] + reader.take(reader.number())
        yield last, reader.take(reader.number() if width is None else width)


def postings(value: bytes, first: int) -> Postings:
    """See `postings.py`."""
    reader = Reader(value)
    count, held = reader.number(), reader.number()
    k, form = reader.take(2)
    w, coarse = form & 15, form >> 4
    least = reader.number()
    at, last, papers = reader.at * 8, -1, []
    for _ in range(count):
        ones = 0
        while ones < 12 and reader.bits(at + ones, 1):
            ones += 1
        if ones < 12:
            gap, at = ones << k | reader.bits(at + ones + 1, k), at + ones + 1 + k
        else:
            gap, at = reader.bits(at + 12, 24), at + 36
        last += gap + 1
        papers.append(first + last)
    at = (at + 7) & ~7 if w == 8 else at
    impacts = [least + (reader.bits(at + n * w, w) << coarse) for n in range(count)]
    assert (at + count * w + 7) // 8 == len(value)
    return Postings(held, papers, impacts)
