"""The program: `papers`, or `python -m generator`.

Ctrl-C has to end it without a word from Python at every moment: while modules load, which takes longest,
in a command, which cleans up and says so, and while the process ends.
"""

import atexit
import os
import signal
import sys
import threading
from importlib import import_module
from types import FrameType

STOPPED = 130
"""What a shell expects of a program that Ctrl-C ended."""

# Our products of matrices are small: threads that wait for each other cost more than they save, and where
# other programs run, half of the CPU time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> None:
    """Runs the command line and ends the process."""
    signal.signal(signal.SIGINT, _leave)
    try:
        import_module("generator.storage.heap").collect_seldom()
        import_module("generator.cli").main()
    except KeyboardInterrupt:  # a second one, while the command cleaned up after the first
        sys.exit(STOPPED)
    except SystemExit as end:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if end.__traceback__ and not _is_watched(end.__traceback__.tb_frame.f_back):
            _end(end.code)
        raise
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _is_watched(caller: FrameType | None) -> bool:
    """Whether something goes on after the program, such as a profiler or a debugger: it has called the module
    that calls us. The way of `python -m` to it has its own name."""
    while caller is not None:
        if caller.f_code.co_name != "<module>" and caller.f_globals.get("__name__") != "runpy":
            return True
        caller = caller.f_back
    return False


def _end(code: object) -> None:
    """Ends the process at once. Python would first free each of the million objects of an archive, for more
    than half a second. Returns where it has more to do than that."""
    waited_for = [one for one in threading.enumerate() if not one.daemon]
    if not isinstance(code, int) or waited_for != [threading.main_thread()]:
        return
    atexit._run_exitfuncs()  # noqa: SLF001 - what has to be done in the end, such as removing folders
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):  # nobody reads on; Python has its own exit code for that
        return
    os._exit(code)


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Nothing has begun, so nothing has to be cleaned up."""
    os._exit(STOPPED)


if __name__ == "__main__":
    main()
