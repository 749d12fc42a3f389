"""The files of a large archive are generated in a process of its own: nobody can tell by what it makes and says."""

import gc
import os
import shutil
import signal
from collections.abc import Callable
from functools import partial
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

import pytest

from generator.archive.paper import ArchivedPaper
from generator.cli import generated
from generator.cli.options import Called, calling
from generator.cli.project import load
from generator.executors import local
from generator.workers import ALONE
from tests.support import fabricate, projects

pytestmark = pytest.mark.slow

OWN = """msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "{count} paper"
msgid_plural "{count} papers"
msgstr[0] "{count} article"
msgstr[1] "{count} articles"
"""
"""A catalogue of the operator's, in a language that counts otherwise than English."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive whose curation names a paper that is not there."""
    folder = projects.make(tmp_path / "one", fabricate.listings(12, 6))
    curation = folder / "data" / "curation.yaml"
    curation.write_text(
        curation.read_text(encoding="utf-8").replace(
            "papers:\n", 'papers:\n  "2301.99999":\n    hide: true\n', 1
        ),
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_same_as_at_home(
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    language: str,
) -> None:
    """The site, in every language, the warnings, and that a build with nothing to do repeats them."""
    _speak(archive, language)
    other = Path(shutil.copytree(archive, tmp_path / "other"))
    here = projects.on(archive, "build")
    monkeypatch.setattr(generated, "LARGE", 0)
    apart = projects.on(other, "build")
    assert apart.exit_code == here.exit_code == 0
    warned = next(line for line in here.stderr.splitlines() if "2301.99999" in line)
    warned = warned.replace(str(archive), str(other))
    assert capfd.readouterr().err == f"{warned}\n"
    assert projects.tree(other / "site") == projects.tree(archive / "site")
    assert warned in projects.on(other, "build").stderr


def test_what_stops_it(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Problems found there are reported as if they had been found here."""
    page = archive / "docs" / "papers" / "index.md"
    page.parent.mkdir()
    page.write_text("# My favourites\n", encoding="utf-8")
    monkeypatch.setattr(generated, "LARGE", 0)
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    assert result.output.splitlines()[-2:] == [
        f"{page}: is a hand-written file where a page is generated; move it",
        "papers: nothing was generated",
    ]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is computed in processes of its own, which every archive now is."""
    found: list[str] = []

    def noting(work: Callable[[], Any]) -> Any:
        assert isinstance(work, partial)
        found.append(work.func.__name__)
        return apart(work)

    apart = local.apart
    monkeypatch.setattr(generated, "LARGE", 0)
    monkeypatch.setattr(local, "apart", noting)
    return found


def test_a_preparation_that_is_lost(
    archive: Path, started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It only saves memory."""
    monkeypatch.setattr(generated, "_link", _killed)
    projects.built(archive)
    assert started == ["_fit", "_killed", "_index", "_apart"]


def test_pages_that_are_lost(archive: Path, started: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever had no memory for them there would have none here."""
    monkeypatch.setattr(generated, "_apart", _killed)
    result = projects.on(archive, "build")
    assert result.exit_code == 1
    assert started == ["_fit", "_link", "_index", "_killed"]
    assert result.output.splitlines()[-1] == (
        "papers: the process that generated the pages was ended by the system, probably for lack of memory"
    )


def test_until_all_is_prepared(archive: Path, started: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that was stopped before has left the rest to the next one; later builds find all of it."""
    with monkeypatch.context() as stopping:
        stopping.setattr(generated, "_index", _stopped)
        assert projects.on(archive, "build").exit_code == 130
    assert started == ["_fit", "_link", "_stopped"]
    started.clear()
    projects.built(archive)
    assert started == ["_fit", "_link", "_index", "_apart"]
    started.clear()
    (archive / "data" / "curation.yaml").unlink()
    projects.built(archive)
    assert started == ["_apart"]


def test_a_scheduler_is_asked_from_here(archive: Path, started: list[str]) -> None:
    """With one, nothing is apart."""
    generated.of(load(archive / "mkdocs.yml"), "refuse", ALONE, "tcp://127.0.0.1:1")
    assert not started


def _killed(*_: object) -> None:
    assert parent_process(), "computed by the build itself"
    os.kill(os.getpid(), signal.SIGKILL)


def _stopped(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("many", [10**9, 0])
def test_no_paper_is_held_while_mkdocs_runs(archive: Path, many: int) -> None:
    """Even where nothing is apart, if there are many: what functions remember of them is forgotten."""
    assert bool(local.apart(partial(_held, archive, many))) == bool(many)


def _held(archive: Path, many: int) -> int:
    """The number of papers in memory after generation, in a process that has not had others."""
    vars(generated)["MANY"] = many
    with calling(Called(lists_all=False, shows=False)):
        generated.of(load(archive / "mkdocs.yml"), "refuse", ALONE, None)
    gc.collect()
    return sum(isinstance(one, ArchivedPaper) for one in gc.get_objects())


def _speak(archive: Path, language: str) -> None:
    config = archive / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("theme:\n", f"theme:\n  language: {language}\n", 1)
    if language == "fr":
        (archive / "own.po").write_text(OWN, encoding="utf-8")
        text = text.replace("  archive:\n", "  archive:\n    texts: own.po\n", 1)
    config.write_text(text, encoding="utf-8")
