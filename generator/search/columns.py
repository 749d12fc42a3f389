"""One fact of every paper of a segment per file: what filters, counts and other orders need.

Each is loaded when it is asked for, never to show results by relevance.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.graph import Graph
from generator.search.packing import number, word
from generator.search.segments import Segment
from generator.search.shelf import Shards

CODE, PROJECT = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Marks of the files of one segment.

    days:   (steps in days since the last, papers of that day)*, from day 0 = 0001-01-01 on
    topics: (how many, place in the manifest's list)* per paper
    orgs:   per paper 0 or one more than the place in the list of organizations
    votes:  per paper 0 where unknown or one more than the upvotes
    links:  per paper CODE and PROJECT
    """

    days: str
    topics: str
    orgs: str
    votes: str
    links: str


def shelve(
    segment: Segment, graph: Graph, topics: Sequence[str], orgs: Sequence[str], shards: Shards
) -> Columns:
    """`topics` and `orgs` are slugs in the order of their lists."""
    places = {slug: place for place, slug in enumerate(topics)}
    held = {slug: place + 1 for place, slug in enumerate(orgs)}
    papers = segment.papers
    return Columns(
        days=_kept(shards, _days(segment)),
        topics=_kept(shards, b"".join(_topics(graph.topics_of(one.paper.id), places) for one in papers)),
        orgs=_kept(shards, b"".join(number(held.get(graph.organization_of(one) or "", 0)) for one in papers)),
        votes=_kept(
            shards,
            b"".join(number(0 if one.latest.upvotes is None else one.latest.upvotes + 1) for one in papers),
        ),
        links=_kept(
            shards,
            bytes((CODE if one.code else 0) | (PROJECT if one.paper.project else 0) for one in papers),
        ),
    )


def labels(found: Mapping[str, str], shards: Shards) -> str:
    """The mark of a list of (slug, label) pairs in order; a label that the slug tells is left out."""
    return _kept(
        shards,
        b"".join(word(slug) + word("" if label == spelt(slug) else label) for slug, label in found.items()),
    )


def listed(days: Iterable[date], shards: Shards) -> str:
    """The mark of the list days, which have pages: steps in days, from day 0 = 0001-01-01 on."""
    found = sorted(day.toordinal() for day in days)
    return _kept(shards, b"".join(number(day - last) for last, day in pairwise([0, *found])))


def spelt(slug: str) -> str:
    """`diffusion-models` as a label: Diffusion models."""
    return slug[:1].upper() + slug[1:].replace("-", " ")


def _days(segment: Segment) -> bytes:
    body, last = b"", 0
    for day, papers in sorted(Counter(one.first_day.toordinal() for one in segment.papers).items()):
        body += number(day - last) + number(papers)
        last = day
    return body


def _topics(slugs: Sequence[str], places: Mapping[str, int]) -> bytes:
    return number(len(slugs)) + b"".join(number(places[slug]) for slug in slugs)


def _kept(shards: Shards, body: bytes) -> str:
    return shards.add(body).hex()
