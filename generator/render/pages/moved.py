"""Pages for addresses that used to have a page of their own."""

from collections.abc import Collection, Iterator, Mapping

from generator import urls
from generator.curation.corrections import Lead
from generator.records.ids import PaperId
from generator.records.ledger import Ledger
from generator.records.page import Page
from generator.render.pages import parts
from generator.sinks.to_html import el, phrase
from generator.wording import say


def paper(old: PaperId, new: PaperId) -> Page:
    """The page at a provisional id's address once the paper's real id is known."""
    here, there = urls.paper(old), urls.paper(new)
    link = el("p", phrase("This paper is now at {address}.", address=el("a", new, href=here.to(there))))
    return parts.page(
        here, "moved", say("Paper {id}", id=new), [link], about=say("Moved."), meta={"moved": there.url}
    )


def of_people(leads: Mapping[Lead, str]) -> dict[str, str]:
    """The addresses of people and organizations that curation has moved → their new addresses."""
    return {urls.group(kind, old).url: urls.group(kind, new).url for (kind, old), new in leads.items()}


def render(
    ledger: Ledger, built: frozenset[str], leads: Mapping[str, str], hubs: Collection[str]
) -> Iterator[Page]:
    """A page for every address in the ledger that is not in `built`. It redirects to the target in `leads`,
    or else to the nearest page, such as that of a folder in `hubs`; if there is none, it says so."""
    for url in sorted(ledger.all - built):
        here, there = urls.Address(url), urls.nearest(url, built, leads, hubs)
        if there is None:
            home = el("a", say("Home"), href=here.to(urls.HOME))
            gone = el("p", say("This page is no longer part of the archive."), class_="notice")
            title, about = say("Page removed"), say("Page removed.")
            yield parts.page(here, "tombstone", title, [gone, el("p", home)], about=about, meta={})
        else:
            link = el("a", there.url, href=here.to(there))
            told = el("p", phrase("This page is now part of {address}.", address=link))
            meta = {"moved": there.url}
            yield parts.page(here, "moved", say("Moved"), [told], about=say("Moved."), meta=meta)
