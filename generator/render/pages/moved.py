"""What answers at an address that once had a page of its own."""

from collections.abc import Collection, Iterator, Mapping

from generator import urls
from generator.curation.corrections import Lead
from generator.records.ids import PaperId
from generator.records.ledger import Ledger
from generator.records.page import Page
from generator.render.pages import parts
from generator.sinks.to_html import el


def paper(old: PaperId, new: PaperId) -> Page:
    """The page left where a provisional id was, once the paper's real id is known."""
    here, there = urls.paper(old), urls.paper(new)
    link = el("p", "This paper is now at ", el("a", new, href=here.to(there)), ".")
    return parts.page(here, "moved", f"Paper {new}", [link], about="Moved.", meta={"moved": there.url})


def of_people(leads: Mapping[Lead, str]) -> dict[str, str]:
    """Addresses of people and organizations that the curation has moved, each with the new one."""
    return {urls.group(kind, old).url: urls.group(kind, new).url for (kind, old), new in leads.items()}


def render(
    ledger: Ledger, built: frozenset[str], leads: Mapping[str, str], hubs: Collection[str]
) -> Iterator[Page]:
    """A page for every address of the ledger that is not among the `built`: it leads to where `leads`
    say or else to the nearest page, such as that of a folder in `hubs`, or says that there is none."""
    for url in sorted(ledger.all - built):
        here, there = urls.Address(url), urls.nearest(url, built, leads, hubs)
        if there is None:
            home = el("a", "Home", href=here.to(urls.HOME))
            blocks = [el("p", "This page is no longer part of the archive.", class_="notice"), el("p", home)]
            yield parts.page(here, "tombstone", "No longer here", blocks, about="No longer here.", meta={})
        else:
            link = el("p", "What stood here is now part of ", el("a", there.url, href=here.to(there)), ".")
            yield parts.page(here, "moved", "Moved", [link], about="Moved.", meta={"moved": there.url})
