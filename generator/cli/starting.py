"""What the running program puts into an archive besides its data: `papers init` writes it and
`papers upgrade` moves it."""

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
"""Bytes of a file that can be the program's."""
LEDGER = ".github/papers.json"
REQUIREMENTS = "requirements.txt"
LOCK = "requirements.lock"
README = "README.md"
MENU = "mkdocs.yml#nav"
"""The mark of the menu: of `mkdocs.yml` only this follows the version of the program."""
LISTS = (".gitignore", ".gitattributes")
"""Files that others write into, too: missing lines are added, nothing is taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """The running program's files for an archive."""

    wheel: Wheel
    starter: Mapping[str, bytes]

    @property
    def moved(self) -> dict[str, bytes]:
        """Those that follow the version of the program; the others are the operator's."""
        own = {
            path: body for path, body in self.starter.items() if path.startswith(".github/") or path == LOCK
        }
        requirements = wheel.requirements(self.wheel).encode()
        return {**own, REQUIREMENTS: requirements, self.wheel.path: self.wheel.body}

    @property
    def menu(self) -> Menu:
        """The places of generated pages: those of the configuration of which the starter holds no file."""
        found = menu.read(menu.section(self.configuration, menu.NAV)) or ()
        return menu.generated(found, lambda path: f"docs/{path}" not in self.starter)

    @property
    def configuration(self) -> str:
        """What `mkdocs.yml` is at first."""
        return self.starter["mkdocs.yml"].decode()

    @property
    def marks(self) -> dict[str, str]:
        """The mark of each file that has the same text in every archive, for the table of earlier
        versions. A README that nobody edited is moved by that table alone."""
        plain = {path: self.starter[path] for path in {*self.moved, README} & self.starter.keys()}
        plain[MENU] = menu.written(self.menu).encode()
        return {path: upgrade.mark(path, body) for path, body in sorted(plain.items())}

    def written(self, on: date) -> Written:
        """The record of having offered all of it."""
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
    """Raises StoreError where the program was not installed."""
    return Kit(wheel=wheel.of_program(), starter=dict(packaged.starter_files()))


def ledger_body(written: Written) -> bytes:
    """The bytes of the ledger."""
    return to_json.text(written_to_json(written)).encode()


def body_of(path: Path) -> bytes | None:
    """The bytes of an archive's file, None where there is none. Raises StoreError for what is no plain
    file, such as a named pipe, for which one could wait for ever."""
    try:
        return files.whole(path, LARGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error


def read_ledger(root: Path) -> Written | None:
    """None where there is none. Raises StoreError where it cannot be used."""
    path = root / LEDGER
    body = body_of(path)
    try:
        return None if body is None else written_from_json(json.loads(body))
    except (SchemaError, ValueError, RecursionError) as error:
        how = "restore it from Git, or remove it: papers upgrade then compares whole files"
        raise StoreError(f"{path}: {error}; {how}") from error
