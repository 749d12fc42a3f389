"""What a process has read once is read again when it is another."""

import os
import time
from datetime import date
from pathlib import Path

from generator.storage import stamps
from generator.storage.held import HeldMemory, HeldStore
from tests.support.helpers import listed, listing
from tests.support.notebook import Notebook

DAY = date(2025, 8, 20)


def test_a_day_is_read_once(tmp_path: Path) -> None:
    """Until its file changes; the same listing is then the very same object."""
    store = HeldStore(tmp_path, now=time.time_ns)
    assert store.read(DAY) is None
    store.write(listing([listed(1)], day=DAY))
    path = store.path(DAY)
    old = time.time_ns() - 2 * stamps.TICK_NS
    os.utime(path, ns=(old, old))
    first = store.read(DAY)
    assert store.read(DAY) is first
    assert store.read_all()[0] == [first]
    store.write(listing([listed(1), listed(2)], day=DAY))
    again = store.read(DAY)
    assert again
    assert len(again.papers) == 2
    path.unlink()
    assert store.read(DAY) is None


def test_what_was_written_a_moment_ago_is_read_again(tmp_path: Path) -> None:
    """It may be written again within the same tick of the clock, and look the same."""
    store = HeldStore(tmp_path, now=time.time_ns)
    store.write(listing([listed(1)], day=DAY))
    assert store.read(DAY) is not store.read(DAY)
    assert store.read(DAY) == store.read(DAY)


def test_results_are_recalled_once() -> None:
    """And new ones are kept without being stored."""
    notebook = Notebook()
    notebook.keep("kind", b"key", b"result")
    memory = HeldMemory(notebook)
    assert memory.recall("kind", b"key") == b"result"
    notebook.kept.clear()
    assert memory.recall("kind", b"key") == b"result"
    assert memory.recall("kind", b"other") is None
    memory.keep("kind", b"other", b"new")
    assert memory.recall("kind", b"other") == b"new"
    assert memory.recall("kind", b"key") is None
    assert not notebook.kept
