"""Where tests put their files."""

import os
from pathlib import Path

import pytest

from tests.support import scratch


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="a system without sizes of disks")
@pytest.mark.parametrize(
    ("free", "flags", "is_used"),
    [
        (scratch.ROOM, 0, True),
        (64_000_000, 0, False),
        (scratch.ROOM, getattr(os, "ST_NOEXEC", 0), False),
    ],
    ids=["room", "little room", "no programs"],
)
def test_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, flags: int, *, is_used: bool
) -> None:
    """Is used if there is room, and programs may start there."""
    values = [1, 1, free, free, free, 0, 0, 0, flags, 255]
    monkeypatch.setattr(os, "statvfs", lambda _: os.statvfs_result(values))
    assert scratch.folder(tmp_path) == (tmp_path if is_used else None)


def test_no_memory(tmp_path: Path) -> None:
    """Systems without such a folder have their usual one."""
    assert scratch.folder(tmp_path / "shm") is None
