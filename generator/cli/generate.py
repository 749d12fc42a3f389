"""`papers generate`: stored days into Markdown."""

from pathlib import Path

import click

from generator import output, packaged, site
from generator.check import pages as page_check
from generator.cli import permanence
from generator.cli.options import command, shared
from generator.cli.permanence import Losses
from generator.cli.project import Project, load_filled, whole_graph
from generator.cli.visiting import read_visits
from generator.errors import BuildError
from generator.graph import Graph
from generator.output import Written
from generator.records.ledger import Ledger
from generator.records.page import File


@click.command()
@shared
@command
def generate(config_file: Path, quiet: bool, verbose: bool) -> None:
    """Turn the stored days into Markdown under docs/. No network; only what changed is written."""
    del verbose
    project = load_filled(config_file)
    with project.store.writing():
        _, written, kept = write_pages(project, whole_graph(project), "refuse")
        permanence.record(project, kept, "refuse")
    if not quiet:
        click.echo(f"generated {written}")


def write_pages(project: Project, graph: Graph, losses: Losses) -> tuple[list[File], Written, Ledger]:
    """All files, checked before the first is written, and the ledger of addresses to keep."""
    pages: list[File] = [*site.render(graph, project.config, read_visits(project)), *packaged.client()]
    answers, kept = permanence.answering(project, pages, losses)
    pages += answers
    problems = list(page_check.problems(pages))
    if problems:
        raise BuildError("nothing was generated: pages did not pass their checks", problems)
    return pages, output.write(project.docs, project.state, pages), kept
