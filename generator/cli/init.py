"""`papers init`: a new archive."""

from pathlib import Path

import click

from generator import packaged
from generator.cli.options import command, shared
from generator.errors import StoreError, UsageError


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@shared
@command
def init(folder: Path, config_file: Path, quiet: bool, verbose: bool) -> None:
    """Make a new archive in DIR: configuration, pages to edit, an empty data folder."""
    del config_file, verbose  # there is nothing yet that they could be about
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file; expected a new or empty folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder}: is not empty; expected a new or empty folder")
    try:
        made = [*packaged.starter_files(), ("requirements.txt", packaged.requirements().encode())]
        for name, body in made:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
    except OSError as error:
        raise StoreError(f"{error.filename}: cannot be written: {error.strerror}") from error
    if not quiet:
        click.echo(f"made an archive in {folder}; next: cd {folder} && papers import FILE… && papers build")
