"""What a day costs: CPU seconds by step when the last day is added to an archive, and the files that change.

    python -m tests.bench.day [--papers N] [FILE…]

Without files the archive is a fabricated one of N papers; with files (saved days) it is made of them. It is
built without the last day first, which takes longer than all the rest.
"""

import argparse
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.cli import progress
from generator.cli.progress import Step
from tests.support import fabricate, projects


def main() -> None:
    """Prints two tables."""
    options = argparse.ArgumentParser(description="what a day added costs and changes")
    options.add_argument("--papers", type=int, default=2000, help="size of the fabricated archive")
    options.add_argument("files", nargs="*", type=Path, help="saved days to use instead")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-day-") as scratch:
        root = Path(scratch) / "archive"
        add_last = _without_last(root, chosen.papers, sorted(chosen.files, key=lambda file: file.name))
        projects.built(root)
        before = projects.tree(root / "docs")
        add_last()
        with _measured() as seconds:
            projects.built(root)
        _print(seconds, before, projects.tree(root / "docs"))


def _without_last(root: Path, papers: int, files: list[Path]) -> Callable[[], object]:
    """Makes the archive without its last day; the result adds that day."""
    if files:
        projects.papers("init", root)
        projects.on(root, "import", "-q", *files[:-1])
        return lambda: projects.on(root, "import", "-q", files[-1])
    listings = fabricate.earlier(fabricate.listings(papers))
    projects.make(root, listings[:-1])
    return lambda: fabricate.write(root / "data", listings)


@contextmanager
def _measured() -> Iterator[dict[str, float]]:
    """Adds up CPU seconds, by step of the commands that run inside and in all."""
    seconds: dict[str, float] = defaultdict(float)
    step, start = progress.step, _spent()

    @contextmanager
    def measuring(walls: dict[str, float], name: str, now: Step) -> Iterator[None]:
        begun = _spent()
        with step(walls, name, now):
            yield
        seconds[name] += _spent() - begun

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(progress, "step", measuring)
        yield seconds
    seconds["all"] = _spent() - start


def _spent() -> float:
    """CPU seconds of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def _print(seconds: Mapping[str, float], before: Mapping[str, str], after: Mapping[str, str]) -> None:
    print("| step | CPU seconds |\n|--|--|")
    for name, spent in seconds.items():
        print(f"| {name} | {spent:.1f} |")
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for path in projects.differences(before, after):
        what = "new" if path not in before else "changed" if path in after else "gone"
        found[path.partition("/")[0] if "/" in path else "(top)"][what] += 1
    print(f"\n{len(after):,} files\n\n| folder | new | changed | gone |\n|--|--|--|--|")
    for folder, counts in sorted(found.items()):
        print(f"| {folder} | {counts['new']:,} | {counts['changed']:,} | {counts['gone']:,} |")
    whole = sum(found.values(), Counter())
    print(f"| all | {whole['new']:,} | {whole['changed']:,} | {whole['gone']:,} |")


if __name__ == "__main__":
    main()
