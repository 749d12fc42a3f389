"""Disks that are full, broken or read-only: an error in words, nothing torn, the next run repairs the rest."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.long import faults
from tests.support.helpers import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> faults.Stage:
    """An archive before and after two more days."""
    return faults.stage(tmp_path_factory.mktemp("broken"))


@pytest.mark.parametrize(
    ("command", "points", "least"),
    [("import", range(1, 100), 10), ("generate", range(1, 400, 31), 3), ("build", range(1, 900, 150), 2)],
)
def test_the_disk_breaks(stage: faults.Stage, command: str, points: range, least: int) -> None:
    """At any of these writes: what is stored and published is the old or the new. `make disk-test` tries all."""
    done, found = faults.broken(stage, command, points)
    assert found == []
    assert done >= least


def in_a_namespace(script: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """A shell that may mount things nobody else sees; skipped where there is none."""
    own = shutil.which("unshare")
    flags = "-m" if os.geteuid() == 0 else "-rm"
    if own is None or subprocess.run([own, flags, "true"], check=False, capture_output=True).returncode:
        pytest.skip("no unshare: nothing can be mounted here")
    return subprocess.run(
        [own, flags, "/bin/sh", "-c", script, "sh", sys.executable, folder],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


RUN = '''"$1" -m generator {command} -q -f "$2/mkdocs.yml" >"$2.said" 2>&1; echo $? >"$2.code"'''


def said(folder: Path) -> tuple[int, str]:
    """Exit code and output of what ran in there."""
    code, words = folder.with_name(f"{folder.name}.code"), folder.with_name(f"{folder.name}.said")
    return int(code.read_text(encoding="utf-8")), words.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["import", "build"])
def test_a_disk_too_small(stage: faults.Stage, command: str, tmp_path: Path) -> None:
    """A real disk without room: the error names it, and what was there is there."""
    folder = stage.reset(command)
    small = tmp_path / "small"
    small.mkdir()
    size = sum(file.stat().st_blocks * 512 for file in folder.rglob("*")) // 1024 + 60
    arguments = "import" if command == "import" else "build --clean"
    files = " ".join(map(str, sorted((stage.root / "saved").iterdir()))) if command == "import" else ""
    script = f"""set -e
mount -t tmpfs -o size={size + 1024}k,nr_inodes=0 t {small}
cp -a {folder}/. {small}
dd if=/dev/zero of={small}/ballast bs=1k 2>/dev/null || true
set +e
{RUN.format(command=arguments).replace("-q", f"-q {files}", 1)}
rm {small}/ballast
cp -a {small} {tmp_path}/kept"""
    done = in_a_namespace(script, small)
    assert done.returncode == 0, done.stderr
    code, words = said(small)
    assert code == 1
    assert "No space left on device" in words
    assert "Traceback" not in words
    assert stage.faults(tmp_path / "kept") == []


@pytest.mark.parametrize("command", ["import", "generate", "build"])
def test_a_read_only_folder(stage: faults.Stage, command: str, tmp_path: Path) -> None:
    """Where nothing may be written one line says so."""
    folder = stage.reset(command)
    files = " ".join(map(str, sorted((stage.root / "saved").iterdir()))) if command == "import" else ""
    place = tmp_path / "archive"
    place.mkdir()
    script = (
        f"mount --bind {folder} {place} && mount -o remount,ro,bind {place} && "
        "{ " + RUN.format(command=command).replace("-q", f"-q {files}", 1) + "; }"
    )
    done = in_a_namespace(script, place)
    assert done.returncode == 0, done.stderr
    code, words = said(place)
    assert code == 1
    assert "Read-only file system" in words
    assert "Traceback" not in words
    assert len(words.splitlines()) == 1
    assert stage.faults(folder) == []
