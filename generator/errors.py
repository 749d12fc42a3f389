"""What can go wrong, in two shapes.

A *problem* is one thing found while reading or checking: it is reported and the rest continues.
An *error* ends the command (or the one file it is about). The tree::

    GeneratorError
    ├── UsageError            wrong option, argument or folder          exit code 2
    │   └── ConfigError       a key of mkdocs.yml                       exit code 2
    ├── RefusedError          one payload cannot be a listing           exit code 1
    │   └── UnreachableError  the source gave no answer at all          exit code 1
    ├── ClockError            this machine's clock is wrong             exit code 1
    ├── StoreError            data/ cannot be read or written           exit code 1
    │   └── DeclinedError     the remote does not accept the data       exit code 1
    ├── BuildError            pages or site did not pass their checks   exit code 1
    ├── SearchError           a search got no answer                    exit code 1
    └── PostError             an email was not sent                     exit code 1
        └── UnsureError       … or may have been sent                   exit code 1

Only `cli/` turns these into messages and exit codes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Severity = Literal["refused", "lost", "dropped", "broken", "note"]
"""refused: a whole file · lost: one record · dropped: one field or entry · broken: something stored or built
· note: worth knowing, does not count as a problem."""

Reason = Literal[
    "network",
    "status",
    "type",
    "encoding",
    "json",
    "xml",
    "shape",
    "schema",
    "day",
    "size",
    "mostly-bad",
    "shrink",
]
"""Why a payload is refused; the same words as in the fault table of the tests."""

QUOTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding: `path` is the file or page, `where` the place in it ("" for all of it), `count` how often
    the same was found there."""

    path: str
    where: str
    message: str
    severity: Severity = "broken"
    count: int = 1

    def __str__(self) -> str:
        return ": ".join(part for part in (self.path, self.where, self.message) if part)

    def to_json(self) -> dict[str, str]:
        """The record of `papers check --json`."""
        return {"path": self.path, "where": self.where, "message": self.message}


class GeneratorError(Exception):
    """Base of everything that this package raises on purpose."""


class UsageError(GeneratorError):
    """The command was called in a way that cannot work; the message says what is allowed."""


class ConfigError(UsageError):
    """mkdocs.yml contains something unexpected."""


class RefusedError(GeneratorError):
    """A payload that is not a listing. Stored data stays as it was."""

    def __init__(self, reason: Reason, message: str, where: str = "") -> None:
        super().__init__(message)
        self.reason = reason
        self.where = where


class UnreachableError(RefusedError):
    """No usable answer after several attempts: asking for another day is hardly worthwhile."""


class ClockError(GeneratorError):
    """The machine's clock cannot be right: whatever it dated would win every merge."""


class StoreError(GeneratorError):
    """The archive's own data cannot be read or written; the message names the file."""


class DeclinedError(StoreError):
    """A rule of the remote rejects a commit; `remarks` are its messages, line by line."""

    def __init__(self, message: str, remarks: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.remarks = tuple(remarks)


class BuildError(GeneratorError):
    """The site was not published; `problems` says why, each with its place."""

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class SearchError(GeneratorError):
    """A search that got no answer: no Node, no index, or one of another version."""


class PostError(GeneratorError):
    """The mail server or service certainly did not accept an email; sending may be repeated."""


class UnsureError(PostError):
    """The connection ended before the answer: the email may have been accepted."""


def quoted(value: object) -> str:
    """An untrusted value for a message: one line of ASCII-safe `repr`, at most 200 characters, but what
    people write without quotes as they write it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value) if isinstance(value, date) else ascii(value)
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"
