"""`papers generate`: renders the stored days as Markdown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from generator import executors
from generator.check import pages as page_check
from generator.cli import drifting, permanence, progress, runner, standing, thumbnails
from generator.cli.graphs import whole_graph
from generator.cli.options import command, scheduler_option, serious, shared
from generator.cli.permanence import Losses
from generator.cli.progress import Step
from generator.cli.project import Project, load_buildable, unspoken
from generator.cli.reading import hold
from generator.cli.upstream import doubtful
from generator.cli.visits import read_all_visits
from generator.errors import BuildError, Problem
from generator.graph import Graph
from generator.records.ledger import Ledger
from generator.records.page import ANEW, File, Kept
from generator.render import site
from generator.render.given import Given
from generator.storage import docs, heap, ownership, packaged
from generator.storage.docs import AsLeft, Written
from generator.storage.pages import KeptPages
from generator.workers import ALONE, Workers


@click.command()
@scheduler_option
@shared
@command
def generate(scheduler: str | None, config_file: Path, quiet: bool, verbose: bool) -> None:
    """Turn the stored days into Markdown under docs/. No network access; only files that changed are
    written."""
    del verbose
    project = load_buildable(config_file)
    seconds: dict[str, float] = {}
    with progress.showing(quiet=quiet), executors.of(scheduler) as workers, project.store.writing():
        with progress.step(seconds, "read", reading()):
            graph = whole_graph(project, workers)
        with progress.step(seconds, "generate", generating(project)):
            made = write_pages(project, graph, "refuse", workers)
        permanence.record(project, made.kept, "refuse")
    if not quiet:
        click.echo(f"generated {made.written}{progress.longest(seconds)}")


def reading() -> Step:
    """Its progress cannot be measured."""
    return Step(doing="reading days and linking papers")


def generating(project: Project, doing: str = "generating files") -> Step:
    """Expects as many files as last time, if there was one."""
    return Step(doing=doing, total=lambda: len(ownership.listed(project.docs, project.state)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A hash of each file's text by its path; what was written; the ledger to keep."""

    marks: Mapping[str, str]
    written: Written
    kept: Ledger


def write_pages(project: Project, graph: Graph, losses: Losses, workers: Workers = ALONE) -> Made:
    """Each file is checked as it is generated, and none is put in place before all have passed. In a workflow
    no results of earlier runs are used, because others can fill its cache."""
    serious([*unspoken(project), *doubtful(project.config.options, project.config_name)])
    follows, faults = standing.read(project)
    faults += standing.unmatched(project, graph, follows)
    hold("nothing was generated: fix these problems first", faults)
    marks: dict[str, str] = {}
    kept: list[Ledger] = []

    known: KeptPages | None = (
        None if runner.is_here() else KeptPages(docs=project.docs, memory=project.memory)
    )

    def files() -> Iterator[File]:
        given = Given(
            graph=graph,
            config=project.config,
            visits=read_all_visits(project),
            known=project.memory,
            workers=workers,
            pages=known or ANEW,
            guide=packaged.guide(),
            standing=standing.names(follows),
        )
        rendered = site.render(given)
        yield from standing.followed(project, graph, follows, rendered)
        yield from packaged.client()
        yield from thumbnails.files(project, graph.archive)
        answers, ledger = permanence.answering(project, marks, graph.archive, losses)
        kept.append(ledger)
        yield from answers

    def held(path: str) -> AsLeft | None:
        return known.held(path, marks[path]) if known else None

    written = docs.write(project.docs, project.state, site.CLAIM, _checked(files(), marks), held)
    if known:
        known.remember(marks, written.stamps)
    drifting.record(project, graph)
    return Made(marks=marks, written=written, kept=kept[0])


def _checked(pages: Iterable[File], marks: dict[str, str]) -> Iterator[File]:
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for n, page in enumerate(pages, 1):
        if n % heap.OFTEN == 0:
            heap.give_back()
        if isinstance(page, Kept):
            found = page_check.of_kept(page, seen)
            marks[page.path] = page.mark
        else:
            found = list(page_check.of_page(page, seen))
            marks[page.path] = docs.mark(page.body)
        if found:
            problems += serious(found)
        progress.advance()
        yield page
    if problems:
        raise BuildError("nothing was generated: pages did not pass their checks", problems)
