"""A real browser on a real site, under the path the configuration names."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser import profiles
from tests.browser.pace import PATIENCE_MS
from tests.support import fabricate, projects, ranges
from tests.support.running import running

BASE = "/daily-papers/"
PAPERS, DAYS = 60, 6
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; worker-src 'self'"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
ONE_PROCESS = "--renderer-process-limit=1"
"""A page in a process that others used before takes an eighth less CPU time. What is measured has its own."""


# A limit for what never comes, not for how fast a machine is.
expect.set_options(timeout=PATIENCE_MS)


class Handler(SimpleHTTPRequestHandler):
    """Lets the browser keep connections and files: hundreds of pages share the same ones."""

    protocol_version = "HTTP/1.1"
    gives_parts = True
    age = "max-age=600"

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The file, or the part of it that is asked for."""
        path = Path(self.translate_path(self.path))
        if not (self.gives_parts and path.is_file() and "Range" in self.headers):
            return super().send_head()
        status, body, told = ranges.part(self.headers["Range"], path.read_bytes())
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Range", told)
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        """Says how long the file may be kept."""
        self.send_header("Cache-Control", self.age)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""


class _Strict(Handler):
    """Lets pages and workers use nothing but the site's own files, and gives no parts of these."""

    gives_parts = False

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that ends does not close its connections."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(site: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """The address of a site on this machine."""
    root = site.parent / "served"
    if not root.exists():
        root.mkdir()
        (root / BASE.strip("/")).symlink_to(site)
    with running(_listening(partial(handler, directory=str(root)))) as port:
        yield f"http://127.0.0.1:{port}{BASE}"


def _listening(handler: Callable[..., Handler]) -> _Server:
    """On a port that no other site of this run had: browsers keep files."""
    while True:
        server = _Server(("127.0.0.1", 0), handler)
        if profiles.is_new(f"http://127.0.0.1:{server.server_port}"):
            return server
        server.server_close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive, built once."""
    folder = projects.make(tmp_path_factory.mktemp("browser"), fabricate.listings(PAPERS, DAYS))
    options = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    # A worker in each of hundreds of profiles would take time: test_offline.py has one.
    small = "    listing_page_size: 20\n    author_threshold: 2\n    offline: false\n"
    (folder / "mkdocs.yml").write_text(options + small, encoding="utf-8")
    return projects.built(folder)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where it is served."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def strict_address(site: Path) -> Iterator[str]:
    """Where it is served under a policy that allows nothing from elsewhere and nothing inline."""
    with served(site, _Strict) as found:
        yield found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, started once."""
    driver = sync_playwright()
    with driver as playwright:
        # Development mode would keep a traceback for each of the loop's many steps.
        driver._loop.set_debug(False)
        running = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, ONE_PROCESS])
        yield running
        running.close()
