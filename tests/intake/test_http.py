"""One request, bounded."""

import gzip
import ssl
import time
from dataclasses import replace

import pytest
import trustme

from generator.intake import http
from generator.intake.answers import Answer
from generator.intake.http import Limits, NetworkError
from tests.support.fetching import EASY, QUICK
from tests.support.upstream import Fault, Reply, Upstream, always, closed_port

BODY = b'["one", "two"]'


def asked(reply: Reply, limits: Limits = EASY) -> Answer:
    """The answer to one request."""
    with Upstream(always(reply)) as source:
        return http.get(source.address, {"Accept": "application/json"}, limits)


def test_an_answer() -> None:
    """Status, headers by small names, bytes."""
    found = asked(Reply(status=404, body=BODY, headers={"X-Some": "Thing", "Content-Type": "text/plain"}))
    assert (found.status, found.body) == (404, BODY)
    assert found.headers["x-some"] == "Thing"


def test_it_stays_packed() -> None:
    """Unpacking is left to the caller, which knows a limit for it."""
    packed = gzip.compress(BODY)
    assert asked(Reply(body=packed, headers={"Content-Encoding": "gzip"})).body == packed


def test_redirects_are_answers() -> None:
    """Nothing is followed, and the address is not even looked at."""
    assert asked(Reply(status=302, headers={"Location": "http://["})).status == 302


def test_size() -> None:
    """What is larger than the cap arrives one byte longer than it, and no more is read."""
    assert len(asked(Reply(body=b"x" * 5_000_000), replace(EASY, size=1_000)).body) == 1_001


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("reset", "Connection reset by peer"),
        ("reset in body", "Connection reset by peer|IncompleteRead"),
        ("close", "RemoteDisconnected"),
        ("chunk cut", "InvalidChunkLength|IncompleteRead"),
    ],
)
def test_broken_connections(fault: Fault, message: str) -> None:
    """A connection that ends too early is a network error with its cause."""
    with pytest.raises(NetworkError, match=message):
        asked(Reply(body=BODY * 10_000, fault=fault))


def test_fewer_bytes_than_said() -> None:
    """A body that ends before its Content-Length is not complete."""
    with pytest.raises(NetworkError, match="IncompleteRead"):
        asked(Reply(body=BODY, length=len(BODY) + 1))


def test_nobody_listens() -> None:
    """The system's own words."""
    with pytest.raises(NetworkError, match="Connection refused"):
        http.get(f"http://127.0.0.1:{closed_port()}/", {}, EASY)


def test_silence() -> None:
    """A source that says nothing is left after a while."""
    with pytest.raises(NetworkError, match="no answer in time"):
        asked(Reply(fault="hang"), replace(EASY, silence=0.2))


@pytest.mark.parametrize("fault", ["drip headers", "drip body"])
def test_drip(fault: Fault) -> None:
    """A byte now and then keeps a socket alive, and does not keep a run waiting."""
    began = time.monotonic()
    with pytest.raises(NetworkError, match="no complete answer within 0 s"):
        asked(Reply(body=BODY * 1_000, fault=fault), QUICK)
    assert time.monotonic() - began < 10


def test_a_certificate_nobody_vouches_for() -> None:
    """Who cannot prove to be the source is not asked."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(tls)
    with Upstream(always(Reply(body=BODY)), tls) as source:
        with pytest.raises(NetworkError, match=r"(?i)certificate.verify.failed"):
            http.get(source.address.replace("http:", "https:"), {}, EASY)
        assert not source.questions


@pytest.mark.parametrize("address", ["http://", "nothing", "http://[", "ftp://127.0.0.1/"])
def test_no_address(address: str) -> None:
    """What is no address of the web cannot be asked."""
    with pytest.raises(NetworkError):
        http.get(address, {}, EASY)


def test_a_header_that_cannot_be_sent() -> None:
    """It is an error and no second request."""
    with pytest.raises(NetworkError, match="Invalid"):
        http.get(f"http://127.0.0.1:{closed_port()}/", {"X": "a\r\nY: b"}, EASY)
