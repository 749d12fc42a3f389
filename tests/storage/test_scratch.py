"""Scratch folders do not outlive their program for long."""

import os
from pathlib import Path

from generator.storage import scratch


def test_what_a_killed_program_left_is_removed(tmp_path: Path) -> None:
    """Folders that a running program holds stay, and so does what is not ours."""
    left = scratch.made(tmp_path, "preview-")
    (left.path / "pages").mkdir()
    running = scratch.made(tmp_path, "preview-")
    assert left.path.exists()
    os.close(left._lock)  # as the system does
    (tmp_path / "preview-empty").mkdir()
    (tmp_path / "preview-link").symlink_to(running.path)
    (tmp_path / "other").mkdir()
    fresh = scratch.made(tmp_path, "preview-")
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {running.path.name, fresh.path.name, "preview-empty", "preview-link", "other"}
    fresh.close()
    running.close()
    assert not running.path.exists()
