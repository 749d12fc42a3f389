"""Addresses that were published and would have no page any more."""

from collections.abc import Collection, Iterator, Mapping

from generator import urls
from generator.errors import Problem
from generator.records.ledger import NAME, Ledger

FALL = 0.01
"""The share of all pages that may lose their own page in one build before somebody has to confirm it."""
FEW = 20
"""The same as a number, for small archives: hiding one paper may remove its author and keywords as well."""
NAMED = 50


def problems(
    ledger: Ledger, built: frozenset[str], leads: Mapping[str, str], hubs: Collection[str]
) -> Iterator[Problem]:
    """`built` are the addresses of all pages about to be published, without redirects; `leads` those that the
    operator has moved, which are not lost; `hubs` the folders whose own page replaces its missing pages.

    Papers and periods never disappear by themselves: if one does, stored data was lost. Groups may, one at a
    time.
    """
    moved = {url for url in ledger.live if leads.get("/".join(url.split("/")[:2]) + "/") in built}
    gone = sorted(ledger.live - built - moved)
    lost = [url for url in gone if urls.nearest(url, built, leads, hubs) is None]
    for url in lost[:NAMED]:
        yield Problem(
            path=NAME,
            where=url,
            message="was published and is missing now; check whether stored data was lost",
        )
    if len(lost) > NAMED:
        yield Problem(path=NAME, where="", message=f"and {len(lost) - NAMED:,} more are missing")
    if len(gone) > max(FEW, FALL * len(ledger.live)):
        message = (
            f"{len(gone):,} of {len(ledger.live):,} pages are missing; check whether stored data was lost"
        )
        yield Problem(path=NAME, where="", message=message)
