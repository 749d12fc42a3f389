"""Groups problems by cause: a problem that occurs a thousand times is one line with a count, and hides no
other problem.

Two problems are of one *kind* when their messages differ only in values: numbers, quoted text, file names.
Within a kind, a message that repeats word for word is a cause of its own, so two broken templates are two
lines, and three hundred pages with a dead link each are one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.errors import Problem

FEW = 3
"""Up to this many problems of one cause are listed one by one; for more, this many places are named."""
OWN_LINES = 4
"""Messages of one kind that get a line each: the most frequent ones."""
KEPT = 1000
"""Kinds, and messages of each, that are counted separately; later ones are counted with the rest."""
MESSAGE = 500
"""Characters of a message that determine its kind."""
PLACE = 100
"""Characters shown of a place that is only an example."""

_QUOTED = re.compile(r"""'[^']*(?:'|$)|"[^"]*(?:"|$)""")
_NUMBER = re.compile("[0-9][0-9,.:TZ-]*")
_FILE = re.compile(r"[\w-]+\.[A-Za-z]{2,5}[,;:.]?")
_FIELD = re.compile(r"[A-Za-z_][A-Za-z_.\[\]]*$")


@dataclass(slots=True)
class _Cause:
    count: int = 0
    first: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        self.count += problem.count
        if len(self.first) <= FEW:
            self.first.append(problem)

    def lines(self) -> Iterator[str]:
        # A problem may state its own count; it is still one line.
        if self.count <= FEW or len(self.first) == 1:
            yield from map(str, self.first)
            return
        shown, *others = self.first
        places = ", ".join(_place(one, shown) for one in others)
        more = self.count - shown.count
        rest = ", …" if more > len(others) else ""
        yield f"{shown} (and {more:,} more like it: {places}{rest}; -v lists all)"


@dataclass(slots=True)
class _Kind:
    messages: dict[str, _Cause] = field(default_factory=dict)
    rest: _Cause = field(default_factory=_Cause)

    def add(self, problem: Problem) -> None:
        if problem.message not in self.messages and len(self.messages) >= KEPT:
            self.rest.add(problem)
        else:
            self.messages.setdefault(problem.message, _Cause()).add(problem)

    def lines(self) -> Iterator[str]:
        often = sorted(
            (cause for cause in self.messages.values() if len(cause.first) > FEW), key=lambda one: -one.count
        )[:OWN_LINES]
        together = _Cause()
        for cause in [*self.messages.values(), self.rest]:
            if any(cause is one for one in often):
                yield from cause.lines()
                continue
            for problem in cause.first:
                together.add(problem)
            together.count += cause.count - sum(one.count for one in cause.first)
        yield from together.lines()


@dataclass(slots=True)
class Causes:
    """Collects problems; however many there are, it keeps only a few of each cause."""

    _kinds: dict[tuple[str, str, str], _Kind] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Adds one problem."""
        key = _kind(problem)
        if key not in self._kinds and len(self._kinds) >= KEPT:
            key = (problem.severity, "", "")
        self._kinds.setdefault(key, _Kind()).add(problem)

    def lines(self) -> Iterator[tuple[str, bool]]:
        """One line per cause and whether it is only a note, in the order in which kinds first occurred."""
        for (severity, *_), kind in self._kinds.items():
            for line in kind.lines():
                yield line, severity == "note"


def _kind(problem: Problem) -> tuple[str, str, str]:
    """The message without its values, and the field it is about. A place with a slash is an address."""
    named = None if "/" in problem.where else _FIELD.search(problem.where[-PLACE:])
    return problem.severity, named[0] if named else "", _without_values(problem.message)


def _without_values(message: str) -> str:
    """Word by word, because messages may be long: no search restarts at each character."""
    words = _QUOTED.sub("*", message[:MESSAGE]).split()
    return " ".join("*" if "/" in word or _FILE.fullmatch(word) else _NUMBER.sub("*", word) for word in words)


def _place(problem: Problem, shown: Problem) -> str:
    """The place, as short as possible next to one that is shown in full."""
    where = [problem.where] if problem.path == shown.path else [problem.path, problem.where]
    found = ": ".join(part for part in where if part) or problem.message.partition(": ")[0]
    return found if len(found) <= PLACE else f"{found[: PLACE - 1]}…"
