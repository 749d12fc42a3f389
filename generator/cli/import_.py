"""`papers import`: imports saved files into the store."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import click

from generator.cli import folders, present, progress
from generator.cli.options import PROBLEMS, USAGE, command, day_of, gathering, noted, report, shared
from generator.cli.progress import Step
from generator.cli.project import Project, load
from generator.errors import Problem, RefusedError, StoreError
from generator.intake import clocks, enriching, file_names, listings, merge, sources
from generator.intake.sources.own import shelf
from generator.intake.unpack import SIZE_CAP
from generator.records.decision import Absent, Add, Change, Decision, Same
from generator.records.listing import Listing, Parsed, Payload
from generator.storage import files
from generator.storage.shelves import Shelves
from generator.storage.store import Store
from generator.text.counted import counted


@dataclass(slots=True)
class Tally:
    """What one run did."""

    days: set[date] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)
    refused: int = 0
    missing: int = 0
    problems: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    known: int = 0
    added: int = 0
    changed: int = 0

    def __str__(self) -> str:
        told = [counted(len(self.days), "day"), counted(len(self.papers), "paper")]
        told.append(f"{self.refused:,} refused")
        news = [f"{self.added:,} new", f"{self.changed:,} changed"]
        if self.known:
            news.append(f"more known of {counted(self.known, 'paper')}")
        if self.problems > self.refused:
            news.append(counted(self.problems - self.refused, "problem") + " in records")
        return f"imported {', '.join(told)} ({', '.join(news)})"


@click.command(name="import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False), metavar="FILE..."
)
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The list day for files that do not contain one.")
@shared
@command
def import_(files: tuple[Path, ...], day: str | None, config_file: Path, quiet: bool, verbose: bool) -> int:
    """Import saved files into the archive: API answers, saved pages, their text, also gzipped.

    A FILE may also be the folder of another archive, its data, or a copy of its site. This merges two
    archives or restores a lost one.

    The kind of each FILE is recognised by its content. Without --date, a day in the file's name is used
    unless it is ambiguous. Files that cannot be read are reported and the rest is stored; nothing stored is
    ever lost.
    """
    del verbose
    asked = day_of("--date", day)
    project = load(config_file)
    moment = present.now()
    present.refuse(project.store)
    found = folders.expanded(files)
    tally = Tally(refused=len(found.problems), problems=len(found.problems))
    with (
        gathering(),
        project.store.writing(),
        progress.showing(quiet=quiet),
        progress.step({}, "import", Step(doing="importing files", total=lambda: len(found.files))),
    ):
        report(found.problems)
        for file in found.files:
            _import_file(file, asked, project, moment, tally)
            progress.advance()
    if not quiet:
        report(noted(tally.notes))
    if not quiet:
        click.echo(str(tally))
    if tally.missing:
        return USAGE
    return PROBLEMS if tally.problems else 0


def _import_file(file: Path, asked: date | None, project: Project, moment: datetime, tally: Tally) -> None:
    try:
        body = _read(file)
        if shelf.recognises(body):
            _import_known(file, body, project.shelves, moment, tally)
            return
        parsed = _believed(_parsed(file, body, asked, moment.date()), file, moment)
    except FileNotFoundError:
        tally.missing += 1
        report([Problem(path=str(file), where="", message="no such file")])
        return
    except OSError as error:
        tally.refused += 1
        tally.problems += 1
        report([Problem(path=str(file), where="", message=f"cannot be read: {error.strerror}")])
        return
    except RefusedError as error:
        tally.refused += 1
        tally.problems += 1
        message = f"refused ({error.reason}): {error}"
        report([Problem(path=str(file), where=error.where, message=message, severity="refused")])
        return
    serious = [problem for problem in parsed.problems if problem.severity != "note"]
    tally.problems += len(serious)
    for problem in parsed.problems:
        if problem.severity == "note":
            tally.notes[problem.message] += problem.count
    report(serious)
    for listing in parsed.listings:
        _import_listing(file, listing, project.store, moment, tally)


def _import_known(file: Path, body: bytes, shelves: Shelves, moment: datetime, tally: Tally) -> None:
    """What another archive's enrichment found out."""
    papers, problems = shelf.parse(str(file), body, clocks.limit(moment))
    try:
        tally.known += shelves.add(papers, lambda known, told: enriching.join(known or told, told))
    except StoreError as error:
        tally.refused += 1
        problems.append(Problem(path=str(file), where="", message=str(error)))
    tally.problems += len(problems)
    report(problems)


def _parsed(file: Path, body: bytes, asked: date | None, today: date) -> Parsed:
    told = file_names.NameDay() if asked else file_names.day_in(file.name)
    try:
        return sources.parse(Payload(path=str(file), body=body, asked=asked or told.day, today=today))
    except RefusedError as error:
        why = told.fault
        if told.day:
            why = f"the day {told.day} was taken from the file's name; if it is wrong, {listings.ASK_FOR_DAY}"
        if error.reason == "day" and why:
            raise RefusedError("day", f"{error} ({why})", error.where) from None
        raise


def _believed(parsed: Parsed, file: Path, moment: datetime) -> Parsed:
    """The listing without what a wrong clock wrote. Raises RefusedError when nothing is left."""
    found = [clocks.believed(listing, str(file), moment) for listing in parsed.listings]
    kept = tuple(one.listing for one in found if one.listing is not None)
    problems = [problem for one in found for problem in one.problems]
    if not kept and problems:
        raise RefusedError("day", problems[0].message, problems[0].where)
    return replace(parsed, listings=kept, problems=(*parsed.problems, *problems))


def _read(file: Path) -> bytes:
    """Reads only as much as is needed to see that a file is too large."""
    return files.read(file, SIZE_CAP + 1, follow=True)


def _import_listing(file: Path, listing: Listing, store: Store, moment: datetime, tally: Tally) -> None:
    source = sources.known().of(listing.source)
    if not listing.papers and not source.may_list(listing.day):
        tally.notes[
            f"{listing.day}: {source.names.title} has no list on this day; an empty one is not stored"
        ] += 1
        return
    try:
        known = store.read(listing.day, listing.source)
        known = clocks.healed(known, moment) if known else None
        decisions = merge.decide(known, listing)
        store.write(merge.union(known, listing) if known else listing)
    except (StoreError, RefusedError) as error:
        tally.refused += 1
        tally.problems += 1
        report([Problem(path=str(file), where=listing.day.isoformat(), message=str(error))])
        return
    tally.days.add(listing.day)
    tally.papers.update(listed.paper.id for listed in listing.papers)
    for decision in decisions:
        _count(decision, listing, tally)


def _count(decision: Decision, listing: Listing, tally: Tally) -> None:
    match decision:
        case Add():
            tally.added += 1
        case Change(fields=fields):
            tally.changed += bool(fields)
        case Absent():
            tally.notes[
                f"{listing.day}: papers stored earlier are missing from a newer file; they were kept"
            ] += 1
        case Same():
            pass
    if not isinstance(decision, Add | Absent) and decision.tied:
        names = ", ".join(decision.tied)
        tally.notes[f"{decision.listed.paper.id}: two files of the same age disagree about {names}"] += 1
