"""What a source and the client that asks it say to each other: values and one protocol, no network."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from generator.errors import RefusedError, quoted

_MARK = re.compile(r"[!-~](?:[ -~]{0,198}[!-~])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: names of headers in small letters, the body still packed."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def told(self) -> str:
        """The status, and for a person the first words of the body."""
        said = self.body[:300].decode("utf-8", "replace").strip()
        return f"expected status 200, got {self.status}" + (f": {quoted(said)}" if said else "")

    def refuse(self) -> None:
        """Raises RefusedError when it is not the answer to the question."""
        if self.status != 200:
            raise RefusedError("status", self.told)

    @property
    def validators(self) -> "Validators":
        """Those that can be sent back."""
        return Validators(etag=self._mark("etag"), modified=self._mark("last-modified"))

    def _mark(self, name: str) -> str:
        written = self.headers.get(name, "").strip()
        return written if _MARK.fullmatch(written) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What the source gave to ask "has this changed?" with (RFC 9110 §13.1); "" for nothing."""

    etag: str = ""
    modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """All pages of a day, each with its entries. `validators` are empty when there were several: one
    page's say nothing about the next."""

    pages: tuple[Sequence[object], ...]
    captured: datetime
    validators: Validators = Validators()

    @property
    def size(self) -> int:
        """Entries of all pages."""
        return sum(len(page) for page in self.pages)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The source says that its answer is the one already read."""


@dataclass(frozen=True, slots=True)
class NotOpen:
    """The source has no such day yet."""


Reply = Whole | Unchanged | NotOpen


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How patiently a source is asked, in seconds, and how often."""

    tries: int = 4
    between: float = 0.0
    """Least time from one request to the next."""
    wait: float = 120.0
    """Longest wait that a source may ask for."""
    window: float = 300.0
    """The same in a backfill: one window of its limits."""
    patience: float = 240.0
    """Time without a usable answer after which the source counts as dead."""


class Asker(Protocol):
    """One polite client for one run: it waits, tries again and never leaves the source's host."""

    address: str

    def now(self) -> datetime:
        """The present UTC second."""

    def ask(self, url: str, accept: str, known: Validators) -> Answer:
        """The first answer that is not a refusal for now.

        Raises RefusedError where it leads elsewhere, UnreachableError when none came, ClockError when
        the clocks here and there disagree.
        """

    def inside(self, url: str, written: str, what: str) -> str:
        """An address the source names, which has to be on its own host. Raises RefusedError."""
