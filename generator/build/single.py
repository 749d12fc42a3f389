"""Single pages as a whole run of MkDocs renders them: configuration, menu and templates stay in memory.

`tests/build/test_single.py` compares them with a built site. Only for configurations that allow rendering a
page without the others (`derived.can_select`).
"""

import io
import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import FileSystemBytecodeCache, TemplateError
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from generator.build import derived, stopped, themes
from generator.build.derived import Job
from generator.build.owned import Known, Owned
from generator.errors import BuildError
from generator.records.claim import Claim
from generator.records.source import About
from generator.storage.files import TEMPORARY

NAME = f"{derived.DERIVED}single.yml"
"""The derived configuration, which is never written; paths in it are relative to its folder."""

PUBLISHED = frozenset({InclusionLevel.INCLUDED, InclusionLevel.NOT_IN_NAV})

THEIRS: tuple[type[Exception], ...] = (
    *(MkDocsException, TemplateError, OSError, ImportError, SyntaxError),
    *(ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError),
)
"""What a template, a hook or a Markdown extension of the operator's may raise."""


class SinglePages:
    """The pages of a project. After a change of hand-written files call `read`, after one of the theme
    `read_theme`; after one of the configuration make a new object. Every method raises BuildError with the
    message of MkDocs, a template or a hook. `work` is a scratch folder inside the project."""

    def __init__(self, job: Job, claim: Claim, work: Path) -> None:
        self._job, self._claim, self._theme = job, claim, work / "theme"
        with _reported():
            themes.lay(job.root, job.config, self._theme)
        # The build of the whole site prints its messages.
        logging.getLogger("mkdocs").propagate = False
        with _reported():
            settings = derived.text(job, self._theme, work / "site")
            config = load_config(_Derived(settings, str(job.root / NAME)))
            self._config: MkDocsConfig = config.plugins.on_config(config)
            self._config.plugins.on_pre_build(config=self._config)
            self._known = Known(self._config)
            self._env = self._config.theme.get_env()
            self._env.auto_reload = True
            (work / "templates").mkdir(exist_ok=True)
            self._env.bytecode_cache = FileSystemBytecodeCache(str(work / "templates"))
        self.read()

    def read(self) -> None:
        """Reads which hand-written files there are, and the menu with its titles."""
        config = self._config
        with _reported():
            files: Files = _Documents(config, self._claim)
            set_exclusions(files, config)
            files = config.plugins.on_files(files, config=config)
            set_exclusions(files, config)
            nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
            self._files, self._nav = files, nav
            for page in nav.pages:
                self._populate(page)
            self._env = config.plugins.on_env(self._env, config=config, files=files) or self._env

    def read_theme(self) -> None:
        """Reads the theme; templates that did not change stay compiled."""
        shutil.rmtree(self._theme, ignore_errors=True)
        with _reported():
            themes.lay(self._job.root, self._job.config, self._theme)

    def handwritten(self, path: str) -> bool:
        """Whether a path below `docs/` is a page that the operator wrote, or may have written."""
        file = self._files.src_uris.get(path)
        return file is not None and file.is_documentation_page() and file.inclusion in PUBLISHED

    def static(self, path: str) -> Path | None:
        """The operator's file that is published unchanged under this path; None if there is none."""
        file = self._files.src_uris.get(path)
        if file and not file.is_documentation_page() and file.inclusion in PUBLISHED and file.abs_src_path:
            return self._inside(self._job.root, Path(file.abs_src_path))
        theme = self._job.root / self._job.config.custom_dir
        own = self._job.config.custom_dir and not path.endswith(".html")
        return self._inside(theme, theme / path) if own else None

    @staticmethod
    def _inside(folder: Path, file: Path) -> Path | None:
        """The real path of a file, unless a link leads out of the folder."""
        real = file.resolve()
        return real if real.is_relative_to(folder.resolve()) and real.is_file() else None

    def render(self, path: str, text: str | None, epoch: int, sources: Sequence[About]) -> str | None:
        """The HTML of a page by its path below `docs/`; None if it is not published. `text` is its Markdown,
        None for that of its file; `epoch` is the time of the archive in seconds since 1970."""
        with _reported():
            self._config.extra["listed"] = derived.listed(sources)
            page = self._page(path, text)
            if page is None:
                return None
            self._populate(page)
            return self._in_template(page, epoch, is_own=text is None)

    def _page(self, path: str, text: str | None) -> Page | None:
        config = self._config
        file = self._files.src_uris.get(path)
        if file is None:
            file = File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
            set_exclusions([file], config)
        if text is not None:
            file.content_string = text
        if file.inclusion not in PUBLISHED:
            return None
        if file.page is None and file.inclusion is InclusionLevel.NOT_IN_NAV:
            Owned(file, config, self._known)
        return file.page or Page(None, file, config)

    def _populate(self, page: Page) -> None:
        config, files = self._config, self._files
        page = config.plugins.on_pre_page(page, config=config, files=files)
        try:
            page.read_source(config)
        except UnicodeDecodeError as error:
            raise BuildError(stopped.not_utf8(Path(config.docs_dir, page.file.src_uri))) from error
        page.markdown = config.plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        page.render(config, files)
        page.content = config.plugins.on_page_content(
            page.content or "", page=page, config=config, files=files
        )

    def _in_template(self, page: Page, epoch: int, *, is_own: bool) -> str | None:
        """None for a page of the operator's that a hook or plugin leaves out: a site may be without it."""
        config, nav = self._config, self._nav
        page.active = True
        try:
            context = get_context(nav, self._files, config, page)
            context["build_date_utc"] = datetime.fromtimestamp(epoch, UTC)
            template = self._env.get_template(str(page.meta.get("template", "main.html")))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
            rendered = template.render(context)
            output = config.plugins.on_post_page(rendered, page=page, config=config)
        finally:
            page.active = False
        if not output.strip():  # MkDocs would write no file
            if is_own and rendered.strip():
                return None
            raise BuildError(f"{page.file.src_uri}: the theme, a hook or a plugin left it empty")
        return output.encode("utf-8", errors="xmlcharrefreplace").decode()


