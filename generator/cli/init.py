"""`papers init`: creates a new archive."""

import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli import choosing, present, starting
from generator.cli.choosing import ABOUT, Choice
from generator.cli.clock import SystemClock
from generator.cli.founding import SHOWN, Found, putting
from generator.cli.options import command, report, shared
from generator.config import hosts
from generator.config.hosts import Repository as Address
from generator.errors import Problem, StoreError, UsageError, quoted
from generator.intake.sources import FIRST
from generator.storage.repository import Repository
from generator.text.counted import counted

_NEVER_YET = ("data/days/2026/2026-01-01.json", "data/addresses.txt")
"""Files that are created later and have to be committed as well."""
_UNKNOWN = "daily-papers.invalid"
_AUTHORITY = f"feed_authority: {_UNKNOWN}\n"
_YEAR = "feed_year: 2026\n"
_SITE = "https://example.org/daily-papers/"
_OWN = "OWNER/NAME"
"""How documents show an address that everybody replaces with their own."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--git", "with_git", is_flag=True, help="Make it a Git repository with a first commit.")
@click.option(
    "--repository",
    metavar="OWNER/NAME",
    help="Where it will be pushed: OWNER/NAME or an address (default: the remote `origin`; --git adds it).",
)
@click.option(
    "--source",
    "names",
    metavar="NAME,…",
    default=FIRST.about.name,
    show_default=True,
    help="Whose lists it keeps; several with commas, the main one first.",
)
@click.option(
    "--categories", metavar="CATEGORY,…", default="", help="Their categories, such as cs.CL,cs.LG or math."
)
@shared
@command
def init(  # noqa: PLR0913 - click passes each option by name
    *,
    folder: Path,
    with_git: bool,
    repository: str | None,
    names: str,
    categories: str,
    config_file: Path,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make a new archive in DIR: configuration, pages to edit, an empty data folder, the workflow.

    DIR must be new, empty, or a fresh clone with only a README, a license and the like, which stay as they
    are.
    """
    del config_file, verbose  # No archive exists yet that they could be about.
    clone = _clone(folder, with_git=with_git)
    address = _address(repository, clone)
    files = _files(address, choosing.chosen(names, categories))
    found = Found.of(folder, files)
    if not found.missing and (folder / starting.LEDGER).is_file():
        raise UsageError(
            f"{folder}: is already an archive; to upgrade its files to this version, run: papers upgrade"
        )
    written = sorted(found.missing)
    ignored = _ignored(folder, clone, written, with_git=with_git)
    with putting(folder) as put:
        for path, body in found.missing.items():
            put(path, body)
    if with_git:
        clone = _committed(folder, clone, written, address)
    if not quiet:
        click.echo(_closing(folder, found, address, clone, is_committed=with_git))
    report(_left_out(folder, ignored))


def _clone(folder: Path, *, with_git: bool) -> Repository | None:
    """The repository whose top-level folder is `folder`. Raises UsageError where --git cannot work."""
    here = next(one for one in (folder, *folder.absolute().parents) if one.is_dir())
    around = Repository.at(here)
    clone = around if around and around.root.resolve() == folder.resolve() else None
    if with_git:
        if around and not clone:
            raise UsageError(
                f"--git: {folder} is inside the repository {around.root}; choose a folder outside it"
            )
        try:
            Repository.identity(here)
        except StoreError as error:
            raise UsageError(f"--git: {error}") from error
    return clone


def _address(asked: str | None, clone: Repository | None) -> Address | None:
    if asked is not None:
        found = hosts.repository(asked)
        if found is None or asked == _OWN:
            raise UsageError(f"--repository: expected your OWNER/NAME or an address, got {quoted(asked)}")
        return found
    return hosts.repository(clone.origin()) if clone else None


def _files(address: Address | None, choice: Choice) -> dict[str, bytes]:
    """Every file of the new archive. The ledger comes last: once it is written, the archive is complete."""
    kit, now = starting.kit(), SystemClock().now()
    ledger = starting.ledger_body(kit.written(now.date()))
    settings = kit.starter["mkdocs.yml"].decode()
    if address and address.entries:
        settings = settings.replace(_AUTHORITY, f"feed_authority: {address.entries}\n")
    if year := present.year(now):
        settings = settings.replace(_YEAR, f"feed_year: {year}\n")
    if address and address.site_url:
        settings = settings.replace(_SITE, address.site_url)
    settings = choice.configured(settings)
    about = choice.described(kit.starter[ABOUT].decode()).encode()
    return {
        **kit.starter,
        **choice.files(),
        **kit.moved,
        "mkdocs.yml": settings.encode(),
        ABOUT: about,
        starting.LEDGER: ledger,
    }


