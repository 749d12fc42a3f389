"""The console script `papers`: a command's module is loaded when it is called, and takes a second.

What loads numpy and the rest would else be loaded to say a version, or to be stopped again at once.
"""

import io
import sys
from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from types import MappingProxyType
from typing import Any, Final

import click

from generator import __version__

COMMANDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "build": ("build", "Generate, run MkDocs, check the result and publish it."),
        "check": ("check", "Check stored days, generated pages and the published site."),
        "digest": ("digest", "Make the mail of a day or a week, look at it or send it."),
        "explain": ("explain", "Say why a paper has its topics, and which papers are near it."),
        "fetch": ("fetch", "Ask the source for list days and store what is new."),
        "generate": ("generate", "Turn the stored days into Markdown under docs/."),
        "import": ("import_", "Read saved files into the archive."),
        "init": ("init", "Make a new archive."),
        "pull": ("save", "Bring what lies on the data branch into data/."),
        "save": ("save", "Commit what changed below data/ and push it."),
        "serve": ("serve", "Build the site, serve it on this machine, follow changes."),
        "status": ("status", "Say how many days and papers there are, and what is missing."),
        "upgrade": ("upgrade", "Move the archive's program and workflow to this version."),
    }
)
"""Each command with its module and a line about it."""


class Papers(click.Group):
    """Knows the names of its commands and loads one by one; prints on consoles of every kind."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs it. A console without a sign that is to be shown gets its number (`\\u2026`) instead."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, without loading any."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        function = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found = getattr(import_module(f"generator.cli.{module}"), function)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, from the table."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])


@click.group(cls=Papers, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="papers")
def main() -> None:
    """Keep daily research papers: saved days go in, a complete static site comes out."""
