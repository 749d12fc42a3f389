"""The files of a site without the generated ones that a run leaves out. MkDocs makes an object of each file,
and a dozen values of each: for twenty thousand files that takes as long as rendering three hundred pages.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

_INDEX = "index.md"
"""Always listed: MkDocs leaves out a `README.md` beside it."""


class Few(Files):
    """Files among which one that was left out is found, as an excluded one, where a page links to it."""

    def __init__(self, files: Files, left_out: set[str], config: MkDocsConfig) -> None:
        super().__init__(files)
        self._left_out, self._config = left_out, config

    def get_file_from_path(self, path: str) -> File | None:
        """As MkDocs asks for the target of a link."""
        found = super().get_file_from_path(path)
        if found is None and (name := PurePath(path).as_posix()) in self._left_out:
            config = self._config
            found = File(name, config.docs_dir, config.site_dir, config.use_directory_urls)
            found.inclusion = InclusionLevel.EXCLUDED
        return found


@contextmanager
def hidden(left_out: set[str], docs: str) -> Iterator[None]:
    """Meanwhile MkDocs sees the folder of pages without these files. It takes no list of them and always
    walks the folder."""
    former = os.walk

    def walk(top: Any, *given: Any, **named: Any) -> Iterator[tuple[Any, list[Any], list[Any]]]:
        for folder, folders, names in former(top, *given, **named):
            if top == docs:
                inside = os.path.relpath(folder, docs).replace(os.sep, "/")
                inside = "" if inside == "." else f"{inside}/"
                names[:] = [one for one in names if one == _INDEX or f"{inside}{one}" not in left_out]
            yield folder, folders, names

    os.walk = walk
    try:
        yield
    finally:
        os.walk = former
