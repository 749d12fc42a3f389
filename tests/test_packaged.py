"""What the package brings along."""

import json
import re
import tomllib
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import NoReturn

import pytest

from generator import __version__, packaged, urls
from tests.helpers import ROOT


def test_the_client_is_one_file() -> None:
    """One request loads it, and no module of it is left that asks for another."""
    (page,) = packaged.client()
    assert page.path == f"{urls.CLIENT}/worker.js"
    assert not re.findall(r"^(?:import|export)\b", page.text, re.MULTILINE)
    assert "@license MIT" in page.text  # lunr's


def test_lunr_is_that_of_mkdocs() -> None:
    """Whole, with its licence, between a head and a tail that make it a module."""
    text = packaged.lunr_module().decode()
    assert "2.3.9" in text
    assert "@license MIT" in text
    assert text.endswith("\nexport default module.exports;\n")


@dataclass
class Installed:
    """A package as pip records it."""

    origin: str | None

    def read_text(self, name: str) -> str | None:
        """The record of where it came from (PEP 610)."""
        assert name == "direct_url.json"
        return self.origin


COMMIT = "0123456789abcdef0123456789abcdef01234567"
FROM_GIT = {"url": "https://host.example/ada/papers.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (json.dumps(FROM_GIT), f"daily-papers-archive @ git+https://host.example/ada/papers.git@{COMMIT}"),
        (json.dumps({"url": "file:///x", "dir_info": {}}), f"daily-papers-archive=={__version__}"),
        (None, f"daily-papers-archive=={__version__}"),
    ],
)
def test_requirements_of_a_new_archive(
    monkeypatch: pytest.MonkeyPatch, origin: str | None, line: str
) -> None:
    """A program from a repository is named by its commit, any other by its version with a word on it."""
    monkeypatch.setattr(metadata, "distribution", lambda _name: Installed(origin))
    written = packaged.requirements().splitlines()
    assert written[-1] == line
    assert all(one.startswith("# ") for one in written[:-1])
    assert ("OWNER/REPOSITORY" in written[-2]) == ("@" not in line)


def test_requirements_without_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from a folder, without being installed, it is named by its version."""

    def none(name: str) -> NoReturn:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", none)
    assert packaged.requirements().endswith(f"daily-papers-archive=={__version__}\n")


def test_links_that_a_system_does_not_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git leaves the way to the target in their place; a new archive gets what the target holds. A way
    out of the clone, or to nothing, is a text like any other."""
    starter = tmp_path / "clone" / "generator" / "starter"
    starter.mkdir(parents=True)
    (tmp_path / "clone" / "some.lock").write_bytes(b"one==1\n")
    (tmp_path / "outside").write_bytes(b"not ours")
    for name, body in (("link", b"../../some.lock"), ("out", b"../../../outside"), ("gone", b"../../gone")):
        (starter / name).write_bytes(body)
    monkeypatch.setattr(packaged, "CLONE", tmp_path / "clone")
    monkeypatch.setattr(resources, "files", lambda _: tmp_path / "clone" / "generator")
    assert packaged.starter_files() == [
        ("gone", b"../../gone"),
        ("link", b"one==1\n"),
        ("out", b"../../../outside"),
    ]


def test_a_wheel_takes_links_from_their_targets() -> None:
    """A clone on Windows has no links, so each one in the package is named in pyproject.toml."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]["wheel"]
    links = [path for path in (ROOT / "generator").rglob("*") if path.is_symlink()]
    named = {path.relative_to(ROOT).as_posix(): path.resolve().relative_to(ROOT).as_posix() for path in links}
    assert {target: link for link, target in named.items()} == wheel["force-include"]
    assert {f"/{link}" for link in named} == set(wheel["exclude"])
