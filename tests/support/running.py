"""Servers that run beside a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from threading import Thread

ATTENTION = 0.02
"""Seconds until a server notices that it is to stop. By itself it would take up to half a second, after each test."""


@contextmanager
def running(server: HTTPServer) -> Iterator[int]:
    """The port on which it answers, until it is closed in the end."""
    with server:
        thread = Thread(target=server.serve_forever, args=(ATTENTION,), daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()
