"""The program: `papers`, or `python -m generator`.

Ctrl-C has to end it without a word from Python at every moment: while modules load, which takes longest,
in a command, which cleans up and says so, and while the process ends.
"""

import gc
import os
import signal
import sys
from importlib import import_module
from types import FrameType

STOPPED = 130
"""What a shell expects of a program that Ctrl-C ended."""

COLLECTING = 50_000, 20, 100
"""When Python looks for objects that only name each other. We make few of these, and an archive has millions
of others, which it would go through again and again: a sixth of the time that linking papers takes."""

# Our products of matrices are small: threads that wait for each other cost more than they save, and where
# other programs run, half of the CPU time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> None:
    """Runs the command line and ends the process."""
    signal.signal(signal.SIGINT, _leave)
    gc.set_threshold(*COLLECTING)
    try:
        import_module("generator.cli").main()
    except KeyboardInterrupt:  # a second one, while the command cleaned up after the first
        sys.exit(STOPPED)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Nothing has begun, so nothing has to be cleaned up."""
    os._exit(STOPPED)


if __name__ == "__main__":
    main()
