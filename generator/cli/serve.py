"""`papers serve`: builds the site, serves it on this machine, and shows changes at once.

After a change, the pages that a browser asks for are made from the files as they are (`preview.py`), while
the whole site is built again in a process of its own, with its checks (`background.py`). Once that has ended
well, the new site is served.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator import urls
from generator.build import derived
from generator.cli import background
from generator.cli.answers import Handler
from generator.cli.options import PROBLEMS, command, shared
from generator.cli.preview import Part, Preview, is_possible
from generator.cli.project import Project, load_buildable
from generator.cli.shown import Shown
from generator.errors import UsageError
from generator.records import ledger
from generator.render import site
from generator.storage import ownership
from generator.storage.files import TEMPORARY
from generator.storage.store import LOCK

QUIET_SECONDS = 0.5
"""A change is acted on once nothing more has changed for this many seconds."""


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free one."
)
@shared
@command
def serve(port: int, config_file: Path, quiet: bool, verbose: bool) -> int:
    """Build the site, serve it on this machine only, and show every change at once."""
    del verbose
    project = load_buildable(config_file)
    shown = Shown(preview=Preview(config_file=config_file) if is_possible(project) else None)
    handler = partial(Handler, directory=str(project.site), shown=shown)
    # The port first: a build takes much longer. A browser that asks meanwhile waits.
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise UsageError(f"port {port}: {error.strerror}; try another with --port") from error
    with server, shown.closing():
        if not background.build(config_file, quiet=quiet, is_urgent=True).is_published:
            return PROBLEMS
        with _watching(project, shown.change):
            Thread(target=server.serve_forever, daemon=True).start()
            Thread(target=shown.prepare, daemon=True).start()
            click.echo(f"serving http://127.0.0.1:{server.server_address[1]}/ (stop with Ctrl-C)")
            try:
                _follow(shown, config_file, quiet=quiet)
            except KeyboardInterrupt:
                server.shutdown()
    return 0


class _Changed(FileSystemEventHandler):
    """Reports changes of files that a build reads and does not write."""

    def __init__(self, project: Project, tell: Callable[[Part], None]) -> None:
        self.project = project
        self.tell = tell

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in ("created", "modified", "moved", "deleted"):
            return
        if event.is_directory and event.event_type == "modified":
            return
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        for part in {self._part(path) for path in paths if not self._is_written_by_builds(path)}:
            self.tell(part)

    def _part(self, path: Path) -> Part:
        project = self.project
        theme = project.config.custom_dir
        if theme and path.is_relative_to(project.root / theme):
            return "theme"
        if path.is_relative_to(project.store.root):
            return "data"
        return "pages" if path.is_relative_to(project.docs) else "settings"

    def _is_written_by_builds(self, path: Path) -> bool:
        project = self.project
        if path.name.startswith((TEMPORARY, derived.DERIVED)):
            return True
        if path.name in (LOCK, ledger.NAME, ownership.MANIFEST):
            return True
        if path.is_relative_to(project.site) or path.is_relative_to(project.state):
            return True
        generated = [project.docs / name for name in (*site.CLAIM.folders, urls.HOME.path)]
        return any(path.is_relative_to(one) for one in generated)


@contextmanager
def _watching(project: Project, tell: Callable[[Part], None]) -> Iterator[None]:
    """Reports every change of data, configuration, hand-written pages and templates."""
    handler = _Changed(project, tell)
    observer = Observer()
    observer.schedule(handler, str(project.store.root), recursive=True)
    observer.schedule(handler, str(project.docs), recursive=True)
    observer.schedule(handler, str(project.root), recursive=False)
    if project.config.custom_dir:
        observer.schedule(handler, str(project.root / project.config.custom_dir), recursive=True)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def _follow(shown: Shown, config_file: Path, *, quiet: bool) -> None:
    """Blocks; builds after each change, including changes made during a build."""
    while True:
        shown.changed.wait()
        while shown.changed.is_set():
            shown.changed.clear()
            time.sleep(QUIET_SECONDS)
        version = shown.version
        shown.build_ended(version, background.build(config_file, quiet=quiet))
