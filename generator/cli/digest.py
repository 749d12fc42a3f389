"""`papers digest`: a day or a week as an email."""

import os
from datetime import date
from email.headerregistry import Address
from pathlib import Path

import click

from generator.cli import runner, sending
from generator.cli.graphs import read_taxonomy
from generator.cli.options import DONE, command, day_of, shared
from generator.cli.project import Project, load_filled
from generator.cli.reading import hold, read_archive
from generator.cli.sending import Office
from generator.delivery import settings
from generator.delivery.ledger import FOLDER, Ledger
from generator.delivery.settings import Service
from generator.errors import UsageError
from generator.graph import digests
from generator.records.period import PeriodKind
from generator.render.mail import due, message
from generator.render.mail.message import Letter
from generator.storage import store
from generator.text.counted import counted


@click.command()
@click.option(
    "--period",
    type=click.Choice(["day", "week"]),
    default="day",
    show_default=True,
    help="What the email covers.",
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
    period: PeriodKind,
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
    asked = day_of("--date", day)
    project = load_filled(config_file)
    message.require_address(project.config)
    how = settings.service(project.config.options.newsletter, os.environ) if send else None
    office = _office(project, period, how)
    if how and not dry_run:
        told, code = sending.run(office, how, asked, resend=resend)
    else:
        told, code = _show(office, asked, None if dry_run else file, how), DONE
    if not quiet:
        click.echo(told)
    if code != DONE:
        runner.fault(f"{told}; see above for what is in doubt and how to send it again")
    return code


def _office(project: Project, period: PeriodKind, how: Service | None) -> Office:
    archive, problems = read_archive(project)
    taxonomy, faults = read_taxonomy(project)
    hold("no email was made: fix these problems first", problems + faults)
    sender, recipient = _addresses(project, must_be=isinstance(how, settings.Smtp))
    return Office(
        archive=archive,
        taxonomy=taxonomy,
        digests=digests.of(archive, period),
        ledger=Ledger(project.store.root / FOLDER, project.state / FOLDER),
        config=project.config,
        sender=sender,
        recipient=recipient,
    )


def _addresses(project: Project, *, must_be: bool) -> tuple[Address, Address | None]:
    """Sender and recipient; an email that is only previewed needs neither."""
    given = {name for name in ("PAPERS_MAIL_FROM", "PAPERS_MAIL_TO") if os.environ.get(name)}
    known = settings.sender(os.environ) if must_be or "PAPERS_MAIL_FROM" in given else None
    to = settings.recipient(os.environ) if must_be or "PAPERS_MAIL_TO" in given else None
    return known or message.default_sender(project.config), to


def _show(office: Office, asked: date | None, file: Path | None, how: Service | None) -> str:
    """Writes one email to a file, or says what it would contain and what would happen to it."""
    if how:
        return sending.plan(office, how, asked)
    found = due.one(office.archive, office.digests, asked)
    if isinstance(found, str):
        return f"no email: {found}"
    letter = office.letter(found)
    if file is None:
        return f"{_described(letter)}; nothing was written or sent"
    store.write_changed(file, letter.body)
    return f"wrote {file}: {_described(letter)}"


def _described(letter: Letter) -> str:
    shown = "" if letter.shown == letter.total else f", {letter.shown:,} of them shown"
    return f"{letter.digest}, {counted(letter.total, 'paper')}{shown}, {letter.html_size:,} bytes of HTML"
