"""MkDocs, with templates as an earlier run compiled them, and without a look at Material's icons: that is two thirds
of its time for a small site.

    python -m tests.kept_templates build --strict …

A template is compiled again when its text changes.
"""

import os
from pathlib import Path
from unittest.mock import patch

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.__main__ import cli
from mkdocs.theme import Theme

FOLDER = Path(__file__).parent.parent / ".pytest_cache" / "templates"


class ByText(FileSystemBytecodeCache):
    """Finds a template by its name and text: the folder that a build lays a theme into is a new one each time."""

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is kept of this text."""
        checksum = self.get_source_checksum(source)
        bucket = Bucket(environment, self.get_cache_key(name, checksum), checksum)
        self.load_bytecode(bucket)
        return bucket


def visible(loader: FileSystemLoader) -> list[str]:
    """The theme's files but for those in hidden folders, 14,000 icons, none of which MkDocs publishes."""
    found = set()
    for place in loader.searchpath:
        for above, folders, names in os.walk(place, followlinks=loader.followlinks):
            folders[:] = [folder for folder in folders if not folder.startswith(".")]
            found |= {Path(above, name).relative_to(place).as_posix() for name in names}
    return sorted(found)


def main() -> None:
    """Runs the command line."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    plain, kept = Theme.get_env, ByText(str(FOLDER))

    def environment(theme: Theme) -> Environment:
        made = plain(theme)
        made.bytecode_cache = kept
        return made

    with (
        patch.object(Theme, "get_env", environment),
        patch.object(FileSystemLoader, "list_templates", visible),
    ):
        cli(prog_name="mkdocs")


if __name__ == "__main__":
    main()
