"""`papers init`: a new archive."""

import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from generator import hosts
from generator.cli import starting
from generator.cli.founding import Found, putting
from generator.cli.options import command, report, shared
from generator.cli.upstream import SystemClock
from generator.errors import Problem, StoreError, UsageError, quoted
from generator.hosts import Repository as Address
from generator.pages.parts import counted
from generator.records.reading import YEARS
from generator.repository import Repository

_NEVER_YET = ("data/days/2026/2026-01-01.json", "data/addresses.txt")
"""Files that come later and have to be committed, too."""
_UNKNOWN = "daily-papers.invalid"
_AUTHORITY = f"feed_authority: {_UNKNOWN}\n"
_YEAR = "feed_year: 2026\n"
_SITE = "https://example.org/daily-papers/"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--git", "with_git", is_flag=True, help="Make it a Git repository, with a first commit.")
@click.option(
    "--repository",
    metavar="OWNER/NAME",
    help="Where it will be kept, also as an address; else what the clone's remote `origin` says.",
)
@shared
@command
def init(
    *, folder: Path, with_git: bool, repository: str | None, config_file: Path, quiet: bool, verbose: bool
) -> None:
    """Make a new archive in DIR: configuration, pages to edit, an empty data folder, the workflow.

    DIR is new, empty, or a fresh clone with nothing but README, licence and the like, which stay
    as they are.
    """
    del config_file, verbose  # there is nothing yet that they could be about
    clone = _clone(folder, with_git=with_git)
    address = _address(repository, clone)
    files = _files(address)
    found = Found.of(folder, files)
    if not found.missing and (folder / starting.LEDGER).is_file():
        raise UsageError(f"{folder}: is an archive already; for the files of this version: papers upgrade")
    with putting(folder) as put:
        for path, body in found.missing.items():
            put(path, body)
    written = sorted(found.missing)
    if with_git:
        clone = _committed(folder, clone, written)
    if not quiet:
        click.echo(_closing(folder, found, address, clone, is_committed=with_git))
    if clone:
        report(_ignored(clone, folder, written))


def _clone(folder: Path, *, with_git: bool) -> Repository | None:
    """The repository whose top is `folder`. Raises UsageError where --git cannot work."""
    here = next(one for one in (folder, *folder.absolute().parents) if one.is_dir())
    around = Repository.at(here)
    clone = around if around and around.root.resolve() == folder.resolve() else None
    if with_git:
        if around and not clone:
            raise UsageError(
                f"--git: {folder} is inside of the repository {around.root}; choose a folder outside of it"
            )
        try:
            Repository.identity(here)
        except StoreError as error:
            who = 'git config --global user.name "…"; git config --global user.email "…"'
            missing = "" if "not found" in str(error) else f"; Git has to know your name: {who}"
            raise UsageError(f"--git: {error}{missing}") from error
    return clone


def _address(asked: str | None, clone: Repository | None) -> Address | None:
    if asked is not None:
        found = hosts.repository(asked)
        if found is None:
            raise UsageError(f"--repository: expected OWNER/NAME or an address, got {quoted(asked)}")
        return found
    return hosts.repository(clone.origin()) if clone else None


def _files(address: Address | None) -> dict[str, bytes]:
    """Every file of the new archive, the ledger last: with it an archive is whole."""
    kit, today = starting.kit(), SystemClock().now().date()
    ledger = starting.ledger_body(kit.written(today))
    settings = kit.starter["mkdocs.yml"].decode()
    if address and address.authority:
        settings = settings.replace(_AUTHORITY, f"feed_authority: {address.authority}\n")
    if today.year in YEARS:
        settings = settings.replace(_YEAR, f"feed_year: {today.year}\n")
    if address and address.site_url:
        settings = settings.replace(_SITE, address.site_url)
    return {**kit.starter, **kit.moved, "mkdocs.yml": settings.encode(), starting.LEDGER: ledger}


def _committed(folder: Path, clone: Repository | None, written: list[str]) -> Repository:
    try:
        made = clone or Repository.create(folder)
        made.commit_files(written, "A daily papers archive")
    except StoreError as error:
        raise StoreError(f"{folder}: the archive is made, but not committed: {error}") from error
    return made


def _ignored(clone: Repository, folder: Path, written: list[str]) -> Iterator[Problem]:
    """Rules of the operator's own that would keep a file out of the repository, and so out of CI."""
    for path, rule in clone.ignored([*written, *_NEVER_YET]):
        message = f"Git ignores it, so CI would not have it; take this rule out: {rule}"
        yield Problem(path=str(folder / path), where="", message=message, severity="note")


def _closing(
    folder: Path, found: Found, address: Address | None, clone: Repository | None, *, is_committed: bool
) -> str:
    lines = [f"made an archive in {folder} ({counted(len(found.missing), 'file')})"]
    if found.kept:
        lines.append(f"kept as it was: {', '.join(found.kept)}")
    if found.added_to:
        lines.append(f"added lines to {', '.join(found.added_to)}")
    if address and address.authority:
        lines.append(
            f"feed_authority in mkdocs.yml: {address.authority} (never change it once readers follow)"
        )
    else:
        lines.append(
            f"feed_authority in mkdocs.yml: {_UNKNOWN}; put in a domain of yours before readers follow"
        )
    is_here = folder.resolve() == Path.cwd()
    steps = [] if is_here else [f"cd {shlex.quote(str(folder))}"]
    steps += ["papers fetch   (or: papers import FILE…)", "papers serve   (builds it and shows it)"]
    return "\n".join(
        [*lines, "next:", *(f"  {step}" for step in [*steps, *_publishing(clone, is_committed)])]
    )


def _publishing(clone: Repository | None, is_committed: bool) -> list[str]:
    """How it comes to its host from here."""
    steps = [] if clone else ["git init --initial-branch main"]
    if not is_committed:
        steps.append('git add --all && git commit --message "A daily papers archive"')
    if not clone or not clone.origin():
        steps.append("git remote add origin ADDRESS")
    pages = "(and on GitHub: Settings, Pages, Source: GitHub Actions)"
    return [*steps, f"git push --set-upstream origin HEAD   {pages}"]
