"""What `papers serve` answers: files of the published site, and pages of the preview while it is newer."""

import io
import os
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from generator.cli.shown import Shown
from generator.storage import files

HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
"""Host names of this machine in requests. Another site can point its own name here and would then read what
is served (DNS rebinding)."""


WORKER = "sw.js"
NO_WORKER = b"""\
addEventListener("install", () => skipWaiting());
addEventListener("activate", () => registration.unregister());
"""
"""In place of the site's worker one that removes itself: the site's own would outlive this server, and answer
for whatever has the port next."""


class Handler(SimpleHTTPRequestHandler):
    """Answers this machine only. Nothing is logged or cached, so that a change is visible immediately."""

    def __init__(self, *given: Any, shown: Shown, directory: str) -> None:
        self._shown = shown
        super().__init__(*given, directory=directory)

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".atom": "application/atom+xml",
        ".rss": "application/rss+xml",
        ".opml": "text/x-opml",
    }

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Sends the head of an answer and returns its body, if it has one."""
        path = _path(self.path)
        is_ours = _is_of_this_machine(self.headers.get("Host", ""))
        if path is None or not is_ours:
            status = HTTPStatus.BAD_REQUEST if is_ours else HTTPStatus.MISDIRECTED_REQUEST
            self.send_error(status, None if is_ours else "Use localhost or 127.0.0.1")
            return None
        path = path.lstrip("/")
        if made := self._made(path):
            return self._send(*made)
        asked = Path(self.translate_path(self.path))
        if asked.is_dir() and urlsplit(self.path).path.endswith("/"):
            asked /= "index.html"
        real, site = asked.resolve(), Path(self.directory).resolve()
        if not real.is_relative_to(site) or not (real.is_file() or real.is_dir()):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def _made(self, path: str) -> tuple[HTTPStatus, bytes, str] | None:
        """Status, body and type of what takes the place of a file of the site."""
        if path == WORKER:
            return HTTPStatus.OK, NO_WORKER, "text/javascript"
        if not path or (path.endswith("/") and files.is_inner(path.rstrip("/"))):
            page = self._shown.page(path)
            return (*page, "text/html; charset=utf-8") if page else None
        file = self._shown.file(path) if files.is_inner(path) else None
        return (HTTPStatus.OK, file.read_bytes(), self.guess_type(file.name)) if file else None

    def _send(self, status: HTTPStatus, body: bytes, form: str) -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", form)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """A published site has no lists of files."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Nothing may be cached."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Logs nothing."""


def _path(target: str) -> str | None:
    """The decoded path of a request; None if no file can have it."""
    try:
        path = unquote(urlsplit(target).path)
    except ValueError:
        return None
    return None if "\0" in path else path


def _is_of_this_machine(host: str) -> bool:
    """Whether a Host header names this machine, with or without a port."""
    try:
        return (urlsplit(f"//{host}").hostname or "") in HOSTS
    except ValueError:
        return False
