"""`papers build`: stored days into a published site, where there is anything to do.

What builds is loaded only then: it takes a second.
"""

import time
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import click

from generator.build import driver, publish
from generator.cli import built, progress, settled
from generator.cli.options import command, report_again, scheduler_option, shared
from generator.cli.project import Project, load_buildable
from generator.cli.settled import Seen, Settled


@click.command()
@click.option("--clean", is_flag=True, help="Render every page again.")
@scheduler_option
@click.option("--accept-loss", is_flag=True, help="Publish even if published pages would be lost.")
@shared
@command
def build(
    *,
    clean: bool,
    accept_loss: bool,
    scheduler: str | None,
    config_file: Path,
    quiet: bool,
    verbose: bool,
) -> None:
    """Generate, run MkDocs, check the result, and publish it to site/ in one atomic step.

    Only pages whose text changed are rendered again. If a check fails, the published site stays as it was.
    """
    start = time.perf_counter()
    project, losses = load_buildable(config_file), "accept" if accept_loss else "refuse"
    with progress.showing(quiet=quiet), progress.step({}, "look", settled.looking()):
        known, seen = (None, None) if clean else settled_as(project, (losses,))
    if known:
        report_again(known.said)
        if not quiet:
            click.echo(built.line(project.site, known.pages, 0, time.perf_counter() - start))
        return
    with progress.showing(quiet=quiet):
        building = import_module("generator.cli.building")
        report = building.run(project, losses, seen, clean=clean, scheduler=scheduler)
    if verbose:
        for step, seconds in report.seconds.items():
            click.echo(f"{step}: {seconds:.2f} s", err=True)
    report.summarize()
    if not quiet:
        click.echo(str(report))


def settled_as(project: Project, losses: Iterable[str]) -> tuple[Settled | None, Seen]:
    """The last build, if another one would have the same result with losses treated in one of these ways, and
    what this was decided by. First removes what killed builds left."""
    with project.store.writing():
        publish.repair(project.site, project.state)
        publish.refuse_other(project.site)
        driver.sweep(project.root)
        seen = settled.see(project)
        found = (settled.unchanged(project, one, seen) for one in losses)
        return next(filter(None, found), None), seen
