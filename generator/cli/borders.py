"""Where an archive's folders really lie: nothing is written or removed outside of it by way of a link."""

from collections.abc import Iterable, Mapping
from os.path import normpath
from pathlib import Path

from generator.errors import ConfigError, StoreError
from generator.storage import files


def refuse_leaving(root: Path, path: str, named: Mapping[str, str]) -> None:
    """ConfigError where a folder seems to lie in the project and a link leads out of it. `named` are keys
    of the configuration, in the file `path`, with the folders they name; one that is outside by its own
    name was meant so."""
    for key, written in named.items():
        folder = Path(normpath(root / written))
        real = folder.resolve()
        if folder.is_relative_to(root) and not real.is_relative_to(root):
            raise ConfigError(
                f"{path}: {key}: {folder} leads out of the project by a link; "
                f"if that is meant, name the real folder: {real}"
            )


def refuse_links(own: Iterable[Path]) -> None:
    """StoreError where one of the program's own folders is a link."""
    for folder in own:
        if files.is_link(folder):
            raise StoreError(f"{folder}: is a link, expected a folder; remove it")
