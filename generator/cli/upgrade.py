"""`papers upgrade`: upgrades an archive's own copy of the program to the running version."""

import shlex
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import click

from generator import __version__
from generator.cli import starting
from generator.cli.clock import SystemClock
from generator.cli.options import DONE, PROBLEMS, command, report, shared
from generator.cli.project import where_else
from generator.cli.starting import LEDGER, LISTS, LOCK, MENU, README, REQUIREMENTS, Kit
from generator.cli.versions import is_newer, is_older
from generator.config import menu
from generator.config.menu import Menu, Place
from generator.config.options import Options
from generator.errors import ConfigError, Problem, StoreError, UsageError
from generator.records.written import Written
from generator.storage import packaged
from generator.storage.store import write_changed
from generator.upgrade import BESIDE, Step, defaults, mark, plan, wheel, with_lines

_OURS = (".github/", f"{wheel.FOLDER}/", LOCK, REQUIREMENTS, *LISTS)


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
    generated pages change, and only where you did not edit them; a default that is another one today is
    written down as it was.
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
    move = _Move.of(config_file.resolve(), kit, known, replaced)
    if not is_trial:
        move.make()
    if not quiet:
        click.echo(_told(move, known, is_trial=is_trial))
    report(move.conflicts(is_trial=is_trial))
    return PROBLEMS if move.open or (is_trial and move.changes) else DONE


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """The steps, the ledger to write after them, the paths that the ledger before them listed, and what an
    edited menu lacks and has not been reported yet, and the options whose former default had no place."""

    root: Path
    steps: tuple[Step, ...]
    ledger: bytes
    recorded: frozenset[str]
    lacking: tuple[Place, ...]
    changed: tuple[str, ...]

    @classmethod
    def of(cls, config_file: Path, kit: Kit, known: Written | None, replaced: tuple[str, ...]) -> "_Move":
        root = config_file.parent
        known_marks = known.files if known else {}
        offered = {path: old for path, old in known_marks.items() if path.startswith(_OURS)}
        wanted = dict(kit.moved)
        earlier = packaged.earlier_marks()
        menus = earlier.pop(MENU, frozenset())
        if MENU in known_marks:  # an even older menu would be one from which somebody removed new pages
            menus = frozenset({known_marks[MENU]})
        present = _present(root, {*wanted, *offered, *earlier, *LISTS})
        for path in replaced:
            if path not in wanted:
                raise UsageError(f"--replace: expected one of {', '.join(sorted(wanted))}, got {path!a}")
        # CI installs from these two, so a missing one is restored.
        given_up = {*replaced, *({kit.wheel.path, LOCK} - present.keys())}
        if REQUIREMENTS in present:
            text = present[REQUIREMENTS].decode(errors="surrogateescape")
            moved = wheel.required(text, kit.wheel)
            if moved is not None and REQUIREMENTS not in given_up:
                wanted[REQUIREMENTS] = moved.encode(errors="surrogateescape")
                given_up.add(REQUIREMENTS)
        elif REQUIREMENTS in offered and REQUIREMENTS not in given_up:
            wanted.pop(kit.wheel.path)  # the operator installs it in another way
        # The README belongs to the operator as soon as they change a word.
        if README in present and mark(README, present[README]) in earlier.get(README, ()):
            wanted[README] = kit.starter[README]
        else:
            earlier.pop(README, None)
        followed = {path: old for path, old in offered.items() if path not in LISTS}
        steps = [*plan(followed, wanted, present, given_up, earlier)]
        steps += _lists(kit, offered, present)
        is_before = known is None or is_older(known.version, defaults.SINCE)
        settings, lacking, unset = _settings(config_file, kit, menus, is_before=is_before)
        steps += settings
        if menus == {kit.marks[MENU]}:
            lacking = ()
        order = {"write": 0, "beside": 1, "remove": 2, "keep": 3}
        # The new wheel first and the removed one last: at no time is a missing one required.
        steps.sort(key=lambda step: (order[step.action], not step.path.startswith(wheel.FOLDER), step.path))
        on = SystemClock().now().date()
        if known and known.program == kit.wheel.mark:
            on = known.on
        ledger = starting.ledger_body(kit.written(on))
        return cls(
            root=root,
            steps=tuple(steps),
            ledger=ledger,
            recorded=frozenset(known_marks),
            lacking=lacking,
            changed=unset,
        )

    @property
    def changes(self) -> bool:
        """Whether anything would be written, or has to be said."""
        return (
            any(step.action != "keep" for step in self.steps) or bool(self.changed) or self._ledger_differs()
        )

    @property
    def open(self) -> list[str]:
        """Paths of files that get a new version next to them."""
        return [step.path for step in self.steps if step.action == "beside"]

    def _ledger_differs(self) -> bool:
        return _present(self.root, {LEDGER}).get(LEDGER) != self.ledger

    def make(self) -> None:
        """Each file changes completely or not at all, the ledger last: an interrupted run can be repeated."""
        for step in self.steps:
            file = self.root / step.path
            if step.action == "write":
                write_changed(file, step.body)
                file.with_name(file.name + BESIDE).unlink(missing_ok=True)
            elif step.action == "beside":
                write_changed(file.with_name(file.name + BESIDE), step.body)
            elif step.action == "remove":
                file.unlink(missing_ok=True)
        write_changed(self.root / LEDGER, self.ledger)

    def conflicts(self, *, is_trial: bool) -> Iterator[Problem]:
        """Files that somebody has to review."""
        for step in self.steps:
            if step.action == "beside":
                beside = f"{step.path}{BESIDE}"
                where = f"would be saved next to it as {beside}" if is_trial else f"is next to it: {beside}"
                is_known = step.path in self.recorded
                why = "edited here" if is_known else "no record of its original version"
                message = (
                    f"{why}, so it was kept; the new version {where}. "
                    "Copy what you need and remove that file, or discard your edits: --replace "
                    f"{shlex.quote(step.path)}"
                )
                yield Problem(path=str(self.root / step.path), where="", message=message)


