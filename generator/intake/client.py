"""The source over HTTP: whole days in pages. The only code of the archive that uses a network.

It moves bytes and decides nothing about them: `items_of` reads a page, and raises what it refuses.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

from generator.errors import ClockError, RefusedError, UnreachableError, quoted
from generator.intake import http, waits
from generator.intake.http import Answer, Limits, NetworkError

LIMIT = 100
"""Entries asked for in one page: the most the source allows. Without it a day is cut at 50."""
ENTRIES = 1_000
"""Entries a page may hold: a source may ignore what was asked for, within reason."""
PAGES = 20
REDIRECTS = 5
TRIES = 4
LONGEST_WAIT = 120.0
WINDOW = 300.0
"""Seconds of one rate-limit window; the longest wait of a backfill."""
PATIENCE = 240.0
"""Seconds without a usable answer after which the source counts as dead."""

_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_NEXT = re.compile(r'<([^<>]*)>\s*;[^,<]*\brel="?next"?(?![^\s;,"])')
_MARK = re.compile(r"[!-~](?:[ -~]{0,198}[!-~])?")

T = TypeVar("T")


class Clock(Protocol):
    """Time and chance, from outside, so that a test can play an hour in a second."""

    def now(self) -> datetime:
        """The present UTC moment."""

    def elapsed(self) -> float:
        """Seconds since any fixed moment."""

    def sleep(self, seconds: float) -> None:
        """Waits."""

    def chance(self) -> float:
        """A number from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What the source gave to ask "has this changed?" with (RFC 9110 §13.1); "" for nothing."""

    etag: str = ""
    modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(Generic[T]):
    """All pages of a day. `validators` are empty when there were several: one page's say nothing
    about the next."""

    pages: tuple[Sequence[T], ...]
    captured: datetime
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The source says that its answer is the one already read."""


@dataclass(frozen=True, slots=True)
class NotOpen:
    """The source has no such day yet."""


