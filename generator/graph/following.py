"""Which papers belong to what somebody follows: authors, organizations, and papers to be near to."""

from collections.abc import Collection, Iterable, Iterator

from generator.errors import quoted
from generator.graph import Graph
from generator.graph.people import Group, GroupKind
from generator.records.identity import name_key
from generator.records.ids import PaperId


def of(
    graph: Graph, authors: Iterable[str], organizations: Iterable[str], near: Collection[PaperId]
) -> Iterator[PaperId]:
    """Papers by any of the authors, or of an organization, or related to a paper in either direction; some of
    them twice. People are named by their name or by the last part of their page's address."""
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
    """(the list it is in, why it finds nothing) of each of these that is not in the archive."""
    kinds: tuple[tuple[str, GroupKind, Iterable[str]], ...] = (
        ("authors", "author", authors),
        ("organizations", "organization", organizations),
    )
    for key, kind, names in kinds:
        for written in names:
            if not any(_named(graph, kind, written)):
                yield key, f"{quoted(written)}: no {kind} here has this name"
    for paper in near:
        if graph.archive.aliases.get(paper, paper) not in graph.archive.papers:
            yield "near", f"{paper} is not a paper in this archive"


def _named(graph: Graph, kind: GroupKind, written: str) -> Iterator[Group]:
    """The group at that address; else all of that name, since a name may be several people."""
    groups = graph.groups(kind)
    if written in groups:
        yield groups[written]
        return
    key = name_key(written)
    yield from (group for group in groups.values() if name_key(group.label) == key)
