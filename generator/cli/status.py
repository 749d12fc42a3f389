"""`papers status`: what the archive contains and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from generator.archive import Archive
from generator.check.weight import full, weighed
from generator.cli import drifting, present, standing, versions
from generator.cli.clock import SystemClock
from generator.cli.graphs import read_taxonomy
from generator.cli.options import PROBLEMS, command, lines_of, report, shared
from generator.cli.project import Project, budgets, load_filled
from generator.cli.reading import read_archive
from generator.cli.visits import read_all_visits
from generator.errors import Problem
from generator.graph import health
from generator.graph.health import Gap
from generator.records.visit import Visits
from generator.sinks import to_json
from generator.storage import files
from generator.text.counted import counted

AHEAD = timedelta(days=366)
"""How long before the site no longer fits there is a note."""

GUIDE = "/guide/operating/#limits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The record that `papers status --json` prints; its keys are a contract."""

    days: int
    listings: int
    papers: int
    first_day: str | None
    last_day: str | None
    gaps: list[str]
    suspicious: list[dict[str, str]]
    last_fetch: str | None
    refused: list[dict[str, str]]
    late: list[dict[str, str | int]]
    site: dict[str, str | int] | None
    topics: dict[str, Any] | None


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
@shared
@command
def status(as_json: bool, config_file: Path, quiet: bool, verbose: bool) -> int:
    """Show how many days and papers there are, which weekdays are missing, and which days look wrong."""
    del verbose
    project = load_filled(config_file)
    archive, problems = read_archive(project)
    problems += [*read_taxonomy(project)[1], *standing.read(project)[1]]
    problems += present.problems(project.store)
    visits = read_all_visits(project)
    found = of(archive, visits, _site(project, archive), drifting.recorded(project))
    if as_json:
        click.echo(to_json.text(asdict(found)), nl=False)
    elif not quiet:
        days = str(project.store.root / "days")
        is_damaged = any(problem.path.startswith(days) for problem in problems)
        click.echo(_in_words(found, health.gaps(archive), is_damaged=is_damaged))
    report(_foretold(found, archive))
    report([*problems, *versions.notes(project.root, SystemClock().now().date())])
    return PROBLEMS if problems else 0


def of(
    archive: Archive,
    visits: Visits,
    site: dict[str, str | int] | None,
    topics: dict[str, Any] | None = None,
) -> Status:
    """The status of a whole archive, what the last fetch received, what the site weighs, and whether the
    topics fitted at the last build."""
    days = list(archive.days)
    return Status(
        days=len(days),
        listings=archive.listings,
        papers=len(archive.papers),
        first_day=days[0].isoformat() if days else None,
        last_day=days[-1].isoformat() if days else None,
        gaps=[day.isoformat() for day in archive.gaps],
        suspicious=[{"day": one.day.isoformat(), "why": one.why} for one in health.suspicious(archive)],
        last_fetch=visits.ended,
        refused=[{"day": day.isoformat(), "why": visits.refused[day]} for day in sorted(visits.refused)],
        late=[{"day": one.day.isoformat(), "days": one.days} for one in health.late(archive)],
        site=site,
        topics=topics,
    )


def _site(project: Project, archive: Archive) -> dict[str, str | int] | None:
    """What the site in `site/` weighs, how much the archive grows in a year, and when it no longer fits."""
    if not project.site.is_dir() or not archive.papers:
        return None
    weight, yearly = weighed(files.sizes(project.site)), health.yearly(archive)
    told: dict[str, str | int] = {
        "bytes": weight.size,
        "bytes_a_paper": round(weight.size / len(archive.papers)),
        "files": weight.files,
        "papers_a_year": yearly,
    }
    last = max(archive.days)
    forecast = full(weight, budgets(project), len(archive.papers), yearly, last)
    return told | ({"full": forecast.day.isoformat(), "option": forecast.option} if forecast else {})


def _foretold(found: Status, archive: Archive) -> Iterator[Problem]:
    """A note, a year ahead."""
    if found.site and "full" in found.site:
        day = date.fromisoformat(str(found.site["full"]))
        if day <= max(archive.days) + AHEAD:
            message = f"is full on about {day}, at {found.site['papers_a_year']:,} papers a year"
            where = f"{found.site['option']}; what to do: {GUIDE}"
            yield Problem(path="site", where="", message=f"{message} ({where})", severity="note")


def _in_words(found: Status, gaps: Sequence[Gap], *, is_damaged: bool) -> str:
    lines = [
        f"{counted(found.days, 'day')} from {found.first_day} to {found.last_day}",
        f"{counted(found.papers, 'paper')}, listed {counted(found.listings, 'time')}",
    ]
    if not found.days:
        empty = "the archive is empty; fill it with: papers fetch"
        lines = ["none of the stored days can be read" if is_damaged else empty]
    if found.site:
        lines.append(_weight(found.site))
    if found.last_fetch:
        lines.append(f"last fetch: {found.last_fetch}")
    lines += _each("refused", found.refused)
    if gaps:
        named = (str(gap.first) if gap.days == 1 else f"{gap.first} to {gap.last}" for gap in gaps)
        lines.append(f"{counted(len(found.gaps), 'weekday')} missing: {', '.join(named)}")
    if found.late:
        lines.append(f"{counted(len(found.late), 'day')} read late")
    lines += _each("suspicious", found.suspicious)
    if found.topics and found.topics["alarm"]:
        lines += [*(f"topics: {part}" for part in drifting.in_words(found.topics)), f"  {drifting.ADVICE}"]
    return "\n".join(lines)


def _weight(site: Mapping[str, str | int]) -> str:
    size = f"site: {int(site['bytes']) / 1e6:,.0f} MB as a tar, {site['bytes_a_paper']:,} bytes a paper"
    grows = f"{site['files']:,} files; {counted(int(site['papers_a_year']), 'new paper')} a year"
    return f"{size}, {grows}" + (f"; full in {str(site['full'])[:4]}" if "full" in site else "")


def _each(what: str, days: Sequence[Mapping[str, str]]) -> list[str]:
    """One line per day, or one line for many days with the same reason."""
    return lines_of(Problem(path=f"{what}: {one['day']}", where="", message=one["why"]) for one in days)
