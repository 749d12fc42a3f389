"""`/venues/…`: the papers of a conference in one year, or of a journal."""

from collections.abc import Iterator, Sequence

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.records.known import Venue
from generator.records.page import Page
from generator.render.pages import lists, parts
from generator.sinks.to_html import el
from generator.text.counted import counted
from generator.wording import noun, say


def render(papers: Sequence[ArchivedPaper], size: int) -> Iterator[Page]:
    """The pages of one venue, which all these papers have."""
    venue = _venue(papers)
    whole = urls.venue(venue.slug)
    about = say("{name}: {papers} in this archive.", name=venue.shown, papers=counted(len(papers), "paper"))
    up = el("p", el("a", say("All venues"), href=whole.to(urls.VENUES)), class_="lead")
    yield from lists.pages(
        lists.Long(whole=whole, kind="venue", title=venue.shown, about=about, top=[up], papers=papers), size
    )


def hub(graph: Graph) -> Page:
    """All venues with a page: by name, the newest year first."""
    here = urls.VENUES
    found = {slug: papers for slug, papers in graph.by_venue.items() if graph.has_venue_page(slug)}
    ordered = sorted(found.values(), key=lambda papers: _order(_venue(papers)))
    items = (
        lists.chip(here, _venue(papers).shown, urls.venue(_venue(papers).slug), len(papers))
        for papers in ordered
    )
    about = say(
        "Where papers of this archive were published, as far as arXiv and their authors say so: {venues}.",
        venues=counted(len(found), noun("venue")),
    )
    blocks = [el("p", about, class_="lead"), lists.chips(items)]
    return parts.page(here, "hub", say("Venues"), [block for block in blocks if block], about=about, meta={})


def _venue(papers: Sequence[ArchivedPaper]) -> Venue:
    venue = papers[0].known.venue
    if venue is None:
        raise ValueError(f"{papers[0].paper.id}: no venue is known")
    return venue


def _order(venue: Venue) -> tuple[str, int]:
    return venue.label.casefold(), -(venue.year or 0)
