"""One list day from the source into the store: read, judge, merge, record."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

from generator.cli.project import Project
from generator.errors import ClockError, Problem, RefusedError, StoreError, UnreachableError
from generator.intake import clocks, merge, moments, plausibility, sources
from generator.intake.answers import NotOpen, Unchanged, Validators, Whole
from generator.intake.client import Client
from generator.intake.source import Source
from generator.records.decision import Absent, Add, Change
from generator.records.listing import Listing, Parsed
from generator.records.visit import Visit, Visits

AROUND = 19
"""How many days before a new one show what is usual; days without a usual list do not count."""
SETTLED = timedelta(days=28)
"""Age at which a day is considered complete: nothing arrives later than its rolling window."""

NEVER = Visit(at="")
"""What is known about a day that was never requested."""

State = Literal["read", "pending", "refused", "unreachable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one day. `visit` is what to remember, None to keep what was known before."""

    state: State
    visit: Visit | None = None
    added: int = 0
    changed: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True, kw_only=True)
class Visitor:
    """Reads days of one source into a project. `accepts` is the day that may shrink; `doubt` says why the
    clock cannot be right unless the source confirms it."""

    project: Project
    source: Source
    client: Client
    visits: Visits
    accepts: date | None = None
    doubt: str = ""
    _sizes: dict[date, int | None] = field(default_factory=dict)

    @property
    def stored_as(self) -> str:
        """The name of the source in stored days."""
        return sources.stored_name(self.source.about.name)

    @property
    def is_doubtful(self) -> bool:
        """Whether the clock cannot be right, as far as is known."""
        return bool(self.doubt) and not self.client.is_clock_confirmed

    def visit(self, day: date) -> Outcome:
        """Fetches a day and stores it. If it is refused, the stored day stays as it was.

        Raises ClockError when nothing can be dated.
        """
        path = f"{day} {self.client.address}"
        before = self.visits.days.get(day, NEVER)
        try:
            reply = sources.ask(self.source, self.client, day, self._validators(day, before))
            if self.is_doubtful:
                raise ClockError(f"{self.doubt}. Nothing was stored")
            if isinstance(reply, NotOpen):
                return Outcome(state="pending")
            if isinstance(reply, Unchanged):
                return Outcome(state="read", visit=self._repeated(before))
            return self._store(day, path, reply, before)
        except RefusedError as error:
            problem = _refusal(path, error.reason, str(error), error.where)
            state: State = "unreachable" if isinstance(error, UnreachableError) else "refused"
            return Outcome(state=state, problems=(problem,))
        except StoreError as error:
            problem = Problem(path=path, where="", message=str(error), severity="refused")
            return Outcome(state="refused", problems=(problem,))

    def remember(self, day: date, outcome: Outcome) -> None:
        """Keeps what a visit found, for this run and the next."""
        if outcome.visit is not None:
            self.visits = replace(self.visits, days={**self.visits.days, day: outcome.visit})

    def is_done(self, day: date, *, is_backfill: bool, is_only: bool) -> bool:
        """Whether a day need not be asked for; the only day of a run always is."""
        if is_backfill:
            return self.is_settled(day)
        return not is_only and self._is_closed(day)

    def is_settled(self, day: date) -> bool:
        """Whether a day was read long after it was complete, so that a backfill may skip it."""
        try:
            listing = self.project.store.read(day, self.stored_as)
        except StoreError:
            return False
        if listing is None or (not listing.papers and self.source.about.is_usual(day)):
            return False
        if self.source.closes is not None:
            return True
        visit = self.visits.days.get(day)
        listing = clocks.healed(listing, self.client.now())
        known = [listing.captured, *(one.seen for one in listing.papers), visit.at if visit else ""]
        return max(known) >= moments.stamp(moments.midnight(day) + SETTLED)

    def _is_closed(self, day: date) -> bool:
        """Whether a day was read while its list was available, and the list is no longer available."""
        closes = self.source.closes
        if closes is None or self.client.now() < moments.midnight(day) + closes:
            return False
        try:
            listing = self.project.store.read(day, self.stored_as)
        except StoreError:
            return False
        return listing is not None and (bool(listing.papers) or not listing.is_reconstructed)

    def _validators(self, day: date, before: Visit) -> Validators:
        """The source's validators for what is stored, if the stored day has not changed since."""
        if not before.stored or before.stored != self.project.store.mark(day, self.stored_as):
            return Validators()
        return Validators(etag=before.etag, modified=before.modified)

    def _repeated(self, before: Visit) -> Visit:
        at = moments.stamp(self.client.now())
        missing = plausibility.repeated(before.missing, at) if before.missing else None
        return replace(before, at=at, missing=missing)

    def _store(self, day: date, path: str, reply: Whole, before: Visit) -> Outcome:
        at = moments.stamp(reply.captured)
        parsed = sources.day(self.source, path, reply, day)
        (told,) = parsed.listings
        believed = clocks.believed(told, path, reply.captured)
        if believed.listing is None:
            raise RefusedError("day", believed.problems[0].message, believed.problems[0].where)
        seen = believed.listing
        parsed = replace(parsed, problems=(*parsed.problems, *believed.problems))
        lost = sum(one.count for one in parsed.problems if one.severity == "lost")
        plausibility.refuse_mostly_bad(lost, reply.size)
        if not seen.papers and day >= reply.captured.date() and not reply.is_final:
            return Outcome(state="pending")
        store = self.project.store
        with store.writing():
            known = store.read(day, self.stored_as)
            known = clocks.healed(known, reply.captured) if known else None
            if known and known.papers and seen.is_reconstructed and not known.is_reconstructed:
                return Outcome(state="read", visit=replace(before, at=at))
            shrinking = plausibility.shrinking(known, seen, before.missing, at)
            missing = shrinking.missing
            if missing and day == self.accepts:
                missing = plausibility.accepted(missing)
            elif shrinking.to_refuse:
                how = (
                    f"papers fetch --date {day} --accept-shrunken (on GitHub: Run workflow, accept_shrunken)"
                )
                why = f"{shrinking.to_refuse}; to accept it: {how}"
                return Outcome(
                    state="refused",
                    visit=Visit(at=at, missing=missing),
                    problems=(_refusal(path, "shrink", why),),
                )
            few = self._few(day, len(seen.papers)) if known is None else ""
            store.write(merge.refreshed(known, seen) if known else seen)
            self._sizes[day] = len(seen.papers)
            marks = reply.validators
            visit = Visit(
                at=at,
                etag=marks.etag,
                modified=marks.modified,
                stored=store.mark(day, self.stored_as),
                missing=missing,
            )
        return _outcome(visit, known, seen, parsed, [few] if few else [])

    def _few(self, day: date, size: int) -> str:
        is_usual = self.source.about.is_usual
        if not is_usual(day):
            return ""
        around = [day - timedelta(days=n) for n in range(1, AROUND + 1)]
        sizes = [self._size(one) for one in around if is_usual(one)]
        return plausibility.few(size, [one for one in sizes if one])

    def _size(self, day: date) -> int | None:
        if day not in self._sizes:
            try:
                listing = self.project.store.read(day, self.stored_as)
            except StoreError:
                listing = None
            self._sizes[day] = len(listing.papers) if listing else None
        return self._sizes[day]


