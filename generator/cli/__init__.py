"""The console script `papers`. Each command's module is imported only when the command is called.

Importing all of them takes about a second (numpy and others), which `papers --version` should not cost.
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
        "build": ("build", "Generate, run MkDocs, check the result, and publish it."),
        "check": ("check", "Check stored days, generated pages and the published site."),
        "digest": ("digest", "Preview or send the email digest of a day or a week."),
        "enrich": ("enrich", "Ask what else is known about stored papers: categories, venue, models."),
        "explain": ("explain", "Explain a paper's topics and list its related papers."),
        "fetch": ("fetch", "Fetch list days from the source and store what is new."),
        "generate": ("generate", "Turn the stored days into Markdown under docs/."),
        "import": ("import_", "Read saved files into the archive."),
        "init": ("init", "Make a new archive."),
        "pull": ("save", "Copy the data branch into data/."),
        "save": ("save", "Commit the changes in data/ and push them."),
        "search": ("search", "Search a site, as its search page does."),
        "serve": ("serve", "Build the site, serve it locally, and rebuild on changes."),
        "status": ("status", "Show how many days and papers there are, and what is missing."),
        "topics": ("topics", "Suggest entries for the vocabulary of topics."),
        "upgrade": ("upgrade", "Upgrade the archive's program and workflow to this version."),
    }
)
"""Each command with its module and a one-line description."""


class Papers(click.Group):
    """Lists the command names and imports each command on demand; works on consoles with any encoding."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the command. Characters that the console cannot encode are printed as escapes (`\\u2026`)."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, without importing any command."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with that name, imported on first use."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        function = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found = getattr(import_module(f"generator.cli.{module}"), function)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command list in the help text, from the table."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])


@click.group(cls=Papers, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="papers")
def main() -> None:
    """Keep an archive of daily research papers: imported days go in, a complete static site comes out."""
