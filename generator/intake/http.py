"""One HTTP request with limits on everything: time, size, and where it may go.

A socket timeout does not limit a source that sends one byte a second, nor a name server that does not answer.
So a request runs in a thread of its own, and the caller stops waiting for it.

Most commands ask nobody, so `requests`, which takes a quarter of a second, is loaded with the first request.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.client import HTTPException
from importlib import import_module
from typing import TYPE_CHECKING

from generator.errors import quoted
from generator.intake.answers import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import requests

CHUNK = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds and bytes of one request. A full page of a listing is about 500 KB."""

    connect: float = 10
    silence: float = 20
    request: float = 60
    size: int = 20_000_000


class NetworkError(Exception):
    """There was no complete answer; another attempt may succeed."""


@dataclass(slots=True, kw_only=True, eq=False)
class _Request:
    """One request while it is running."""

    url: str
    headers: Mapping[str, str]
    limits: Limits
    form: Mapping[str, str] | None = None
    abandoned: threading.Event = field(default_factory=threading.Event)
    answer: Answer | None = None
    error: str = ""

    def run(self) -> None:
        """Sets `answer` or `error`."""
        library = import_module("requests")
        try:
            with library.Session() as session:
                session.get_redirect_target = _nowhere  # the caller checks a redirect before it is followed
                self.answer = self._ask(session)
        except (library.RequestException, _http_error(), OSError, ValueError) as error:
            self.error = _in_words(error)

    def _ask(self, session: requests.Session) -> Answer:
        with session.request(
            "GET" if self.form is None else "POST",
            self.url,
            data=self.form,
            headers=dict(self.headers),
            # Otherwise a password for this host in ~/.netrc would be sent.
            auth=_as_it_is,
            stream=True,
            allow_redirects=False,
            timeout=(self.limits.connect, self.limits.silence),
        ) as response:
            return Answer(
                status=response.status_code,
                headers={name.lower(): value for name, value in response.headers.items()},
                body=self._body(response),
            )

    def _body(self, response: requests.Response) -> bytes:
        """At most one byte more than the cap: enough to detect that it was exceeded."""
        body = bytearray()
        while len(body) <= self.limits.size and not self.abandoned.is_set():
            chunk = response.raw.read1(CHUNK, decode_content=False)
            if not chunk:
                break
            body += chunk
        return bytes(body[: self.limits.size + 1])


def get(url: str, headers: Mapping[str, str], limits: Limits) -> Answer:
    """The answer, of any status. Raises NetworkError if it is not complete within `limits.request`."""
    return _answered(_Request(url=url, headers=headers, limits=limits))


def post(url: str, form: Mapping[str, str], headers: Mapping[str, str], limits: Limits) -> Answer:
    """The answer to a form submission, likewise."""
    return _answered(_Request(url=url, headers=headers, limits=limits, form=form))


def _answered(request: _Request) -> Answer:
    thread = threading.Thread(target=request.run, daemon=True)
    thread.start()
    thread.join(request.limits.request)
    if thread.is_alive():
        request.abandoned.set()
        raise NetworkError(f"no complete answer within {request.limits.request:.0f} s")
    if request.answer is None:
        raise NetworkError(request.error or "the request ended without an answer")
    return request.answer


def _http_error() -> type[Exception]:
    """What the library below says of a connection."""
    found: type[Exception] = import_module("urllib3.exceptions").HTTPError
    return found


def _nowhere(response: requests.Response) -> None:
    del response


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _in_words(error: BaseException) -> str:
    """What went wrong, by the innermost cause that is about a connection: the outer ones repeat the
    address."""
    of_connections = OSError, _http_error(), HTTPException
    innermost = inner = error
    while cause := inner.__cause__ or inner.__context__:
        inner = cause
        if isinstance(inner, of_connections):
            innermost = inner
    if isinstance(innermost, TimeoutError):
        return "no answer in time"
    if isinstance(innermost, OSError) and innermost.strerror:
        return innermost.strerror
    return quoted(f"{type(innermost).__name__}: {innermost}")
