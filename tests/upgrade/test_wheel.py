"""The running program as a wheel."""

import io
import json
import re
import zipfile
from importlib import metadata
from pathlib import Path
from typing import NoReturn

import pytest

from generator import __version__
from generator.errors import StoreError
from generator.storage import packaged
from generator.upgrade import wheel
from generator.upgrade.wheel import Wheel
from tests.support.helpers import ROOT


def opened(made: Wheel) -> zipfile.ZipFile:
    """The wheel as an archive."""
    return zipfile.ZipFile(io.BytesIO(made.body))


def test_the_whole_package() -> None:
    """Every file of the package is in it with its bytes, links as files, and nothing that Python left there."""
    made = opened(wheel.of_program())
    inside = {name for name in made.namelist() if name.startswith("generator/")}
    assert {"generator/cli/__init__.py", "generator/theme/main.html", "generator/graph/topics.yml"} <= inside
    assert made.read("generator/starter/requirements.lock") == (ROOT / "requirements.lock").read_bytes()
    workflow = "generator/starter/.github/workflows/daily.yml"
    assert made.read(workflow) == (ROOT / ".github" / "workflows" / "daily.yml").read_bytes()
    assert not [name for name in inside if "__pycache__" in name or name.endswith(".pyc")]
    assert all(entry.external_attr >> 16 == 0o644 for entry in made.infolist())


def test_it_is_complete() -> None:
    """Metadata, scripts, licence and a record of every file are in it; the name says version and build."""
    made = wheel.of_program()
    info = f"daily_papers_archive-{__version__}.dist-info"
    assert re.fullmatch(rf"daily_papers_archive-{__version__}-0[0-9a-f]{{10}}-py3-none-any\.whl", made.name)
    files = opened(made)
    head = files.read(f"{info}/METADATA").decode()
    assert f"\nVersion: {__version__}\n" in head
    assert "Requires-Dist: mkdocs<2" in head
    assert "papers = generator.__main__:main" in files.read(f"{info}/entry_points.txt").decode()
    assert files.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    record = [line.split(",")[0] for line in files.read(f"{info}/RECORD").decode().splitlines()]
    assert sorted(record) == sorted(files.namelist())


def test_the_same_program_is_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the same; a byte of the program changes name and hash."""
    first, files = wheel.of_program(), packaged.program_files()
    assert wheel.of_program() == first
    monkeypatch.setattr(packaged, "program_files", lambda: [*files, ("more.py", b"\n")])
    other = wheel.of_program()
    assert (other.name, other.mark) != (first.name, first.mark)
    assert first.name != other.name


def test_another_builder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer form of metadata, another order of its lines and a long description make no other wheel."""
    known = metadata.distribution(wheel.NAME)
    told = known.read_text("METADATA")
    assert told
    head = re.sub("^Metadata-Version: .*\n", "", told.split("\n\n")[0] + "\n")
    other = (
        f"Metadata-Version: 9.9\nDynamic: x\n{''.join(reversed(head.splitlines(keepends=True)))}\nLonger.\n"
    )
    before = wheel.of_program()
    read = known.read_text
    monkeypatch.setattr(
        metadata.PathDistribution, "read_text", lambda _, name: other if name == "METADATA" else read(name)
    )
    assert wheel.of_program() == before


def test_a_program_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how to make it one."""

    def none(name: str) -> NoReturn:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", none)
    with pytest.raises(StoreError, match=r"without being installed.*pip install"):
        wheel.of_program()


def test_a_stale_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    """No wheel is made if the version of the files differs from pip's: its scripts would be the old ones."""
    monkeypatch.setattr(wheel, "__version__", "0.0.1")
    with pytest.raises(StoreError, match=r"is installed as .* but runs as 0.0.1"):
        wheel.of_program()


MADE = Wheel("daily_papers_archive-1.0-0abc-py3-none-any.whl", b"x")
LINE = f"./program/{MADE.name} --hash=sha256:{MADE.mark}"


@pytest.mark.attack(6, "requirements.txt that names a package nobody has registered, without a hash")
def test_requirements() -> None:
    """The one line that is no comment names a file beside it with its hash."""
    lines = wheel.requirements(MADE).splitlines()
    assert [line for line in lines if not line.startswith("#")] == [LINE]
    assert wheel.named(wheel.requirements(MADE)) == [MADE.path]


@pytest.mark.parametrize(
    "line",
    [
        "daily-papers-archive==0.1.0",
        "daily-papers-archive @ git+https://host.example/ada/papers.git@0123",
        "Daily_Papers.Archive",
        "program/daily_papers_archive-0.1.0-0aa-py3-none-any.whl",
        "./program/daily_papers_archive-0.1.0-0aa-py3-none-any.whl \\\n    --hash=sha256:00 \\\n    --hash=sha256:11",
    ],
)
def test_moving_the_requirement(line: str) -> None:
    """Every form in which it was ever asked for is moved; the operator's lines stay."""
    text = f"# mine\nother==1 --hash=sha256:22\n{line}\nmore==2"
    assert wheel.required(text, MADE) == f"# mine\nother==1 --hash=sha256:22\n{LINE}\nmore==2"


def test_the_comment_of_an_earlier_version() -> None:
    """Its advice no longer holds, so today's takes its place; other comments stay."""
    old = (
        "# mine\r\n# The program, in the version that made this archive. For a newer one change this line, run its\r\n"
        "# `papers init` in another folder and take over requirements.lock and .github/.\r\ndaily-papers-archive==0.1.0\r\n"
    )
    assert wheel.required(old, MADE) == f"# mine\r\n{wheel.requirements(MADE)}"


def test_no_requirement() -> None:
    """A comment about the program and a package with a longer name are not it."""
    assert wheel.required("# daily-papers-archive\ndaily-papers-archive-tools==1\n", MADE) is None


def test_sources_that_are_links(tmp_path: Path) -> None:
    """The starter's links lead to this repository's own files, so both are the same in every build."""
    starter = ROOT / "generator" / "starter"
    files = dict(packaged.starter_files())
    for link in (path for path in starter.rglob("*") if path.is_symlink()):
        assert link.resolve().is_relative_to(ROOT)
        assert files[link.relative_to(starter).as_posix()] == link.read_bytes()
    assert json.dumps(sorted(files))
