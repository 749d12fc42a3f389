"""Hashes of papers that an earlier run worked out. There are several of each paper, and each reads a good
part of what is known about it; a paper whose stored files are the same has the same ones.
"""

from collections.abc import Iterable

from generator import memo
from generator.archive import ArchivedPaper
from generator.memo import FORGETFUL, KEY, Memory

KIND = "hashes"
NAMES = ("mark", "mark_of_text", "mark_of_words", "mark_of_ties")
"""The hashes, as properties of a paper."""


def recall(papers: Iterable[ArchivedPaper], known: Memory = FORGETFUL) -> None:
    """Gives papers the hashes that they had when they were made from the same; keeps those of all papers."""
    stamped = [one for one in papers if one.stamp]
    if not stamped or known is FORGETFUL:
        return
    held = memo.unpacked(known.recall(KIND, b"") or b"")
    rows = held["hashes"].tobytes() if held else b""
    width = KEY * len(NAMES)
    before = {stamp: n * width for n, stamp in enumerate(memo.split(held["stamps"]) if held else ())}
    fresh = False
    for one in stamped:
        at = before.get(one.stamp)
        if at is None:
            fresh = True
        else:
            vars(one).update({name: rows[at + n * KEY : at + (n + 1) * KEY] for n, name in enumerate(NAMES)})
    if fresh:
        hashes = [getattr(one, name) for one in stamped for name in NAMES]
        told = {"stamps": memo.joined([one.stamp for one in stamped]), "hashes": memo.joined(hashes)}
        known.keep(KIND, b"", memo.packed(told))
