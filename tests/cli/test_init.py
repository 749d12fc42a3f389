"""`papers init`."""

from pathlib import Path

import pytest

from generator import config
from generator.urls import OWNED_FOLDERS
from tests import projects


def test_a_new_archive(tmp_path: Path) -> None:
    """It has a configuration that can be read, an empty data folder and a page to edit; the last line says what next."""
    result = projects.papers("init", tmp_path / "new" / "archive")
    assert result.exit_code == 0
    folder = tmp_path / "new" / "archive"
    found = config.parse((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    assert found == config.Config(
        site_url="https://example.org/daily-papers/",
        not_in_nav=found.not_in_nav,
        exclude_docs=found.exclude_docs,
        icon="assets/icon.svg",
    )
    assert {line.split("/")[1] for line in found.not_in_nav.split()} == {*OWNED_FOLDERS} - {
        "trends",
        "subscribe",
        "status",
    }
    ignored = (folder / ".gitignore").read_text(encoding="utf-8").split()
    assert {f"/docs/{name}/" for name in OWNED_FOLDERS} <= {*ignored}
    assert {
        "mkdocs.yml",
        "README.md",
        ".gitignore",
        "data",
        "docs",
        "requirements.txt",
        "requirements.lock",
    } <= {entry.name for entry in folder.iterdir()}
    assert {entry.name for entry in (folder / ".github").iterdir()} == {
        "install",
        "workflows",
        "dependabot.yml",
    }
    assert not [path for path in folder.rglob("*") if path.is_symlink()]
    assert result.output.splitlines()[-1].startswith(f"made an archive in {folder}; next: cd ")


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    """A folder that is there and empty is taken."""
    assert projects.papers("init", tmp_path).exit_code == 0


@pytest.mark.parametrize("name", ["file.txt", ".hidden", "folder/"])
def test_a_folder_with_something_in_it(tmp_path: Path, name: str) -> None:
    """It is refused with one line, and nothing is written."""
    if name.endswith("/"):
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).touch()
    result = projects.papers("init", tmp_path)
    assert result.exit_code == 2
    assert result.output == f"papers: {tmp_path}: is not empty; expected a new or empty folder\n"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file(tmp_path: Path) -> None:
    """A file cannot become an archive."""
    (tmp_path / "file").touch()
    result = projects.papers("init", tmp_path / "file")
    assert result.exit_code == 2
    assert result.output == f"papers: {tmp_path / 'file'}: is a file; expected a new or empty folder\n"


def test_it_builds_as_it_is(tmp_path: Path) -> None:
    """A new archive is empty and fine: generate, status and check have nothing to complain about."""
    projects.papers("init", tmp_path)
    assert projects.on(tmp_path, "generate").exit_code == 0
    status = projects.on(tmp_path, "status")
    assert (status.exit_code, status.output) == (
        0,
        "the archive is empty; fill it with: papers fetch\n",
    )
    projects.built(tmp_path)
    check = projects.on(tmp_path, "check")
    assert (check.exit_code, check.output) == (0, "checked 0 days: 0 problems\n")
