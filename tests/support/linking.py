"""Graphs of invented listings with a small vocabulary, and the files made from them."""

from collections.abc import Iterable, Mapping
from datetime import date

from generator import graph as graphs
from generator.archive import Archive
from generator.config import Config
from generator.config.options import Options
from generator.curation import Curation, Note, Person
from generator.graph import Graph, Thresholds
from generator.graph.topics import taxonomy
from generator.graph.topics.taxonomy import Taxonomy
from generator.intake import sources
from generator.records.ids import PaperId
from generator.records.listing import Listing
from generator.records.paper import Paper
from tests.support import rendering
from tests.support.helpers import DAY, listed, listing

VOCABULARY = """
groups:
  - {slug: things, label: Things}
  - {slug: places, label: Places}
topics:
  - {slug: lanterns, label: Lanterns, group: things, description: What gives light.,
     patterns: [lantern, paper-light], weak: [glow], not: [lantern fish]}
  - {slug: kites, label: Kites, group: things, description: What flies on a string., patterns: [kite, kiting*]}
  - {slug: maps, label: Maps, group: things, description: What shows a place.,
     patterns: [map, "title: atlas", "re: \\\\bm[1-9]\\\\b"]}
  - {slug: clocks, label: Clocks, group: things, description: What tells time., patterns: [clock & tower]}
  - {slug: gardens, label: Gardens, group: places, description: What grows., patterns: [garden]}
  - {slug: rivers, label: Rivers, group: places, description: What flows., patterns: [river]}
  - {slug: bridges, label: Bridges, group: places, description: What leads over., patterns: [bridge]}
  - {slug: harbours, label: Harbours, group: places, description: Where ships are., patterns: [harbour],
     weight: 0.5}
"""


def vocabulary(body: str = VOCABULARY) -> Taxonomy:
    """A vocabulary without problems."""
    found, problems = taxonomy.parse(body)
    assert problems == []
    return found


def graph(
    listings: Iterable[Listing],
    notes: Mapping[PaperId, Note] | None = None,
    threshold: int = 2,
    people: tuple[Person, ...] = (),
) -> Graph:
    """`threshold` papers give anything a page."""
    archive = Archive.of(listings, Curation(notes or {}, people), sources=sources.known())
    thresholds = Thresholds(author=threshold, organization=threshold, submitter=threshold, keyword=threshold)
    return graphs.of(archive, vocabulary(), thresholds)


def of(*papers: Paper, notes: Mapping[PaperId, Note] | None = None, threshold: int = 2) -> Graph:
    """One day with these papers."""
    return graph([day(*papers)], notes, threshold)


def day(*papers: Paper, on: date = DAY) -> Listing:
    """These papers, liked the more the later they come, on one list day."""
    return listing((listed(number, of=one) for number, one in enumerate(papers)), day=on)


def files(found: Graph, size: int = 20) -> rendering.Site:
    """The whole site."""
    return rendering.Site(found, Config(options=Options(listing_page_size=size)))
