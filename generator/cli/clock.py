"""The clock of this machine, in a module of its own: a build that has nothing to do needs it, and not what
asks sources."""

import random
import time
from datetime import UTC, datetime


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        """The present UTC second."""
        return datetime.now(UTC).replace(microsecond=0)

    def elapsed(self) -> float:
        """Seconds that no setting of the clock moves."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)

    def chance(self) -> float:
        """For jitter."""
        return random.random()  # noqa: S311 - nothing secret depends on it
