"""`papers serve`: builds the site, serves it locally, and rebuilds it when something changes."""

import io
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO
from urllib.parse import urlsplit

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator import urls
from generator.build import driver
from generator.cli import progress
from generator.cli.building import run
from generator.cli.options import PROBLEMS, command, fail, report, shared
from generator.cli.project import Project, load_filled
from generator.errors import BuildError, GeneratorError, UsageError
from generator.records import ledger
from generator.render import site
from generator.storage import ownership
from generator.storage.store import LOCK, TEMPORARY

HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
"""Host names of this machine in requests. Another site can point its own name here and would then read what
is served (DNS rebinding)."""

QUIET_SECONDS = 0.5
"""A change is acted on once nothing more has changed for this many seconds."""


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free one."
)
@shared
@command
def serve(port: int, config_file: Path, quiet: bool, verbose: bool) -> int:
    """Build the site, serve it on this machine only, and rebuild on every change."""
    del verbose
    project = load_filled(config_file)
    _build(project, quiet=quiet)
    handler = partial(_Handler, directory=str(project.site))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise UsageError(f"port {port}: {error.strerror}; try another with --port") from error
    with server, _watching(project) as changed:
        Thread(target=server.serve_forever, daemon=True).start()
        click.echo(f"serving http://127.0.0.1:{server.server_address[1]}/ (stop with Ctrl-C)")
        try:
            _follow(changed, config_file, quiet=quiet)
        except KeyboardInterrupt:
            server.shutdown()
    return 0


class _Handler(SimpleHTTPRequestHandler):
    """Serves only files of the site; nothing is logged or cached, so the next build is visible
    immediately."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".atom": "application/atom+xml",
        ".rss": "application/rss+xml",
        ".opml": "text/x-opml",
    }

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        if not _is_of_this_machine(self.headers.get("Host", "")):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "Use localhost or 127.0.0.1")
            return None
        asked = Path(self.translate_path(self.path))
        if asked.is_dir() and urlsplit(self.path).path.endswith("/"):
            asked /= "index.html"
        real, site = asked.resolve(), Path(self.directory).resolve()
        if not real.is_relative_to(site) or not (real.is_file() or real.is_dir()):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        del path  # a published site has no directory listings
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Logs nothing."""


def _is_of_this_machine(host: str) -> bool:
    """Whether a Host header names this machine, with or without a port."""
    try:
        return (urlsplit(f"//{host}").hostname or "") in HOSTS
    except ValueError:
        return False


class _Changed(FileSystemEventHandler):
    """Sets the event when something changes that a build reads and does not write."""

    def __init__(self, project: Project, event: Event) -> None:
        self.project = project
        self.event = event

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in ("created", "modified", "moved", "deleted"):
            return
        if event.is_directory and event.event_type == "modified":
            return
        paths = (Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path)
        if not all(map(self._is_written_by_builds, paths)):
            self.event.set()

    def _is_written_by_builds(self, path: Path) -> bool:
        project = self.project
        if path.name.startswith((TEMPORARY, driver.DERIVED)):
            return True
        if path.name in (LOCK, ledger.NAME, ownership.MANIFEST):
            return True
        if path.is_relative_to(project.site) or path.is_relative_to(project.state):
            return True
        generated = [project.docs / name for name in (*site.CLAIM.folders, urls.HOME.path)]
        return any(path.is_relative_to(one) for one in generated)


@contextmanager
def _watching(project: Project) -> Iterator[Event]:
    """An event that is set by each change of data, configuration and hand-written pages."""
    changed = Event()
    handler = _Changed(project, changed)
    observer = Observer()
    observer.schedule(handler, str(project.store.root), recursive=True)
    observer.schedule(handler, str(project.docs), recursive=True)
    observer.schedule(handler, str(project.root), recursive=False)
    if project.config.custom_dir:
        observer.schedule(handler, str(project.root / project.config.custom_dir), recursive=True)
    observer.start()
    try:
        yield changed
    finally:
        observer.stop()
        observer.join()


def _follow(changed: Event, config_file: Path, *, quiet: bool) -> None:
    """Blocks; builds after each change, including changes made during a build."""
    while True:
        changed.wait()
        while changed.is_set():
            changed.clear()
            time.sleep(QUIET_SECONDS)
        _rebuild(config_file, quiet=quiet)


def _rebuild(config_file: Path, *, quiet: bool) -> None:
    try:
        _build(load_filled(config_file), quiet=quiet)
    except BuildError as error:
        report(error.problems)
        fail(error, PROBLEMS)
    except GeneratorError as error:
        fail(error, PROBLEMS)


def _build(project: Project, *, quiet: bool) -> None:
    with progress.told(quiet=quiet):
        done = run(project, "ignore", clean=False)
    if not quiet:
        click.echo(str(done))
