"""`papers topics suggest`: entries for `topics.yml`, from what the papers say."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from generator.cli import drifting
from generator.cli.graphs import whole_graph, whole_space
from generator.cli.options import command, shared
from generator.cli.project import load_filled
from generator.graph.topics import proposals
from generator.graph.topics.proposals import Proposal
from generator.graph.topics.taxonomy import Group, Taxonomy
from generator.sinks import to_json
from generator.text.counted import counted


@click.group()
def topics() -> None:
    """Work on the vocabulary of topics."""


@topics.command()
@click.option(
    "--whole",
    is_flag=True,
    help="Propose a whole vocabulary, without regard to the present one, for another field.",
)
@shared
@command
def suggest(*, whole: bool, config_file: Path, quiet: bool, verbose: bool) -> None:
    """Print entries for topics.yml: for phrases of many papers that no topic covers, or a vocabulary."""
    del verbose
    project = load_filled(config_file)
    if whole:
        # A shell that writes what is printed into topics.yml has emptied that file already.
        groups, found = proposals.vocabulary(whole_space(project))
        if found:
            click.echo("\n".join(_vocabulary(groups, found)))
        else:
            _tell(quiet, "too few papers for a vocabulary")
        return
    graph = whole_graph(project)
    drift = drifting.of(project, graph)
    if drift is None:
        _tell(quiet, "too few papers to tell what is missing; for a vocabulary of your own: --whole")
    elif not drift.gaps:
        _tell(quiet, "nothing to add: the topics cover what the new papers have in common")
    else:
        lines = entries(proposals.of_gaps(drift.gaps, graph.taxonomy), graph.taxonomy)
        click.echo(
            "\n".join(["# Below topics: in topics.yml. What is not a topic goes below dismissed:", *lines])
        )


def _tell(quiet: bool, line: str) -> None:
    """On stderr, because what is printed is meant for a file."""
    if not quiet:
        click.echo(line, err=True)


def _vocabulary(groups: Iterable[Group], found: Iterable[Proposal]) -> Iterator[str]:
    """A whole `topics.yml`."""
    yield "groups:"
    yield from (
        f"  - {{slug: {to_json.compact(one.slug)}, label: {to_json.compact(one.label)}}}" for one in groups
    )
    yield "topics:"
    yield from entries(found, Taxonomy())


def entries(found: Iterable[Proposal], known: Taxonomy) -> Iterator[str]:
    """Entries of the list of topics. A phrase is letters and digits, so JSON quotes it as YAML does."""
    for one in found:
        new = f", {one.recent} of them new" if one.recent else ""
        nearest = known.by_slug.get(one.nearest or "")
        where = f"; most are on {nearest.slug} now, which may be the place for the phrase" if nearest else ""
        yield f"  # {counted(one.papers, 'paper')}{new}, such as {', '.join(one.examples)}{where}"
        yield f"  - slug: {to_json.compact(one.slug)}"
        yield f"    label: {to_json.compact(one.label)}"
        yield f"    group: {to_json.compact(one.group)}"
        yield f"    description: {to_json.compact(f'Papers on {one.patterns[0]}.')}"
        yield f"    patterns: [{', '.join(map(to_json.compact, one.patterns))}]"
