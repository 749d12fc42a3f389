"""Runs MkDocs over `docs/`; the only module that starts MkDocs.

MkDocs renders on one core. Generated pages are independent of each other, so the driver gives each core a
share and combines the results. If the operator uses plugins that need all pages at once, there is only one
run.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.build import derived, incremental, spare, stopped, themes
from generator.build.derived import DERIVED, Job, can_select
from generator.config import Config
from generator.errors import BuildError, Problem, StoreError
from generator.records.page import TWIN, is_rendered
from generator.records.source import About
from generator.storage import packaged, system

PROGRAM: tuple[str, ...] = ("-m", "mkdocs")
"""The Python command that is started."""
DONE = "done-"
"""The start of the names of the files in which each run counts: one byte for each page read or written."""
MIN_SHARE = 1_000
"""Below this many pages, a second process costs more than it saves: starting one takes as long as rendering a
thousand pages."""
MAX_SHARE = 5_000
"""MkDocs holds all pages of a run in memory, about 25 kB each; more pages than these are rendered in several
runs, one after the other."""


def render(job: Job, into: Path, work: Path, cores: int) -> None:
    """Writes the HTML of hand-written and wanted pages, and the theme's files, to `into`.

    `work` is a scratch folder. Raises BuildError with the message of MkDocs, or with the pages that are lost.
    """
    theme = themes.lay(job.root, job.config, work / "theme")
    pages, data = apart(sorted(job.wanted))
    if can_select(job.config):
        shares = list(enumerate(_shares(pages, cores)))
    else:  # MkDocs copies everything except what it is configured to leave out.
        shares, data = [(0, pages)], [path for path in data if path.endswith(TWIN)]
    for first in range(0, len(shares), cores):
        _run(job, shares[first : first + cores], theme, work)
    (work / "part-0").rename(into)
    for n, _ in shares[1:]:
        lay_over(work / f"part-{n}", into)
    _refuse_lost(pages, into)
    link_data(job, data, into)


def _refuse_lost(pages: Iterable[str], into: Path) -> None:
    """MkDocs writes no file for a page that is empty or left out, and calls it a success."""
    lost = [path for path in map(incremental.built_path, pages) if not (into / path).is_file()]
    if lost:
        message = "is missing: the theme left it empty, or a hook, a plugin or exclude_docs left it out"
        problems = [Problem(path=path, where="", message=message) for path in lost]
        raise BuildError("nothing was published: MkDocs did not make every page", problems)


def _run(job: Job, shares: Sequence[tuple[int, Sequence[str]]], theme: Path, work: Path) -> None:
    """Renders numbered shares, all at the same time. Raises BuildError."""
    runs: dict[int, subprocess.Popen[str]] = {}
    try:
        for n, share in shares:
            runs[n] = _start(job, share, n, theme, work)
        said = [(run, run.communicate()[1]) for run in runs.values()]
    finally:  # also when this process is asked to stop
        for run in runs.values():
            run.kill()
            run.wait()
        for n, _ in shares:
            _configuration(job, n).unlink(missing_ok=True)
    for run, output in said:
        if run.returncode != 0:
            raise BuildError(stopped.why(output, job.root / job.config.docs_dir))


def done(work: Path) -> int:
    """How many pages have been read plus how many have been written; twice the number of pages at the end."""
    return sum(file.stat().st_size for file in work.glob(f"{DONE}*"))


def apart(paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """Splits into pages, which MkDocs renders, and data files, which it would only copy one by one."""
    return [p for p in paths if is_rendered(p)], [p for p in paths if not is_rendered(p)]


def link_data(job: Job, paths: Iterable[str], into: Path) -> None:
    """Links files of `docs/` into the site: generated files are replaced, never modified."""
    docs, made = job.root / job.config.docs_dir, set[Path]()
    try:
        for path in paths:
            target = into / path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            incremental.link(str(docs / path), str(target))
    except OSError as error:
        raise StoreError(f"{into}: cannot be written: {error.strerror}") from error


def carry_over(job: Job, site: Path, same: Iterable[str], into: Path) -> None:
    """Makes `into` contain only what has not changed: pages as they are published, data as it is in
    `docs/`. Raises StoreError."""
    pages, data = apart(same)
    docs = job.root / job.config.docs_dir
    sources = {path: f"{site}/{path}" for path in map(incremental.built_path, pages)}
    lost = spare.fill(into, sources | {path: f"{docs}/{path}" for path in data})
    if gone := [path for path in lost if path not in sources]:
        raise StoreError(f"{docs / gone[0]}: is gone; build again")


def fingerprint(root: Path, config: Config, sources: Iterable[About], handwritten: Iterable[Path]) -> str:
    """Changes when anything but the text of a generated page changes: configuration, theme, versions, names
    of sources, hand-written files. Every page is rendered again then."""
    parts = hashlib.sha256(packaged.versions(packaged.RENDERING))
    parts.update(config.resolved.encode() + config.wording.mark.encode())
    parts.update("".join(f"{one.names}\n" for one in sources).encode())
    for name, body in packaged.theme_files():
        parts.update(f"{name} {len(body)}\n".encode() + body)
    for file in handwritten:
        with file.open("rb") as stream:
            held = hashlib.file_digest(stream, "sha256").hexdigest()
        parts.update(f"{Path(os.path.relpath(file, root)).as_posix()} {held}\n".encode())
    return parts.hexdigest()


def sweep(root: Path) -> None:
    """Removes the derived configurations that a killed run left."""
    for stray in root.glob(f"{DERIVED}*.yml"):
        stray.unlink(missing_ok=True)


def _shares(wanted: Sequence[str], cores: int) -> list[Sequence[str]]:
    """Every n-th page each, so that long and short pages are spread evenly."""
    at_once = max(1, min(cores, len(wanted) // MIN_SHARE))
    count = at_once * -(-len(wanted) // (at_once * MAX_SHARE)) or 1
    return [wanted[n::count] for n in range(count)]


def _start(job: Job, share: Sequence[str], number: int, theme: Path, work: Path) -> subprocess.Popen[str]:
    left_out = work / f"left-out-{number}"
    chosen = set(share)
    left_out.write_bytes("".join(f"{path}\n" for path in sorted(job.generated - chosen)).encode())
    file = _configuration(job, number)
    try:
        file.write_bytes(derived.text(job, theme, work / f"part-{number}").encode())
    except OSError as error:
        raise StoreError(f"{file}: cannot be written: {error.strerror}") from error
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PAPERS_DONE": str(work / f"{DONE}{number}"),
        "PAPERS_LEFT_OUT": str(left_out),
        "SOURCE_DATE_EPOCH": str(job.epoch),
    }
    # The operator's plugins and hooks may change what a template means.
    if job.templates and can_select(job.config) and not job.config.hooks:
        made_by = hashlib.sha256(packaged.mark().encode() + sys.version.encode()).hexdigest()
        environment |= {"PAPERS_TEMPLATES": str(job.templates), "PAPERS_MADE_BY": made_by}
    # Without --quiet, which would also keep warnings from being counted and disable --strict.
    command = [sys.executable, *PROGRAM, "build", "--strict", "-f", file.name]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
        command,
        cwd=job.root,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def _configuration(job: Job, number: int) -> Path:
    """The derived configuration of a run, next to the operator's: every relative path in it stays valid."""
    return job.root / f"{DERIVED}{os.getpid()}-{number}.yml"


def lay_over(part: Path, into: Path) -> None:
    """Moves the files of `part` over those of `into`, and whole folders where they are new; `part` is used
    up."""
    for entry in list(os.scandir(part)):
        target = into / entry.name
        if entry.is_dir() and target.is_dir():
            lay_over(Path(entry.path), target)
        else:
            system.replace(Path(entry.path), target)
