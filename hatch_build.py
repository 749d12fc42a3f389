"""Packages the starter's links to files of this repository as files: a clone on Windows has no links, and not
every system unpacks those of a source distribution. In an unpacked one, they are files already."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STARTER = "generator/starter"
LINKS = ("requirements.lock", ".github/retry", ".github/workflows/daily.yml")


class CustomBuildHook(BuildHookInterface[Any]):
    """Runs for sdist and wheel; an editable installation has the folder itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds each file under its name in the starter."""
        if version == "editable":
            return
        for name in LINKS:
            packed = Path(self.root, STARTER, name)
            is_link = packed.is_symlink() or packed.read_bytes().startswith(b"../")
            source = Path(self.root, name) if is_link else packed
            build_data["force_include"][str(source)] = f"{STARTER}/{name}"
