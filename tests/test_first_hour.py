"""README's path from the source to a site that CI builds, with real installations and without a network."""

import functools
import hashlib
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.storage import packaged
from generator.upgrade import wheel
from tests.support import projects
from tests.support.helpers import ROOT
from tests.support.running import running

pytestmark = pytest.mark.slow

LIBRARIES = sysconfig.get_paths()["purelib"]


def run(folder: Path, *command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program without the settings of this machine's pip and Git. Of what pip installs, only what runs is compiled."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "GIT_", "PYTHON"))
    }
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={
            **kept,
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_CACHE_DIR": "1",
            "PIP_NO_COMPILE": "1",
            **environment,
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution and the wheel of this repository."""
    folder = tmp_path_factory.mktemp("dist")
    done = run(ROOT, sys.executable, "-m", "hatchling", "build", "-d", folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_links_are_files(dist: Path) -> None:
    """What is a link in the starter is a file with its text in a wheel and in a source distribution."""
    wanted = {f"generator/starter/{name}": body for name, body in packaged.starter_files()}
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as made:
        assert {name: made.read(name) for name in wanted} == wanted
        assert not [entry.filename for entry in made.infolist() if entry.external_attr >> 28 == 0o12]
    with tarfile.open(next(dist.glob("*.tar.gz"))) as made_source:
        members = {member.name.partition("/")[2]: member for member in made_source.getmembers()}
        assert not [name for name, member in members.items() if not member.isreg()]
        for name, body in wanted.items():
            stream = made_source.extractfile(members[name])
            assert stream
            assert stream.read() == body


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def index(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of an index on this machine that has one package, and the line of a lock that asks for it."""
    name = "invented_helper-1.0-py3-none-any.whl"
    folder = tmp_path / "index" / "simple" / "invented-helper"
    folder.mkdir(parents=True)
    info = "invented_helper-1.0.dist-info"
    with zipfile.ZipFile(folder / name, "w") as made:
        made.writestr("invented_helper.py", "")
        made.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: invented-helper\nVersion: 1.0\n")
        made.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        made.writestr(f"{info}/RECORD", "")
    newer = name.replace("1.0", "2.0")
    (folder / newer).write_bytes((folder / name).read_bytes())
    links = "".join(f'<a href="{one}">{one}</a>' for one in (name, newer))
    (folder / "index.html").write_text(links, encoding="utf-8")
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    handler = functools.partial(_Quiet, directory=str(tmp_path / "index"))
    with running(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as port:
        yield f"http://127.0.0.1:{port}/simple", f"invented-helper==1.0 --hash=sha256:{digest}\n"


@pytest.mark.attack(6, "the first CI run of an archive that README's commands made")
def test_from_a_wheel_to_a_built_site(dist: Path, index: tuple[str, str], tmp_path: Path) -> None:
    """A clean environment with the wheel makes an archive; what CI does there installs that very program, by hash only, and
    builds. A changed byte of the wheel, or a lock without a hash, installs nothing."""
    clean, archive = tmp_path / "clean", tmp_path / "archive"
    assert run(tmp_path, sys.executable, "-m", "venv", "--without-pip", clean).returncode == 0
    (_packages(clean) / "libraries.pth").write_text(f"{LIBRARIES}\n", encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--python", clean / "bin" / "python")
    done = run(
        tmp_path, *pip, "install", "--no-index", "--no-deps", "--force-reinstall", next(dist.glob("*.whl"))
    )
    assert done.returncode == 0, done.stderr
    done = run(tmp_path, clean / "bin" / "papers", "init", archive)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (archive / "program").iterdir()] == [wheel.of_program().name]

    # Of the lock's packages none is here to be loaded; one that is invented takes their place.
    address, line = index
    (archive / "requirements.lock").write_text(line, encoding="utf-8")
    install = ("bash", ".github/install")
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = run(archive, *install, PIP_INDEX_URL=address, PATH=here)
    assert done.returncode == 0, done.stderr
    packages = _packages(archive / ".venv")
    assert (packages / "invented_helper.py").is_file()
    installed = {
        name: mark
        for name, mark in projects.tree(packages / "generator").items()
        if "__pycache__" not in name
    }
    assert installed == {name: hashlib.sha256(body).hexdigest() for name, body in packaged.program_files()}
    (packages / "libraries.pth").write_text(f"{LIBRARIES}\n", encoding="utf-8")
    for command in (("build", "-q"), ("upgrade", "--check")):
        done = run(archive, archive / ".venv" / "bin" / "papers", *command)
        assert (done.returncode, done.stderr) == (0, "")
    assert (archive / "site" / "index.html").is_file()

    (archive / "requirements.lock").write_text("invented-helper==2.0\n", encoding="utf-8")
    assert "hashes are required" in run(archive, *install, PIP_INDEX_URL=address).stderr.lower()
    file = next((archive / "program").iterdir())
    file.write_bytes(file.read_bytes().replace(b"papers init", b"papers evil", 1))
    script = (archive / ".github" / "install").read_text(encoding="utf-8")
    flags = re.findall("--[a-z-]+", script)
    done = run(
        archive, ".venv/bin/python", "-m", "pip", "install", *flags, "--no-index", "-r", "requirements.txt"
    )
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr


def _packages(environment: Path) -> Path:
    return next((environment / "lib").glob("python*/site-packages"))
