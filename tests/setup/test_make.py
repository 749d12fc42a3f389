"""An environment that cannot be used is made again; settings of pip for where to install are passed over."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.helpers import ROOT

VERSION = "generator/__init__.py"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with what make needs and an environment that looks finished, in a folder with odd signs."""
    clone = tmp_path / "it's a $clone (ö)"
    (clone / ".ci").mkdir(parents=True)
    (clone / "generator").mkdir()
    for name in ("Makefile", ".ci/is-whole", "requirements.lock", "pyproject.toml", VERSION):
        shutil.copy(ROOT / name, clone / name)
    (clone / ".venv" / "bin").mkdir(parents=True)
    python = clone / ".venv" / "bin" / "python"
    python.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    python.chmod(0o755)
    (clone / ".venv" / ".runtime").write_text(f"{clone.resolve()}\n", encoding="utf-8")
    return clone


def would_run(clone: Path, target: str = "environment", **settings: str) -> str:
    """What `make` says that it would run."""
    return subprocess.run(
        ["make", "--dry-run", "--no-print-directory", target],  # noqa: S607 - the one on PATH
        cwd=clone,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout


def test_a_whole_environment_is_kept(clone: Path) -> None:
    """There is nothing to do."""
    assert "install" not in would_run(clone)


def test_a_new_version_is_installed(clone: Path) -> None:
    """A program of a different version than the one that is installed makes no archive."""
    later = (clone / ".venv" / ".runtime").stat().st_mtime + 1
    os.utime(clone / VERSION, (later, later))
    assert "--no-build-isolation --editable ." in would_run(clone)


def _unfinished(clone: Path) -> Path:
    (clone / ".venv" / ".unfinished").touch()
    return clone


def _never_filled(clone: Path) -> Path:
    (clone / ".venv" / ".runtime").unlink()
    return clone


def _without_python(clone: Path) -> Path:
    (clone / ".venv" / "bin" / "python").unlink()
    (clone / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    return clone


def _without_pip(clone: Path) -> Path:
    (clone / ".venv" / "bin" / "python").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    return clone


def _moved(clone: Path) -> Path:
    return clone.rename(clone.with_name("moved"))


@pytest.mark.slow
@pytest.mark.attack(13, "an environment half-made, moved, or of a Python that is gone")
@pytest.mark.parametrize("spoil", [_unfinished, _never_filled, _without_python, _without_pip, _moved])
def test_a_spoilt_environment_is_made_again(clone: Path, spoil: Callable[[Path], Path]) -> None:
    """From nothing, with all that was in it."""
    lines = would_run(spoil(clone)).splitlines()
    assert any(line.endswith("-m venv --clear .venv") for line in lines)
    assert any(line.endswith("install --no-deps --require-hashes -r requirements.lock") for line in lines)


@pytest.mark.attack(13, "settings of pip that put packages elsewhere or ask for more")
def test_settings_of_pip(clone: Path) -> None:
    """Those for where packages come from reach pip; those for where they go do not."""
    (clone / "also.mk").write_text("include Makefile\nshow:\n\t@env\n", encoding="utf-8")
    told = subprocess.run(
        ["make", "--no-print-directory", "-f", "also.mk", "show"],  # noqa: S607 - the one on PATH
        cwd=clone,
        env={
            **os.environ,
            "PIP_INDEX_URL": "https://mirror.example/simple",
            "PIP_USER": "1",
            "PIP_REQUIRE_HASHES": "1",
            "PIP_TARGET": "/nowhere",
            "PIP_PREFIX": "/nowhere",
            "PIP_DRY_RUN": "1",
            "PYTHONPATH": "/nowhere",
            "GIT_DIR": "/nowhere",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout.splitlines()
    assert {"PIP_INDEX_URL=https://mirror.example/simple", "PIP_USER=0", "PIP_REQUIRE_HASHES=0"} <= {*told}
    assert not [line for line in told if line.endswith("/nowhere") or line.startswith("PIP_DRY_RUN")]
