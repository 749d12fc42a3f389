"""Where an archive's folders really are. Nothing outside the archive is written or removed through a link."""

from collections.abc import Iterable, Mapping
from os.path import normpath
from pathlib import Path

from generator.errors import ConfigError, StoreError
from generator.storage import files


def refuse_leaving(root: Path, path: str, named: Mapping[str, str]) -> None:
    """Raises ConfigError where a folder looks like part of the project but a link leads out of it. `named`
    maps keys of the configuration in the file `path` to the folders they name. A folder that is named outside
    the project is accepted as intended."""
    for key, written in named.items():
        folder = Path(normpath(root / written))
        real = folder.resolve()
        if folder.is_relative_to(root) and not real.is_relative_to(root):
            raise ConfigError(
                f"{path}: {key}: {folder} leads out of the project through a link; "
                f"if this is intended, name the real folder: {real}"
            )


def refuse_links(own: Iterable[Path]) -> None:
    """Raises StoreError where one of the program's own folders is a link."""
    for folder in own:
        if files.is_link(folder):
            raise StoreError(f"{folder}: is a link, expected a folder; remove it")
