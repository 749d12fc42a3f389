"""`papers check`: every broken promise, each with its place."""

from collections.abc import Iterator
from pathlib import Path

import click

from generator import curation, site
from generator.check import pages as page_check
from generator.cli.build import check_tree
from generator.cli.options import PROBLEMS, command, report, shared
from generator.cli.project import Project, load_filled, read_graph
from generator.errors import Problem
from generator.graph import Graph
from generator.pages.parts import counted
from generator.records.schema import listing_to_json
from generator.sinks import to_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For scripts: one JSON object.")
@shared
@command
def check(as_json: bool, config_file: Path, quiet: bool, verbose: bool) -> int:
    """Check stored days, generated pages, and links, anchors and weight of the published site."""
    del verbose
    project = load_filled(config_file)
    graph, problems = read_graph(project)
    problems += [*_store(project), *_curation(project, graph), *_pages(project, graph)]
    if project.site.is_dir():
        problems += check_tree(project, project.site)
    else:
        problems.append(Problem(path=str(project.site), where="", message="no site yet; run: papers build"))
    if as_json:
        click.echo(to_json.text({"problems": [dict(problem.to_json()) for problem in problems]}), nl=False)
    else:
        report(problems)
        if not quiet:
            click.echo(
                f"checked {counted(len(graph.archive.days), 'day')}: {counted(len(problems), 'problem')}"
            )
    return PROBLEMS if problems else 0


def _curation(project: Project, graph: Graph) -> Iterator[Problem]:
    """Notes about no paper: a slip in an id may leave shown what somebody wanted hidden."""
    path = str(project.store.root / curation.NAME)
    for key in graph.archive.unmatched:
        yield Problem(path=path, where=f"papers.{key}", message="no list day holds this paper")


def _store(project: Project) -> Iterator[Problem]:
    """Days whose bytes are not what this version would write."""
    listings, _ = project.store.read_all()
    for listing in listings:
        path = project.store.path(listing.day)
        if path.read_bytes() != to_json.text(listing_to_json(listing)).encode():
            message = "not in canonical form: edited by hand? the next import of this day rewrites it"
            yield Problem(path=str(path), where="", message=message)


def _pages(project: Project, graph: Graph) -> Iterator[Problem]:
    """Generated pages that are missing or not what the stored days say."""
    seen: dict[str, str] = {}
    for page in site.render(graph, project.config):
        yield from page_check.of_page(page, seen)
        file = project.docs / page.path
        try:
            stale = file.read_bytes() != page.body
        except FileNotFoundError:
            yield Problem(path=str(file), where="", message="missing; run: papers build")
        except OSError as error:
            yield Problem(path=str(file), where="", message=f"cannot be read: {error}")
        else:
            if stale:
                yield Problem(path=str(file), where="", message="out of date; run: papers build")
