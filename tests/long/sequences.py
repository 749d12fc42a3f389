"""Sequences of changes, each followed by a build: `make sequences N=20 SEED=1`.

Days are added, corrected, re-dated and taken away, papers change and are withdrawn, and so do topics, options,
the operator's theme and the version of the program. After each step, the published tree has to be that of the
same archive built from nothing, file by file. The tests run one sequence.
"""

import random
import shutil
import sys
import tempfile
from itertools import chain
from pathlib import Path

import pytest

from generator.storage import ownership
from tests.support import projects
from tests.support.changing import Change, Changing

PAPERS: list[Change] = [
    Changing.next_day,
    Changing.votes,
    Changing.title,
    Changing.people,
    Changing.words,
    Changing.moved,
    Changing.withdrawn,
    Changing.curated,
]
DAYS: list[Change] = [Changing.redated, Changing.lost_day, Changing.next_day, Changing.damage]
EVERYTHING: list[Change] = [Changing.topic, Changing.option, Changing.theme, Changing.program]
STEPS = (PAPERS, DAYS, EVERYTHING)


def differences(folder: Path, seed: int) -> list[str]:
    """What is not as in a build from nothing after some step, and which changes led there; of each step half
    of its changes are made, in any order. What all pages depend on comes last, because it hides the rest."""
    chance, done = random.Random(seed), list[str]()  # noqa: S311 - invented data, not secrets
    with pytest.MonkeyPatch.context() as patch:
        archive = Changing(folder / "archive", chance, patch, is_public=True)
        projects.built(archive.root)
        for changes in STEPS:
            done += [archive.change(what) for what in chance.sample(changes, len(changes) // 2)]
            found = projects.tree(projects.built(archive.root, "--accept-loss"))
            anew = _anew(archive.root, folder / "fresh")
            fresh = projects.tree(projects.built(anew, "--accept-loss"))
            if wrong := projects.differences(found, fresh):
                return [*done, *wrong]
    return []


def _anew(root: Path, folder: Path) -> Path:
    """A copy of an archive without anything that was made of it."""
    listed = ownership.listed(root / "docs", root / ".papers")
    ours = {root / "docs" / path for path in (*listed, ownership.MANIFEST)}
    shutil.rmtree(folder, ignore_errors=True)
    for file in chain(
        root.glob("*.*"), *(root.joinpath(name).rglob("*") for name in ("data", "docs", "overrides"))
    ):
        if file.is_file() and file not in ours:
            target = folder / file.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    return folder


def main(count: int, seed: int) -> None:
    """Tries so many sequences; the first one that fails ends the run."""
    for n in range(seed, seed + count):
        with tempfile.TemporaryDirectory(prefix="sequences-") as scratch:
            if wrong := differences(Path(scratch), n):
                sys.exit(f"SEED={n}: {', '.join(wrong)}")
        print(f"sequence {n}: as from nothing", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
