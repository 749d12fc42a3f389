"""`papers save` and `papers pull`: move the results of fetching and importing to the remote and back."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator.cli import runner
from generator.cli.options import PROBLEMS, command, fail, report, shared
from generator.cli.project import Project, load_filled
from generator.delivery.ledger import FOLDER
from generator.errors import DeclinedError, Problem, RefusedError, StoreError
from generator.intake import enriching, merge
from generator.records import enriched, ledger
from generator.records.ledger import Ledger
from generator.records.mailing import Mailing, mailing_from_json, mailing_to_json
from generator.records.reading import Json, SchemaError
from generator.records.schema import listing_from_json, listing_to_json
from generator.sinks import to_json
from generator.storage import thumbnails
from generator.storage.repository import Repository
from generator.storage.repository.branch import DataBranch
from generator.storage.store import write_changed
from generator.text.counted import counted

SHOWN = 3
"""Up to this many days are named in a commit message; for more, the first and the last."""
DATE = len("2026-11-26")
"""The file of a list is named after its day, and then after its source, if that is not the first one."""
PROTECTED = (
    "nothing is lost here (a run of the daily workflow keeps the days and what is known of papers as its "
    "artifact unsaved-days, and the list of addresses and the records of mails as its artifact "
    "unsaved-records); if the branch is protected, give the data its own branch: in mkdocs.yml, below "
    "extra: archive: "
    "data_branch: papers-data"
)
SHOWING = ("days", enriched.FOLDER, thumbnails.FOLDER)
"""What the program writes below `data/` and a site shows."""
OWN = (*SHOWING, FOLDER, ledger.NAME)
"""What the program writes below `data/`; the rest is written by people."""


@click.command()
@shared
@command
def save(config_file: Path, quiet: bool, verbose: bool) -> int:
    """Commit the changes in data/ and push them.

    If another clone pushed first, its records and ours are merged as `papers import` would; up to five
    attempts, and never a forced push. With extra.archive.data_branch nothing is committed here: the files go
    to a branch that holds only them, and `papers pull` brings them back.
    """
    del verbose
    project = load_filled(config_file)
    repository, branch = Repository.around(project.store.root), project.config.options.data_branch
    try:
        told = _to_branch(project, repository) if branch else _committed(project, repository)
    except DeclinedError as error:
        report(Problem(path="the remote says", where="", message=line) for line in error.remarks)
        return fail(error if branch else f"{error}; {PROTECTED}", PROBLEMS)
    own = [project.store.root / name for name in OWN]
    runner.output("content", repository.content(own[: len(SHOWING)], own[len(SHOWING) :]))
    runner.summary("Save", [("Data", told)])
    if not quiet:
        click.echo(told)
    return 0


def _committed(project: Project, repository: Repository) -> str:
    """Saves on the branch that is checked out."""
    folder = project.store.root
    with project.store.writing():
        changed = repository.changed(folder)
        if changed:
            repository.commit(folder, subject(changed))
        tries = repository.push(folder, join)
    return _told(len(changed), tries or 0, "")


def _to_branch(project: Project, repository: Repository) -> str:
    """Saves on a separate branch."""
    with project.store.writing():
        changed, tries = _branch(project, repository).push(join, subject)
    return _told(len(changed), tries, f" to {project.config.options.data_branch}")


def _told(changed: int, tries: int, where: str) -> str:
    told = f"saved {counted(changed, 'changed file')}"
    return told + (f", pushed{where} in {counted(tries, 'try', 'tries')}" if tries else "")


def _branch(project: Project, repository: Repository) -> DataBranch:
    files = [project.store.root / name for name in OWN]
    return DataBranch(clone=repository, name=project.config.options.data_branch, files=files)


@click.command()
@shared
@command
def pull(config_file: Path, quiet: bool, verbose: bool) -> None:
    """Copy the data branch into data/.

    Days that already exist here are merged record by record; nothing is committed. Without
    extra.archive.data_branch there is nothing to do.
    """
    del verbose
    project = load_filled(config_file)
    name, told = project.config.options.data_branch, "pulled nothing: extra.archive.data_branch is not set"
    if name:
        with project.store.writing():
            found = _branch(project, Repository.around(project.store.root)).take(_taken)
            for path, body in sorted(found.items()):
                write_changed(path, body)
        told = f"pulled {counted(len(found), 'changed file')} from {name}"
    if not quiet:
        click.echo(told)


def _taken(path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    """The list of addresses is continued only on the branch: an old copy here may lack losses that were
    accepted since."""
    return theirs if path.endswith(f"/{ledger.NAME}") else join(path, base, ours, theirs)


def subject(changed: Sequence[str]) -> str:
    """The first line of a commit with these files."""
    days = sorted({Path(path).name[:DATE] for path in changed if "/days/" in path})
    if days:
        named = ", ".join(days) if len(days) <= SHOWN else f"{days[0]} to {days[-1]}"
        return f"data: {counted(len(days), 'list day')} ({named})"
    known = [path for path in changed if f"/{enriched.FOLDER}/" in path]
    mails = [path for path in changed if f"/{FOLDER}/" in path]
    parts = [f"what is known of papers ({counted(len(known), 'file')})"] if known else []
    parts += [f"{counted(len(mails), 'record')} of mails"] if mails else []
    pictures = [path for path in changed if f"/{thumbnails.FOLDER}/" in path]
    parts += [counted(len(pictures), "picture")] if pictures else []
    parts += [Path(path).name for path in changed if path not in {*known, *mails, *pictures}]
    return f"data: {', '.join(parts)}"


def join(path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    """Merges both versions of one file: the unchanged side gives way, a change outlives a removal, and two
    changes of a day are merged record by record. Raises StoreError, which names the file."""
    if theirs in (ours, base):
        return ours
    if ours is None or theirs is None:
        return theirs if ours is None else ours
    if f"/{thumbnails.FOLDER}/" in path:
        return ours  # made of the same picture
    joined = next((how for folder, how in _JOINED.items() if f"/{folder}/" in path), None)
    try:
        if path.endswith(f"/{ledger.NAME}"):
            return _addresses((base or b"").decode(), ours.decode(), theirs.decode()).encode()
        if joined:
            return to_json.text(joined(json.loads(ours), json.loads(theirs))).encode()
    except (SchemaError, RefusedError, ValueError, RecursionError) as error:
        raise StoreError(f"{path}: changed here and at the remote, but not readable: {error}") from error
    raise StoreError(f"{path}: changed here and at the remote; run: git pull --rebase")


def _addresses(base: str, ours: str, theirs: str) -> str:
    """The union of both. An address with a page on either side keeps it, unless its loss was accepted on one
    side."""
    known, one, other = ledger.parse(base), ledger.parse(ours), ledger.parse(theirs)
    moved = one.moved | other.moved
    live = (one.live | other.live) - (known.live & moved)
    return Ledger(live=live, moved=moved, names=other.names or one.names).text


def _days(ours: Json, theirs: Json) -> Json:
    return listing_to_json(merge.union(listing_from_json(ours), listing_from_json(theirs)))


def _known(ours: Json, theirs: Json) -> Json:
    return enriched.shelf_to_json(
        enriching.merged(enriched.shelf_from_json(ours), enriched.shelf_from_json(theirs))
    )


def _mails(ours: Json, theirs: Json) -> Json:
    """The more cautious record of an email wins: one that may have been sent must not be sent again, and so
    with each of its papers."""
    both = sorted((mailing_from_json(one) for one in (ours, theirs)), key=_certainty)
    papers = (key for one in both[::-1] if one.state != "failed" for key in one.papers)
    return mailing_to_json(replace(both[-1], papers=tuple(dict.fromkeys(papers)) or both[-1].papers))


def _certainty(mailing: Mailing) -> tuple[int, str]:
    return ("failed", "sending", "unsure", "sent").index(mailing.state), mailing.at


_JOINED = {"days": _days, enriched.FOLDER: _known, FOLDER: _mails}
"""How two versions of a file are merged, by its folder below `data/`."""
