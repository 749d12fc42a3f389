"""An archive on disk: its configuration and its folders."""

import os
import shlex
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from generator import config as configuration
from generator.check.weight import Budgets
from generator.cli import borders, present, runner
from generator.config import Config, hosts, naming, strict_yaml
from generator.config.naming import Workflow
from generator.errors import ConfigError, Problem, quoted
from generator.intake import sources
from generator.records import ledger
from generator.records.ledger import Ledger, Names
from generator.storage import cache, catalogues, files, packaged
from generator.storage.cache import Cache
from generator.storage.shelves import Shelves
from generator.storage.store import Store
from generator.wording import Wording

STATE = ".papers"
"""Scratch files and bookkeeping next to mkdocs.yml; may be deleted at any time."""

CATALOGUE = 1_000_000
"""The maximum number of characters of a catalogue of interface texts."""

CHARACTER = 4
"""The maximum number of bytes of a character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The folders are absolute. `names` are those in the ids of feed entries once they are settled; `config`
    has them too."""

    root: Path
    config: Config
    config_name: str
    names: Names | None = None

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
        """Results of earlier runs."""
        return cache.of(self.state)

    @property
    def shelves(self) -> Shelves:
        """What is known of papers beside their lists."""
        return Shelves(self.store.root)

    @property
    def store(self) -> Store:
        """The stored days."""
        main = self.config.options.sources[:1]
        return Store(self.root / self.config.options.data_dir, sources.stored_name(*main) if main else "")


def load(config_file: Path) -> Project:
    """Raises ConfigError when there is no archive here or its configuration is invalid."""
    try:
        text = text_of(config_file, strict_yaml.CAP)
    except UNREADABLE as error:
        raise ConfigError(f"{config_file}: {unread(config_file, error)}") from error
    if text is None:
        raise ConfigError(f"{config_file}: not found; {where_else(config_file)}")
    file = config_file.resolve()
    config = configuration.parse(text, str(config_file), os.environ)
    project = Project(root=file.parent, config=config, config_name=file.name)
    _refuse_overlap(project, str(config_file))
    _refuse_links(project, str(config_file))
    names = _names(project)
    config = replace(config, options=naming.applied(config.options, names))
    return replace(project, config=replace(config, wording=_wording(project, str(config_file))), names=names)


def _names(project: Project) -> Names | None:
    """A list of addresses that cannot be read is reported where it is needed."""
    try:
        known = ledger.parse(files.read(project.store.root / ledger.NAME).decode())
    except (OSError, UnicodeDecodeError):
        known = Ledger()
    workflow = None
    if here := runner.repository():
        repository, year = hosts.repository(here[0]), present.year(present.now())
        if repository and year:
            workflow = Workflow(repository=repository, number=here[1], year=year)
    return naming.settled(project.config.options, known, workflow)


def _wording(project: Project, path: str) -> Wording:
    """The texts of the archive's language, with those of the operator before them."""
    file, text = _own_texts(project)
    if project.config.options.texts and text is None:
        raise ConfigError(f"{path}: extra.archive.texts: no such file: {project.config.options.texts}")
    return catalogues.wording(project.config.language, text, str(file))


def _own_texts(project: Project) -> tuple[Path, str | None]:
    """The operator's own catalogue; None if there is none."""
    file = project.root / project.config.options.texts
    if not project.config.options.texts:
        return file, None
    try:
        return file, text_of(file, CATALOGUE)
    except UNREADABLE as error:
        raise ConfigError(f"{file}: {unread(file, error)}") from error


def unspoken(project: Project) -> list[Problem]:
    """A note for each text of the operator's that nothing says, or if there are none in the archive's
    language."""
    file, text = _own_texts(project)
    notes = list(catalogues.unused(text, str(file))) if text is not None else []
    language, known = project.config.language, ", ".join(["en", *catalogues.languages()])
    if language == "en" or project.config.wording.texts:
        return notes
    message = (
        f"{language}: there are no interface texts in this language, so the generated pages are in English; "
        f"available: {known}, or name a catalogue of your own: extra.archive.texts"
    )
    path = str(project.root / project.config_name)
    return [*notes, Problem(path=path, where="theme.language", message=message, severity="note")]


