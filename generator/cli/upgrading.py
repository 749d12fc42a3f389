"""What an upgrade changes in an archive: which files are written, put next to the operator's, or removed."""

import shlex
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.cli import starting
from generator.cli.clock import SystemClock
from generator.cli.starting import LEDGER, LISTS, LOCK, MENU, README, REQUIREMENTS, Kit
from generator.cli.versions import is_older
from generator.config import menu
from generator.config.menu import Menu, Place
from generator.errors import Problem, StoreError, UsageError
from generator.records.written import Written
from generator.storage import packaged
from generator.storage.store import write_changed
from generator.upgrade import BESIDE, Step, defaults, mark, plan, wheel, with_lines

_OURS = (".github/", f"{wheel.FOLDER}/", LOCK, REQUIREMENTS, *LISTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """What an upgrade does in the archive's folder `root`: the steps, and the ledger that is written after
    them. `recorded` are the paths that the ledger listed before, `lacking` the places that an edited menu
    lacks and that have not been reported yet, and `changed` the options whose former default could not be
    written down."""

    root: Path
    steps: tuple[Step, ...]
    ledger: bytes
    recorded: frozenset[str]
    lacking: tuple[Place, ...]
    changed: tuple[str, ...]

    @classmethod
    def of(cls, config_file: Path, kit: Kit, known: Written | None, replaced: tuple[str, ...]) -> "Upgrade":
        """What has to be done so that the archive has the files of `kit`. `known` is its ledger, `replaced`
        are the files whose edits are discarded. Raises UsageError, StoreError."""
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
