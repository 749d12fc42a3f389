"""An archive on disk: its configuration and its stored days."""

import os
import shlex
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import config as configuration
from generator import curation
from generator.archive import Archive
from generator.cli import borders, present
from generator.cli.options import warn
from generator.cli.upstream import source_of
from generator.config import Config, strict_yaml
from generator.errors import BuildError, ConfigError, Problem
from generator.intake import clocks, sources
from generator.storage import cache, files
from generator.storage.cache import Cache
from generator.storage.store import Store

STATE = ".papers"
"""Scratch and bookkeeping beside mkdocs.yml; may be deleted at any time."""

CHARACTER = 4
"""Bytes of a character at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Folders are absolute."""

    root: Path
    config: Config
    config_name: str

    @property
    def docs(self) -> Path:
        """Hand-written and generated Markdown."""
        return self.root / self.config.docs_dir

    @property
    def site(self) -> Path:
        """The published tree."""
        return self.root / self.config.site_dir

    @property
    def state(self) -> Path:
        """Manifests and staging."""
        return self.root / STATE

    @property
    def memory(self) -> Cache:
        """What earlier runs worked out."""
        return cache.of(self.state)

    @property
    def store(self) -> Store:
        """The stored days."""
        return Store(self.root / self.config.options.data_dir)


def load(config_file: Path) -> Project:
    """Raises ConfigError when there is no archive here or its configuration is not usable."""
    try:
        text = _text(config_file, strict_yaml.CAP)
    except UNREADABLE as error:
        raise ConfigError(f"{config_file}: {unread(config_file, error)}") from error
    if text is None:
        raise ConfigError(f"{config_file}: not found; {where_else(config_file)}")
    file = config_file.resolve()
    config = configuration.parse(text, str(config_file), os.environ)
    project = Project(root=file.parent, config=config, config_name=file.name)
    _refuse_overlap(project, str(config_file))
    _refuse_links(project, str(config_file))
    return project


def where_else(config_file: Path) -> str:
    """What to do where there is no archive: in a folder of one, to go to its top."""
    with suppress(OSError):  # the folder one is in may be gone
        above = config_file.absolute().parent.parents
        found = next((folder for folder in above if (folder / config_file.name).is_file()), None)
        if found:
            named = shlex.quote(str(found / config_file.name))
            return f"there is one in {found}: go there, or name it with -f {named}"
    return "make an archive with: papers init DIR"


def load_filled(config_file: Path) -> Project:
    """The same for commands that read data: a slip in `data_dir` would publish an empty archive."""
    project = load(config_file)
    if not project.store.root.is_dir():
        raise ConfigError(f"{project.store.root}: no such folder (extra.archive.data_dir)")
    return project


def _refuse_overlap(project: Project, path: str) -> None:
    """A build replaces `site_dir` and removes old pages from `docs_dir`: nothing else may be there."""
    folders = {
        "site_dir": project.site,
        "docs_dir": project.docs,
        "extra.archive.data_dir": project.store.root,
        STATE: project.state,
    }
    real = {name: folder.resolve() for name, folder in folders.items()}
    for name, folder in real.items():
        if project.root.resolve().is_relative_to(folder):
            raise ConfigError(f"{path}: {name}: expected a folder of its own, got {folder}")
        for other, place in real.items():
            if name != other and folder.is_relative_to(place):
                raise ConfigError(f"{path}: {name}: {folder} lies in {other}; each needs a folder of its own")


def _refuse_links(project: Project, path: str) -> None:
    config, data = project.config, project.store.root
    named = {
        "docs_dir": config.docs_dir,
        "site_dir": str(Path(config.site_dir).parent),  # of a link itself `publish` says what to do
        "theme.custom_dir": config.custom_dir,
        "extra.archive.data_dir": config.options.data_dir,
    }
    borders.refuse_leaving(project.root, path, named)
    state = project.state
    borders.refuse_links((state, state / cache.FOLDER, state / "mail", data / "days", data / "mail"))


def read_archive(project: Project) -> tuple[Archive, list[Problem]]:
    """Everything stored that may be shown today, and every stored file that cannot be used.

    Where the clock cannot be right, nothing is left out for being in the future.
    """
    listings, problems = project.store.read_all()
    wrong: dict[date, str] = {}
    if not present.fault(project.store):
        listings, wrong = clocks.shown(listings, present.now())
    path = project.store.root / curation.NAME
    notes = curation.Curation()
    try:
        if (body := of_data(path, curation.CAP)) is not None:
            notes, faults = curation.parse(body, str(path))
            problems += faults
    except UNREADABLE as error:
        message = f"{unread(path, error)}; it may say what must not be shown"
        problems.append(Problem(path=str(path), where="", message=message, severity=curation.STOPS))
    archive = Archive.of(listings, notes, wrong, sources.known((source_of(project.config).about.name,)))
    # A slip in an id or a name may leave shown what somebody wanted hidden.
    problems += [
        Problem(path=str(path), where=where, message=message, severity=curation.PASSED)
        for where, message in archive.unmatched
    ]
    return archive, problems


UNREADABLE = (OSError, UnicodeDecodeError, ValueError)


def unread(path: Path, error: Exception) -> str:
    """Why a file that people write cannot be read, in their words."""
    if path.is_dir():
        return "cannot be read: it is a folder"
    if isinstance(error, FileNotFoundError):
        return "cannot be read: it is a link that leads to nothing"
    if isinstance(error, UnicodeDecodeError):
        line = error.object[: error.start].count(b"\n") + 1
        return f"cannot be read: it is not UTF-8 (line {line}); save it as UTF-8"
    return f"cannot be read: {(isinstance(error, OSError) and error.strerror) or error}"


def _text(path: Path, cap: int) -> str | None:
    """The text of a small file people write, None where there is none. Raises OSError or ValueError."""
    try:
        body = files.read(path, CHARACTER * cap + 1, follow=True)
    except FileNotFoundError:
        if files.is_link(path):
            raise  # it leads to nothing, but somebody meant something by it
        return None
    if len(body) > CHARACTER * cap:
        raise ValueError(f"it is larger than {CHARACTER * cap:,} bytes")
    return body.decode("utf-8-sig")


def of_data(path: Path, cap: int) -> str | None:
    """The same for a file of `data/`, whose name is easily taken for the other common one."""
    other = path.with_suffix({".yaml": ".yml", ".yml": ".yaml"}[path.suffix])
    if other.exists() or other.is_symlink():
        raise ValueError(
            f"{other.name} stands in its place or beside it and is not read; call it {path.name}"
        )
    return _text(path, cap)


def hold(message: str, problems: Iterable[Problem]) -> None:
    """Warns of entries of the curation that do not hold, and goes on: a slip in one of them must not keep
    the day from its readers. Raises BuildError for all else that could not be read."""
    found = list(problems)
    warn(problem for problem in found if problem.severity == curation.PASSED)
    stopping = [problem for problem in found if problem.severity != curation.PASSED]
    if stopping:
        raise BuildError(message, stopping)
