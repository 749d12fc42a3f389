"""`papers generate`: stored days into Markdown."""

from pathlib import Path

import click

from generator import output, packaged, site
from generator.check import pages as page_check
from generator.cli.options import command, shared
from generator.cli.project import Project, load_filled, whole_graph
from generator.cli.visiting import read_visits
from generator.errors import BuildError
from generator.graph import Graph
from generator.output import Written
from generator.records.page import File


@click.command()
@shared
@command
def generate(config_file: Path, quiet: bool, verbose: bool) -> None:
    """Turn the stored days into Markdown under docs/. No network; only what changed is written."""
    del verbose
    project = load_filled(config_file)
    with project.store.writing():
        _, written = write_pages(project, whole_graph(project))
    if not quiet:
        click.echo(f"generated {written}")


def write_pages(project: Project, graph: Graph) -> tuple[list[File], Written]:
    """All files, checked before the first is written."""
    pages = [*site.render(graph, project.config, read_visits(project)), *packaged.client()]
    problems = list(page_check.problems(pages))
    if problems:
        raise BuildError("nothing was generated: pages did not pass their checks", problems)
    return pages, output.write(project.docs, project.state, pages)
