"""`papers status`: what the archive holds and what it lacks."""

from dataclasses import asdict, dataclass
from pathlib import Path

import click

from generator.archive import Archive
from generator.cli.options import PROBLEMS, command, report, shared
from generator.cli.project import load_filled, read_archive
from generator.cli.visiting import read_visits
from generator.graph.health import suspicious
from generator.pages.parts import counted
from generator.sinks import to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The record of `papers status --json`; its keys are a contract."""

    days: int
    listings: int
    papers: int
    first_day: str | None
    last_day: str | None
    gaps: list[str]
    suspicious: list[dict[str, str]]
    last_fetch: str | None = None


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For scripts: one JSON object.")
@shared
@command
def status(as_json: bool, config_file: Path, quiet: bool, verbose: bool) -> int:
    """Say how many days and papers there are, which weekdays are missing, which days look wrong."""
    del verbose
    project = load_filled(config_file)
    archive, problems = read_archive(project)
    found = of(archive, read_visits(project).ended)
    if as_json:
        click.echo(to_json.text(asdict(found)), nl=False)
    elif not quiet:
        click.echo(_in_words(found))
    report(problems)
    return PROBLEMS if problems else 0


def of(archive: Archive, last_fetch: str | None = None) -> Status:
    """The status of a whole archive."""
    days = list(archive.days)
    return Status(
        days=len(days),
        listings=archive.listings,
        papers=len(archive.papers),
        first_day=days[0].isoformat() if days else None,
        last_day=days[-1].isoformat() if days else None,
        gaps=[day.isoformat() for day in archive.gaps],
        suspicious=[{"day": one.day.isoformat(), "why": one.why} for one in suspicious(archive)],
        last_fetch=last_fetch,
    )


def _in_words(found: Status) -> str:
    if not found.days:
        return "the archive is empty; fill it with: papers fetch"
    lines = [
        f"{counted(found.days, 'day')} from {found.first_day} to {found.last_day}",
        f"{counted(found.papers, 'paper')}, listed {found.listings:,} times",
    ]
    if found.last_fetch:
        lines.append(f"last fetch: {found.last_fetch}")
    if found.gaps:
        lines.append(f"{counted(len(found.gaps), 'weekday')} missing: {', '.join(found.gaps)}")
    lines += [f"suspicious: {one['day']}: {one['why']}" for one in found.suspicious]
    return "\n".join(lines)