@dataclass(slots=True, kw_only=True)
class Source:
    """The list of each day at `address`. One object per run: it remembers when to ask again.

    `clock_fault` tells of answers what is wrong with the clock by their headers, "" for nothing, None
    where they do not say; `is_clock_confirmed` once one of them agreed with it.
    """

    address: str
    agent: str
    clock: Clock
    token: str = ""
    clock_fault: Callable[[datetime, Mapping[str, str]], str | None] = lambda _now, _headers: None
    limits: Limits = field(default_factory=Limits)
    longest_wait: float = LONGEST_WAIT
    is_clock_confirmed: bool = False
    _free_at: float = 0.0
    _alive_at: float = -1.0

    def day(
        self, day: date, known: Validators, items_of: Callable[[Answer], Sequence[T]]
    ) -> Whole[T] | Unchanged | NotOpen:
        """The whole list of a day.

        Raises RefusedError when a page of it is no answer, UnreachableError when none came, ClockError
        when the clocks here and there disagree.
        """
        pages: list[Sequence[T]] = []
        validators = Validators()
        url = self._page(day, 0)
        while True:
            captured = self.clock.now()
            answer = self._asked(url, known if not pages else Validators())
            self._refuse_clock(answer)
            if answer.status == 304 and known and not pages:
                return Unchanged()
            if answer.status == 400 and day >= captured.date() and not pages:
                return NotOpen()
            items = items_of(_good(answer))
            if len(items) > ENTRIES:
                raise RefusedError("size", f"{len(items)} entries where {LIMIT} were asked for")
            if items and items in pages:
                raise RefusedError("shape", "it came before: page numbers are ignored", f"page {len(pages)}")
            pages.append(items)
            following = self._following(answer, url)
            if not items or (len(items) < LIMIT and not following):
                break
            if len(pages) == PAGES:
                raise RefusedError("size", f"more than {PAGES} pages")
            url = following or self._page(day, len(pages))
        if len(pages) == 1:
            validators = Validators(etag=_mark(answer, "etag"), modified=_mark(answer, "last-modified"))
        return Whole(pages=tuple(pages), captured=captured, validators=validators)

    def _refuse_clock(self, answer: Answer) -> None:
        fault = self.clock_fault(self.clock.now(), answer.headers)
        if fault:
            raise ClockError(f"{self.address}: {fault}")
        self.is_clock_confirmed = self.is_clock_confirmed or fault is not None

    def _page(self, day: date, number: int) -> str:
        return f"{self.address}?{urlencode({'date': day.isoformat(), 'limit': LIMIT, 'p': number})}"

    def _following(self, answer: Answer, url: str) -> str:
        """Where the source says the next page is, "" when it does not."""
        link = _NEXT.search(answer.headers.get("link", ""))
        return self._inside(url, link[1], "the next page") if link else ""

    def _inside(self, url: str, written: str, what: str) -> str:
        """An address the source names, which has to be on its own host."""
        found = ""
        with suppress(ValueError):
            found = urljoin(url, written)
        if not found or _origin(found) != _origin(self.address):
            raise RefusedError("status", f"{what} is elsewhere: {quoted(written)}")
        return found

    def _asked(self, url: str, known: Validators) -> Answer:
        """The first answer that is not a refusal for now."""
        if self._alive_at < 0:
            self._alive_at = self.clock.elapsed()
        tried = 0
        while True:
            self._rest(self._free_at - self.clock.elapsed())
            tried += 1
            headers: Mapping[str, str] = {}
            try:
                answer = self._redirected(url, known)
            except NetworkError as error:
                failure = UnreachableError("network", str(error))
            else:
                headers = answer.headers
                if answer.status not in _AGAIN:
                    self._alive_at = self.clock.elapsed()
                    self._rest_later(headers)
                    return answer
                failure = UnreachableError("status", _status(answer))
            self._wait_or_raise(tried, headers, failure)

    def _wait_or_raise(self, tried: int, headers: Mapping[str, str], failure: UnreachableError) -> None:
        told = waits.told(headers, self.clock.now())
        wait = waits.guess(tried, self.clock.chance()) if told is None else min(told, self.longest_wait)
        spent = self.clock.elapsed() - self._alive_at
        if tried >= TRIES or spent + wait >= self._patience:
            raise failure
        self._rest(wait)

    @property
    def _patience(self) -> float:
        """A run that may wait longer has to be patient for longer."""
        return PATIENCE - LONGEST_WAIT + self.longest_wait

    def _rest(self, seconds: float) -> None:
        if seconds > 0:
            self.clock.sleep(seconds)

    def _rest_later(self, headers: Mapping[str, str]) -> None:
        """The last request of a window was answered: the next one waits for the next window."""
        told = waits.told(headers, self.clock.now())
        if told is not None and waits.exhausted(headers):
            self._free_at = self.clock.elapsed() + min(told, self.longest_wait)

    def _redirected(self, url: str, known: Validators) -> Answer:
        for _ in range(REDIRECTS + 1):
            answer = http.get(url, self._headers(known), self._bounded())
            if answer.status not in _MOVED:
                return answer
            url = self._inside(url, answer.headers.get("location", ""), "what it redirects to")
        raise RefusedError("status", f"more than {REDIRECTS} redirects")

    def _bounded(self) -> Limits:
        """No request outlasts the patience with the whole source."""
        left = self._patience - (self.clock.elapsed() - self._alive_at)
        return replace(self.limits, request=max(1.0, min(self.limits.request, left)))

    def _headers(self, known: Validators) -> dict[str, str]:
        told = {
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": self.agent,
            "Authorization": f"Bearer {self.token}" if self.token else "",
            "If-None-Match": known.etag,
            "If-Modified-Since": known.modified,
        }
        return {name: value for name, value in told.items() if value}


def _mark(answer: Answer, name: str) -> str:
    """A validator that can be sent back, else ""."""
    written = answer.headers.get(name, "").strip()
    return written if _MARK.fullmatch(written) else ""


def _origin(url: str) -> tuple[str, str | None, int | None] | None:
    """Scheme, host and port; None for what is no address."""
    with suppress(ValueError):
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port
    return None


def _good(answer: Answer) -> Answer:
    if answer.status != 200:
        raise RefusedError("status", _status(answer))
    return answer


def _status(answer: Answer) -> str:
    """The number, and for a person the first words of the body."""
    said = answer.body[:300].decode("utf-8", "replace").strip()
    return f"expected status 200, got {answer.status}" + (f": {quoted(said)}" if said else "")
