"""Which digests are due: complete, not empty, and not sent before."""

from collections.abc import Mapping
from datetime import date, timedelta

from generator.archive import Archive
from generator.graph.digests import Digest, Digests
from generator.records.mailing import Mailing
from generator.records.period import Period

CATCH_UP = 7
"""How many missed digests are sent after runs that failed or never ran; older ones are no longer news."""

FRIDAY = 4


def is_complete(archive: Archive, period: Period) -> bool:
    """Whether nothing more is expected. The source's days end at midnight UTC, and it lists papers on
    weekdays. The proof is a later list day, or an answer for the period's last weekday that was received
    on the next day or later."""
    last = _last_list_day(period)
    if archive.days and max(archive.days) > last:
        return True
    return last in archive.days and _read_until(archive, last) > last.isoformat()


def due(
    archive: Archive, digests: Digests, mailed: Mapping[str, Mailing], whole: Digests | None = None
) -> tuple[Digest, ...]:
    """The digests to send now, oldest first: those that failed, and every one since the last that was sent.
    If none was ever sent, only the newest. Where `digests` hold a part of the papers, `whole` has all of them
    and says which periods are recent."""
    recent = recently(archive, whole or digests)
    ready = [one for one in _ready(archive, digests) if one.period.key in recent]
    known = [key for key in mailed if key in digests.by_key]
    if not known:
        return tuple(ready[-1:])
    newest = digests.by_key[max(known)].period
    fresh = [one for one in ready if one.period > newest]
    again = [one for one in ready if _is_open(mailed.get(one.period.key))]
    return tuple(sorted([*again, *fresh], key=lambda one: one.period))


def recently(archive: Archive, digests: Digests) -> tuple[str, ...]:
    """The keys of the periods that are still news, oldest first."""
    return tuple(one.period.key for one in _ready(archive, digests)[-CATCH_UP:])


def _ready(archive: Archive, digests: Digests) -> list[Digest]:
    """Oldest first."""
    return [one for one in digests.by_key.values() if one.papers and is_complete(archive, one.period)]


def _is_open(mailing: Mailing | None) -> bool:
    return mailing is not None and mailing.state in {"sending", "failed"}


def _last_list_day(period: Period) -> date:
    return period.first + timedelta(days=FRIDAY) if period.kind == "week" else period.last


def _read_until(archive: Archive, day: date) -> str:
    """The date of the newest answer for a day, taken from its numbers."""
    seen = (archive.papers[key].latest.at for key in archive.days[day])
    return max([archive.captured[day], *seen])[:10]


def one(archive: Archive, digests: Digests, day: date | None) -> Digest | str:
    """The digest that contains `day`, or the newest complete one if `day` is None; else why there is none."""
    if day is None:
        ready = _ready(archive, digests)
        return ready[-1] if ready else f"there is no complete {digests.kind} with papers"
    found = digests.of(day)
    if found is None:
        return f"there is no list of that {digests.kind}"
    if not is_complete(archive, found.period):
        return f"{found.period.key} is not complete: nothing was fetched after its end yet"
    return found if found.papers else f"{found.period.key} has no papers"
