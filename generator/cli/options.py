"""What all commands share: options, messages, and the one place where errors become exit codes."""

import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import ParamSpec

import click

from generator.cli import progress, runner
from generator.cli.causes import Causes
from generator.errors import BuildError, GeneratorError, Problem, UsageError, quoted
from generator.intake import moments
from generator.sinks import to_log
from generator.storage import heap
from generator.text.counted import counted

P = ParamSpec("P")

SHOWN = 20
"""At most this many problems are listed on the page of a workflow run."""

DONE, PROBLEMS, USAGE, AGAIN = 0, 1, 2, 3
"""AGAIN: time ran out, all finished work is kept, and the same command continues."""
SIGNALLED = 128
"""Added to a signal's number, as shells do: 130 for Ctrl-C."""


def command(run: Callable[P, int | None]) -> Callable[P, None]:
    """Wraps a command: its result is the exit code; each error is one line on stderr."""

    @wraps(run)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        start = time.perf_counter()
        try:
            with _stoppable():
                code = run(*args, **kwargs) or DONE
            if kwargs.get("verbose"):
                click.echo(f"took {time.perf_counter() - start:.2f} s", err=True)
        except BuildError as error:
            report(error.problems)
            told = [str(problem) for problem in error.problems]
            more = [f"and {len(told) - SHOWN:,} more"] if len(told) > SHOWN else []
            runner.summary("Problems", [], told[:SHOWN] + more)
            code = fail(error, PROBLEMS)
        except UsageError as error:
            code = fail(error, USAGE)
        except GeneratorError as error:
            code = fail(error, PROBLEMS)
        except OSError as error:
            code = fail(cause(error), PROBLEMS)
        except KeyboardInterrupt as stopped:
            code = fail("stopped; everything stored so far is kept", SIGNALLED + (stopped.args or (2,))[0])
        sys.exit(code)

    return wrapped


@contextmanager
def _stoppable() -> Iterator[None]:
    """Lets Ctrl-C and SIGTERM stop the running command."""
    before = {number: signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> None:
    """On termination: cleans up first, without further interruption."""
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """How the running command was called: whether it lists every problem, and whether it shows its steps."""

    lists_all: bool
    shows: bool


def called() -> Called:
    """For a process that does a part of the running command."""
    return Called(lists_all=_lists_all(), shows=progress.is_shown())


@contextmanager
def calling(how: Called) -> Iterator[None]:
    """In such a process: it reports and shows as the command itself, and can be stopped like it."""
    heap.collect_seldom()
    with click.Context(click.Command(None)) as context, progress.showing(quiet=not how.shows), _stoppable():
        context.params["verbose"] = how.lists_all
        yield


def shared(run: Callable[P, None]) -> Callable[P, None]:
    """The options of every command that works on an archive."""
    run = click.option(
        "-v", "--verbose", is_flag=True, help="Print more: each problem, and how long each step took."
    )(run)
    run = click.option("-q", "--quiet", is_flag=True, help="Print only problems.")(run)
    return click.option(
        "-f",
        "--config-file",
        "config_file",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path("mkdocs.yml"),
        show_default=True,
        help="The archive's configuration file; all paths are relative to it.",
    )(run)


scheduler_option = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let the workers of a Dask scheduler compute, e.g. tcp://127.0.0.1:8786.",
)
"""The option of commands whose work can be divided."""


def day_of(option: str, written: str | None) -> date | None:
    """The day given by an option."""
    if written is None:
        return None
    found = moments.iso_day(written)
    if found is None:
        raise UsageError(f"{option}: expected a day such as 2025-08-20, got {quoted(written)}")
    return found


def cause(error: OSError) -> str:
    """What the system refused, in one line: the file, if there is one, and why."""
    return f"{error.filename or 'the system'}: {error.strerror or error}"


def fail(message: object, code: int) -> int:
    """Prints the line on stderr that says why the command ended."""
    runner.say("error", f"papers: {message}")
    runner.summary("What went wrong", [], [str(message)])
    return code


Said = tuple[bool, Problem]
"""A problem that was reported, and whether as a warning."""

_reports: ContextVar[list[Said] | None] = ContextVar("reports", default=None)


@contextmanager
def recording() -> Iterator[list[Said]]:
    """What is reported inside, for a later run that has nothing to do and reports the same."""
    said: list[Said] = []
    token = _reports.set(said)
    try:
        yield said
    finally:
        _reports.reset(token)


def report_again(said: Iterable[Said]) -> None:
    """Reports what an earlier run reported."""
    found = list(said)
    warn(problem for is_warning, problem in found if is_warning)
    report(problem for is_warning, problem in found if not is_warning)


def _recorded(problems: Iterable[Problem], *, is_warning: bool) -> list[Problem]:
    """The same problems, added to those of `recording`."""
    found = list(problems)
    reports = _reports.get()
    if reports is not None:
        reports += [(is_warning, problem) for problem in found]
    return found


def report(problems: Iterable[Problem]) -> None:
    """A line on stderr for each cause, or for each problem with -v."""
    problems = _recorded(problems, is_warning=False)
    with gathering() as gathered:
        for problem in problems:
            if _lists_all():
                _say(str(problem), is_note=problem.severity == "note")
            else:
                gathered.add(problem)


def lines_of(problems: Iterable[Problem]) -> list[str]:
    """The same lines for a command whose result they are."""
    if _lists_all():
        return [to_log.line(problem) for problem in problems]
    causes = Causes()
    for problem in problems:
        causes.add(problem)
    return [to_log.line(line) for line, _ in causes.lines()]


@contextmanager
def gathering() -> Iterator[Causes]:
    """Problems reported inside are printed at the end, however it ends, so that a thousand files with the
    same fault are one line."""
    outer = _gathered.get()
    if outer is not None:
        yield outer
        return
    causes = Causes()
    token = _gathered.set(causes)
    try:
        yield causes
    finally:
        _gathered.reset(token)
        for line, is_note in causes.lines():
            _say(line, is_note=is_note)


_gathered: ContextVar[Causes | None] = ContextVar("gathered", default=None)


def warn(problems: Iterable[Problem]) -> None:
    """The same for what is left out while the command continues."""
    for line in lines_of(_recorded(problems, is_warning=True)):
        runner.say("warning", f"warning: {line}")


def serious(problems: Iterable[Problem]) -> list[Problem]:
    """Everything but the notes, which go to stderr immediately: they are worth knowing and break nothing."""
    found = list(problems)
    report(problem for problem in found if problem.severity == "note")
    return [problem for problem in found if problem.severity != "note"]


def noted(notes: Mapping[str, int]) -> Iterator[Problem]:
    """The notes of a whole run, each with its count."""
    for note, count in sorted(notes.items()):
        message = f"{note} ({counted(count, 'time')})"
        yield Problem(path="", where="", message=message, severity="note")


def _lists_all() -> bool:
    """Whether the running command was called with -v."""
    context = click.get_current_context(silent=True)
    return bool(context and context.params.get("verbose"))


def _say(line: str, *, is_note: bool) -> None:
    with progress.line_free():
        click.echo(f"note: {to_log.line(line)}" if is_note else to_log.line(line), err=True)
