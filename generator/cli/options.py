"""What all commands share: options, messages and the one place where errors become exit codes."""

import signal
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import ParamSpec

import click

from generator.cli import runner
from generator.errors import BuildError, GeneratorError, Problem, UsageError, quoted
from generator.sinks import to_log
from generator.sources import moments

P = ParamSpec("P")

DONE, PROBLEMS, USAGE, AGAIN = 0, 1, 2, 3
"""AGAIN: time was up, all that was done is kept, and the same command goes on."""


def command(run: Callable[P, int | None]) -> Callable[P, None]:
    """Wraps a command: its result is the exit code, errors are one line each on stderr."""

    @wraps(run)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        start = time.perf_counter()
        signal.signal(signal.SIGTERM, _stop)
        try:
            code = run(*args, **kwargs) or DONE
            if kwargs.get("verbose"):
                click.echo(f"took {time.perf_counter() - start:.2f} s", err=True)
        except BuildError as error:
            report(error.problems)
            code = fail(error, PROBLEMS)
        except UsageError as error:
            code = fail(error, USAGE)
        except GeneratorError as error:
            code = fail(error, PROBLEMS)
        except OSError as error:
            code = fail(f"{error.filename or 'the system'}: {error.strerror or error}", PROBLEMS)
        except KeyboardInterrupt:
            code = fail("stopped; what was stored stays stored", PROBLEMS)
        sys.exit(code)

    return wrapped


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Asked to end: clean up as for Ctrl-C."""
    raise KeyboardInterrupt


def shared(run: Callable[P, None]) -> Callable[P, None]:
    """The options of every command that works on an archive."""
    run = click.option("-v", "--verbose", is_flag=True, help="Say more: what took how long.")(run)
    run = click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")(run)
    return click.option(
        "-f",
        "--config-file",
        "config_file",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path("mkdocs.yml"),
        show_default=True,
        help="The archive's configuration; everything is relative to it.",
    )(run)


def day_of(option: str, written: str | None) -> date | None:
    """The day that an option names."""
    if written is None:
        return None
    found = moments.iso_day(written)
    if found is None:
        raise UsageError(f"{option}: expected a day such as 2025-08-20, got {quoted(written)}")
    return found


def fail(message: object, code: int) -> int:
    """One line on stderr, which says what ended the command."""
    runner.say("error", f"papers: {message}")
    return code


def report(problems: Iterable[Problem]) -> None:
    """A line each on stderr."""
    for problem in problems:
        click.echo(to_log.line(problem), err=True)


def serious(problems: Iterable[Problem]) -> list[Problem]:
    """All but the notes, which go to stderr at once: they are worth knowing and break nothing."""
    found = list(problems)
    for problem in found:
        if problem.severity == "note":
            click.echo(f"note: {to_log.line(problem)}", err=True)
    return [problem for problem in found if problem.severity != "note"]