def _committed(
    folder: Path, clone: Repository | None, written: list[str], address: Address | None
) -> Repository:
    """The repository with its first commit, and with the remote `origin` if the address is known."""
    try:
        made = clone or Repository.create(folder)
        made.commit_files(written, "A daily papers archive")
        if address and not made.origin():
            made.add_origin(_remote(address))
    except StoreError as error:
        then = "fix that, then continue there with: git add --all && git commit"
        raise StoreError(f"{folder}: the archive was made, but not committed: {error}; {then}") from error
    return made


def _ignored(
    folder: Path, clone: Repository | None, written: list[str], *, with_git: bool
) -> list[tuple[str, str]]:
    """(path, rule) where one of the operator's rules would keep a file out of the repository, and so out of
    CI. Raises UsageError when --git would have to commit such a file; nothing has been written at that
    point."""
    if not clone and not with_git:
        return []
    wanted = [*written, *_NEVER_YET]
    found = clone.ignored(wanted) if clone else Repository.would_ignore(folder, wanted)
    stopping = [f"{path} ({rule})" for path, rule in found if path in written]
    if with_git and stopping:
        more = f" and {len(stopping) - SHOWN:,} more" if len(stopping) > SHOWN else ""
        raise UsageError(
            f"--git: nothing was written, because Git ignores files that must be committed in {folder}: "
            f"{', '.join(stopping[:SHOWN])}{more}; remove these rules first"
        )
    return found


def _left_out(folder: Path, ignored: list[tuple[str, str]]) -> Iterator[Problem]:
    for path, rule in ignored:
        message = f"Git ignores it, so CI would not get it; remove this rule: {rule}"
        yield Problem(path=str(folder / path), where="", message=message, severity="note")


def _closing(
    folder: Path, found: Found, address: Address | None, clone: Repository | None, *, is_committed: bool
) -> str:
    lines = [f"made an archive in {folder} ({counted(len(found.missing), 'file')})"]
    if found.kept:
        lines.append(f"kept unchanged: {', '.join(found.kept)}")
    if found.added_to:
        lines.append(f"added lines to {', '.join(found.added_to)}")
    lines += _named(address)
    is_here = folder.resolve() == Path.cwd()
    # `cd -x` would be an option, and `cd -` or `cd +1` another folder.
    named = f"./{folder}" if str(folder).startswith(("-", "+")) else str(folder)
    steps = [] if is_here else [f"cd {shlex.quote(named)}"]
    steps += ["papers fetch   (or: papers import FILE…)", "papers serve   (builds it and shows it)"]
    steps += _publishing(clone, address, is_committed=is_committed)
    return "\n".join([*lines, "next:", *(f"  {step}" for step in steps)])


def _named(address: Address | None) -> Iterator[str]:
    """What mkdocs.yml says about the archive's owner and address."""
    authority, site = (address.entries, address.site_url) if address else (None, None)
    if authority:
        yield f"feed_authority in mkdocs.yml: {authority} (never change it once readers subscribe)"
    if site:
        yield f"site_url in mkdocs.yml: {site}"
    missing = [key for key, value in (("feed_authority", authority), ("site_url", site)) if not value]
    if missing:
        how = "replace it before readers subscribe"
        instead = "" if address else f", or start again in a new folder with --repository {_OWN}"
        yield f"{' and '.join(missing)} in mkdocs.yml: only an example; {how}{instead}"


def _publishing(clone: Repository | None, address: Address | None, *, is_committed: bool) -> Iterator[str]:
    """How to get it from here to its host. What was read has to be committed too: otherwise the first commit
    of CI holds the same days, and Git does not pull over untracked files."""
    if not clone:
        yield "git init --initial-branch main"
    message = "The first days" if is_committed else "A daily papers archive"
    yield f'git add --all && git commit --message "{message}"'
    if not clone or not clone.origin():
        yield f"git remote add origin {_remote(address)}"
    yield "git push --set-upstream origin HEAD   (and on GitHub: Settings, Pages, Source: GitHub Actions)"


def _remote(address: Address | None) -> str:
    return f"https://{'/'.join([address.host, *address.folders, address.name])}.git" if address else "ADDRESS"
