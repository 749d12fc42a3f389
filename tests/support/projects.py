"""Whole archives on disk and the program that works on them, for tests of builds and commands."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli import main
from generator.errors import StoreError
from generator.records.listing import Listing
from generator.storage import packaged, store
from tests.support import fabricate, keeper
from tests.support.helpers import DATA

CURATED = "0001.00003"
CURATION = f"""papers:
  "{CURATED}":
    summary: "One sentence by the people who run this archive."
    tags: ["invented", "read twice"]
"""


def make(folder: Path, listings: Iterable[Listing]) -> Path:
    """What `papers init` writes, with these listings stored in it and three topics."""
    for name, body in packaged.starter_files():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    stored = list(listings)
    if any(listed.paper.id == CURATED for listing in stored for listed in listing.papers):
        (folder / "data" / "curation.yaml").write_text(CURATION, encoding="utf-8")
    shutil.copy(DATA / "topics.yml", folder / "data")
    fabricate.write(folder / "data", stored)
    return folder


def papers(*arguments: str | Path) -> Result:
    """`papers …` inside this process. An error that is not one of ours is raised."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def on(folder: Path, command: str, *arguments: str | Path) -> Result:
    """`papers COMMAND …` on the archive in `folder`."""
    return papers(command, "-f", folder / "mkdocs.yml", *arguments)


def built(folder: Path, *arguments: str) -> Path:
    """The published tree after `papers build`, which must succeed."""
    result = on(folder, "build", *arguments)
    assert result.exit_code == 0, result.output
    return folder / "site"


def start(
    folder: Path, *arguments: str | Path, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """`papers …` as a process of its own, in its own group."""
    return _started(keeper.PLAIN, folder, *arguments, environment=environment)


def forked(
    folder: Path, *arguments: str | Path, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """The same at once, from the keeper. The only signal that reaches the program is SIGKILL; it has ended when its
    streams have."""
    return _started(keeper.way, folder, *arguments, environment=environment)


def _started(
    way: Iterable[str], folder: Path, *arguments: str | Path, environment: Mapping[str, str] | None
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *way, "generator", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def mkdocs(folder: Path, *arguments: str, program: str = "") -> str:
    """What `mkdocs build --strict …` says; it must succeed. Unless a program is named, it starts as those of builds
    do."""
    way = [*keeper.PLAIN, program] if program else [*keeper.way, keeper.MKDOCS]
    command = [sys.executable, *way, "build", "--strict", *arguments]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1800000000"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def writing(number: int) -> Callable[[Path, bytes], bool]:
    """`write_changed` on a disk that is full at the write with this number, counted from 0."""
    numbers = count()

    def write(path: Path, body: bytes) -> bool:
        if next(numbers) == number:
            raise StoreError(f"{path}: cannot be written: No space left on device")
        return store.write_changed(path, body)

    return write


def tree(folder: Path) -> dict[str, str]:
    """Path → hash of every file below a folder."""
    files = (Path(above) / name for above, _, names in os.walk(folder) for name in names)
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(files)
    }


def differences(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Paths at which two trees are not the same."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
