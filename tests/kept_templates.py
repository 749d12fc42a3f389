"""MkDocs, with templates as an earlier run compiled them: that is a third of its time for a small site.

    python -m tests.kept_templates build --strict …

A template is compiled again when its text changes.
"""

from pathlib import Path
from unittest.mock import patch

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.__main__ import cli
from mkdocs.theme import Theme

FOLDER = Path(__file__).parent.parent / ".pytest_cache" / "templates"


def main() -> None:
    """Runs the command line."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    plain, kept = Theme.get_env, FileSystemBytecodeCache(str(FOLDER))

    def environment(theme: Theme) -> Environment:
        made = plain(theme)
        made.bytecode_cache = kept
        return made

    with patch.object(Theme, "get_env", environment):
        cli(prog_name="mkdocs")


if __name__ == "__main__":
    main()