def where_else(config_file: Path) -> str:
    """What to do if there is no archive here; below an archive, to go to its top folder."""
    with suppress(OSError):  # the current folder may have been deleted
        above = config_file.absolute().parent.parents
        found = next((folder for folder in above if (folder / config_file.name).is_file()), None)
        if found:
            named = shlex.quote(str(found / config_file.name))
            return f"there is one in {found}: go there, or name it with -f {named}"
    return "make an archive with: papers init DIR"


def load_filled(config_file: Path) -> Project:
    """The same for commands that read data: a typo in `data_dir` would publish an empty archive."""
    project = load(config_file)
    if not project.store.root.is_dir():
        raise ConfigError(f"{project.store.root}: no such folder (extra.archive.data_dir)")
    return project


def load_buildable(config_file: Path) -> Project:
    """The same for commands that build: what MkDocs itself would stop at. New days are stored without it."""
    project = load_filled(config_file)
    _refuse_missing(project, str(config_file))
    return project


def _refuse_overlap(project: Project, path: str) -> None:
    """A build replaces `site_dir` and removes old pages from `docs_dir`, so nothing else may be in them."""
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
                raise ConfigError(
                    f"{path}: {name}: {folder} is inside {other}; each needs a folder of its own"
                )


def _refuse_links(project: Project, path: str) -> None:
    config, data = project.config, project.store.root
    named = {
        "docs_dir": config.docs_dir,
        "site_dir": str(Path(config.site_dir).parent),  # for the link itself, `publish` says what to do
        "theme.custom_dir": config.custom_dir,
        "extra.archive.data_dir": config.options.data_dir,
        "extra.archive.texts": config.options.texts,
    }
    borders.refuse_leaving(project.root, path, named)
    state = project.state
    borders.refuse_links(
        (state, state / cache.FOLDER, state / "mail", data / "days", data / "mail", data / "known")
    )


def _refuse_missing(project: Project, path: str) -> None:
    own = project.config.custom_dir
    if own and not (project.root / own).is_dir():
        raise ConfigError(f"{path}: theme.custom_dir: no such folder: {own}")
    for key, name in project.config.icons:
        file = f".icons/{name}.svg"
        if not (packaged.is_of_material(file) or (own and (project.root / own / file).is_file())):
            raise ConfigError(
                f"{path}: {key}: expected an icon such as material/brightness-7, got {quoted(name)}"
            )


def budgets(project: Project) -> Budgets:
    """What the operator allows."""
    options = project.config.options
    return Budgets(
        page_kb=options.page_budget_kb,
        site_mb=options.site_budget_mb,
        files=options.site_budget_files,
        minutes=options.build_budget_minutes,
    )


UNREADABLE = (OSError, UnicodeDecodeError, ValueError)


def unread(path: Path, error: Exception) -> str:
    """Why a file that people edit cannot be read, in plain words."""
    if path.is_dir():
        return "cannot be read: it is a folder"
    if isinstance(error, FileNotFoundError):
        return "cannot be read: it is a broken link"
    if isinstance(error, UnicodeDecodeError):
        line = error.object[: error.start].count(b"\n") + 1
        return f"cannot be read: it is not UTF-8 (line {line}); save it as UTF-8"
    return f"cannot be read: {(isinstance(error, OSError) and error.strerror) or error}"


def text_of(path: Path, cap: int) -> str | None:
    """The text of a small file people write, None where there is none. Raises OSError or ValueError."""
    try:
        body = files.read(path, CHARACTER * cap + 1, follow=True)
    except FileNotFoundError:
        if files.is_link(path):
            raise  # The link is broken, but somebody put it there on purpose.
        return None
    if len(body) > CHARACTER * cap:
        raise ValueError(f"it is larger than {CHARACTER * cap:,} bytes")
    return body.decode("utf-8-sig")
