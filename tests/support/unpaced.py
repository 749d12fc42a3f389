"""`papers` without the seconds between two requests to arXiv: a test asks a server of its own for many days, and
the pace itself has tests of its own."""

from generator.__main__ import main
from generator.cli.clock import SystemClock


def _at_once(self: SystemClock, seconds: float) -> None:
    """Does not sleep."""


if __name__ == "__main__":
    SystemClock.sleep = _at_once  # type: ignore[method-assign]
    main()
