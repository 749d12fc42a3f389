"""What the operator put into `docs/` and the theme: which of it is published, and what is refused.

MkDocs follows links and copies whatever it finds. A link may lead to another file of the project, so that a
page need not be kept twice, but it may not lead out of the project, to hidden files, or in a circle.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.build import themes
from generator.config import Config
from generator.errors import Problem
from generator.storage import files
from generator.storage.files import TEMPORARY


def survey(root: Path, config: Config, generated: Iterable[str] = ()) -> "Survey":
    """The files in `docs/` and in the operator's theme. `generated` are paths below `docs/` of files that are
    not the operator's: there are a hundred thousand of them, so they are passed over by name."""
    docs, cap = root / config.docs_dir, config.options.site_budget_mb * 1_000_000
    above = str(docs)
    ours = frozenset(os.path.join(above, *path.split("/")) for path in generated)  # noqa: PTH118 - Path objects cost seconds
    found = Survey(root=root, site=root / config.site_dir, cap=cap, ours=ours)
    found.look(docs)
    if config.custom_dir:
        found.look(root / config.custom_dir)
        found.problems.extend(themes.problems(root / config.custom_dir))
    return found


@dataclass(slots=True, kw_only=True)
class Survey:
    """Scans folders of the project in `root`. `site` is the published tree, `cap` the maximum size of a file
    in bytes, `ours` the paths of files to pass over; `found` and `problems` collect the results."""

    root: Path
    site: Path
    cap: int
    ours: frozenset[str] = frozenset()
    found: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def look(self, folder: Path) -> None:
        """Everything below a folder that a build reads."""
        if folder.is_dir():
            self._walk(folder, folder.resolve(), ())

    def own(self) -> list[Path]:
        """The operator's files among those found, without hidden ones."""
        return sorted(
            file for file in self.found if str(file) not in self.ours and not file.name.startswith(".")
        )

    def _walk(self, folder: Path, real: Path, above: tuple[Path, ...]) -> None:
        """`real` is the folder's real path, `above` the real paths of the folders that led to it."""
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._report(folder, f"cannot be read: {error.strerror}")
            return
        for entry in found:
            if entry.is_symlink():
                self._follow(Path(entry.path), (*above, real))
            elif entry.is_dir():
                if not entry.name.startswith(TEMPORARY):
                    self._walk(Path(entry.path), real / entry.name, (*above, real))
            elif entry.path not in self.ours or not entry.is_file():
                self._take(Path(entry.path))

    def _follow(self, link: Path, above: tuple[Path, ...]) -> None:
        try:
            real = link.resolve(strict=True)
        except (OSError, RuntimeError):
            if not link.name.startswith("."):  # editors lock files with such links, and MkDocs skips them
                self._report(link, "is a broken link; remove it")
            return
        if why := self._why_not(real, above):
            self._report(link, f"{why}; replace it with a copy, or remove it")
        elif real.is_dir():
            self._walk(link, real, above)
        else:
            self._take(link)

    def _why_not(self, real: Path, above: tuple[Path, ...]) -> str:
        """Why a link must not lead there; "" if it may."""
        root, site = self.root.resolve(), self.site.resolve()
        if any(folder.is_relative_to(real) for folder in above):
            return f"is a link to a folder that contains it ({real})"
        home = next((place for place in (root, above[0]) if real.is_relative_to(place)), None)
        if home is None:
            return f"is a link out of the project ({real}), and its target would be published"
        if any(part.startswith(".") for part in real.relative_to(home).parts):
            return f"is a link to something hidden ({real}), which would be published"
        if real.is_relative_to(site) or site.is_relative_to(real):
            return f"is a link into the finished site ({real})"
        return ""

    def _take(self, path: Path) -> None:
        """Adds a file, or the target of a link."""
        try:
            status = path.stat()
        except FileNotFoundError:  # deleted since, such as an editor's temporary file
            return
        except OSError as error:
            self._report(path, f"cannot be read: {error.strerror}")
            return
        what = files.kind(status.st_mode)
        if what != "a file":
            self._report(path, f"is {what}, expected a file; remove it")
        elif status.st_size > self.cap:
            message = (
                f"{status.st_size:,} bytes, more than the whole site may have (extra.archive.site_budget_mb)"
            )
            self._report(path, message)
        elif not os.access(path, os.R_OK):
            self._report(path, "cannot be read: Permission denied")
        else:
            self.found.append(path)

    def _report(self, path: Path, message: str) -> None:
        self.problems.append(Problem(path=str(path), where="", message=message))
