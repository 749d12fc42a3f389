"""A source on this machine: list days as the real one serves them, and every way it can fail.

`Upstream` is a real HTTP server on a free port of the loopback. What it answers is a function from
a question to a `Reply`; `Days` is that function for an ordinary source, and a reply's `fault` says
how its bytes go wrong on the way.
"""

import hashlib
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import parse_qsl, urlsplit

from tests.support.running import running

PATH = "/api/daily_papers"
DEFAULT_LIMIT = 50
DRIP = 0.05
"""Seconds between two bytes."""

Fault = Literal[
    "", "hang", "drip headers", "drip body", "reset", "reset in body", "close", "cut", "chunk cut"
]
"""hang: nothing comes · drip: a byte at a time · reset, close: the connection ends before an answer, or
within its body · cut: fewer bytes than Content-Length says · chunk cut: no last chunk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request: the parameters of its address, its headers by small names."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]

    @property
    def day(self) -> date:
        """The day asked for."""
        return date.fromisoformat(self.query["date"])

    @property
    def page(self) -> int:
        """The page asked for, from 0."""
        return int(self.query.get("p", "0"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer. `length` is said instead of the true one."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    fault: Fault = ""
    length: int | None = None


Answers = Callable[[Question], Reply]


@dataclass(slots=True, kw_only=True)
class Days:
    """An ordinary source: entries by day, best first, in pages; 400 for what is later than `last`."""

    entries: dict[date, list[dict[str, Any]]]
    last: date | None = None

    def __call__(self, question: Question) -> Reply:
        """The page asked for."""
        day = question.day
        if day > (self.last or max(self.entries)):
            return Reply(status=400, body=b'{"error":"Invalid date"}')
        limit = min(int(question.query.get("limit", DEFAULT_LIMIT)), 100)
        whole = sorted(self.entries.get(day, []), key=lambda entry: -int(entry["paper"].get("upvotes", 0)))
        start = question.page * limit
        body = json.dumps(whole[start : start + limit], ensure_ascii=False).encode()
        mark = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
        headers = {"Content-Type": "application/json; charset=utf-8", "ETag": mark}
        if question.headers.get("if-none-match") == mark:
            return Reply(status=304, headers={"ETag": mark})
        if start + limit < len(whole):
            following = f"{PATH}?date={day}&limit={limit}&p={question.page + 1}"
            headers["Link"] = f'<{following}>; rel="next"'
        return Reply(body=body, headers=headers)


def always(reply: Reply) -> Answers:
    """The same answer to everything."""
    return lambda _question: reply


def in_turn(replies: Sequence[Reply]) -> Answers:
    """One after the other, the last one for ever."""
    left = list(replies)
    return lambda _question: left.pop(0) if len(left) > 1 else left[0]


class Upstream:
    """A running server; `questions` are all it was asked."""

    def __init__(self, answers: Answers, tls: ssl.SSLContext | None = None) -> None:
        self.answers = answers
        self.questions: list[Question] = []
        self.stopping = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.upstream = self
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._running = running(self._server)

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def address(self) -> str:
        """Where the lists are."""
        return self.origin + PATH

    def __enter__(self) -> Self:
        self._running.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._running.__exit__(kind, error, trace)


def closed_port() -> int:
    """A port of the loopback on which nobody listens."""
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        port: int = own.getsockname()[1]
        return port


class _Server(ThreadingHTTPServer):
    upstream: Upstream
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """One question, one reply, the connection ends."""
        self.close_connection = True
        parts = urlsplit(self.path)
        question = Question(
            path=parts.path,
            query=dict(parse_qsl(parts.query)),
            headers={name.lower(): value for name, value in self.headers.items()},
        )
        self._upstream.questions.append(question)
        self._send(self._upstream.answers(question))

    @property
    def _upstream(self) -> Upstream:
        assert isinstance(self.server, _Server)
        return self.server.upstream

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name http.server has
        """Tests read `questions`."""

    def _send(self, reply: Reply) -> None:
        head, body = _head(reply), reply.body
        match reply.fault:
            case "":
                self.wfile.write(head + body)
            case "hang":
                self._upstream.stopping.wait(30)
            case "drip headers":
                self._drip(head)
            case "drip body":
                self.wfile.write(head)
                self._drip(body)
            case "close":
                self.connection.shutdown(socket.SHUT_RDWR)
            case "reset":
                self._reset()
            case "reset in body":
                self.wfile.write(head + body[: len(body) // 2])
                self.wfile.flush()
                self._reset()
            case "cut":
                self.wfile.write(head + body[: len(body) // 2])
            case "chunk cut":
                half = body[: max(1, len(body) // 2)]
                self.wfile.write(head + f"{len(half):x}\r\n".encode() + half + b"\r\n")

    def _drip(self, whole: bytes) -> None:
        for start in range(len(whole)):
            if self._upstream.stopping.wait(DRIP):
                return
            self.wfile.write(whole[start : start + 1])
            self.wfile.flush()

    def _reset(self) -> None:
        """Ends the connection with RST instead of FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


def _head(reply: Reply) -> bytes:
    lines = [f"HTTP/1.1 {reply.status} x", *(f"{name}: {value}" for name, value in reply.headers.items())]
    if reply.fault == "chunk cut":
        lines.append("Transfer-Encoding: chunked")
    elif reply.status not in {204, 304}:
        lines.append(f"Content-Length: {len(reply.body) if reply.length is None else reply.length}")
    return ("\r\n".join([*lines, "Connection: close"]) + "\r\n\r\n").encode("latin-1")
