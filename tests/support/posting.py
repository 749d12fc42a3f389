"""A real mail server and a newsletter's API on loopback, and archives that send to them."""

import asyncio
import json
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from generator.records.listing import ListedPaper
from tests.support import fabricate, projects
from tests.support.running import running

FROM, TO = "digest@example.org", "list@example.org"
SITE = "https://example.org/daily-papers/"
LAST_COMPLETE = "2027-01-04"
"""Of the invented archive: its last list day was read on that day only."""


def archive(folder: Path, **options: object) -> Path:
    """The small archive, with these options in its mkdocs.yml."""
    *others, last = fabricate.listings(12, 6)
    projects.make(
        folder, [*others, replace(last, papers=tuple(_on_time(one, last.day) for one in last.papers))]
    )
    settings = folder / "mkdocs.yml"
    lines = "".join(f"    {key}: {json.dumps(value)}\n" for key, value in options.items())
    body = settings.read_text(encoding="utf-8")
    settings.write_text(
        body.replace("    data_dir: data\n", f"    data_dir: data\n{lines}"), encoding="utf-8"
    )
    return folder


def _on_time(listed: ListedPaper, day: date) -> ListedPaper:
    """As it was known on its list day."""
    known = tuple(one for one in listed.signals if one.at[:10] <= day.isoformat())
    return replace(listed, signals=known)


@dataclass
class Sink:
    """Takes every mail, unless told to answer otherwise; `answers` are by step: MAIL, RCPT, DATA."""

    answers: dict[str, str] = field(default_factory=dict)
    raw: list[bytes] = field(default_factory=list)
    logins: list[bytes] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    port: int = 0
    open: int = 0
    """Lines to senders; while there is none, nothing is on its way."""

    @property
    def mails(self) -> list[EmailMessage]:
        """What arrived, parsed."""
        return [message_from_bytes(body, policy=default) for body in self.raw]

    @property
    def ids(self) -> list[str]:
        """Message-IDs in order of arrival."""
        return [str(mail["Message-ID"]) for mail in self.mails]

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Who writes."""
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """To whom."""
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """After the dot."""
        answer = self.answers.get("DATA", "250 taken")
        if answer.startswith("250"):
            assert (envelope.mail_from, envelope.rcpt_tos) == (FROM, [TO])
            assert isinstance(envelope.content, bytes)
            self.raw.append(envelope.content)
            assert server.transport is not None
            self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        if answer == "250 and gone":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return answer

    def login(self, _server: object, _session: object, _envelope: object, _way: str, data: Any) -> AuthResult:
        """Whether the password is right."""
        assert isinstance(data, LoginPassword)
        self.logins.append(data.password)
        return AuthResult(success=data.password == b"right", handled=False)

    def environment(self, security: str, **more: str) -> dict[str, str]:
        """What a program needs to send here."""
        return {
            "PAPERS_MAIL_FROM": f"Daily papers <{FROM}>",
            "PAPERS_MAIL_TO": TO,
            "PAPERS_SMTP_HOST": "127.0.0.1",
            "PAPERS_SMTP_PORT": str(self.port),
            "PAPERS_SMTP_TLS": security,
            **more,
        }


@contextmanager
def serving(security: str = "none", context: ssl.SSLContext | None = None) -> Iterator[Sink]:
    """A mail server on a port of its own: tls, starttls or none, as in PAPERS_SMTP_TLS."""
    sink = Sink()
    ready, stop = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    class Counting(SMTP):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            sink.open += 1
            super().connection_made(transport)

        def connection_lost(self, error: Exception | None) -> None:
            super().connection_lost(error)
            sink.open -= 1

    def server() -> SMTP:
        return Counting(
            sink,
            hostname="mail.example.org",
            tls_context=context if security == "starttls" else None,
            require_starttls=security == "starttls",
            authenticator=sink.login,
            auth_require_tls=False,
            loop=loop,
        )

    async def run() -> None:
        wrapped = context if security == "tls" else None
        listening = await loop.create_server(server, "127.0.0.1", 0, ssl=wrapped)
        sink.port = listening.sockets[0].getsockname()[1]
        ready.set()
        await stop.wait()
        listening.close()
        await listening.wait_closed()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),))
    thread.start()
    try:
        assert ready.wait(10)
        yield sink
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


@dataclass
class Newsletter:
    """As much of Buttondown's API as a digest needs. `broken` methods answer with an error: "before"
    doing what was asked or "after"."""

    mails: list[dict[str, Any]] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    seen: list[tuple[str, str]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)
    base: str = ""

    def environment(self) -> dict[str, str]:
        """What a program needs to send here."""
        return {"BUTTONDOWN_API_KEY": "a-key", "PAPERS_BUTTONDOWN_API": self.base}

    def answer(self, method: str, path: str, body: Any, headers: Mapping[str, str]) -> tuple[int, object]:
        """Status and JSON."""
        self.seen.append((method, path))
        self.headers.append(headers)
        if headers.get("Authorization") != "Token a-key":
            return 401, {"detail": "no such key"}
        if self.broken.get(method) == "before":
            return 503, {"detail": "try again"}
        found = getattr(self, f"_{method.lower()}")(path, body, headers)
        return (502, "lost on its way") if self.broken.get(method) == "after" else found

    def _get(self, path: str, body: Any, headers: Mapping[str, str]) -> tuple[int, object]:
        parts = urlsplit(path)
        if parts.path == "/emails":
            page = int(parse_qs(parts.query)["page"][0])
            newest = self.mails[::-1][2 * (page - 1) : 2 * page]
            return 200, {"results": newest, "next": "more" if 2 * page < len(self.mails) else None}
        return 200, self._one(parts.path)

    def _post(self, path: str, body: Any, headers: Mapping[str, str]) -> tuple[int, object]:
        key = headers["X-Idempotency-Key"]
        if key not in self.keys:
            self.keys[key] = f"em_{len(self.mails)}"
            self.mails.append({"id": self.keys[key], **body})
        return 201, {**self._one(self.keys[key]), "status": "draft"}

    def _patch(self, path: str, body: Any, headers: Mapping[str, str]) -> tuple[int, object]:
        mail = self._one(path)
        assert mail["status"] == "draft", "an email that is being sent was sent again"
        mail.update(body)
        self.sent.append(mail["metadata"]["digest"])
        return 200, mail

    def _one(self, path: str) -> dict[str, Any]:
        return next(mail for mail in self.mails if mail["id"] == path.rsplit("/", maxsplit=1)[-1])


@contextmanager
def newsletter() -> Iterator[Newsletter]:
    """The API on a port of its own."""
    api = Newsletter()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            status, found = api.answer(self.command, self.path, body, dict(self.headers))
            sent = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_GET = do_POST = do_PATCH = _serve  # noqa: N815 - the names of the methods

        def log_message(self, *_said: object) -> None:
            pass

    with running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        api.base = f"http://127.0.0.1:{port}"
        yield api
