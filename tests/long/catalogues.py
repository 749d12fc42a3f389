"""Brings the catalogues of interface texts up to date with the sources: `make catalogues`. New texts are added
without a translation, and those that are gone are removed; `papers` and the tests tell what is missing."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from generator.storage import catalogues
from tests.shape.sources import PACKAGE
from tests.support import messages

FOLDER = PACKAGE / "wording"
_HEADER = re.compile(rb'"[A-Z][A-Za-z-]+: ')
_KEPT = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
"""Headers that say something; a time would change with every run."""


def sources() -> Catalog:
    """All texts of the program."""
    found = Catalog(header_comment="# Interface texts. `make catalogues` writes this file.", fuzzy=False)
    for text, places in messages.texts().items():
        key = (text.one, text.many) if text.many else text.one
        found.add(key, locations=[(place, 1) for place in places])
    return found


def written(catalogue: Catalog) -> bytes:
    """A catalogue as it is kept, without times and line numbers, which would make every change a conflict."""
    body = BytesIO()
    write_po(body, catalogue, width=110, ignore_obsolete=True, include_lineno=False)
    return b"".join(line for line in body.getvalue().splitlines(keepends=True) if not _is_idle(line))


def _is_idle(line: bytes) -> bool:
    return bool(_HEADER.match(line)) and not line.startswith(tuple(f'"{name}:'.encode() for name in _KEPT))


def read(file: Path, language: str | None) -> Catalog:
    """A catalogue as it is."""
    return read_po(BytesIO(file.read_bytes()), locale=language)


def updated(language: str, found: Catalog) -> Catalog:
    """The catalogue of a language with the texts of today."""
    catalogue = read(FOLDER / f"{language}{catalogues.ENDING}", language)
    catalogue.update(found, no_fuzzy_matching=True, update_creation_date=False)
    return catalogue


def main() -> None:
    """Writes what changed, and prints how many texts are not translated."""
    found = sources()
    (FOLDER / catalogues.SOURCES).write_bytes(written(found))
    for language in catalogues.languages():
        catalogue = updated(language, found)
        (FOLDER / f"{language}{catalogues.ENDING}").write_bytes(written(catalogue))
        missing = [one.id for one in catalogue if one.id and not _is_translated(one.string)]
        print(f"{language}: {len(found)} texts, {len(missing)} without a translation")


def _is_translated(string: str | Iterable[str] | None) -> bool:
    return bool(string) if isinstance(string, str) else all(string or [""])


if __name__ == "__main__":
    main()
