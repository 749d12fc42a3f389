"""The present moment, and whether the clock of this machine can be right."""

import os
from datetime import UTC, datetime
from itertools import islice

from generator import clocks
from generator.cli.upstream import SystemClock
from generator.errors import ClockError, Problem
from generator.store import Store

EPOCH = "SOURCE_DATE_EPOCH"
NEWEST = 14
"""Stored list days that say whether the clock is right."""


def now() -> datetime:
    """What is in the future is judged by this: `SOURCE_DATE_EPOCH` for a build that is to be repeated,
    else the clock. What is stored is never dated by it."""
    told = os.environ.get(EPOCH, "")
    if told.isascii() and told.isdigit() and len(told) <= 10:
        return datetime.fromtimestamp(int(told), UTC)
    return SystemClock().now()


def fault(store: Store, moment: datetime) -> str:
    """Why the clock cannot be right, "" when it can."""
    return clocks.clock_fault(moment, islice(store.days(), NEWEST))


def refuse(store: Store, moment: datetime) -> None:
    """Raises ClockError when the clock cannot be right: everything would look like the future."""
    if message := fault(store, moment):
        raise ClockError(f"{message}. Nothing was stored")


def problems(store: Store) -> list[Problem]:
    """The same as a finding."""
    message = fault(store, now())
    return [Problem(path=str(store.root), where="", message=message)] if message else []
