"""Sends one message to one SMTP server, step by step, so that it is known when the email was handed over.

A server is responsible for delivery from its 250 after the final dot (RFC 5321 §4.2.5, §4.5.3.2.6); before
the dot it is not, and drops what it has. So everything up to the dot can be tried again, and everything after
it cannot: the caller is notified right before the dot is sent.
"""

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from socket import socket
from time import monotonic
from typing import Any

from generator.delivery.settings import Smtp
from generator.errors import PostError, UnsureError, quoted

TIMEOUT = 60
"""Seconds for each step: all of an answer is one."""

ANSWER_TIMEOUT = 600
"""Seconds to wait for the answer to the dot: what RFC 5321 §4.5.3.2.6 grants the server."""

SAID_CAP = 1_000_000
"""Maximum bytes of all answers of a server; those of a real one are a few lines."""

DOT = b".\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The addresses of the SMTP dialog, and the message as sent, with CRLF."""

    sender: str
    recipient: str
    body: bytes


class _Answers(RawIOBase):
    """What the server says, up to a limit of bytes and, for each answer, of time: an answer may have endless
    lines, and a timeout of a socket is only that of its next byte."""

    def __init__(self, sock: socket) -> None:
        self._sock = sock
        self._left = SAID_CAP
        self._end = 0.0

    def begin(self) -> None:
        """The next answer must be complete within the timeout of the socket."""
        self._end = monotonic() + (self._sock.gettimeout() or TIMEOUT)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        usual, left = self._sock.gettimeout(), self._end - monotonic()
        if left <= 0:
            raise TimeoutError("its answer does not end")  # smtplib hangs up then
        self._sock.settimeout(left)
        try:
            count = self._sock.recv_into(buffer)
        finally:
            self._sock.settimeout(usual)
        self._left -= count
        if self._left < 0:
            raise OSError("its answers are too long")
        return count


class _Smtp(smtplib.SMTP):
    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = BufferedReader(_Answers(self.sock))
        if self.file is not None:
            self.file.raw.begin()
        return super().getreply()


class _SmtpSsl(_Smtp, smtplib.SMTP_SSL):
    pass


def deliver(server: Smtp, envelope: Envelope, handing_over: Callable[[], None]) -> None:
    """Returns once the server has said 250. `handing_over` is called right before the final dot.

    Raises PostError when the email was certainly not accepted, UnsureError when the connection ended between
    the dot and its answer.
    """
    session = _connect(server, envelope)
    try:
        _offer(session, envelope)
        handing_over()
        _hand_over(session)
    finally:
        session.close()  # QUIT could fail, and its answer changes nothing


def _connect(server: Smtp, envelope: Envelope) -> smtplib.SMTP:
    """Connects, encrypted as set, and logs in."""
    name = envelope.sender.rpartition("@")[2]
    session: smtplib.SMTP | None = None
    try:
        if server.security == "tls":
            session = _SmtpSsl(
                server.host, server.port, name, timeout=TIMEOUT, context=ssl.create_default_context()
            )
        else:
            session = _Smtp(server.host, server.port, name, timeout=TIMEOUT)
        if server.security == "starttls":
            session.starttls(context=ssl.create_default_context())
        if server.user:
            session.login(server.user, server.password)
    except (OSError, smtplib.SMTPException) as error:
        if session is not None:
            session.close()
        raise PostError(f"{server}: {_said(error)}") from error
    return session


def _offer(session: smtplib.SMTP, envelope: Envelope) -> None:
    """All of the dialog except the dot."""
    try:
        session.ehlo_or_helo_if_needed()
        _expect(session.mail(envelope.sender), 2, "MAIL FROM")
        _expect(session.rcpt(envelope.recipient), 2, "RCPT TO")
        _expect(session.docmd("DATA"), 3, "DATA")
        session.send(re.sub(rb"(?m)^\.", b"..", envelope.body))
        if session.sock is not None:
            session.sock.settimeout(ANSWER_TIMEOUT)
    except (OSError, smtplib.SMTPException) as error:
        raise PostError(f"the mail server: {_said(error)}") from error


def _hand_over(session: smtplib.SMTP) -> None:
    try:
        session.send(DOT)
        answer = session.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise UnsureError(
            f"the connection to the mail server ended before its answer: {_said(error)}"
        ) from error
    if answer[0] // 100 not in {2, 4, 5}:
        raise UnsureError(f"the mail server's answer is invalid: {answer[0]} {_words(answer[1])}")
    _expect(answer, 2, "the message")


def _expect(answer: tuple[int, bytes], kind: int, step: str) -> None:
    """The first digit of an answer says whether it is positive."""
    if answer[0] // 100 != kind:
        raise PostError(f"the mail server refused {step}: {answer[0]} {_words(answer[1])}")


def _said(error: Exception) -> str:
    """What went wrong, without what was sent: an answer to a login could repeat it."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"login refused ({error.smtp_code})"
        case smtplib.SMTPResponseException():
            words = error.smtp_error
            return f"{error.smtp_code} {_words(words if isinstance(words, bytes) else words.encode())}"
        case ssl.SSLCertVerificationError():
            return f"its certificate is not valid: {error.verify_message}"
        case smtplib.SMTPException():
            return str(error)
        case OSError():
            return error.strerror or type(error).__name__
    return str(error) or type(error).__name__


def _words(said: bytes) -> str:
    return quoted(said.decode(errors="replace"))
