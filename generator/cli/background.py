"""Builds of the whole site in a process of their own, so that pages are served meanwhile."""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType

import click

from generator.cli import progress
from generator.cli.build import settled_as
from generator.cli.options import PROBLEMS, cause, fail, report
from generator.cli.project import load_buildable
from generator.errors import BuildError, GeneratorError

LESS = 10
"""How much less urgent a build is than pages that somebody waits for."""
GRACE_SECONDS = 20
"""How long a build may take to clean up when the command ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a build ended. `problems` are lines that say why nothing was published."""

    is_published: bool
    problems: tuple[str, ...] = ()


def build(config_file: Path, *, quiet: bool, is_urgent: bool = False) -> Result:
    """Builds, unless nothing has changed since the last build. Ctrl-C also ends the build."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(there, config_file, quiet, is_urgent))
    child.start()
    there.close()
    try:
        result = here.recv()
        child.join()
    except EOFError:  # it was killed
        result = Result(is_published=False, problems=("the build was stopped",))
    finally:
        child.terminate()
        child.join(GRACE_SECONDS)
        if child.is_alive():
            child.kill()
    return result if isinstance(result, Result) else Result(is_published=False)


def lines_about(error: GeneratorError) -> tuple[str, ...]:
    """An error with all its problems, for people."""
    problems = error.problems if isinstance(error, BuildError) else ()
    return (*map(str, problems), str(error))


def _run(there: Connection, config_file: Path, quiet: bool, is_urgent: bool) -> None:
    """The body of the process."""
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C in the terminal reaches the command, which passes it on
    if hasattr(os, "nice") and not is_urgent:
        os.nice(LESS)
    with suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, _stop)
        there.send(_built(config_file, quiet=quiet))
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Ends the build, which then removes what it has not finished."""
    raise KeyboardInterrupt


def _built(config_file: Path, *, quiet: bool) -> Result:
    try:
        project = load_buildable(config_file)
        known, seen = settled_as(project, ("ignore", "refuse"))
        if known:
            return Result(is_published=True)
        with progress.showing(quiet=quiet):
            done = import_module("generator.cli.building").run(project, "ignore", seen, clean=False)
    except GeneratorError as error:
        if isinstance(error, BuildError):
            report(error.problems)
        fail(error, PROBLEMS)
        return Result(is_published=False, problems=lines_about(error))
    except OSError as error:
        fail(cause(error), PROBLEMS)
        return Result(is_published=False, problems=(cause(error),))
    if not quiet:
        click.echo(str(done))
    return Result(is_published=True)
