"""`papers save`: what fetching and importing changed goes to where the archive is kept."""

import json
from pathlib import Path

import click

from generator import merge
from generator.cli.options import command, shared
from generator.cli.project import load_filled
from generator.errors import StoreError
from generator.pages.parts import counted
from generator.post.ledger import FOLDER
from generator.records import ledger
from generator.records.ledger import Ledger
from generator.records.mailing import Mailing, mailing_from_json, mailing_to_json
from generator.records.reading import Json, SchemaError
from generator.records.schema import listing_from_json, listing_to_json
from generator.repository import Repository
from generator.sinks import to_json

SHOWN = 3
"""Days named in a commit message; of more, the first and the last."""


@click.command()
@shared
@command
def save(config_file: Path, quiet: bool, verbose: bool) -> None:
    """Commit what changed below data/ and push it.

    When another clone was faster its records and ours are merged, as `papers import` would; five
    tries, nothing is ever forced.
    """
    del verbose
    project = load_filled(config_file)
    folder = project.store.root
    repository = Repository.around(folder)
    with project.store.writing():
        changed = repository.changed(folder)
        if changed:
            repository.commit(folder, _message(changed))
        tries = repository.push(folder, join)
    if not quiet:
        told = counted(len(changed), "changed file")
        click.echo(f"saved {told}" + (f", pushed in {counted(tries, 'try', 'tries')}" if tries else ""))


def _message(changed: list[str]) -> str:
    days = sorted(Path(path).stem for path in changed if "/days/" in path)
    if not days:
        return f"data: {', '.join(Path(path).name for path in changed[:SHOWN])}"
    named = ", ".join(days) if len(days) <= SHOWN else f"{days[0]} to {days[-1]}"
    return f"data: {counted(len(days), 'list day')} ({named})"


def join(path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    """What both sides say about one file: who changed nothing gives way, a change outlives a
    removal, and two changes of a day are merged record by record."""
    if theirs in (ours, base):
        return ours
    if ours is None or theirs is None:
        return theirs if ours is None else ours
    if path.endswith(f"/{ledger.NAME}"):
        return _addresses(ours.decode(), theirs.decode()).encode()
    joined = next((how for folder, how in _JOINED.items() if f"/{folder}/" in path), None)
    if joined is None:
        raise StoreError(f"{path}: changed here and at the remote; run: git pull --rebase")
    try:
        return to_json.text(joined(json.loads(ours), json.loads(theirs))).encode()
    except (SchemaError, ValueError) as error:
        raise StoreError(f"{path}: changed here and at the remote, and not readable: {error}") from error


def _addresses(ours: str, theirs: str) -> str:
    """All of both; one that has its page on either side has it."""
    one, other = ledger.parse(ours), ledger.parse(theirs)
    return Ledger(live=one.live | other.live, moved=one.moved | other.moved).text


def _days(ours: Json, theirs: Json) -> Json:
    return listing_to_json(merge.union(listing_from_json(ours), listing_from_json(theirs)))


def _mails(ours: Json, theirs: Json) -> Json:
    """Whoever knows more of a mail is right: one that may have been sent must not be sent again."""
    found = max((mailing_from_json(one) for one in (ours, theirs)), key=_certainty)
    return mailing_to_json(found)


def _certainty(mailing: Mailing) -> tuple[int, str]:
    return ("failed", "sending", "unsure", "sent").index(mailing.state), mailing.at


_JOINED = {"days": _days, FOLDER: _mails}
"""How two versions of a file become one, by its folder below `data/`."""
