"""Pages that are taken over from an earlier run are those of a run that makes all of them.

An archive is changed at random, again and again; after each change its pages are brought up to date, and
held against those that are made from nothing. What a unit of pages shows and does not name among the
things it is made from is found here sooner or later.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.records.page import Kept, Page
from generator.storage import pages as kept_pages
from tests.support import projects
from tests.support.changing import Changing

pytestmark = pytest.mark.slow

STEPS = 7


def generated(root: Path) -> dict[str, str]:
    """Path → hash of the files below `docs/`, brought up to date."""
    result = projects.on(root, "generate")
    assert result.exit_code == 0, result.output
    return projects.tree(root / "docs")


def made_anew(root: Path, folder: Path) -> dict[str, str]:
    """The same of a copy of the archive without anything that was generated."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns(".papers", "docs", "addresses.txt"))
    return generated(folder)


@pytest.mark.parametrize("seed", range(3))
def test_as_anew(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """After every change the files are those that a run from nothing makes."""
    chance = random.Random(seed)  # noqa: S311 - invented data, not secrets
    archive = Changing(tmp_path / "archive", chance, monkeypatch)
    own = generated(archive.root).keys() - made_anew(archive.root, tmp_path / "fresh").keys()
    done: list[str] = []
    for _ in range(STEPS):
        done += [archive.change() for _ in range(chance.randint(1, 2))]
        found, fresh = generated(archive.root), made_anew(archive.root, tmp_path / "fresh")
        found = {path: mark for path, mark in found.items() if path not in own}
        assert projects.differences(found, fresh) == [], done


def test_some_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a change no unit is made again, and with one more day not all of them are."""
    chance = random.Random(0)  # noqa: S311 - as above
    archive = Changing(tmp_path / "archive", chance, monkeypatch)
    generated(archive.root)
    asked: list[str] = []
    once = kept_pages.KeptPages.once

    def counting(self: kept_pages.KeptPages, unit: str, key: bytes, make: Callable[[], list[Page]]) -> object:
        for page in once(self, unit, key, make):
            asked.append("kept" if isinstance(page, Kept) else unit)
            yield page

    monkeypatch.setattr(kept_pages.KeptPages, "once", counting)
    generated(archive.root)
    assert set(asked) == {"kept"}
    asked.clear()
    archive.next_day()
    archive.write()
    generated(archive.root)
    assert 0 < asked.count("kept") < len(asked)
