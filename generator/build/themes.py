"""The theme of a build: ours, in the archive's language, with the operator's overrides over it.

An override of `main.html` extends Material's `base.html`, as Material's documentation says. Generated pages
have a different frame, so here it extends `shell.html`, which chooses the frame: the override then applies to
every page. Overrides of parts that no page has are refused.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from generator.build import stopped, worded
from generator.config import Config
from generator.errors import Problem
from generator.storage import packaged

MAIN = "main.html"
LANGUAGE = "partials/languages/{}.html"
NO_TEXTS = b"{% macro t(key) %}{% endmacro %}"
"""For a language that Material does not have, at which it would stop: its texts are then in English."""
_EXTENDS = re.compile(r"""(\{%-?\s*extends\s+["'])base\.html(["']\s*-?%\})""")

_BLOCKS = "fill a block of main.html: announce, extrahead or footer"
_UNUSED = frozenset(
    ("alternate", "copyright", "logo", "palette", "search", "social", "source", "tabs", "tabs-item")
)
"""Partials of Material's header and footer, which ours replace on every page."""
_OURS = frozenset(("header", "footer"))


def lay(root: Path, config: Config, folder: Path) -> Path:
    """Writes the theme to a folder."""
    for name, body in worded.files(packaged.theme_files(), config.wording):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    texts = LANGUAGE.format(config.language)
    if not packaged.is_of_material(texts):
        (folder / texts).parent.mkdir(parents=True, exist_ok=True)
        (folder / texts).write_bytes(NO_TEXTS)
    own = config.custom_dir
    if own and (root / own).is_dir():
        # Editors lock files with links that start with a dot and lead nowhere.
        shutil.copytree(
            root / own, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".#*", ".*.sw?")
        )
        main = (folder / MAIN).read_bytes().decode("utf-8", errors="surrogateescape")
        (folder / MAIN).write_bytes(extending(main).encode("utf-8", errors="surrogateescape"))
    return folder


def extending(main: str) -> str:
    """An operator's `main.html`, over the frame of each page."""
    return _EXTENDS.sub(r"\1shell.html\2", main)


def problems(folder: Path) -> Iterator[Problem]:
    """Overrides in the operator's folder that cannot be read, that no page would show, or that only
    Material's frame can. In a clone, the folder is our own theme."""
    for file in filter(Path.is_file, sorted(folder.rglob("*.html"))):
        if found := stopped.undecoded(file.read_bytes()):
            yield Problem(path=str(file), where=found[0], message=found[1])
    ours = dict(packaged.theme_files())
    for file in filter(Path.is_file, sorted((folder / "partials").glob("*.html"))):
        if file.read_bytes() == ours.get(f"partials/{file.name}"):
            continue
        if file.stem in _UNUSED:
            message = f"is not part of any page: the bar and the footer are ours; {_BLOCKS}"
            yield Problem(path=str(file), where="", message=message)
        elif file.stem in _OURS and b"md-" in file.read_bytes():
            message = f"is written for Material's frame; start from the packaged {file.name}, or {_BLOCKS}"
            yield Problem(path=str(file), where="", message=message)
