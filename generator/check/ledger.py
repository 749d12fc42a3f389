"""Addresses that were published and would no longer answer."""

from collections.abc import Collection, Iterator, Mapping

from generator import urls
from generator.errors import Problem
from generator.records.ledger import NAME, Ledger

FALL = 0.01
"""The part of all pages that may lose their own page in one build before somebody has to say so."""
FEW = 20
"""The same as a number, for small archives: one hidden paper may take its author and keywords along."""
NAMED = 50


def problems(
    ledger: Ledger, built: frozenset[str], leads: Mapping[str, str], hubs: Collection[str]
) -> Iterator[Problem]:
    """`built` are the addresses of all pages about to be published, redirects left out; `leads` those
    that the operator has moved, which are no loss; `hubs` the folders whose own page answers for
    others.

    Papers and periods never go by themselves: stored data was lost. Groups may, one at a time.
    """
    moved = {url for url in ledger.live if leads.get("/".join(url.split("/")[:2]) + "/") in built}
    gone = sorted(ledger.live - built - moved)
    lost = [url for url in gone if urls.nearest(url, built, leads, hubs) is None]
    for url in lost[:NAMED]:
        yield Problem(path=NAME, where=url, message="was published and is gone: is stored data missing?")
    if len(lost) > NAMED:
        yield Problem(path=NAME, where="", message=f"and {len(lost) - NAMED:,} more are gone")
    if len(gone) > max(FEW, FALL * len(ledger.live)):
        message = f"{len(gone):,} of {len(ledger.live):,} pages are gone: is stored data missing?"
        yield Problem(path=NAME, where="", message=message)