def _lists(kit: Kit, offered: Mapping[str, str], present: Mapping[str, bytes]) -> Iterator[Step]:
    """Lines that files such as `.gitignore` lack, unless they were offered before and removed."""
    for path in LISTS:
        new = kit.starter[path]
        if offered.get(path) == mark(path, new) or (path in offered and path not in present):
            continue
        now = present.get(path, b"").decode(errors="surrogateescape")
        body = with_lines(now, new.decode()).encode(errors="surrogateescape")
        if body != present.get(path):
            yield Step(path, "write", body)


def _settings(
    config_file: Path, kit: Kit, known: Collection[str], *, is_before: bool
) -> tuple[list[Step], Menu, tuple[str, ...]]:
    """The step that adds new kinds of pages to the configuration, and former defaults to that of an archive
    from before they changed; the places that are missing from an edited menu; the options without a place."""
    text = (starting.body_of(config_file) or b"").decode(errors="surrogateescape")
    patterns = menu.section(kit.configuration, menu.OUTSIDE).split()[2:]

    def is_known(found: Menu) -> bool:
        return mark(MENU, menu.written(found).encode()) in known

    new, lacking = menu.moved(text, kit.menu, patterns, is_known)
    new, unset = defaults.kept(new) if is_before else (new, ())
    steps = [Step(config_file.name, "write", new.encode(errors="surrogateescape"))]
    return steps if new != text else [], lacking, unset


def _present(root: Path, paths: set[str]) -> dict[str, bytes]:
    """The bytes of the existing files. Raises StoreError for anything but a regular file inside `root`."""
    found: dict[str, bytes] = {}
    for path in paths:
        file = root / path
        if file.resolve() != root / path:
            raise StoreError(f"{file}: is a link to another place; expected a regular file")
        if (body := starting.body_of(file)) is not None:
            found[path] = body
    return found


def _told(move: _Move, known: Written | None, *, is_trial: bool) -> str:
    before = f" from {known.version}" if known and known.version != __version__ else ""
    if not move.changes:
        return f"up to date: {__version__}"
    what = {"write": "write", "beside": "put next to yours", "remove": "remove", "keep": "keep as it is"}
    lines = [
        f"would upgrade{before} to {__version__}:" if is_trial else f"upgraded{before} to {__version__}:"
    ]
    lines += [f"  {what[step.action]} {step.path}" for step in move.steps]
    settings = {option.name: option.metadata["doc"] for option in fields(Options)}
    for name in sorted(settings.keys() - {*known.settings}) if known else ():
        lines.append(f"new in mkdocs.yml, if you like: extra.archive.{name}: {settings[name]}")
    for place in move.lacking:
        where = f"tab {place.tab}: " if place.label else ""
        lines.append(f"not in your menu (nav in mkdocs.yml): {where}{place.label or place.tab}: {place.path}")
    for name in move.changed:
        then, now = defaults.FORMER[name], getattr(Options(), name)
        lines.append(f"to keep all pages, set extra.archive.{name}: {then} (the default is {now} now)")
    if not is_trial:
        lines += ["next:", *_next(move.open)]
    return "\n".join(lines)


def _next(beside: list[str]) -> Iterator[str]:
    if beside:
        options = " ".join(f"--replace {shlex.quote(path)}" for path in beside)
        yield f"  copy what you need from each FILE{BESIDE} and remove it"
        yield f"  or use all of them unchanged: papers upgrade {options}"
    yield "  papers build   (look at it: papers serve)"
    then = "only then " if beside else ""
    yield f"  {then}commit what changed and push it"
