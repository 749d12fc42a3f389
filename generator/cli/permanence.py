"""The ledger of addresses on disk, and what it requires of a build."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from generator import urls
from generator.archive import Archive
from generator.build import incremental
from generator.check import ledger as ledger_check
from generator.cli import present, runner
from generator.cli.project import UNREADABLE, Project, unread
from generator.errors import BuildError, StoreError
from generator.intake.clocks import SLACK
from generator.records import ledger
from generator.records.ledger import Ledger, Names
from generator.records.listing import Listing
from generator.records.page import Page, is_rendered
from generator.render.pages import moved
from generator.render.site import HUBS
from generator.storage import files
from generator.storage.store import write_changed
from generator.urls import address_of
from generator.wording import spoken

_HEAD = 1_000
"""Bytes of a feed in which its own id is."""
_ID = re.compile(rb"<id>tag:([a-z0-9.-]+),([0-9]{4}):")

Losses = Literal["refuse", "accept", "ignore"]
"""What to do about addresses that would have no page any more: stop, or publish a notice in their place.
`ignore` is for a site that nobody else sees; nothing is recorded either."""


def read(project: Project) -> Ledger:
    """The archive's ledger; if it has none yet, the addresses that were published here last."""
    path = project.store.root / ledger.NAME
    try:
        text = files.read(path).decode()
    except FileNotFoundError:
        known = incremental.last(project.state)
        paths = known.pages if known else ()
        return Ledger(live=addresses(paths))
    except UNREADABLE as error:
        raise StoreError(f"{path}: {unread(path, error)}") from error
    if fault := ledger.fault(text):
        raise StoreError(f"{path}: {fault}")
    return ledger.parse(text)


def addresses(paths: Iterable[str]) -> frozenset[str]:
    """The addresses of generated pages except the home page; data files for programs have no promised
    address."""
    return frozenset(address_of(path) for path in paths if is_rendered(path)) - {""}


def answering(
    project: Project, paths: Iterable[str], archive: Archive, losses: Losses
) -> tuple[list[Page], Ledger]:
    """Pages for addresses that lost their own, and the ledger to keep. `paths` are those of all files.
    Raises BuildError."""
    leads, built = moved.of_people(archive.leads), addresses(paths)
    hidden = _hidden(project, archive)
    known = read(project)
    # Where the clock cannot be right, nothing is hidden, and no day is too early.
    last = None if present.fault(project.store) else present.now().date() + SLACK
    known = known.without(ledger_check.premature(known, built, hidden, last))
    # Outside a workflow, other names in mkdocs.yml are not settled, and those that were must not be lost.
    known = replace(known, names=project.names or known.names)
    number = sum(len(one.papers) for one in hidden)
    problems = [] if losses != "refuse" else list(ledger_check.problems(known, built, leads, HUBS, number))
    if problems:
        advice = (
            "to remove them on purpose, run once with --accept-loss "
            "(on GitHub: Actions, daily, Run workflow, accept_loss)"
        )
        raise BuildError(f"nothing was generated: published addresses would be lost; {advice}", problems)
    wording = project.config.wording
    return list(spoken(wording, moved.render(known, built, leads, HUBS))), known.after(built)


def _hidden(project: Project, archive: Archive) -> list[Listing]:
    """The stored days that are not shown because they are in the future."""
    hidden = [day for day in archive.doubtful if day not in archive.days]
    return [one for day in hidden for one in project.store.lists(day)]


def record(project: Project, kept: Ledger, losses: Losses) -> None:
    """Stores the ledger before publication, so that no published address is missing from it. Names of feed
    entries that are new are reported."""
    if losses != "ignore":
        _report_names(project, read(project).names, kept.names)
        write_changed(project.store.root / ledger.NAME, kept.text.encode())


def _report_names(project: Project, before: Names | None, kept: Names | None) -> None:
    """What is settled now, and whether entries that were published had other ids. Those of a fork have."""
    if kept and kept != before:
        names = f"{kept.authority}, {kept.year}"
        runner.say("notice", f"ids of feed entries: {names} from now on, for ever ({ledger.NAME})")
    if before and kept and kept.repository != before.repository:
        return
    used = (before.authority, before.year) if before else _published(project)
    now = project.config.options.feed_authority, project.config.options.feed_year
    if used and used != now:
        was, to = (", ".join(map(str, names)) for names in (used, now))
        where = f"{project.config_name}: extra.archive.feed_authority, feed_year"
        why = "feed readers show all of them again as new: set them back unless nobody follows the feeds yet"
        runner.say(
            "warning", f"warning: {where}: the ids of feed entries had {was} and now have {to}, so {why}"
        )


def _published(project: Project) -> tuple[str, int] | None:
    """The domain and the year in the ids of the site that was built here last, if there is one."""
    try:
        head = files.read(project.site / urls.feed("papers", "atom").url, _HEAD)
    except OSError:
        return None
    found = _ID.search(head)
    return (found[1].decode(), int(found[2])) if found else None
