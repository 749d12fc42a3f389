"""`papers generate`: stored days into Markdown."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import click

from generator import output, packaged, site
from generator.check import pages as page_check
from generator.cli.options import command, shared
from generator.cli.project import Project, load_filled, whole_graph
from generator.errors import BuildError, Problem
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


def write_pages(project: Project, graph: Graph) -> tuple[Mapping[str, str], Written]:
    """What stands in each file, as a hash by its path; each is checked on its way, and none is in its
    place before all are."""
    marks: dict[str, str] = {}
    pages = chain(site.render(graph, project.config, project.memory), packaged.client())
    return marks, output.write(project.docs, project.state, _checked(pages, marks))


def _checked(pages: Iterable[File], marks: dict[str, str]) -> Iterator[File]:
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for page in pages:
        problems += page_check.of_page(page, seen)
        marks[page.path] = output.mark(page.body)
        yield page
    if problems:
        raise BuildError("nothing was generated: pages did not pass their checks", problems)
