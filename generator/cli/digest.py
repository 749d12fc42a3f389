"""`papers digest`: a day or a week as an email."""

import os
from datetime import date
from pathlib import Path

import click

from generator.cli import offices, runner, sending
from generator.cli.options import DONE, command, day_of, shared
from generator.cli.project import load_filled
from generator.cli.sending import NOBODY, Office, Subscription
from generator.delivery import settings
from generator.delivery.settings import Service
from generator.errors import UsageError
from generator.records.period import PeriodKind
from generator.render.mail import due, message
from generator.render.mail.message import Letter
from generator.storage import store
from generator.text.counted import counted


@click.command()
@click.option("--period", type=click.Choice(["day", "week"]), help="What the email covers.  [default: day]")
@click.option(
    "--mine",
    metavar="[NAME]",
    is_flag=False,
    flag_value="",
    help="The digest of an entry of data/follow.yaml, or of all with mail, instead of the archive's own.",
)
@click.option(
    "--date",
    "day",
    metavar="YYYY-MM-DD",
    help="A day in that period; by default the newest period, or what is due.",
)
@click.option("--to", "file", metavar="FILE.eml", type=click.Path(path_type=Path), help="Write it to a file.")
@click.option("--send", is_flag=True, help="Send what is due, as set up in the environment.")
@click.option(
    "--resend", is_flag=True, help="With --send and --date: send even if it may have arrived already."
)
@click.option("--dry-run", is_flag=True, help="Only show what would be done.")
@shared
@command
def digest(  # noqa: PLR0913, PLR0917 - click passes each option by name
    period: PeriodKind | None,
    mine: str | None,
    day: str | None,
    file: Path | None,
    send: bool,
    resend: bool,
    dry_run: bool,
    config_file: Path,
    quiet: bool,
    verbose: bool,
) -> int:
    """Make the email of a day or a week; with --send, send it, but never twice.

    Without --date, --send sends every complete one since the last that was sent, at most seven. Days and
    weeks that are empty or not over yet are skipped.
    """
    del verbose
    if resend and not (send and day):
        raise UsageError("--resend: expected together with --send and --date")
    if file and send:
        raise UsageError("--to writes a file and --send sends: expected one of them")
    if file and file.is_dir():
        raise UsageError(f"--to: {file} is a folder; expected a file such as {file / 'digest.eml'}")
    if period and mine is not None:
        raise UsageError("--period: an entry of data/follow.yaml says itself what an email of it covers")
    asked = day_of("--date", day)
    project = load_filled(config_file)
    message.require_address(project.config)
    how = settings.service(project.config.options.newsletter, os.environ) if send else None
    office = offices.own(project, period or "day", how) if mine is None else offices.mine(project, mine, how)
    if file and len(office.subscriptions) > 1:
        raise UsageError("--to: expected together with --mine and a name, because there are several")
    if how and not dry_run:
        told, code = sending.run(office, how, asked, resend=resend)
    else:
        told, code = _show(office, asked, None if dry_run else file, how), DONE
    if not quiet:
        click.echo(told)
    if code != DONE:
        runner.fault(f"{told}; see above for what is in doubt and how to send it again")
    return code


def _show(office: Office, asked: date | None, file: Path | None, how: Service | None) -> str:
    """Writes one email to a file, or says what each would contain and what would happen to it."""
    if how:
        return sending.plan(office, how, asked)
    return "\n".join(_shown(office, to, asked, file) for to in office.subscriptions) or f"no email: {NOBODY}"


def _shown(office: Office, to: Subscription, asked: date | None, file: Path | None) -> str:
    mailed = to.series.mailed(office.ledger.read_all()[0])
    found = due.one(office.archive, to.digests(mailed), asked)
    if isinstance(found, str):
        return f"no email{f' of {to.series.name}' if to.series.name else ''}: {found}"
    letter = office.letter(found, to)
    if file is None:
        return f"{_described(letter)}; nothing was written or sent"
    store.write_changed(file, letter.body)
    return f"wrote {file}: {_described(letter)}"


def _described(letter: Letter) -> str:
    shown = "" if letter.shown == letter.total else f", {letter.shown:,} of them shown"
    return f"{letter.digest}, {counted(letter.total, 'paper')}{shown}, {letter.html_size:,} bytes of HTML"
