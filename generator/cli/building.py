"""Stored days into a published site."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Thread

from generator import executors
from generator.build import derived, driver, handwritten, incremental, publish, spare
from generator.build.incremental import built_path
from generator.check import weight
from generator.cli import cached, generated, permanence, present, progress, runner, settled
from generator.cli.built import Report
from generator.cli.generated import Told
from generator.cli.inspection import check_tree
from generator.cli.options import recording, serious
from generator.cli.permanence import Losses
from generator.cli.progress import Step
from generator.cli.project import Project, budgets
from generator.cli.settled import Made, Seen
from generator.errors import BuildError
from generator.intake import clocks
from generator.records.page import is_rendered
from generator.render import site
from generator.storage import ownership, stamps, system
from generator.storage.stamps import Stamp
from generator.urls import SOCIAL
from generator.workers import Workers

_OF_DISKS = frozenset({errno.ENOSPC, errno.EROFS, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What a disk refuses; Python does not say which one."""


def run(
    project: Project,
    losses: Losses = "refuse",
    seen: Seen | None = None,
    *,
    clean: bool,
    scheduler: str | None = None,
) -> Report:
    """Raises BuildError or StoreError; the published site is then as it was. `seen` are the project's files,
    if somebody has looked at them."""
    seconds: dict[str, float] = {}
    start = system.cpu_seconds()
    with executors.of(scheduler) as workers, project.store.writing(), recording() as said:
        project.state.mkdir(parents=True, exist_ok=True)
        publish.repair(project.site, project.state)
        publish.refuse_other(project.site)
        driver.sweep(project.root)
        with progress.step(seconds, "look", settled.looking()):
            at, before = settled.moment(), settled.look(project, seen or settled.see(project))
        settled.forget(project)
        if clean:
            project.memory.forget()
        made = generated.of(project, losses, workers, scheduler)
        told = made.told
        seconds |= made.seconds
        said.extend(made.said)
        with _scratch(project) as work:
            finished = _render(
                project, told, made.marks, work, Run(seconds=seconds, workers=workers, clean=clean)
            )
            serious(weight.work(system.cpu_seconds() - start, budgets(project)))
            permanence.record(project, made.kept, losses)
            if finished is not None:
                with progress.step(seconds, "publish", Step(doing="publishing")):
                    _publish(project, finished)
        pages = _pages(made.marks)
        if _is_all_past(project, told.doubtful):
            ours = [path for path in made.marks if not ownership.has_own(project.docs, site.CLAIM, path)]
            with progress.step(seconds, "look", settled.looking()):
                settled.remember(
                    project, losses, before, Made(paths=ours, at=at, pages=pages, said=tuple(said))
                )
    return Report(
        site=project.site,
        days=told.days,
        papers=told.papers,
        missing=told.missing,
        pages=pages,
        rendered=_pages(finished.wanted) if finished else 0,
        seconds=seconds,
    )


