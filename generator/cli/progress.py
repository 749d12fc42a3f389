"""Shows which step a command is at and how far it has come: a bar on a terminal, elsewhere one line per step.
Steps that take no longer than a moment are not shown; with `-q` none are.

A thread of its own draws, so that showing a step does not slow it down: the step only counts.
"""

import itertools
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Event, RLock, Thread

import click

from generator.sinks import to_log

MOMENT = 1.0
"""Seconds after which a step is shown."""
OFTEN = 0.25
"""Seconds between two updates of a bar."""
WIDTH = 20
"""Characters of a bar: with its text and numbers of six digits it fits a line of 80."""
CLEAR = "\r\x1b[K"
"""Empties the current line of a terminal."""

_is_shown: ContextVar[bool] = ContextVar("is_shown", default=False)
_current: ContextVar["Step | None"] = ContextVar("current", default=None)
_screen = RLock()
"""Held while something is printed on stderr that may contain a bar."""


@dataclass(slots=True, kw_only=True)
class Step:
    """`doing` is the text that is shown; `total` returns how much there is to do, 0 if that is unknown;
    `count` returns how much is done, for a step that does not call `advance`; `bar` returns the bar, if one
    is drawn."""

    doing: str
    total: Callable[[], int] = lambda: 0
    count: Callable[[], int] | None = None
    done: int = 0
    is_complete: bool = False
    bar: Callable[[], str] | None = None
    over: Event = field(default_factory=Event)


@contextmanager
def showing(*, quiet: bool) -> Iterator[None]:
    """Steps inside are shown, unless the command is quiet."""
    token = _is_shown.set(not quiet)
    try:
        yield
    finally:
        _is_shown.reset(token)


def is_shown() -> bool:
    """Whether steps are shown."""
    return _is_shown.get()


@contextmanager
def step(seconds: dict[str, float], name: str, now: Step) -> Iterator[None]:
    """Adds the time that the step takes to `seconds[name]`."""
    start, token = time.perf_counter(), _current.set(now)
    follower = Thread(target=_follow, args=(now,), daemon=True) if _is_shown.get() else None
    if follower:
        follower.start()
    try:
        yield
        now.is_complete = True
    finally:
        now.over.set()
        if follower:
            follower.join()
        _current.reset(token)
        seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - start


def advance(count: int = 1) -> None:
    """Counts more things that the current step has done."""
    if now := _current.get():
        now.done += count


@contextmanager
def line_free() -> Iterator[None]:
    """Takes the bar away while a message is printed, and draws it again below the message."""
    now = _current.get()
    with _screen:
        bar = now.bar if now else None
        if bar:
            click.echo(CLEAR, nl=False, err=True)
        yield
        if bar:
            click.echo(bar(), nl=False, err=True)


def longest(seconds: Mapping[str, float]) -> str:
    """` (longest: check, 12.3 s)`, or "" if every step took only a moment."""
    name = max(seconds, key=lambda name: seconds[name], default="")
    return f" (longest: {name}, {seconds[name]:.1f} s)" if seconds and seconds[name] >= MOMENT else ""


def _follow(now: Step) -> None:
    if now.over.wait(MOMENT):
        return
    if sys.stderr.isatty():
        _draw(now, now.total())
    else:
        click.echo(to_log.line(f"{now.doing} …"), err=True)


def _draw(now: Step, total: int) -> None:
    start = time.perf_counter() - MOMENT
    bar = click.progressbar(
        itertools.repeat(None) if not total else None,  # then the bar only moves
        length=total or None,
        label=now.doing,
        show_pos=bool(total),
        width=WIDTH,
        item_show_func=None if total else lambda _: f"{time.perf_counter() - start:.0f} s",
        file=sys.stderr,
    )
    with _screen:
        bar.__enter__()
        now.bar = bar.format_progress_line
    while not now.over.wait(OFTEN):
        done = now.count() if now.count else now.done
        with _screen:
            bar.update(max(0, min(done, total) - bar.pos) if total else 1)
    with _screen:
        if total and now.is_complete:
            bar.update(total - bar.pos)
        now.bar = None
        bar.__exit__(None, None, None)
