"""The present moment, and whether the clock of this machine can be right."""

import os
from datetime import UTC, datetime
from itertools import islice

from generator.cli.clock import SystemClock
from generator.errors import ClockError, Problem
from generator.intake import clocks
from generator.storage.store import Store

EPOCH = "SOURCE_DATE_EPOCH"
NEWEST = 28
"""Stored list days that say whether the clock is right: twice as many as a run reads, so that what one run
by a wrong clock has stored is no majority."""


def now() -> datetime:
    """What is in the future is judged by this: `SOURCE_DATE_EPOCH` for a build that is to be repeated,
    else the clock. What is stored is never dated by it."""
    told = _epoch()
    return SystemClock().now() if told is None else datetime.fromtimestamp(told, UTC)


def fault(store: Store, clock: datetime | None = None) -> str:
    """Why `now()`, or the clock where it is given, cannot be right; "" when it can."""
    name = "the clock of this machine" if clock or _epoch() is None else EPOCH
    return clocks.clock_fault(clock or now(), islice(store.days(), NEWEST), name)


def _epoch() -> int | None:
    told = os.environ.get(EPOCH, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= 10 else None


def refuse(store: Store) -> None:
    """Raises ClockError when the clock cannot be right: everything would look like the future."""
    if message := fault(store):
        raise ClockError(f"{message}. Nothing was stored")


def problems(store: Store) -> list[Problem]:
    """The same as a finding."""
    message = fault(store)
    return [Problem(path=str(store.root), where="", message=message)] if message else []
