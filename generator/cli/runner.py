"""Output for GitHub's runner, if there is one: annotations, a summary, outputs of a step.

Elsewhere, all of this does nothing. https://docs.github.com/actions/reference/workflow-commands
"""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from generator.cli import progress
from generator.sinks import to_log, to_markdown
from generator.sinks.to_log import Level

_NUMBER = re.compile("[0-9]{1,20}")
_OUTPUT = re.compile(r"[\w./-]*", re.ASCII)


def is_here() -> bool:
    """Whether this process is a step of a workflow."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def repository() -> tuple[str, str] | None:
    """The address of the repository whose workflow this is, and its number, which a new name does not
    change."""
    server, name, number = (
        os.environ.get(f"GITHUB_{key}", "") for key in ("SERVER_URL", "REPOSITORY", "REPOSITORY_ID")
    )
    if not is_here() or not name or not _NUMBER.fullmatch(number):
        return None
    return f"{server or 'https://github.com'}/{name}", number


def say(level: Level, message: object) -> None:
    """Prints one line on stderr; in a workflow it is also shown above the log and on the page of the run."""
    with progress.line_free():
        click.echo(to_log.annotation(level, message) if is_here() else to_log.line(message), err=True)


def fault(message: object) -> None:
    """The same for a command whose last line is its result: only a workflow needs it repeated."""
    if is_here():
        say("error", f"papers: {message}")
        summary("What went wrong", [], [str(message)])


def summary(title: str, rows: Sequence[tuple[str, object]], notes: Iterable[str] = ()) -> None:
    """A small table on the page of the run, with a list below it. The texts are untrusted."""
    table = [f"| {to_markdown.text(name)} | {to_markdown.text(str(value))} |" for name, value in rows]
    items = [f"- {to_markdown.text(to_log.line(note))}" for note in notes]
    parts = [f"### {to_markdown.text(title)}"]
    parts += ["\n".join(["| | |", "|--|--|", *table])] if table else []
    parts += ["\n".join(items)] if items else []
    _append("GITHUB_STEP_SUMMARY", "\n\n".join(parts) + "\n\n")


def output(name: str, value: str) -> None:
    """A value for later steps: a hash, a word, a path."""
    if not _OUTPUT.fullmatch(value):
        raise ValueError(f"{name}: expected one plain word, got {value!r}")
    _append("GITHUB_OUTPUT", f"{name}={value}\n")


def _append(variable: str, text: str) -> None:
    """A summary that cannot be written must not end the work it describes."""
    if path := os.environ.get(variable):
        try:
            with Path(path).open("a", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            say("warning", f"{variable}: {path}: cannot be written: {error.strerror}")
