"""Addresses that were published and would have no page any more."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from generator import urls
from generator.errors import Problem
from generator.records import period
from generator.records.ledger import NAME, Ledger
from generator.records.listing import Listing

FALL = 0.01
"""The share of all pages that may lose their own page in one build before somebody has to confirm it."""
FEW = 20
"""The same as a number, for small archives: hiding one paper may also remove the pages of its author and
keywords."""
MOST = 0.2
"""The share that may be lost together with hidden papers: each of them may be a group's last one."""
NAMED = 50
"""At most this many addresses are reported one by one."""
_CHECK = "check whether stored data was lost"
SHOWN = 3
"""At most this many pages are examples of what is missing."""
_THRESHOLDS = {
    "authors": "author_threshold",
    "keywords": "keyword_threshold",
    "orgs": "organization_threshold",
    "submitters": "submitter_threshold",
}
"""By folder: the option that decides who has a page."""
_KIND_OF = {folder: kind for kind, folder in urls.FOLDERS.items()}


def premature(
    ledger: Ledger, built: frozenset[str], hidden: Iterable[Listing], last: date | None
) -> frozenset[str]:
    """Addresses that a wrong clock published too early: periods that begin after `last`, and the periods and
    papers of `hidden` days, which are stored and will be shown when they arrive. Pages that are `built`, and
    former parts of them, are not too early. A group that came with such papers looks like any other.
    With None for `last`, no period is too early."""
    early: set[str] = set()
    for one in hidden:
        early |= {urls.period(of_day(one.day)).url for of_day in period.OF_DAY.values()}
        early |= {urls.paper(listed.paper.id).url for listed in one.papers}
    gone = (url for url in ledger.all if _whole(url) not in built)
    return frozenset(url for url in gone if _whole(url) in early or (last and _begins_after(last, url)))


def _whole(url: str) -> str:
    """The list that an address is a part of, or the address itself."""
    return "/".join(url.split("/")[:2]) + "/"


def _begins_after(last: date, url: str) -> bool:
    folder, _, rest = url.partition("/")
    kind = _KIND_OF.get(folder)
    return kind is not None and rest.partition("/")[0] > period.OF_DAY[kind](last).key


def problems(
    ledger: Ledger,
    built: frozenset[str],
    leads: Mapping[str, str],
    hubs: Collection[str],
    hidden: int = 0,
) -> Iterator[Problem]:
    """`built` are the addresses of all pages about to be published, without redirects; `leads` those that the
    operator has moved, which are not lost; `hubs` the folders whose own page replaces its missing pages;
    `hidden` is the number of papers that are left out for a while, whose groups may disappear with them.

    Papers and periods never disappear by themselves: if one does, stored data was lost. Groups may, a few at
    a time.
    """
    moved = {url for url in ledger.live if leads.get(_whole(url)) in built}
    gone = sorted(ledger.live - built - moved)
    lost = [url for url in gone if urls.nearest(url, built, leads, hubs) is None]
    for url in lost[:NAMED]:
        yield Problem(
            path=NAME,
            where=url,
            message=f"was published and is missing now; {_CHECK}",
        )
    if len(lost) > NAMED:
        yield Problem(path=NAME, where="", message=f"and {len(lost) - NAMED:,} more are missing")
    few = max(FEW, min(FEW * (1 + hidden), MOST * len(ledger.live)))
    if len(gone) > max(few, FALL * len(ledger.live)):
        more = ", …" if len(gone) > SHOWN else ""
        shown = f"{len(gone):,} of {len(ledger.live):,} pages are missing ({', '.join(gone[:SHOWN])}{more})"
        yield Problem(path=NAME, where="", message=f"{shown}{_advice(gone)} {_CHECK}")


def _advice(gone: Collection[str]) -> str:
    """What the operator may have changed, where most pages are of one kind."""
    folders = [url.partition("/")[0] for url in gone]
    small = [folder for folder in folders if folder in _THRESHOLDS]
    if 2 * len(small) > len(gone):
        options = " and ".join(_THRESHOLDS[folder] for folder in sorted(set(small)))
        return f", mostly of people or keywords; lower {options} in mkdocs.yml to keep them, or"
    if 2 * folders.count("topics") > len(gone):
        return ", mostly of topics; give them back to the vocabulary (topics.yml) to keep them, or"
    return ";"
