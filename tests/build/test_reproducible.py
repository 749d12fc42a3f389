"""Two builds of the same archive, on machines that differ in everything a build must not see."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import fabricate, projects
from tests.helpers import ROOT

pytestmark = pytest.mark.slow

HERE = {"TZ": "UTC", "PYTHONHASHSEED": "0", "LC_ALL": "C", "LANG": "C"}
THERE = {"TZ": "Pacific/Chatham", "PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"}


def build(folder: Path, umask: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The published tree of a build in a process of its own."""
    projects.make(folder, reversed(fabricate.listings(40, 8)))
    done = subprocess.run(
        ["/bin/sh", "-c", f'umask {umask}; exec "$@"', "sh", sys.executable, "-m", "generator", "build"],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return projects.tree(folder / "site")


def test_byte_identical(tmp_path: Path) -> None:
    """Folder, time zone, hash seed, locale and umask do not show in a single file."""
    here = build(tmp_path / "a", "022", HERE)
    there = build(tmp_path / "much" / "longer path" / "ü", "077", THERE)
    assert len(here) > 80
    assert projects.differences(here, there) == []


def test_no_trace_of_the_machine(tmp_path: Path) -> None:
    """No published file names a folder of the machine that built it."""
    folder = projects.make(tmp_path / "a-telling-name", fabricate.listings(12, 6))
    site = projects.built(folder)
    told = [file for file in site.rglob("*") if file.is_file() and b"a-telling-name" in file.read_bytes()]
    assert not told
