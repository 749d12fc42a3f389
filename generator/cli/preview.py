"""Pages of an archive as its files are now, made and rendered when a browser asks for them.

After a change only what is different is read again, and only what a page shows is computed. A page is byte
for byte the one that `papers build` would publish. Data files (feeds, exports, the search) and redirects are
not made here: they are those of the last build.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Literal

from generator import urls
from generator.archive import Made
from generator.build import derived
from generator.build.derived import Job
from generator.build.single import SinglePages
from generator.cli import standing
from generator.cli.generated import epoch_of
from generator.cli.graphs import read_taxonomy, thresholds
from generator.cli.project import Project, load_buildable
from generator.cli.reading import hold, read_archive
from generator.cli.visits import read_all_visits
from generator.errors import Problem
from generator.graph.lazy import LazyGraph
from generator.graph.topics import taxonomy
from generator.graph.topics.taxonomy import Taxonomy
from generator.memo import FORGETFUL
from generator.records.page import Page
from generator.render import asked, site
from generator.render.given import Given
from generator.storage import ownership, packaged, scratch, stamps
from generator.storage.held import HeldMemory, HeldStore
from generator.storage.scratch import Scratch
from generator.storage.stamps import Stamp
from generator.storage.store import Store

Part = Literal["settings", "data", "pages", "theme"]
"""What may change: `mkdocs.yml` and hooks, stored data and curation, files of `docs/`, templates."""

WORK = "preview-"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open(Project):
    """A project whose days and results of earlier runs are read once."""

    days: HeldStore
    results: HeldMemory

    @property
    def store(self) -> Store:
        """The stored days."""
        return self.days


@dataclass(slots=True, kw_only=True)
class Preview:
    """One archive. One thread at a time may ask for pages; any may report a change. Every method that answers
    raises GeneratorError; what could not be read is read again the next time."""

    config_file: Path
    _changes: SimpleQueue[Part] = field(default_factory=SimpleQueue)
    _stale: set[Part] = field(default_factory=set)
    _rendered: dict[str, str | None] = field(default_factory=dict)
    _made: Made = field(default_factory=dict)
    _project: _Open | None = None
    _single: SinglePages | None = None
    _given: Given | None = None
    _graph: LazyGraph | None = None
    _topics: tuple[Stamp | None, tuple[Taxonomy, list[Problem]]] | None = None
    _work: Scratch | None = None

    def change(self, part: Part) -> None:
        """Notes that something of this kind has changed."""
        self._changes.put(part)

    def page(self, address: str) -> str | None:
        """The HTML at an address relative to the site, such as `days/2025-08-20/`; None if there is no such
        page, or none that is made here."""
        given, single = self._current()
        if address not in self._rendered:
            self._rendered[address] = self._page(address, given, single)
        return self._rendered[address]

    def file(self, path: str) -> Path | None:
        """The operator's file at an address of a file."""
        return self._current()[1].static(path)

    def is_as_published(self, address: str) -> bool:
        """Whether a page that is not made here is the one of the last build: `/exports/`, or a notice that
        replaces a page."""
        if address == urls.EXPORTS.url:
            return True
        found = self._project and self._project.docs / urls.Address(address).path
        return bool(found and ownership.kind_of(found) in {"moved", "tombstone"})

    def published(self, address: str) -> str | None:
        """The published page at an address."""
        try:
            site_dir = self._project.site if self._project else None
            return (site_dir / address / "index.html").read_text(encoding="utf-8") if site_dir else None
        except OSError:
            return None

    def close(self) -> None:
        """Removes scratch files."""
        if self._work:
            self._work.close()
            self._work = None

    def _page(self, address: str, given: Given, single: SinglePages) -> str | None:
        epoch, sources = epoch_of(given.archive), given.archive.sources
        path = urls.Address(address).path
        if path == urls.HOME.path or path.partition("/")[0] in site.FOLDERS:
            made: Page | None = asked.page(given, path)
            return single.render(path, made.text, epoch, sources) if made else None
        bare = address.rstrip("/")
        own = next((one for one in (f"{bare}.md", f"{bare}/index.md") if single.handwritten(one)), None)
        return single.render(own, None, epoch, sources) if own else None

    def _current(self) -> tuple[Given, SinglePages]:
        while not self._changes.empty():
            self._stale.add(self._changes.get())
        if self._stale:
            self._rendered.clear()
        if self._project is None or "settings" in self._stale:
            self._project, self._given, self._single = self._opened(), None, None
        if self._given is None or "data" in self._stale:
            self._given = self._read(self._project)
        if self._single is None:
            self._single = self._load(self._project)
        else:
            if "theme" in self._stale:
                self._single.read_theme()
            if "pages" in self._stale:
                self._single.read()
        self._stale.clear()
        return self._given, self._single

    def _opened(self) -> _Open:
        found, before = load_buildable(self.config_file), self._project
        is_same = before is not None and before.days.root == found.store.root
        return _Open(
            root=found.root,
            config=found.config,
            config_name=found.config_name,
            days=before.days
            if before and is_same
            else HeldStore(found.store.root, found.store.main, now=time.time_ns),
            results=before.results if before else HeldMemory(found.memory),
        )

    def _read(self, project: _Open) -> Given:
        archive, problems = read_archive(project, self._made)
        topics, faults = self._read_topics(project)
        hold("this cannot be read", [*problems, *faults], _ignore)
        graph = LazyGraph(archive, topics, thresholds(project), project.results, self._graph)
        self._graph = graph
        return Given(
            graph=graph,
            config=project.config,
            visits=read_all_visits(project),
            known=FORGETFUL,
            guide=packaged.guide(),
            standing=standing.names(standing.read(project)[0]),
        )

    def _read_topics(self, project: Project) -> tuple[Taxonomy, list[Problem]]:
        """The vocabulary is read again only if its file changed: reading it takes a fifth of the time."""
        look = stamps.of(project.store.root / taxonomy.NAME)
        if self._topics is None or self._topics[0] != look or self._topics[1][1]:
            self._topics = look, read_taxonomy(project)
        return self._topics[1]

    def _load(self, project: Project) -> SinglePages:
        project.state.mkdir(exist_ok=True)
        self.close()
        self._work = scratch.made(project.state, WORK)
        job = Job(
            root=project.root,
            config=project.config,
            config_name=project.config_name,
            generated=frozenset(f"{folder}/{urls.HOME.path}" for folder in site.FOLDERS),
            wanted=frozenset(),
            epoch=0,
        )
        return SinglePages(job, site.CLAIM, self._work.path)


def is_possible(project: Project) -> bool:
    """Whether single pages can be rendered: not with plugins that need all of them."""
    return derived.can_select(project.config)


def _ignore(_: Iterable[object]) -> None:
    """Says nothing: the build of the whole site warns about the same problems."""
