"""The program files in an archive (everything but its data): `papers init` writes them and `papers upgrade`
upgrades them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from generator import __version__, upgrade
from generator.config import menu
from generator.config.menu import Menu
from generator.config.options import Options
from generator.errors import StoreError
from generator.records.reading import SchemaError
from generator.records.written import Written, written_from_json, written_to_json
from generator.sinks import to_json
from generator.storage import files, packaged
from generator.upgrade import wheel
from generator.upgrade.wheel import Wheel

LARGEST = 64 * 2**20
"""The maximum size in bytes of a program file."""
LEDGER = ".github/papers.json"
REQUIREMENTS = "requirements.txt"
LOCK = "requirements.lock"
README = "README.md"
MENU = "mkdocs.yml#nav"
"""The marker of the menu: in `mkdocs.yml`, only the menu follows the program's version."""
LISTS = (".gitignore", ".gitattributes")
"""Files that others write to as well: missing lines are added, nothing is removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """The running program's files for an archive."""

    wheel: Wheel
    starter: Mapping[str, bytes]

    @property
    def moved(self) -> dict[str, bytes]:
        """Those that follow the program's version; the others are the operator's."""
        own = {
            path: body for path, body in self.starter.items() if path.startswith(".github/") or path == LOCK
        }
        requirements = wheel.requirements(self.wheel).encode()
        return {**own, REQUIREMENTS: requirements, self.wheel.path: self.wheel.body}

    @property
    def menu(self) -> Menu:
        """The places of generated pages: those in the configuration for which the starter has no file."""
        found = menu.read(menu.section(self.configuration, menu.NAV)) or ()
        return menu.generated(found, lambda path: f"docs/{path}" not in self.starter)

    @property
    def configuration(self) -> str:
        """The initial text of `mkdocs.yml`."""
        return self.starter["mkdocs.yml"].decode()

    @property
    def marks(self) -> dict[str, str]:
        """The hash of each file that is the same in every archive, for the table of earlier versions. An
        unedited README is upgraded only through that table."""
        plain = {path: self.starter[path] for path in {*self.moved, README} & self.starter.keys()}
        plain[MENU] = menu.written(self.menu).encode()
        return {path: upgrade.mark(path, body) for path, body in sorted(plain.items())}

    def written(self, on: date) -> Written:
        """The record that all of it was offered."""
        offered = {**self.moved, **{path: self.starter[path] for path in LISTS}}
        offered[MENU] = menu.written(self.menu).encode()
        return Written(
            version=__version__,
            program=self.wheel.mark,
            on=on,
            files={path: upgrade.mark(path, body) for path, body in offered.items()},
            settings=tuple(sorted(option.name for option in fields(Options))),
        )


def kit() -> Kit:
    """Raises StoreError if the program was not installed from a wheel."""
    return Kit(wheel=wheel.of_program(), starter=dict(packaged.starter_files()))


def ledger_body(written: Written) -> bytes:
    """The ledger as bytes."""
    return to_json.text(written_to_json(written)).encode()


def body_of(path: Path) -> bytes | None:
    """The bytes of an archive's file; None if there is none. Raises StoreError for anything but a regular
    file, such as a named pipe, which could block forever."""
    try:
        return files.whole(path, LARGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error


def read_ledger(root: Path) -> Written | None:
    """None if there is none. Raises StoreError if it cannot be used."""
    path = root / LEDGER
    body = body_of(path)
    try:
        return None if body is None else written_from_json(json.loads(body))
    except (SchemaError, ValueError, RecursionError) as error:
        how = "restore it from Git, or remove it: papers upgrade then compares whole files"
        raise StoreError(f"{path}: {error}; {how}") from error