def heal(project: Project, now: datetime) -> list[date]:
    """Days whose times in the future were corrected; for a clock that is known to be right."""
    store = project.store
    found: list[date] = []
    last = now.date() + clocks.SLACK
    for day, source in store.lists_after(clocks.limit(now)):
        if day > last:
            continue
        with store.writing():
            try:
                known = store.read(day, source)
            except StoreError:
                continue  # status and check name the file
            if known is not None and store.write(clocks.healed(known, now)):
                found.append(day)
    return found


def _refusal(path: str, reason: str, message: str, where: str = "") -> Problem:
    return Problem(path=path, where=where, message=f"refused ({reason}): {message}", severity="refused")


def _outcome(
    visit: Visit, known: Listing | None, seen: Listing, parsed: Parsed, suspicions: Sequence[str]
) -> Outcome:
    decisions = merge.decide(known, seen)
    absent = [one.listed.paper.id for one in decisions if isinstance(one, Absent)]
    notes = [f"{seen.day}: {why}" for why in suspicions]
    if absent and visit.missing:
        how = "confirmed by a second answer" if visit.missing.is_confirmed else "by one answer"
        names = ", ".join(absent[:10]) + (" …" if len(absent) > 10 else "")
        notes.append(f"{seen.day}: missing from the answer since {visit.missing.since}, {how}; kept: {names}")
    noted = (Problem(path="", where="", message=note, severity="note") for note in notes)
    return Outcome(
        state="read",
        visit=visit,
        added=sum(isinstance(one, Add) for one in decisions),
        changed=sum(isinstance(one, Change) and bool(one.fields) for one in decisions),
        problems=(*parsed.problems, *noted),
    )
