"""The conversation with a mail server: what is certain is distinguished from what is not."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
import trustme

from generator.delivery import smtp
from generator.delivery.settings import Security, Smtp
from generator.delivery.smtp import Envelope
from generator.errors import PostError, UnsureError
from tests.support import posting
from tests.support.posting import FROM, TO

BODY = b"From: digest@example.org\r\n\r\nOne\r\n.\r\n..\r\n.two\r\n"
MAIL = Envelope(sender=FROM, recipient=TO, body=BODY)


def server(port: int, security: Security = "none", **login: str) -> Smtp:
    """On this machine."""
    return Smtp(host="127.0.0.1", port=port, security=security, **login)


@contextmanager
def talking(*answers: bytes) -> Iterator[int]:
    """A server that gives these answers, one to each line it gets (the message counts as one), and
    hangs up; its port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def talk() -> None:
        connection, _ = listening.accept()
        with connection, connection.makefile("rb") as lines:
            for number, answer in enumerate(answers, 1):
                connection.sendall(answer)
                if answer.startswith(b"354"):
                    while lines.readline() not in {b".\r\n", b""}:
                        pass
                elif number < len(answers):
                    lines.readline()

    thread = threading.Thread(target=talk)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        thread.join()
        listening.close()


def test_dots_survive() -> None:
    """Lines that begin with a dot arrive as they were, and the hand-over is reported once, before the dot."""
    seen: list[int] = []
    with posting.serving() as sink:
        smtp.deliver(server(sink.port), MAIL, lambda: seen.append(len(sink.raw)))
    assert sink.raw == [BODY]
    assert seen == [0]


def never() -> None:
    """The hand-over of a mail that must not be handed over."""
    pytest.fail("the mail was handed over")


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_refused_before_the_dot(step: str) -> None:
    """Then nothing is handed over, and the message is named with the server's words in quotes."""
    with posting.serving() as sink:
        sink.answers[step] = "550 no ::error::"
        with pytest.raises(PostError, match=rf"refused {step} .*: 550 '") as caught:
            smtp.deliver(server(sink.port), MAIL, never)
    assert not isinstance(caught.value, UnsureError)


def test_refused_after_the_dot() -> None:
    """A clear no is a no: the mail was handed over and not taken."""
    with posting.serving() as sink:
        sink.answers["DATA"] = "554 spam"
        with pytest.raises(PostError, match="refused the message: 554 'spam'") as caught:
            smtp.deliver(server(sink.port), MAIL, lambda: None)
    assert not isinstance(caught.value, UnsureError)


HELLO = (b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n")


@pytest.mark.parametrize("answer", [(), (b"",), (b"what\r\n",), (b"299\r\n"[:2],), (b"999 x\r\n",)])
def test_no_clear_answer_to_the_dot(answer: tuple[bytes, ...]) -> None:
    """Silence or nonsense after the dot: nobody knows."""
    with talking(*HELLO, *answer) as port, pytest.raises(UnsureError):
        smtp.deliver(server(port), MAIL, lambda: None)


@pytest.mark.parametrize("steps", range(len(HELLO)))
def test_cut_off_before_the_dot(steps: int) -> None:
    """A connection that ends earlier is a plain failure."""
    with talking(*HELLO[:steps]) as port, pytest.raises(PostError) as caught:
        smtp.deliver(server(port), MAIL, never)
    assert not isinstance(caught.value, UnsureError)


def test_yes_in_other_words() -> None:
    """Any 2xx is a yes."""
    forwarded = (*HELLO[:3], b"251 will forward\r\n", HELLO[4], b"250 2.0.0 queued\r\n")
    with talking(*forwarded) as port:
        smtp.deliver(server(port), MAIL, lambda: None)


def certificate(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's, by an authority that the system trusts."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
    return context


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_the_wrong_certificate(tmp_path: Path, security: Security, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that cannot prove its name gets nothing, above all no password."""
    context = certificate(tmp_path, "other.example.org", monkeypatch)
    with posting.serving(security, context) as sink:
        login = server(sink.port, security, user="u", password="secret-1")  # noqa: S106 - of nobody
        with pytest.raises(PostError, match="its certificate is not valid: IP address mismatch"):
            smtp.deliver(login, MAIL, never)
    assert (sink.raw, sink.logins) == ([], [])


def test_no_starttls_no_mail() -> None:
    """Where STARTTLS is wanted and not offered, nothing is said in the clear."""
    with posting.serving() as sink, pytest.raises(PostError, match="STARTTLS"):
        smtp.deliver(server(sink.port, "starttls"), MAIL, never)
    assert sink.raw == []


def test_a_wrong_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says that the login was refused, and nothing of what was sent or answered."""
    context = certificate(tmp_path, "127.0.0.1", monkeypatch)
    with posting.serving("tls", context) as sink:
        login = server(sink.port, "tls", user="u", password="secret-1")  # noqa: S106 - of nobody
        with pytest.raises(PostError, match=r"login refused \(535\)") as caught:
            smtp.deliver(login, MAIL, never)
    assert "secret-1" not in str(caught.value)


@pytest.mark.attack(4, "a mail server whose answer has lines without end")
def test_answers_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a server says is bounded: before the dot nothing was sent, after it nobody knows."""
    monkeypatch.setattr(smtp, "SAID_CAP", 1_000)
    endless = b"250-more\r\n" * 200
    with talking(HELLO[0], endless) as port, pytest.raises(PostError, match="its answers are too long"):
        smtp.deliver(server(port), MAIL, never)
    with talking(*HELLO, endless) as port, pytest.raises(UnsureError, match="ended before its answer"):
        smtp.deliver(server(port), MAIL, lambda: None)


@pytest.mark.attack(4, "a mail server whose answer never ends, a little at a time")
def test_an_answer_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part of it comes in time, and half a minute passes with each: all of it has a minute, and that to
    the dot ten."""
    clock = count(start=0, step=30)
    monkeypatch.setattr(smtp, "monotonic", lambda: next(clock))
    slow = b"250-more\r\n" * 3_000
    with talking(HELLO[0], slow) as port, pytest.raises(PostError, match="its answer does not end"):
        smtp.deliver(server(port), MAIL, never)
    with talking(*HELLO, slow) as port, pytest.raises(UnsureError, match=r"unexpectedly closed$"):
        smtp.deliver(server(port), MAIL, lambda: None)
    monkeypatch.setattr(smtp, "ANSWER_TIMEOUT", smtp.TIMEOUT)
    with talking(*HELLO, slow) as port, pytest.raises(UnsureError, match="its answer does not end"):
        smtp.deliver(server(port), MAIL, lambda: None)
