"""The interface between a source and the client that fetches from it: values and one protocol, no network
access."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from generator.errors import RefusedError, quoted

_MARK = re.compile(r"(?!.{201})[!-~]+(?: [!-~]+)*")
"""A validator: printable ASCII without two spaces in a row, as it is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response: header names in lowercase, the body still compressed."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def told(self) -> str:
        """The status, and the first words of the body for a person."""
        said = self.body[:300].decode("utf-8", "replace").strip()
        return f"expected status 200, got {self.status}" + (f": {quoted(said)}" if said else "")

    def refuse(self) -> None:
        """Raises RefusedError if it does not answer the question."""
        if self.status != 200:
            raise RefusedError("status", self.told)

    @property
    def validators(self) -> "Validators":
        """Validators that can be sent back."""
        return Validators(etag=self._mark("etag"), modified=self._mark("last-modified"))

    def _mark(self, name: str) -> str:
        written = self.headers.get(name, "").strip()
        return written if _MARK.fullmatch(written) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """The source's validators for "has this changed?" (RFC 9110 §13.1); "" if there are none."""

    etag: str = ""
    modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """All pages of a day, each with its entries. `validators` are empty if there were several pages: those of
    one page do not cover the others.

    `is_final` if nothing more will come, even if it is empty. `is_reconstructed` if this is not the list
    itself, but what should have been on it.
    """

    pages: tuple[Sequence[object], ...]
    captured: datetime
    validators: Validators = Validators()
    is_final: bool = False
    is_reconstructed: bool = False

    @property
    def size(self) -> int:
        """Entries of all pages."""
        return sum(len(page) for page in self.pages)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The source says that its answer is the one already read."""


@dataclass(frozen=True, slots=True)
class NotOpen:
    """The source does not have this day yet."""


Reply = Whole | Unchanged | NotOpen


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How patiently a source is queried: seconds and counts."""

    tries: int = 4
    between: float = 0.0
    """Minimum time between two requests."""
    wait: float = 120.0
    """Longest wait that a source may ask for."""
    window: float = 300.0
    """The same in a backfill: one window of its rate limit."""
    patience: float = 240.0
    """Time without a usable answer after which the source counts as unreachable."""


class Asker(Protocol):
    """One polite client for one run: it waits, retries and never leaves the source's hosts. `categories` are
    those that the archive wants, of a source that lists by category."""

    address: str
    categories: tuple[str, ...]

    def at(self, name: str) -> str:
        """Another address of the source, by its name in `Source.also`."""

    def now(self) -> datetime:
        """The present second in UTC."""

    def ask(self, url: str, accept: str, known: Validators) -> Answer:
        """The first answer that is not a temporary refusal.

        Raises RefusedError if it leads elsewhere, UnreachableError if there was none, ClockError if the local
        clock and the server's clock disagree.
        """

    def once(self, url: str, accept: str) -> Answer:
        """The same without validators, asked at most once in a run."""

    def inside(self, url: str, written: str, what: str) -> str:
        """An address given by the source, which must be on its own host. Raises RefusedError."""
