"""The real corpus as one archive and one site, which the workers of a run share."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.storage import system
from tests.support import projects


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Path]:
    """A folder of the whole run; the last worker removes it, because what is in it takes 400 MB."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "whole"
    users = folder.with_name("users of the whole")
    with one_at_a_time(folder):
        folder.mkdir(exist_ok=True)
        users.mkdir(exist_ok=True)
        (users / worker_id).touch()
    yield folder
    with one_at_a_time(folder):
        (users / worker_id).unlink()
        if not any(users.iterdir()):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """The others wait."""
    with folder.with_name("lock of the whole").open("w") as lock:
        system.wait_for_lock(lock.fileno())
        yield


def once(folder: Path, name: str, make: Callable[[], str]) -> str:
    """What the first worker that asked got to hear."""
    told = folder / f"{name}.txt"
    with one_at_a_time(folder):
        if not told.exists():
            told.write_text(make(), encoding="utf-8")
        return told.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def archive(corpus: Path, shared: Path) -> tuple[Path, str]:
    """An archive with everything imported, and what the import said."""
    folder = shared / "archive"
    return folder, once(shared, "imported", lambda: projects.on(new(folder), "import", *files(corpus)).output)


@pytest.fixture(scope="session")
def site(archive: tuple[Path, str], shared: Path) -> Path:
    """Its site."""
    return Path(once(shared, "built", lambda: str(projects.built(archive[0]))))


def new(folder: Path) -> Path:
    """What `papers init` writes."""
    assert projects.papers("init", folder).exit_code == 0
    return folder


def files(corpus: Path) -> list[Path]:
    """The saved answers, one a day."""
    return sorted((corpus / "hf-daily").glob("*.json.gz"))
