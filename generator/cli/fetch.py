"""`papers fetch`: fetches the lists of the sources into the store."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from math import inf, isnan
from pathlib import Path

import click

from generator.cli import present, thumbnails
from generator.cli.clock import SystemClock
from generator.cli.options import AGAIN, command, day_of, gathering, noted, report, serious, shared
from generator.cli.project import load
from generator.cli.tally import Tally
from generator.cli.upstream import doubtful, of, sources_of
from generator.cli.visiting import Outcome, Visitor, heal
from generator.cli.visits import read_visits, write_visits
from generator.errors import ClockError, UsageError
from generator.intake import clocks, moments
from generator.intake.source import Source
from generator.records.visit import Visits
from generator.text.counted import counted

DAYS = 14
GIVE_UP = 2
"""After this many days in a row without any answer, the remaining days are not requested."""


@click.command()
@click.option(
    "--days",
    "count",
    type=click.IntRange(1, 366),
    help=f"The last N weekdays up to today (default: {DAYS}).",
)
@click.option("--date", "day", metavar="YYYY-MM-DD", help="One day.")
@click.option(
    "--since", metavar="YYYY-MM-DD", help="Every day from this one on that was not yet read when complete."
)
@click.option("--until", metavar="YYYY-MM-DD", help="The last day of --since (default: today).")
@click.option(
    "--for",
    "minutes",
    type=click.FloatRange(0, 24 * 60, min_open=True),
    metavar="MINUTES",
    help=f"Stop requesting days after this time; exit code {AGAIN} if some are left.",
)
@click.option("--accept-shrunken", is_flag=True, help="With --date: accept an answer that lacks papers.")
@shared
@command
def fetch(  # noqa: PLR0913 - click passes each option by name
    *,
    count: int | None,
    day: str | None,
    since: str | None,
    until: str | None,
    minutes: float | None,
    accept_shrunken: bool,
    config_file: Path,
    quiet: bool,
    verbose: bool,
) -> int:
    """Fetch list days from each source and store what is new.

    Days are days in UTC. The most recent ones are always read again, because papers and summaries arrive
    late. An implausible answer changes nothing, and nothing stored is ever lost. A token for the source is
    used if one is set. The next run continues an unfinished range.
    """
    clock = SystemClock()
    today = clock.now().date()
    one = day_of("--date", day)
    if accept_shrunken and one is None:
        raise UsageError("--accept-shrunken: expected together with --date")
    span = _span(day_of("--since", since), day_of("--until", until), today)
    if sum(given is not None for given in (count, one, span)) > 1:
        raise UsageError("expected one of --days, --date and --since")
    project = load(config_file)
    if minutes is not None and isnan(minutes):  # which is in every range
        raise UsageError(f"--for: expected a number of minutes, got {minutes}")
    asked = sources_of(project.config, project.config_name)
    serious(doubtful(project.config.options, project.config_name))
    clients = [of(source, project.config, os.environ, clock, of_many=len(asked)) for source in asked]
    manner = Manner(
        today=today,
        is_quiet=quiet,
        is_verbose=verbose,
        is_backfill=span is not None,
        is_explicit=bool(count or one or span),
        end=inf if minutes is None else clock.elapsed() + 60 * minutes,
    )
    whole = Tally()
    unfinished: list[tuple[date, date]] = []
    for source, client in zip(asked, clients, strict=True):
        wanted = span or ([one] if one else _usual(source, today, count or DAYS))
        visitor = Visitor(
            project=project,
            source=source,
            client=client,
            visits=clocks.remembered(read_visits(project, source.about.name), clock.now()),
            accepts=one if accept_shrunken else None,
            doubt=present.fault(project.store, clock.now()),
        )
        whole.add(_read(visitor, wanted, manner), source.about.names.short if len(asked) > 1 else "")
        unfinished += [visitor.visits.unfinished] if visitor.visits.unfinished else []
    if not quiet:
        _close(whole)
    thumbnails.fetch(project, os.environ, clock, is_quiet=quiet)
    first, last = min(unfinished, default=None), max(unfinished, key=lambda one: one[1], default=None)
    return whole.told((first[0], last[1]) if first and last else None)


def _read(visitor: Visitor, wanted: Sequence[date], manner: "Manner") -> Tally:
    """The days of one source, and then those that an earlier run left."""
    client, pace = visitor.client, visitor.source.pace
    client.longest_wait = pace.window if manner.is_backfill else pace.wait
    tally = Tally()
    if any(map(visitor.source.about.may_list, wanted)):
        _visit_all(visitor, wanted, tally, manner)
    if not manner.is_explicit and visitor.visits.unfinished and not tally.unasked:
        client.longest_wait = pace.window
        rest = _every_day(*visitor.visits.unfinished)
        _visit_all(visitor, rest, tally, replace(manner, is_backfill=True))
    if tally.read and not visitor.is_doubtful:
        for healed in heal(visitor.project, client.clock.now()):
            tally.notes[f"{healed}: corrected times in the future"] += 1
    return tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """The settings of a run."""

    today: date
    is_quiet: bool
    is_verbose: bool
    is_backfill: bool
    is_explicit: bool
    """Whether the days were named."""
    end: float
    """The second, by the client's clock, from which no further day is requested."""


