"""`papers build`: stored days into a published site."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import click

from generator.build import driver, incremental, publish
from generator.build.incremental import built_path
from generator.check import tree
from generator.cli.generate import write_pages
from generator.cli.options import command, shared
from generator.cli.project import Project, load_filled, whole_graph
from generator.errors import BuildError, Problem
from generator.graph import Graph
from generator.pages.parts import counted
from generator.urls import SHARDS


@click.command()
@click.option("--clean", is_flag=True, help="Render every page again.")
@shared
@command
def build(clean: bool, config_file: Path, quiet: bool, verbose: bool) -> None:
    """Generate, run MkDocs, check the result and publish it to site/ in one atomic step.

    Only pages whose text changed are rendered again. When a check fails the published site stays.
    """
    report = run(load_filled(config_file), clean=clean)
    if verbose:
        for step, seconds in report.seconds.items():
            click.echo(f"{step}: {seconds:.2f} s", err=True)
    if not quiet:
        click.echo(str(report))


@dataclass(slots=True, kw_only=True)
class Report:
    """What a build did, and how long each step took."""

    site: Path
    pages: int
    rendered: int
    seconds: dict[str, float]

    def __str__(self) -> str:
        took = sum(self.seconds.values())
        anew = f"{self.rendered:,} of them anew"
        return f"built {counted(self.pages, 'page')}, {anew}, in {took:.1f} s: {self.site}"


def run(project: Project, *, clean: bool) -> Report:
    """Raises BuildError or StoreError; the published site is then as it was."""
    seconds: dict[str, float] = {}
    with project.store.writing():
        project.state.mkdir(parents=True, exist_ok=True)
        publish.repair(project.site, project.state)
        driver.sweep(project.root)
        if clean:
            project.memory.forget()
        with _timed(seconds, "read"):
            graph = whole_graph(project)
        with _timed(seconds, "generate"):
            marks, _ = write_pages(project, graph)
        work = Path(tempfile.mkdtemp(prefix=publish.STAGE, dir=project.state))
        try:
            rendered = _render_and_publish(project, graph, marks, work, seconds, clean=clean)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return Report(site=project.site, pages=_pages(marks), rendered=rendered, seconds=seconds)


def _render_and_publish(
    project: Project,
    graph: Graph,
    marks: Mapping[str, str],
    work: Path,
    seconds: dict[str, float],
    *,
    clean: bool,
) -> int:
    fingerprint = driver.fingerprint(project.root, project.config, _handwritten(project, marks))
    record = None if clean else incremental.read(project.state, project.site)
    if record is None or record.fingerprint != fingerprint or not driver.can_select(project.config):
        record = None
    wanted = set(marks) if record is None else incremental.changed(record, marks)
    if record is not None and not wanted and record.pages.keys() == marks.keys():
        return 0
    stage = work / "tree"
    with _timed(seconds, "mkdocs"):
        job = driver.Job(
            root=project.root,
            config=project.config,
            config_name=project.config_name,
            generated=frozenset(marks),
            wanted=frozenset(wanted),
            epoch=_seconds(graph.archive.as_of),
        )
        driver.render(job, work / "rendered", work, cores=os.cpu_count() or 1)
        if record is None:
            (work / "rendered").rename(stage)
        else:
            removed = record.pages.keys() - marks.keys()
            incremental.copy_linked(project.site, stage, map(built_path, removed))
            driver.lay_over(work / "rendered", stage)
    with _timed(seconds, "check"), _syncing():
        # A page that went may leave dead links anywhere; one that came cannot. Nothing links to shards.
        gone = record.pages.keys() - marks.keys() if record else ()
        everything = record is None or not all(path.startswith(SHARDS) for path in gone)
        unchanged = frozenset() if everything else frozenset(map(built_path, marks.keys() - wanted))
        problems = list(check_tree(project, stage, unchanged))
    if problems:
        raise BuildError("nothing was published: the site did not pass its checks", problems)
    with _timed(seconds, "publish"):
        incremental.forget(project.state)
        publish.publish(stage, project.site, project.state)
        incremental.remember(project.state, project.site, fingerprint, marks)
    return _pages(wanted)


def _pages(paths: Iterable[str]) -> int:
    """How many are pages: there are as many files of data for programs."""
    return sum(path.endswith(".md") for path in paths)


def check_tree(project: Project, root: Path, unchanged: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Links, anchors and budgets of a finished tree; those of `unchanged` pages are not followed again."""
    sizes = dict(_sizes(str(root), ""))
    chosen = [path for path in sizes if path.endswith(".html") and path not in unchanged]
    pages = ((path, _read(root, path)) for path in sorted(chosen))
    base = urlsplit(project.config.site_url).path or "/"
    base = base if base.endswith("/") else f"{base}/"
    yield from tree.links(pages, sizes.__contains__, lambda path: _read(root, path), base)
    options = project.config.options
    yield from tree.weight(sizes.items(), options.page_budget_kb, options.site_budget_mb)


def _sizes(folder: str, above: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _sizes(entry.path, f"{above}{entry.name}/")
            else:
                yield above + entry.name, entry.stat().st_size


def _read(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8", errors="replace")


def _handwritten(project: Project, generated: Mapping[str, str]) -> list[Path]:
    """Everything under docs/ that is not ours, and the operator's theme overrides."""
    folders = [
        project.docs,
        *([project.root / project.config.custom_dir] if project.config.custom_dir else []),
    ]
    hooks = [project.root / hook for hook in project.config.hooks]
    found = [
        Path(above) / name for folder in folders for above, _, names in os.walk(folder) for name in names
    ]
    skipped = {str(project.docs / path) for path in generated}
    return sorted(
        file
        for file in [*found, *hooks]
        if str(file) not in skipped and not file.name.startswith(".") and file.is_file()
    )


def _seconds(stamp: str) -> int:
    """Seconds since 1970 of a stored time; an archive without one counts as 1980, zip's oldest."""
    return max(int(datetime.fromisoformat(stamp).timestamp()), 315_532_800)


@contextmanager
def _syncing() -> Iterator[None]:
    """Flushes the finished tree to disk while it is being checked: one flush for all of it, since
    ten thousand single ones would take longer than the build."""
    flush = Thread(target=os.sync)
    flush.start()
    try:
        yield
    finally:
        flush.join()


@contextmanager
def _timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[step] = seconds.get(step, 0.0) + time.perf_counter() - start
