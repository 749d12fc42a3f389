"""Files as editors and Git leave them on Windows, consoles that know few signs, names for every system."""

import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import text
from tests.storage.test_system import files
from tests.support import projects
from tests.support.helpers import ROOT, listed, listing, paper

CONSOLES = [
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]
FORBIDDEN = set('<>:"|?*\\') | {chr(n) for n in range(32)}


def _foreign(file: Path) -> None:
    """Lines end with CRLF; files that people edit begin with a byte order mark."""
    body = file.read_bytes().replace(b"\n", b"\r\n")
    edited = file.suffix in {".yml", ".yaml", ".md"}
    file.write_bytes(b"\xef\xbb\xbf" * edited + body)


def test_files_of_windows_are_read(tmp_path: Path) -> None:
    """Configuration, curation, topics, stored days and pages with CRLF and byte order marks mean the same."""
    made = {}
    for name in ("here", "windows"):
        folder = projects.make(tmp_path / name / "archive", [listing([listed(1), listed(3)])])
        if name == "windows":
            for file in sorted(folder.rglob("*.*")):
                if file.suffix in {".yml", ".yaml", ".md", ".json"}:
                    _foreign(file)
        for command in ("generate", "status"):
            result = projects.on(folder, command)
            assert (result.exit_code, result.stderr) == (0, "")
        made[name] = files(folder / "docs")
        del made[name]["about.md"]
    assert made["windows"] == made["here"]


@pytest.mark.slow
@pytest.mark.parametrize("console", CONSOLES, ids=lambda one: " ".join(f"{k}={v}" for k, v in one.items()))
@pytest.mark.parametrize("command", ["--help", "init other", "explain 0001.00001", "import missing-…-→.json"])
def test_a_console_that_knows_few_signs(tmp_path: Path, console: dict[str, str], command: str) -> None:
    """What it cannot show it gets as a number, and no command ends with a traceback."""
    one = paper(1, title="Größe → 大きさ")
    folder = projects.make(tmp_path / "Größe", [listing([listed(1, of=one)])])
    done = subprocess.run(
        [sys.executable, "-m", "generator", *command.split()],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **console},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr
    assert done.returncode == (2 if command.startswith("import") else 0), done.stderr
    assert done.stdout + done.stderr


@pytest.mark.slow
def test_a_build_in_a_folder_that_is_no_text(tmp_path: Path) -> None:
    """To a system that counts only ASCII as text, the name of the folder is a row of bytes."""
    folder = projects.make(tmp_path / "Größe", [listing([listed(1)])])
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **CONSOLES[1]},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "site" / "index.html").is_file()


@given(st.text())
def test_slugs_are_names_everywhere(key: str) -> None:
    """No device of Windows, no sign it forbids, no capital that could make two names one, no end it cuts off."""
    _fits(f"{text.slug(key)}/index.html")


def test_our_own_files_have_names_everywhere() -> None:
    """A clone on Windows holds every file of this repository, and no two of them are one there."""
    listed_files = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - the one on PATH
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if listed_files.returncode:
        pytest.skip("not in a Git clone")
    paths = [path for path in listed_files.stdout.split("\0") if path]
    for path in paths:
        _fits(path)
    assert len({path.casefold() for path in paths}) == len(paths)


def test_generated_files_have_names_everywhere(tmp_path: Path) -> None:
    """Also those made from names of devices and from names that only capitals tell apart."""
    names = ("Con", "AUX", "nul.", "com1", "Ada Example", "ada example", "Ünal", "李明", "a/b", "..", "c:")
    papers = [
        listed(n, of=paper(n, title=name, keywords=(name,), authors=paper(n).authors))
        for n, name in enumerate(names, 1)
    ]
    folder = projects.make(tmp_path / "archive", [listing(papers)])
    assert projects.on(folder, "generate").exit_code == 0
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    for path in paths:
        _fits(path)
    assert len({path.casefold() for path in paths}) == len(paths)


def _fits(path: str) -> None:
    assert len(path) <= 180, path  # of 260, the rest for the place of the archive
    assert not PureWindowsPath(path).is_absolute()
    for part in path.split("/"):
        assert not PureWindowsPath(part).is_reserved(), path
        assert not FORBIDDEN & set(part), path
        assert not part.endswith((".", " ")), path
