"""Which page `papers serve` shows: the published one, or one made from the files as they are now."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from threading import Event, Lock

from generator import urls
from generator.cli.background import Result, lines_about
from generator.cli.preview import Part, Preview
from generator.errors import GeneratorError
from generator.sinks.to_html import Html, el, join

AGAIN_SECONDS = 1
"""After so long, a page that is nothing but problems loads itself again."""

_BODY = re.compile(r"<body[^>]*>")


@dataclass(slots=True, kw_only=True)
class Shown:
    """The published site, or, from a change on until a build that began after it has ended well, pages of the
    preview. Without a preview it is always the published site. `problems` are those of the last build."""

    preview: Preview | None = None
    changed: Event = field(default_factory=Event)
    problems: tuple[str, ...] = ()
    version: int = 0
    """How many changes there have been."""
    _published: int = 0
    _good: dict[str, str] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def change(self, part: Part) -> None:
        """Something that pages are made from is different now."""
        if self.preview:
            self.preview.change(part)
        self.version += 1
        self.changed.set()

    def build_ended(self, version: int, result: Result) -> None:
        """A build that began after so many changes has ended."""
        self.problems = result.problems
        if result.is_published:
            self._published = version
            self._good.clear()

    def page(self, address: str) -> tuple[HTTPStatus, bytes] | None:
        """The page at an address relative to the site. None if it is the published one."""
        if not self.preview or self._published == self.version:
            return None
        problems: Sequence[str] = self.problems
        with self._lock:
            try:
                html = self.preview.page(address)
                if html is None and self.preview.is_as_published(address):
                    return None
                if html is not None:
                    self._good[address] = html
            except GeneratorError as error:
                problems = lines_about(error)
                html = self._good.get(address) or self.preview.published(address)
        if html is not None:
            return HTTPStatus.OK, _with(html, problems).encode(errors="replace")
        if problems:
            return HTTPStatus.INTERNAL_SERVER_ERROR, _alone(problems).encode(errors="replace")
        return HTTPStatus.NOT_FOUND, el("p", "There is no such page.").encode()

    def file(self, path: str) -> Path | None:
        """The operator's file at an address of a file. None if it is the published one."""
        if not self.preview or self._published == self.version:
            return None
        with self._lock, suppress(GeneratorError):  # the page that uses it says what is wrong
            return self.preview.file(path)
        return None

    def prepare(self) -> None:
        """Makes a page, so that everything is in memory when the first change comes."""
        if self.preview:
            with self._lock, suppress(GeneratorError):
                self.preview.page(urls.HOME.url)

    @contextmanager
    def closing(self) -> Iterator[None]:
        """Removes scratch files in the end."""
        try:
            yield
        finally:
            if self.preview:
                with self._lock:
                    self.preview.close()


def _with(html: str, problems: Sequence[str]) -> str:
    """A page with what is wrong above everything else."""
    return _BODY.sub(lambda found: found[0] + _told(problems), html, count=1) if problems else html


def _alone(problems: Sequence[str]) -> Html:
    """What is wrong, where there is no page yet."""
    refresh = el("meta", http_equiv="refresh", content=AGAIN_SECONDS)
    head = el("head", el("meta", charset="utf-8"), refresh, el("title", "Problems"))
    return join(Html("<!doctype html>"), el("html", head, el("body", _told(problems)), lang="en"))


def _told(problems: Sequence[str]) -> Html:
    items = (el("li", problem) for problem in problems)
    return el("div", el("p", "Not published: "), el("ul", *items), role="alert")
