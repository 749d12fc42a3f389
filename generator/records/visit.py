"""What `papers fetch` remembers between runs: when it asked for each day, and what the answer was.

None of it is needed to read the archive. Without it the next run requests more than necessary, and a loss
of papers is confirmed a day later.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator import text
from generator.records import reading
from generator.records.ids import PaperId
from generator.records.reading import Json, SchemaError, each, get, maybe

VERSION = 1
NAME = "fetch.json"
"""Its file in the scratch folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Stored papers that have been missing from answers since `since`; confirmed by two such answers a day
    apart, or by the operator."""

    papers: tuple[PaperId, ...]
    since: str
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last answer for a day. `etag` and `modified` are the source's validators for it, usable while the
    stored day has the hash `stored`."""

    at: str
    etag: str = ""
    modified: str = ""
    stored: str = ""
    missing: Missing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """The last run that read a day (when it ended, its first and last day), what the most recent run refused
    and why, the last answer for each day, and the range that was not finished."""

    ended: str | None = None
    since: date | None = None
    until: date | None = None
    unfinished: tuple[date, date] | None = None
    refused: Mapping[date, str] = field(default_factory=dict)
    days: Mapping[date, Visit] = field(default_factory=dict)


def joined(all_visits: Iterable[Visits]) -> Visits:
    """What runs over several sources remember, as one: from the first to the last day, and why any of them
    refused a day. The last fetch is that of the source that was read longest ago."""
    found = [one for one in all_visits if one != Visits()]
    if len(found) == 1:
        return found[0]
    ended = [one.ended for one in found if one.ended]
    since, until = ([day for one in found if (day := getattr(one, name))] for name in ("since", "until"))
    return Visits(
        ended=min(ended, default=None),
        since=min(since, default=None),
        until=max(until, default=None),
        refused={day: why for one in reversed(found) for day, why in one.refused.items()},
    )


def visits_to_json(visits: Visits) -> dict[str, Json]:
    """Sorted by day; unknown values are not written."""
    values: dict[str, Json] = {
        "version": VERSION,
        "ended": visits.ended,
        "since": visits.since.isoformat() if visits.since else None,
        "until": visits.until.isoformat() if visits.until else None,
        "unfinished": [day.isoformat() for day in visits.unfinished] if visits.unfinished else None,
        "refused": {day.isoformat(): _one_line(visits.refused[day]) for day in sorted(visits.refused)},
        "days": {day.isoformat(): _visit_to_json(visits.days[day]) for day in sorted(visits.days)},
    }
    return {key: value for key, value in values.items() if value is not None}


def visits_from_json(value: Json) -> Visits:
    """Raises SchemaError naming the place."""
    root = reading.object_of(value, "file")
    if root.get("version") != VERSION:
        raise SchemaError(f"version: expected {VERSION}, got {root.get('version')!r}")
    refused = get(root, "refused", "", reading.object_of)
    days = get(root, "days", "", reading.object_of)
    return Visits(
        ended=maybe(root, "ended", "", reading.moment),
        since=maybe(root, "since", "", _day),
        until=maybe(root, "until", "", _day),
        unfinished=_range(each(root, "unfinished", "", _day)),
        refused={_day(day, "refused"): reading.string(why, f"refused.{day}") for day, why in refused.items()},
        days={_day(day, "days"): _visit_from_json(one, f"days.{day}") for day, one in days.items()},
    )


def _one_line(why: str) -> str:
    """A reason may quote an answer with spaces in a row, which would make the whole file unreadable."""
    return text.clean(why, text.ABSTRACT_CAP)


def _visit_to_json(visit: Visit) -> Json:
    missing = visit.missing
    values: dict[str, Json] = {
        "at": visit.at,
        "etag": visit.etag,
        "modified": visit.modified,
        "stored": visit.stored,
        "missing": [str(key) for key in missing.papers] if missing else [],
        "missing_since": missing.since if missing else "",
        "missing_confirmed": bool(missing and missing.is_confirmed),
    }
    return {key: value for key, value in values.items() if value}


def _visit_from_json(value: Json, where: str) -> Visit:
    item = reading.object_of(value, where)
    papers = each(item, "missing", where, reading.paper_id)
    since = maybe(item, "missing_since", where, reading.moment)
    return Visit(
        at=get(item, "at", where, reading.moment),
        etag=maybe(item, "etag", where, reading.string) or "",
        modified=maybe(item, "modified", where, reading.string) or "",
        stored=maybe(item, "stored", where, reading.string) or "",
        missing=Missing(papers=papers, since=since, is_confirmed=item.get("missing_confirmed") is True)
        if papers and since
        else None,
    )


def _range(days: Sequence[date]) -> tuple[date, date] | None:
    match list(days):
        case []:
            return None
        case [first, last] if first <= last:
            return first, last
    raise SchemaError("unfinished: expected a first and a last day")


def _day(value: Json, where: str) -> date:
    return date.fromisoformat(reading.day(value, where))
