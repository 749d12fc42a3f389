"""Which papers belong to what somebody follows: authors, organizations, and papers to be near to."""

from collections.abc import Collection, Iterable, Iterator

from generator.errors import quoted
from generator.graph import Graph
from generator.graph.people import Group, GroupKind
from generator.records.ids import PaperId


def of(
    graph: Graph, authors: Iterable[str], organizations: Iterable[str], near: Collection[PaperId]
) -> Iterator[PaperId]:
    """Papers by any of the authors or of the organizations, or related to one of the papers `near` in either
    direction; some may come twice. People are given by their name or by the last part of their page's
    address."""
    for written in authors:
        for group in _named(graph, "author", written):
            yield from (one.paper.id for one in group.papers)
    for written in organizations:
        for group in _named(graph, "organization", written):
            yield from (one.paper.id for one in group.papers)
    wanted = {graph.archive.aliases.get(key, key) for key in near}
    if wanted:
        for key in wanted:
            yield from graph.related.get(key, ())
        yield from (key for key, others in graph.related.items() if wanted.intersection(others))


def nobody(
    graph: Graph, authors: Iterable[str], organizations: Iterable[str], near: Iterable[PaperId]
) -> Iterator[tuple[str, str]]:
    """(list, why nothing is found) for each name and paper that is not in the archive."""
    kinds: tuple[tuple[str, GroupKind, Iterable[str]], ...] = (
        ("authors", "author", authors),
        ("organizations", "organization", organizations),
    )
    for key, kind, names in kinds:
        for written in names:
            if not _named(graph, kind, written):
                yield key, f"{quoted(written)}: no {kind} here has this name"
    for paper in near:
        if graph.archive.aliases.get(paper, paper) not in graph.archive.papers:
            yield "near", f"{paper} is not a paper in this archive"


def _named(graph: Graph, kind: GroupKind, written: str) -> tuple[Group, ...]:
    """The group with that address, else all with that name, which may belong to several people."""
    groups = graph.groups(kind)
    return (groups[written],) if written in groups else graph.named(kind, written)
