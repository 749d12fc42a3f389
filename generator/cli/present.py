"""The present time, and whether this machine's clock can be right."""

import os
from datetime import UTC, datetime
from itertools import islice

from generator.cli.clock import SystemClock
from generator.errors import ClockError, Problem
from generator.intake import clocks
from generator.records.reading import YEARS
from generator.storage.store import Store

EPOCH = "SOURCE_DATE_EPOCH"
NEWEST = 28
"""Stored list days that show whether the clock is right: twice as many as a run reads, so that days stored by
one run with a wrong clock are no majority."""


def now() -> datetime:
    """The time used to judge what is in the future: `SOURCE_DATE_EPOCH` for a reproducible build, otherwise
    the clock. It never dates stored data."""
    told = _epoch()
    return SystemClock().now() if told is None else datetime.fromtimestamp(told, UTC)


def year(at: datetime) -> int | None:
    """The year of a clock, for names that are never changed; None if it cannot be right."""
    return at.year if at.year in YEARS and not clocks.clock_fault(at, ()) else None


def fault(store: Store, clock: datetime | None = None) -> str:
    """Why `now()`, or the given clock, cannot be right; "" when it can."""
    name = "this machine's clock" if clock or _epoch() is None else EPOCH
    return clocks.clock_fault(clock or now(), islice(store.days(), NEWEST), name)


def _epoch() -> int | None:
    told = os.environ.get(EPOCH, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= 10 else None


def refuse(store: Store) -> None:
    """Raises ClockError when the clock cannot be right, because everything would seem to be in the future."""
    if message := fault(store):
        raise ClockError(f"{message}. Nothing was stored")


def problems(store: Store) -> list[Problem]:
    """The same as a finding."""
    message = fault(store)
    return [Problem(path=str(store.root), where="", message=message)] if message else []
