"""`papers upgrade`: upgrades an archive's own copy of the program to the running version."""

import shlex
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

from generator import __version__
from generator.cli import starting
from generator.cli.options import DONE, PROBLEMS, command, report, shared
from generator.cli.project import where_else
from generator.cli.starting import LEDGER, REQUIREMENTS
from generator.cli.upgrading import Upgrade
from generator.cli.versions import is_newer
from generator.config.options import Options
from generator.errors import ConfigError, UsageError
from generator.records.written import Written
from generator.upgrade import BESIDE, defaults


@click.command()
@click.option(
    "--check",
    "--dry-run",
    "is_trial",
    is_flag=True,
    help="Change nothing, only report; exit code 1 if there is anything to do.",
)
@click.option("--replace", "replaced", multiple=True, metavar="FILE", help="Discard your edits to this file.")
@click.option("--downgrade", is_flag=True, help="Allow an older version than the archive has.")
@shared
@command
def upgrade(
    *,
    is_trial: bool,
    replaced: tuple[str, ...],
    downgrade: bool,
    config_file: Path,
    quiet: bool,
    verbose: bool,
) -> int:
    """Upgrade the archive's wheel, requirements, lock and workflow to the version of this program.

    Run it with the newer program, in the archive's folder. Files that you edited are kept, and the new
    version is put next to them. Days and pages are never touched. In mkdocs.yml, only the menu's lines of
    generated pages change, and only where you did not edit them; if a default has changed, the former one is
    written down.
    """
    del verbose
    root = _root(config_file)
    known = starting.read_ledger(root)
    if known and is_newer(known.version) and not downgrade:
        raise UsageError(
            f"{root}: has version {known.version}, newer than this program ({__version__}); "
            f"install that version ({REQUIREMENTS}), or downgrade with --downgrade"
        )
    kit = starting.kit()
    found = Upgrade.of(config_file.resolve(), kit, known, replaced)
    if not is_trial:
        found.make()
    if not quiet:
        click.echo(_told(found, known, is_trial=is_trial))
    report(found.conflicts(is_trial=is_trial))
    return PROBLEMS if found.open or (is_trial and found.changes) else DONE


def _root(config_file: Path) -> Path:
    """The archive's folder. Its configuration may be invalid: the upgrade may be what fixes it."""
    if not config_file.is_file():
        raise ConfigError(f"{config_file}: not found; {where_else(config_file)}")
    root = config_file.resolve().parent
    if not (root / LEDGER).exists() and not (root / REQUIREMENTS).exists():
        raise UsageError(
            f"{root}: has no {REQUIREMENTS}, so it has no copy of the program; a fork is updated with Git"
        )
    return root


def _told(found: Upgrade, known: Written | None, *, is_trial: bool) -> str:
    before = f" from {known.version}" if known and known.version != __version__ else ""
    if not found.changes:
        return f"up to date: {__version__}"
    what = {"write": "write", "beside": "put next to yours", "remove": "remove", "keep": "keep as it is"}
    lines = [
        f"would upgrade{before} to {__version__}:" if is_trial else f"upgraded{before} to {__version__}:"
    ]
    lines += [f"  {what[step.action]} {step.path}" for step in found.steps]
    settings = {option.name: option.metadata["doc"] for option in fields(Options)}
    for name in sorted(settings.keys() - {*known.settings}) if known else ():
        lines.append(f"new in mkdocs.yml, if you like: extra.archive.{name}: {settings[name]}")
    for place in found.lacking:
        where = f"tab {place.tab}: " if place.label else ""
        lines.append(f"not in your menu (nav in mkdocs.yml): {where}{place.label or place.tab}: {place.path}")
    for name in found.changed:
        then, now = defaults.FORMER[name], getattr(Options(), name)
        lines.append(
            f"to keep all pages, set extra.archive.{name}: {then}, unless you set it (default: {now})"
        )
    if not is_trial:
        lines += ["next:", *_next(found.open)]
    return "\n".join(lines)


def _next(beside: list[str]) -> Iterator[str]:
    if beside:
        options = " ".join(f"--replace {shlex.quote(path)}" for path in beside)
        yield f"  copy what you need from each FILE{BESIDE} and remove it"
        yield f"  or use all of them unchanged: papers upgrade {options}"
    yield "  papers build   (look at it: papers serve)"
    then = "only then " if beside else ""
    yield f"  {then}commit what changed and push it"