@contextmanager
def _scratch(project: Project) -> Iterator[Path]:
    """A folder for a build, removed in the end."""
    work = Path(tempfile.mkdtemp(prefix=publish.STAGE, dir=project.state))
    try:
        yield work
    except OSError as error:
        if error.filename is None and error.errno in _OF_DISKS:  # nearly all is written here
            error.filename = str(project.state)
        raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _is_all_past(project: Project, doubtful: Iterable[date]) -> bool:
    """Whether a later clock shows the same archive."""
    listings = map(project.store.read, doubtful)
    now = present.now()
    return not present.fault(project.store) and all(one and clocks.is_past(one, now) for one in listings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A tree that passed its checks and is not yet visible. `look` are the stamps of its files; `is_shared`
    says that most of it is in the published one too."""

    stage: Path
    look: Mapping[str, Stamp]
    is_shared: bool
    fingerprint: str
    marks: Mapping[str, str]
    wanted: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a site is built: `seconds` collects how long each step takes."""

    seconds: dict[str, float]
    workers: Workers
    clean: bool


def _publish(project: Project, finished: Finished) -> None:
    incremental.forget(project.state)
    publish.publish(finished.stage, project.site, project.state, keep=finished.is_shared)
    incremental.remember(project.state, project.site, finished.fingerprint, finished.marks, finished.look)


def _render(
    project: Project,
    told: Told,
    marks: Mapping[str, str],
    work: Path,
    how: Run,
) -> Finished | None:
    """The new tree, checked; None when the published one is as it would be. Raises BuildError.

    Of the published tree only pages are taken whose text is the same: everything else in it stays
    behind. In a workflow it came out of a cache, so there it is never left as it is.
    """
    with progress.step(how.seconds, "look", settled.looking()):
        fingerprint = driver.fingerprint(
            project.root, project.config, told.sources, _handwritten(project, marks)
        )
    record = None if how.clean else incremental.read(project.state, project.site)
    if record is None or record.fingerprint != fingerprint or not derived.can_select(project.config):
        record = None
    wanted = set(marks) if record is None else incremental.changed(record, marks)
    if runner.is_here() and record and not cached.is_sound(project, driver.apart(marks.keys() - wanted)[0]):
        record, wanted = None, set(marks)
    is_as_it_was = record is not None and not wanted and record.pages.keys() == marks.keys()
    if is_as_it_was and not runner.is_here():
        return None
    stage = work / "tree"
    with progress.step(how.seconds, "mkdocs", _rendering(project, wanted, work)):
        job = derived.Job(
            root=project.root,
            config=project.config,
            config_name=project.config_name,
            generated=frozenset(marks),
            wanted=frozenset(wanted),
            epoch=told.epoch,
            sources=told.sources,
            templates=None if runner.is_here() else project.memory.folder,
        )
        driver.render(job, work / "rendered", work, cores=os.cpu_count() or 1)
        if record is None:
            (work / "rendered").rename(stage)
        else:
            spare.take(project.state, stage)
            driver.carry_over(job, project.site, marks.keys() - wanted, stage)
            driver.lay_over(work / "rendered", stage)
    # A page that went may leave dead links anywhere; one that came cannot. No link leads to data of scripts,
    # or to pictures of links: the pages that name one change with it.
    gone = record.pages.keys() - marks.keys() if record else ()
    everything = record is None or not all(path.endswith(".bin") or path.startswith(SOCIAL) for path in gone)
    checking = Step(doing="checking pages", total=lambda: _pages(marks if everything else wanted))
    with progress.step(how.seconds, "check", checking), _syncing():
        unchanged = frozenset() if everything else frozenset(map(built_path, marks.keys() - wanted))
        look = stamps.below(stage)
        found = list(check_tree(project, stage, unchanged, how.workers, look))
    problems = serious(found)
    if problems:
        raise BuildError("nothing was published: the site did not pass its checks", problems)
    return Finished(
        stage=stage,
        look=look,
        is_shared=record is not None and not runner.is_here(),
        fingerprint=fingerprint,
        marks=marks,
        wanted=frozenset(wanted),
    )


def _rendering(project: Project, wanted: Iterable[str], work: Path) -> Step:
    """Each page is read, then written. With plugins that need all pages at once, nobody counts."""
    total = 2 * _pages(wanted) if derived.can_select(project.config) else 0
    return Step(doing="rendering pages", total=lambda: total, count=lambda: driver.done(work))


def _pages(paths: Iterable[str]) -> int:
    """How many are pages: there are as many files of data for programs."""
    return sum(is_rendered(path) for path in paths)


def _handwritten(project: Project, generated: Mapping[str, str]) -> list[Path]:
    """Everything that shapes a site and is not generated. Raises BuildError where some of it must not."""
    found = handwritten.survey(project.root, project.config, generated)
    if found.problems:
        raise BuildError("nothing was published: some files do not belong on the site", found.problems)
    hooks = (project.root / hook for hook in project.config.hooks)
    return found.own() + sorted(hook for hook in hooks if hook.is_file())


@contextmanager
def _syncing() -> Iterator[None]:
    """Flushes the finished tree to disk while it is being checked: one flush for all of it, since
    ten thousand single ones would take longer than the build."""
    flush = Thread(target=system.sync_all)
    flush.start()
    try:
        yield
    finally:
        flush.join()
