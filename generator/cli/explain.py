"""`papers explain`: why a paper has its topics and its related papers."""

from pathlib import Path

import click

from generator.cli.graphs import whole_graph
from generator.cli.options import command, shared
from generator.cli.project import load_filled
from generator.errors import UsageError, quoted
from generator.graph import Graph, topics
from generator.graph.similarity import space
from generator.memo import Memory
from generator.records.ids import PaperId


@click.command()
@click.argument("written", metavar="ID")
@shared
@command
def explain(written: str, config_file: Path, quiet: bool, verbose: bool) -> None:
    """Explain the topics of the paper ID and list its related papers."""
    del quiet, verbose
    project = load_filled(config_file)
    graph = whole_graph(project)
    key = PaperId.parse(written)
    key = graph.archive.aliases.get(key, key) if key else None
    if key is None or key not in graph.archive.papers:
        raise UsageError(
            f"{quoted(written)}: no such paper in this archive; expected an id such as 2508.12345"
        )
    click.echo("\n".join(lines(key, graph, project.memory)))


def lines(key: PaperId, graph: Graph, known: Memory) -> list[str]:
    """The title, a line per topic with its reasons below, and a line per related paper."""
    found = [f"{key} {graph.archive.papers[key].plain_title}"]
    shown = graph.archive.papers[key].is_shown
    reasons = topics.why(space.of(graph.archive.shown, known), graph.taxonomy, key, known) if shown else {}
    for one in graph.assignments.get(key, ()):
        found.append(f"topic {graph.taxonomy.by_slug[one.topic].label} ({one.topic}), score {one.score:.2f}")
        found += [f"  {reason}" for reason in reasons[one.topic]]
    for other in graph.related.get(key, ()):
        found.append(f"related {other} {graph.archive.papers[other].plain_title}")
    return found