class _Derived(io.BytesIO):
    """The text of a configuration that is never written, with the name that its file would have."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text.encode())
        self.name = name


class _Documents(Files):
    """The hand-written files. Generated pages are only looked for where a menu or a link names them."""

    def __init__(self, config: MkDocsConfig, claim: Claim) -> None:
        self._config = config
        super().__init__(map(self._file, _paths(config.docs_dir, frozenset(claim.folders))))

    def get_file_from_path(self, path: str) -> File | None:
        """The existing file with this path below `docs/`."""
        found = super().get_file_from_path(path)
        if found is None and path and Path(self._config.docs_dir, path).is_file():
            found = self._file(path)
            set_exclusions([found], self._config)
            self.append(found)
        return found

    def _file(self, path: str) -> File:
        config = self._config
        return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)


def _paths(docs: str, generated: frozenset[str]) -> Iterator[str]:
    """The paths of hand-written files below `docs`, in the order in which MkDocs finds them."""
    for folder, folders, names in os.walk(docs, followlinks=True):
        above = Path(folder).relative_to(docs).as_posix()
        above = "" if above == "." else f"{above}/"
        folders[:] = sorted(
            name for name in folders if above + name not in generated and not name.startswith(TEMPORARY)
        )
        has_index = "index.md" in names
        for name in sorted(names, key=lambda one: (Path(one).stem not in ("index", "README"), one)):
            if not (has_index and name == "README.md"):
                yield above + name


@contextmanager
def _reported() -> Iterator[None]:
    """What goes wrong inside becomes a BuildError."""
    try:
        yield
    except BuildError:
        raise
    except THEIRS as error:
        message = " ".join(str(error).split()) or type(error).__name__
        raise BuildError(f"MkDocs stopped: {message}") from error
