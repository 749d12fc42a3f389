"""Deflated shards that an earlier run made."""

import pytest

from generator.search import squeezing
from generator.search.packing import squeezed
from generator.search.squeezing import Squeezing
from tests.support.notebook import Notebook

SHARDS = b"", b"kites", b"lanterns " * 50, b"rivers " * 70


def run(known: Notebook, *shards: bytes) -> list[bytes]:
    """What one run makes of some shards."""
    found = Squeezing(known)
    forms = [*map(found, shards)]
    found.keep()
    return forms


def test_each_is_deflated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next run has the same forms, deflates what is new, and keeps what it used."""
    known, seen = Notebook(), list[bytes]()

    def counted(body: bytes) -> bytes:
        seen.append(body)
        return squeezed(body)

    monkeypatch.setattr(squeezing, "squeezed", counted)
    for shards, new in (
        (SHARDS[:3], SHARDS[:3]),
        (SHARDS[:3], ()),
        (SHARDS[1:], SHARDS[3:]),
        (SHARDS, SHARDS[:1]),
    ):
        seen.clear()
        assert run(known, *shards) == [*map(squeezed, shards)]
        assert seen == [*new]


def test_nothing_new_is_not_written() -> None:
    """The record stays where all of it was used."""
    known = Notebook()
    run(known, *SHARDS)
    before = known.kept[squeezing.KIND][1]
    run(known, *reversed(SHARDS))
    assert known.kept[squeezing.KIND][1] is before
