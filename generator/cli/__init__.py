"""The console script `papers`."""

import io
import sys
from typing import Any

import click

from generator import __version__
from generator.cli.build import build
from generator.cli.check import check
from generator.cli.digest import digest
from generator.cli.explain import explain
from generator.cli.fetch import fetch
from generator.cli.generate import generate
from generator.cli.import_ import import_
from generator.cli.init import init
from generator.cli.save import pull, save
from generator.cli.serve import serve
from generator.cli.status import status
from generator.cli.upgrade import upgrade


class Papers(click.Group):
    """The command with its subcommands, on consoles of every kind."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs it. A console without a sign that is to be shown gets its number (`\\u2026`) instead."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)


@click.group(cls=Papers, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="papers")
def main() -> None:
    """Keep daily research papers: saved days go in, a complete static site comes out."""


_COMMANDS = (
    init, fetch, import_, save, pull, generate, build, serve, check, status, explain, digest, upgrade,
)  # fmt: skip

for _command in _COMMANDS:
    main.add_command(_command)
