"""`papers enrich`: asks what else is known about stored papers."""

import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from generator.cli import present, runner
from generator.cli.clock import SystemClock
from generator.cli.inquiry import Inquiry
from generator.cli.options import DONE, PROBLEMS, command, fail, gathering, report, shared
from generator.cli.project import Project, load_filled
from generator.cli.upstream import enrichers_of, of_enricher
from generator.intake import enriching
from generator.intake.enricher import Enricher
from generator.records import asked, enriched
from generator.records.asked import Asked, asked_from_json, asked_to_json
from generator.records.enriched import Enriched
from generator.records.ids import PaperId
from generator.records.reading import SchemaError
from generator.sinks import to_json
from generator.storage import files
from generator.storage.store import write_changed
from generator.text.counted import counted

MINUTES = 10


@click.command()
@click.option(
    "--from",
    "names",
    multiple=True,
    metavar="NAME",
    help="A service to ask (default: extra.archive.enrich).",
)
@click.option(
    "--requests",
    type=click.IntRange(1, 100_000),
    help="At most this many requests to each (default: what suits each).",
)
@click.option(
    "--for",
    "minutes",
    type=click.FloatRange(0, 24 * 60, min_open=True),
    default=MINUTES,
    show_default=True,
    metavar="MINUTES",
    help="Stop asking after this time.",
)
@shared
@command
def enrich(
    *,
    names: tuple[str, ...],
    requests: int | None,
    minutes: float,
    config_file: Path,
    quiet: bool,
    verbose: bool,
) -> int:
    """Ask what else is known about stored papers: categories, DOI, journal, venue, models.

    New papers come first, then those about which there may be news; later runs ask about the rest. Nothing
    stored is ever lost, and listed days are not touched.
    """
    del verbose
    project = load_filled(config_file)
    where = "--from" if names else f"{project.config_name}: extra.archive.enrich"
    chosen = enrichers_of(names or project.config.options.enrich, where)
    if not chosen:
        if not quiet:
            click.echo("asked nobody: extra.archive.enrich names nobody")
        return DONE
    clock = SystemClock()
    listed = _listed(project)
    known, problems = project.shelves.read_all()
    report(problems)
    remembered = _read(project)
    end = clock.elapsed() + 60 * minutes
    done: list[Inquiry] = []
    rows: list[tuple[str, object]] = []
    for one in chosen:
        client = of_enricher(one, project.config, os.environ, clock)
        before = dict(remembered.get(one.name, {}))
        due = _due(one, listed, before, known, clock.now().date())
        inquiry = Inquiry(
            project=project,
            enricher=one,
            client=client,
            asked=before,
            requests=requests or one.budget,
            end=end,
            doubt=present.fault(project.store, clock.now()),
        )
        try:
            with gathering():
                inquiry.run(due)
        finally:
            remembered = {**remembered, one.name: inquiry.asked}
            _write(project, remembered)
            report(inquiry.problems)
        done.append(inquiry)
        told = _told(inquiry, len(due))
        rows.append((one.title, told))
        if not quiet:
            click.echo(f"asked {one.title}: {told}")
    runner.summary("Enrich", rows)
    return _closed(done, len(problems))


def _closed(done: Sequence[Inquiry], damaged: int) -> int:
    count = sum(len(one.problems) for one in done) + damaged
    if not count:
        return DONE
    again = "what could be read is stored, and later runs ask again"
    return fail(f"{counted(count, 'answer or file', 'answers or files')} not as expected; {again}", PROBLEMS)


def _told(one: Inquiry, due: int) -> str:
    left = max(0, due - one.known - one.unknown)
    rest = [
        f"{one.unknown:,} unknown there" if one.unknown else "",
        f"{left:,} left for later runs" if left else "",
    ]
    more = ", ".join(filter(None, rest))
    told = f"{counted(one.known, 'paper')} in {counted(one.sent, 'request')}, {one.changed:,} changed"
    return told + (f" ({more})" if more else "")


def _listed(project: Project) -> dict[PaperId, date]:
    """The first list day of every paper that can be asked about."""
    found: dict[PaperId, date] = {}
    listings, _ = project.store.read_all()
    for listing in listings:
        for one in listing.papers:
            key = one.paper.id
            if enriched.shelf_of(key):
                found[key] = min(listing.day, found.get(key, listing.day))
    return found


def _due(
    one: Enricher,
    listed: Mapping[PaperId, date],
    before: Asked,
    known: Mapping[PaperId, Enriched],
    today: date,
) -> list[PaperId]:
    """Papers to ask about: those never asked about first, the newest first."""
    found: list[tuple[bool, int, PaperId]] = []
    for key, day in listed.items():
        last = _last(one, before.get(key), known.get(key))
        if enriching.is_due(day, last, today, one.days, one.rarely):
            found.append((last is not None, -day.toordinal(), key))
    return [key for _, _, key in sorted(found)]


def _last(one: Enricher, remembered: date | None, stored: Enriched | None) -> date | None:
    """When a paper was last asked about, as far as is known."""
    answered = date.fromisoformat(stored.seen[:10]) if stored and one.has_answered(stored) else None
    return max((day for day in (remembered, answered) if day), default=None)


def _read(project: Project) -> Mapping[str, Asked]:
    try:
        return asked_from_json(json.loads(files.read(project.state / asked.NAME)))
    except (OSError, SchemaError, ValueError, RecursionError):
        return {}


def _write(project: Project, by_name: Mapping[str, Asked]) -> None:
    with project.store.writing():
        write_changed(project.state / asked.NAME, to_json.text(asked_to_json(by_name)).encode())
