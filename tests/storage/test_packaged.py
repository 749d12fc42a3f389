"""What the package brings along."""

import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from generator import urls
from generator.storage import packaged
from tests.support.helpers import ROOT


def test_the_client_is_one_file() -> None:
    """It lies where a worker of the pages looks for it."""
    (page,) = packaged.client()
    assert page.path == f"{urls.CLIENT}/worker.js"
    assert "addEventListener" in page.text


def test_program_files() -> None:
    """The whole package, without what Python and editors leave in a folder of source; of the browser code only
    what is made of it."""
    names = [name for name, _ in packaged.program_files()]
    assert {"__init__.py", "starter/.github/install", "theme/main.html"} <= {*names}
    assert names == sorted(names)
    assert {"search/worker.js", "theme/assets/archive.js"} <= {*names}
    assert not [name for name in names if "__pycache__" in name or name.startswith("web/")]


def test_earlier_marks() -> None:
    """Each is a hash of a file of the program, which is in none of the operator's folders."""
    found = packaged.earlier_marks()
    assert {*found} >= {".github/install", ".github/workflows/daily.yml", "README.md", "requirements.lock"}
    single = {"README.md", "requirements.lock", "mkdocs.yml#nav"}
    assert all(path.startswith(".github/") or path in single for path in found)
    assert all(re.fullmatch("[0-9a-f]{64}", mark) for marks in found.values() for mark in marks)


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


@pytest.mark.parametrize("package", ["wheel", "sdist"])
def test_packages_take_links_from_their_targets(package: str) -> None:
    """A clone on Windows has no links, so each one in the package is named in `hatch_build.py`."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = settings["tool"]["hatch"]["build"]["targets"][package]
    links = [path for path in (ROOT / "generator").rglob("*") if path.is_symlink()]
    named = {path.relative_to(ROOT).as_posix(): path.resolve().relative_to(ROOT).as_posix() for path in links}
    hook = (ROOT / "hatch_build.py").read_text(encoding="utf-8")
    listed = re.search(r"^LINKS = \((.*)\)$", hook, re.MULTILINE)
    assert listed
    assert {f"generator/starter/{name}" for name in re.findall(r'"([^"]+)"', listed[1])} == set(named)
    assert all(link == f"generator/starter/{target}" for link, target in named.items())
    assert {f"/{link}" for link in named} == {path for path in build["exclude"] if path.startswith("/")}
