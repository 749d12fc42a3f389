"""Free memory goes back to the system."""

import ctypes
import gc
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from generator.records.identity import name_key
from generator.records.period import long_date
from generator.storage import heap, packaged


def test_what_functions_remember_is_forgotten() -> None:
    """Both kinds of them. What the program was when it started is not: it may have been replaced since."""
    name_key("Ada Lovelace")
    packaged.mark()
    first = long_date(date(2026, 1, 2))
    assert long_date(date(2026, 1, 2)) is first
    heap.forget()
    assert not name_key.cache_info().currsize
    assert long_date(date(2026, 1, 2)) is not first
    assert packaged.mark.cache_info().currsize == 1


def test_without_a_library_that_can_it_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where there is no such function nor where there is no library at all."""

    def none(*_: object, **__: object) -> object:
        raise OSError

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    heap.give_back()
    monkeypatch.setattr(ctypes, "CDLL", none)
    heap.give_back()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_it_goes_back() -> None:
    """Of many small things that are gone, but for some between, hardly any memory is kept."""
    pytest.importorskip("resource")
    if not hasattr(ctypes.CDLL(None), "malloc_trim"):
        pytest.skip("the C library keeps what it has")

    def held() -> int:
        with Path("/proc/self/statm").open(encoding="ascii") as file:
            return int(file.read().split()[1]) * 4096

    things = [bytes(4_000) for _ in range(20_000)]
    kept = things[::100]
    before = held()
    del things
    heap.give_back()
    assert before - held() > 50_000_000
    assert len(kept) == 200


def test_while_objects_are_made_that_stay() -> None:
    """Python looks for none that only name each other, and goes on afterwards, whatever happened."""
    with suppress(ValueError), heap.growing():
        assert not gc.isenabled()
        raise ValueError
    assert gc.isenabled()
