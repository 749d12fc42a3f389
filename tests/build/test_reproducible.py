"""Two builds of the same archive, on machines that differ in everything a build must not see."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support import fabricate, projects
from tests.support.helpers import ROOT

pytestmark = pytest.mark.slow

ELSEWHERE = """
import datetime, os, time

real_datetime, real_time, real_scan, real_list = datetime.datetime, time.time, os.scandir, os.listdir
year = 366 * 86_400


class Later(real_datetime):
    @classmethod
    def now(cls, tz=None):
        return super().fromtimestamp(real_time() + year, tz)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.timezone.utc).replace(tzinfo=None)


class Backwards:
    def __init__(self, entries):
        self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __iter__(self):
        return self.entries

    def __next__(self):
        return next(self.entries)

    def __enter__(self):
        return self

    def __exit__(self, *about):
        pass

    def close(self):
        pass


datetime.datetime = Later
time.time = lambda: real_time() + year
os.scandir = lambda path=".": Backwards(real_scan(path))
os.listdir = lambda path=".": sorted(real_list(path), reverse=True)
os.cpu_count = lambda: 5
"""
"""A machine a year ahead, with more cores, whose folders list their files in another order. Python loads
it in every process of the build."""

HERE = {"TZ": "UTC", "PYTHONHASHSEED": "0", "LC_ALL": "C", "LANG": "C"}
THERE = {"TZ": "Pacific/Chatham", "PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"} | {
    "USER": "somebody",
    "SOURCE_DATE_EPOCH": "1",
}


def build(folder: Path, umask: str, environment: Mapping[str, str], path: str = str(ROOT)) -> dict[str, str]:
    """The published tree of a build in a process of its own."""
    projects.make(folder, reversed(fabricate.listings(40, 8)))
    done = subprocess.run(
        ["/bin/sh", "-c", f'umask {umask}; exec "$@"', "sh", sys.executable, "-m", "generator", "build"],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return projects.tree(folder / "site")


def test_byte_identical(tmp_path: Path) -> None:
    """Folder, time zone, hash seed, locale, umask, user, clock, cores and the order of files on the disk
    do not show in a single file."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "sitecustomize.py").write_text(ELSEWHERE, encoding="utf-8")
    here = build(tmp_path / "a", "022", HERE)
    path = os.pathsep.join([str(tmp_path / "other"), str(ROOT)])
    there = build(tmp_path / "much" / "longer path" / "ü", "077", THERE, path)
    assert len(here) > 80
    assert projects.differences(here, there) == []


def test_the_other_machine_is_another(tmp_path: Path) -> None:
    """What is laid over Python there is in force; without it the test above would compare nothing."""
    (tmp_path / "sitecustomize.py").write_text(ELSEWHERE, encoding="utf-8")
    ask = "import os, time, datetime; print(os.cpu_count(), time.time() > {0}, datetime.datetime.now().timestamp() > {0})"
    done = subprocess.run(
        [sys.executable, "-c", ask.format(time.time() + 86_400)],
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "5 True True\n"


def test_no_trace_of_the_machine(tmp_path: Path) -> None:
    """No published file names a folder of the machine that built it."""
    folder = projects.make(tmp_path / "a-telling-name", fabricate.listings(12, 6))
    site = projects.built(folder)
    told = [file for file in site.rglob("*") if file.is_file() and b"a-telling-name" in file.read_bytes()]
    assert not told
