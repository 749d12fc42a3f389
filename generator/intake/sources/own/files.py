"""Whole files of this program's own data: their version, day and papers."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from generator.errors import Problem, RefusedError
from generator.intake import listings, moments
from generator.intake.fields import Fields, Place, as_object, got
from generator.intake.sources.own.records import moment
from generator.records import versions
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing, Parsed
from generator.records.schema import SOURCE


class List(NamedTuple):
    """A day's list of a source, read from it or reconstructed."""

    day: date
    source: str = ""
    is_reconstructed: bool = False


def list_of(item: Fields, day: date) -> List:
    """The list that an object describes. Raises RefusedError if its source is not a name."""
    written = item.string("source") or ""
    if written and not SOURCE.fullmatch(written):
        raise RefusedError("schema", f"expected the name of a source, got {got(written)}", "source")
    return List(day, written, item.raw("reconstructed") is True)


def refuse_version(found: object, known: tuple[int, ...], key: str) -> None:
    """Raises RefusedError if data of this version cannot be read."""
    if message := versions.fault(found, known):
        raise RefusedError("schema", message, key)


def papers_in(
    root: Fields, at: Place, read: Callable[[Fields, Place], ListedPaper | None]
) -> list[ListedPaper]:
    """The papers of a file; `read` reads one. Raises RefusedError if there are papers but none is usable."""
    items = root.raw("papers")
    if not isinstance(items, list):
        raise RefusedError("schema", f"expected a list of papers, got {got(items)}", "papers")
    if len(items) > listings.ENTRIES_CAP:
        raise RefusedError("size", f"more than {listings.ENTRIES_CAP} papers")
    found: list[ListedPaper] = []
    for number, item in enumerate(items):
        place = at.inside(f"papers[{number}]")
        entry = as_object(item)
        written = entry.get("id") if entry is not None else None
        known = PaperId.parse(written) if isinstance(written, str) else None
        place = place.inside(known) if known else place
        if entry is None:
            place.report("lost", f"expected an object, got {got(item)}")
        elif listed := read(Fields(entry, place), place):
            found.append(listed)
    if items and not found:
        first = at.found[0]
        message = f"none of {len(items)} papers is usable; the first: {first.message}"
        raise RefusedError("schema", message, first.where)
    return found


def parsed(
    shape: str,
    path: str,
    days: Mapping[List, tuple[str, list[ListedPaper]]],
    found: list[Problem],
) -> Parsed:
    """Listings of (captured, papers) by list; a paper that is twice on a list is merged."""
    made: list[Listing] = []
    for one, (captured, listed) in sorted(days.items()):
        papers, notes = listings.once_each(path, listed)
        made.append(
            Listing(
                day=one.day,
                captured=captured,
                papers=papers,
                source=one.source,
                is_reconstructed=one.is_reconstructed,
            )
        )
        found += notes
    return Parsed(shape=shape, listings=tuple(made), problems=tuple(found))


def captured_of(item: Fields, day: date) -> str:
    """When a day was first read; the start of the day means "not given"."""
    return moment(item, "captured") or moments.stamp(moments.midnight(day))


def day_of(item: Fields, key: str, asked: date | None) -> date:
    """The list day of a whole file. Raises RefusedError if it has none or is not the requested one."""
    written = item.raw(key)
    day = moments.iso_day(written)
    if day is None:
        raise RefusedError("schema", f"expected a day such as '2026-11-19', got {got(written)}", key)
    if asked not in (None, day):
        raise RefusedError("day", f"this is the list of {day}, not of {asked}", key)
    return day
