"""One fact about every paper of a segment per file: what filters, counts and other orders need.

A file is loaded when it is needed, and never to show results by relevance.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.graph import Graph
from generator.search.layout import CODE, PROJECT, Columns, Extent, Label
from generator.search.packing import known, number, record, row, steps
from generator.search.packs import Packs
from generator.search.segments import Segment


def shelve(
    segment: Segment, graph: Graph, topics: Sequence[str], orgs: Sequence[str], packs: Packs
) -> Columns:
    """`topics` and `orgs` are slugs, in the order of their lists."""
    places = {slug: place for place, slug in enumerate(topics)}
    held = {slug: place for place, slug in enumerate(orgs)}
    papers = segment.papers
    return Columns(
        days=_kept(packs, _days(segment)),
        topics=_kept(
            packs, (row([places[slug] for slug in graph.topics_of(one.paper.id)]) for one in papers)
        ),
        orgs=_kept(packs, (known(held.get(graph.organization_of(one) or "")) for one in papers)),
        votes=_kept(packs, (known(one.latest.upvotes) for one in papers)),
        links=_kept(
            packs,
            (bytes([(CODE if one.code else 0) | (PROJECT if one.paper.project else 0)]) for one in papers),
        ),
    )


def labels(by_slug: Mapping[str, str]) -> bytes:
    """A list of (slug, label) pairs in order; a label that follows from the slug is left out."""
    rows = (Label(slug=slug, label="" if label == spelt(slug) else label) for slug, label in by_slug.items())
    return b"".join(map(record, rows))


def listed(days: Iterable[date], packs: Packs) -> Extent:
    """Where the list of days that have pages."""
    return _kept(packs, [steps(sorted(day.toordinal() for day in days))])


def spelt(slug: str) -> str:
    """`diffusion-models` as a label: Diffusion models."""
    return slug[:1].upper() + slug[1:].replace("-", " ")


def _days(segment: Segment) -> Iterator[bytes]:
    days = [one.first_day.toordinal() for one in segment.papers]
    yield number(first := min(days))
    yield from (number(day - first) for day in days)


def _kept(packs: Packs, parts: Iterable[bytes]) -> Extent:
    return packs.add(b"".join(parts))
