"""An archive on disk: its configuration, its stored days, and what they become."""

from dataclasses import dataclass
from pathlib import Path

from generator import config as configuration
from generator import curation
from generator.archive import Archive
from generator.config import Config
from generator.errors import BuildError, ConfigError, Problem
from generator.store import Store

STATE = ".papers"
"""Scratch and bookkeeping beside mkdocs.yml; may be deleted at any time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Folders are absolute."""

    root: Path
    config: Config
    config_name: str
    config_body: bytes

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
    def store(self) -> Store:
        """The stored days."""
        return Store(self.root / self.config.options.data_dir)


def load(config_file: Path) -> Project:
    """Raises ConfigError when there is no archive here or its configuration is not usable."""
    try:
        body = config_file.read_bytes()
        text = body.decode()
    except FileNotFoundError:
        raise ConfigError(f"{config_file}: not found; make an archive with: papers init DIR") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{config_file}: cannot be read: {error}") from error
    file = config_file.resolve()
    return Project(
        root=file.parent,
        config=configuration.parse(text, str(config_file)),
        config_name=file.name,
        config_body=body,
    )


def read_archive(project: Project) -> tuple[Archive, list[Problem]]:
    """Everything stored, and every stored file that cannot be used."""
    listings, problems = project.store.read_all()
    path = project.store.root / curation.NAME
    notes = curation.Curation()
    try:
        notes, faults = curation.parse(path.read_text(encoding="utf-8"), str(path))
        problems += faults
    except FileNotFoundError:
        pass
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path=str(path), where="", message=f"cannot be read: {error}"))
    return Archive.of(listings, notes), problems


def whole_archive(project: Project) -> Archive:
    """The archive, or BuildError: a site without what could not be read would hide a loss."""
    archive, problems = read_archive(project)
    if problems:
        raise BuildError("nothing was generated: stored data needs repair", problems)
    return archive
