"""Fetches from one source over HTTP, politely: it waits, retries, and never leaves the source's host.

It transports bytes and does not interpret them: the source's own folder knows what an answer means.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from generator.errors import ClockError, RefusedError, UnreachableError, quoted
from generator.intake import http, waits
from generator.intake.answers import Answer, Pace, Validators
from generator.intake.http import Limits, NetworkError

REDIRECTS = 5
"""The most redirects of one request."""

_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})


class Clock(Protocol):
    """Time and randomness, from outside, so that a test can simulate an hour in a second."""

    def now(self) -> datetime:
        """The present UTC moment."""

    def elapsed(self) -> float:
        """Seconds since any fixed moment."""

    def sleep(self, seconds: float) -> None:
        """Waits."""

    def chance(self) -> float:
        """A number from 0 to 1."""


@dataclass(slots=True, kw_only=True)
class Client:
    """Fetches from the source at `address`, and at those of `also`. One object per run: it remembers when the
    next request may be sent. Where requests must be apart, the first one waits too: another run may just have
    ended.

    `clock_fault` takes the headers of an answer and says what is wrong with the clock, "" for nothing, None
    if the headers do not say; `is_clock_confirmed` is true once one of them agreed with it.
    """

    address: str
    agent: str
    clock: Clock
    also: Mapping[str, str] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    token: str = ""
    clock_fault: Callable[[datetime, Mapping[str, str]], str | None] = lambda _now, _headers: None
    limits: Limits = field(default_factory=Limits)
    pace: Pace = field(default_factory=Pace)
    longest_wait: float = 0.0
    is_clock_confirmed: bool = False
    _free_at: float = 0.0
    _alive_at: float = -1.0
    _once: dict[str, Answer] = field(default_factory=dict)

    def now(self) -> datetime:
        """The present second in UTC."""
        return self.clock.now()

    def ask(self, url: str, accept: str, known: Validators) -> Answer:
        """The first answer that is not a temporary refusal.

        Raises RefusedError if it leads elsewhere, UnreachableError if there was none, ClockError if the local
        clock and the server's clock disagree.
        """
        answer = self._asked(url, accept, known)
        fault = self.clock_fault(self.clock.now(), answer.headers)
        if fault:
            raise ClockError(f"{self.address}: {fault}")
        self.is_clock_confirmed = self.is_clock_confirmed or fault is not None
        return answer

    def once(self, url: str, accept: str) -> Answer:
        """The same without validators, asked at most once in a run."""
        if url not in self._once:
            self._once[url] = self.ask(url, accept, Validators())
        return self._once[url]

    def at(self, name: str) -> str:
        """Another address of the source, by its name."""
        return self.also[name]

    def inside(self, url: str, written: str, what: str) -> str:
        """An address given by the source, which must be on one of its hosts. Raises RefusedError."""
        found = ""
        with suppress(ValueError):
            found = urljoin(url, written)
        if not found or _origin(found) not in map(_origin, (self.address, *self.also.values())):
            raise RefusedError("status", f"{what} is elsewhere: {quoted(written)}")
        return found

    def _asked(self, url: str, accept: str, known: Validators) -> Answer:
        if self._alive_at < 0:
            self._rest(self.pace.between)
            self._alive_at = self.clock.elapsed()
        tried = 0
        while True:
            self._rest(self._free_at - self.clock.elapsed())
            tried += 1
            headers: Mapping[str, str] = {}
            try:
                answer = self._redirected(url, accept, known)
            except NetworkError as error:
                failure = UnreachableError("network", str(error))
            else:
                headers = answer.headers
                if answer.status not in _AGAIN:
                    self._alive_at = self.clock.elapsed()
                    self._rest_later(headers)
                    return answer
                failure = UnreachableError("status", answer.told)
            self._wait_or_raise(tried, headers, failure)

    def _wait_or_raise(self, tried: int, headers: Mapping[str, str], failure: UnreachableError) -> None:
        told = waits.told(headers, self.clock.now())
        wait = waits.guess(tried, self.clock.chance()) if told is None else min(told, self._longest)
        wait = max(wait, self.pace.between)
        spent = self.clock.elapsed() - self._alive_at
        if tried >= self.pace.tries or spent + wait >= self._patience:
            raise failure
        self._rest(wait)

    @property
    def _longest(self) -> float:
        return self.longest_wait or self.pace.wait

    @property
    def _patience(self) -> float:
        """A run that may wait longer must be patient for longer."""
        return self.pace.patience - self.pace.wait + self._longest

    def _rest(self, seconds: float) -> None:
        if seconds > 0:
            self.clock.sleep(seconds)

    def _rest_later(self, headers: Mapping[str, str]) -> None:
        """Delays the next request, until the next window if this was the last one of the current window."""
        told = waits.told(headers, self.clock.now())
        is_last = told is not None and waits.exhausted(headers)
        rest = min(told, self._longest) if told is not None and is_last else 0.0
        if rest := max(rest, self.pace.between):
            self._free_at = self.clock.elapsed() + rest

    def _redirected(self, url: str, accept: str, known: Validators) -> Answer:
        for _ in range(REDIRECTS + 1):
            answer = http.get(url, self._headers(accept, known), self._bounded())
            if answer.status not in _MOVED:
                return answer
            url = self.inside(url, answer.headers.get("location", ""), "what it redirects to")
        raise RefusedError("status", f"more than {REDIRECTS} redirects")

    def _bounded(self) -> Limits:
        """No request takes longer than the patience with the whole source."""
        left = self._patience - (self.clock.elapsed() - self._alive_at)
        return replace(self.limits, request=max(1.0, min(self.limits.request, left)))

    def _headers(self, accept: str, known: Validators) -> dict[str, str]:
        told = {
            "Accept": accept,
            "Accept-Encoding": "gzip",
            "User-Agent": self.agent,
            "Authorization": f"Bearer {self.token}" if self.token else "",
            "If-None-Match": known.etag,
            "If-Modified-Since": known.modified,
        }
        return {name: value for name, value in told.items() if value}


def _origin(url: str) -> tuple[str, str | None, int | None] | None:
    """Scheme, host and port; None if it is not an address."""
    with suppress(ValueError):
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port
    return None