def _visit_all(visitor: Visitor, wanted: Sequence[date], tally: Tally, manner: Manner) -> None:
    """Newest first: if a run is cut off, it should already have read what readers wait for."""
    days = sorted(filter(visitor.source.about.may_list, wanted), reverse=True)
    silent = 0
    if manner.is_backfill:
        # Immediately: however this run ends, the next one knows.
        unfinished, name = (days[-1], days[0]), visitor.source.about.name
        visitor.visits = replace(visitor.visits, unfinished=unfinished)
        write_visits(
            visitor.project, replace(read_visits(visitor.project, name), unfinished=unfinished), name
        )
    hidden = manner.is_quiet or not sys.stderr.isatty()
    try:
        with gathering(), click.progressbar(days, label="fetching", hidden=hidden, file=sys.stderr) as going:
            for day in going:
                if silent == GIVE_UP:
                    tally.unasked += 1
                elif day > manner.today + timedelta(days=1):
                    tally.pending += 1
                elif visitor.is_done(day, is_backfill=manner.is_backfill, is_only=len(days) == 1):
                    tally.skipped += 1
                elif visitor.client.clock.elapsed() >= manner.end:
                    tally.left.append(day)
                else:
                    outcome = visitor.visit(day)
                    silent = silent + 1 if outcome.state == "unreachable" else 0
                    _count(day, outcome, tally)
                    if manner.is_verbose:
                        told = f"{counted(outcome.added, 'new paper')}, {outcome.changed:,} changed"
                        click.echo(f"{day}: {outcome.state}, {told}", err=True)
                    visitor.remember(day, outcome)
        if manner.is_backfill and not tally.unasked:
            rest = (days[-1], max(tally.left)) if tally.left else None
            visitor.visits = replace(visitor.visits, unfinished=rest)
    finally:
        _record(visitor, days, tally, manner)


def _record(visitor: Visitor, days: Sequence[date], tally: Tally, manner: Manner) -> None:
    """However the run ended. But if its clock is wrong, what earlier runs recorded seems to be from the
    future, and would be lost."""
    is_wrong = visitor.is_doubtful or isinstance(sys.exception(), ClockError)
    if tally.read or not is_wrong:
        visitor.visits = _remembered(visitor, days, tally, manner)
        write_visits(visitor.project, visitor.visits, visitor.source.about.name)


def _remembered(visitor: Visitor, days: Sequence[date], tally: Tally, manner: Manner) -> Visits:
    """What to record about this run. A run that read nothing does not count as the last fetch, unless there
    was nothing to read."""
    visits = replace(visitor.visits, refused=dict(tally.refused))
    had_nothing_to_read = not manner.is_backfill and tally.skipped == len(days)
    if not (tally.read or had_nothing_to_read):
        return visits
    ended = moments.stamp(visitor.client.clock.now())
    return replace(visits, ended=ended, since=days[-1], until=days[0])


def _count(day: date, outcome: Outcome, tally: Tally) -> None:
    tally.added += outcome.added
    tally.changed += outcome.changed
    match outcome.state:
        case "read":
            tally.read += 1
        case "pending":
            tally.pending += 1
        case "refused" | "unreachable":
            tally.refused[day] = outcome.problems[0].message
    serious = [problem for problem in outcome.problems if problem.severity != "note"]
    tally.problems += len(serious)
    report(serious)
    for problem in outcome.problems:
        if problem.severity == "note":
            tally.notes[problem.message] += problem.count


def _close(tally: Tally) -> None:
    report(noted(tally.notes))
    click.echo(str(tally))


def _span(since: date | None, until: date | None, today: date) -> list[date] | None:
    """Every calendar day of a range: lists on weekends are rare, but they exist."""
    if since is None:
        if until is not None:
            raise UsageError("--until: expected together with --since")
        return None
    until = until or today
    if until < since:
        raise UsageError(f"--since: expected a day up to {until}, got {since}")
    return _every_day(since, until)


def _every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _usual(source: Source, today: date, count: int) -> list[date]:
    """The last `count` days up to today on which the source usually has a list."""
    days = (today - timedelta(days=n) for n in range(7 * count + 7))
    return list(islice((day for day in days if source.about.is_usual(day)), count))
