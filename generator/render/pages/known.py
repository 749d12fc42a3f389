"""What is known of a paper beside its lists, on its page: its venue, versions, models and data."""

from collections.abc import Iterator

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.records.known import Links
from generator.records.source import linked_at
from generator.render.pages import parts
from generator.sinks.to_html import Html, el, join
from generator.text import excerpt
from generator.text.counted import counted
from generator.wording import noun, of_outside, say

COMMENT = 160
"""Characters of the authors' comment."""
NAMED = 3
"""Models, datasets and Spaces that are named, of each kind."""

LICENCES = {
    "creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "creativecommons.org/licenses/by-sa/4.0/": "CC BY-SA 4.0",
    "creativecommons.org/licenses/by-nc-sa/4.0/": "CC BY-NC-SA 4.0",
    "creativecommons.org/licenses/by-nc-nd/4.0/": "CC BY-NC-ND 4.0",
    "creativecommons.org/licenses/by/3.0/": "CC BY 3.0",
    "creativecommons.org/licenses/by-nc-sa/3.0/": "CC BY-NC-SA 3.0",
    "creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
}
"""Licences that allow more than reading; arXiv's own, which most papers have, is not worth a line."""


def facts(here: urls.Address, archived: ArchivedPaper, graph: Graph) -> Iterator[Html | None]:
    """Lines for the facts below the title."""
    known = archived.known
    if venue := known.venue:
        name = el("a", venue.shown, href=here.to(urls.venue(venue.slug)))
        shown = name if graph.has_venue_page(venue.slug) else venue.shown
        yield el("li", shown, f" ({venue.track})" if venue.track else None)
    if known.journal:
        yield el("li", known.journal, lang=of_outside())
    elif known.comment and not known.venue:
        yield el("li", excerpt(known.comment, COMMENT), lang=of_outside())
    if known.doi:
        yield el("li", el("a", f"doi:{known.doi}", href=urls.doi(known.doi)))
    if known.categories:
        yield el("li", ", ".join(known.categories))
    if known.versions[1:]:
        last = known.versions[-1]
        told = say("Version {number} of {day}", number=last.number, day=parts.shown_date(last.day))
        yield el("li", told)
    if known.licence and (label := LICENCES.get(known.licence.removeprefix("https://"))):
        yield el("li", el("a", label, href=known.licence, rel="license"))


def linked(archived: ArchivedPaper) -> Iterator[Html]:
    """Models, datasets and Spaces, with the day on which they were counted."""
    known, names = archived.known, archived.linking
    kinds = (
        (known.models, noun("model"), names.model),
        (known.datasets, noun("dataset"), names.dataset),
        (known.spaces, noun("Space"), names.space),
    )
    items = [_kind(links, name, address) for links, name, address in kinds if links]
    if not items:
        return
    days = {links.at for links, _, _ in kinds if links}
    when = el("small", say("as of {day}", day=parts.shown_date(max(days))))
    yield parts.heading(say("Models and data"), "models")
    yield el("ul", *items)
    yield el("p", when)


def _kind(links: Links, name: str, address: str) -> Html:
    named = (_named(one.name, address) for one in links.named[:NAMED])
    return el("li", counted(links.total, name), ": " if links.named else None, join(*named, between=", "))


def _named(name: str, address: str) -> Html:
    shown = el("bdi", name)
    there = linked_at(address, name)
    return el("a", shown, href=there) if there else shown
