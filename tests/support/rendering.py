"""The generated pages of invented listings, and how to look at them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from lxml import html

from generator import graph
from generator.archive import Archive
from generator.config import Config
from generator.config.options import Options
from generator.curation import Curation, Note
from generator.graph import Graph, Thresholds
from generator.graph.topics import taxonomy
from generator.graph.topics.taxonomy import Taxonomy
from generator.intake import sources
from generator.memo import FORGETFUL
from generator.records.enriched import Enriched
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing
from generator.records.page import ANEW, File, Page, is_rendered
from generator.records.visit import Visits
from generator.render.given import Given
from generator.render.kinds import KINDS, Kind
from generator.render.pages import search
from generator.storage import packaged
from tests.support import fabricate
from tests.support.helpers import DATA, listing, rendered

SMALL = (12, 6)
"""Papers and days of the archive behind the goldens."""

SITE = "https://example.org/archive/"
"""Where the pages would be."""

PAGES_OF: dict[str, Any] = {
    f"{kind}_threshold": 2 for kind in ("author", "organization", "submitter", "keyword")
}
"""Thresholds at which the small archive has a page of every kind."""


@cache
def vocabulary() -> Taxonomy:
    """Three topics: few enough for goldens, and quickly read."""
    return _without_faults((DATA / "topics.yml").read_text(encoding="utf-8"))


@cache
def packaged_vocabulary() -> Taxonomy:
    """The topics an archive has that brings none of its own."""
    return _without_faults(packaged.topics())


def _without_faults(body: str) -> Taxonomy:
    found, problems = taxonomy.parse(body)
    assert not problems
    return found


def graph_of(archive: Archive, options: Options | None = None, topics: Taxonomy | None = None) -> Graph:
    """What links the papers, by default with the packaged topics and the default thresholds."""
    given = options or Options()
    thresholds = Thresholds(
        author=given.author_threshold,
        organization=given.organization_threshold,
        submitter=given.submitter_threshold,
        keyword=given.keyword_threshold,
    )
    return graph.of(archive, topics or packaged_vocabulary(), thresholds)


GUIDE = (
    (
        "index",
        "<!-- What is here. -->\n\n# Guide {#top}\n\n- [First steps](steps.md#one) and the [days](../days/index.md).\n",
    ),
    (
        "steps",
        "<!-- How to begin. -->\n\n# First steps {#top}\n\n## One {#one}\n\nBack to the [guide](index.md).\n",
    ),
)
"""A guide of two pages."""


class Site(Mapping[str, str]):
    """Path → text of every generated file that is text. The files of a kind are made when one of its paths is
    looked up; no two of them have the same path, case aside."""

    def __init__(self, found: Graph, config: Config) -> None:
        self._given = Given(
            graph=found, config=config, visits=Visits(), known=FORGETFUL, pages=ANEW, guide=GUIDE
        )
        self._made: dict[str, dict[str, File]] = {}

    def files(self, kinds: Iterable[Kind] = KINDS) -> Iterator[File]:
        """All files of these kinds, those that are no text included."""
        for kind in kinds:
            yield from self._of(kind).values()

    def markdown(self) -> Iterator[Page]:
        """The pages for people: those of kinds that are in the menu, and the search page."""
        yield search.render(self._given.graph)
        for file in self.files(kind for kind in KINDS if kind.menu):
            if isinstance(file, Page) and is_rendered(file.path):
                yield file

    def _of(self, kind: Kind) -> dict[str, File]:
        if kind.place not in self._made:
            made = list(kind.render(self._given))
            paths = [file.path.casefold() for file in made]
            assert len(set(paths)) == len(paths), sorted(path for path in paths if paths.count(path) > 1)
            self._made[kind.place] = {file.path: file for file in made}
        return self._made[kind.place]

    def __getitem__(self, path: str) -> str:
        kinds = (
            kind for kind in KINDS if path == kind.place or path.startswith((f"{kind.place}/", *kind.data))
        )
        found = next((made[path] for kind in kinds if path in (made := self._of(kind))), None)
        if not isinstance(found, Page):
            raise KeyError(path)
        return found.text

    def __iter__(self) -> Iterator[str]:
        return (file.path for file in self.files() if isinstance(file, Page))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def pages_with(listings: Iterable[Listing], told: Iterable[Enriched]) -> Site:
    """The same as `pages` with answers about single papers."""
    enriched = {one.id: one for one in told}
    archive = Archive.of(listings, Curation({}), sources=sources.known(), enriched=enriched)
    return Site(graph_of(archive, topics=vocabulary()), Config(site_url=SITE))


def pages(listings: Iterable[Listing], notes: dict[PaperId, Note] | None = None, **options: Any) -> Site:
    """The files generated from these listings; three topics are known."""
    archive = Archive.of(listings, Curation(notes or {}), sources=sources.known())
    config = Config(site_url=SITE, options=Options(**options))
    return Site(graph_of(archive, config.options, vocabulary()), config)


@cache
def small() -> Site:
    """The small archive, rendered once."""
    return pages(fabricate.listings(*SMALL), **PAGES_OF)


@cache
def small_files() -> dict[str, bytes]:
    """Every file of it, as bytes."""
    return {file.path: file.body for file in small().files()}


@cache
def small_markdown() -> dict[str, str]:
    """Its pages for people, without data for programs."""
    return {path: text for path, text in small().items() if is_rendered(path)}


def of(*papers: ListedPaper, note: Note | None = None, **options: int) -> Site:
    """One day with these papers; the note is about the first."""
    notes = {papers[0].paper.id: note} if note else {}
    return pages([listing(papers)], notes, **options)


def front(text: str) -> dict[str, object]:
    """A page's front matter."""
    found = json.loads(text.split("\n")[1])
    assert isinstance(found, dict)
    return found


def body(text: str) -> str:
    """A page's Markdown after the front matter."""
    return text.split("\n---\n", 1)[1]


def seen(text: str) -> html.HtmlElement:
    """A page as Markdown renders it."""
    return rendered(body(text))


def words(element: html.HtmlElement) -> str:
    """All text of an element on one line."""
    return " ".join(element.text_content().split())


def general_feeds(site: Mapping[str, str]) -> set[str]:
    """The feeds of more than one page, as /subscribe/ lists them: their paths."""
    links = every(one(seen(site["subscribe/index.md"]), ".feeds"), "a")
    return {str(link.get("href")).removeprefix("../") for link in links}


def one(root: html.HtmlElement, selector: str) -> html.HtmlElement:
    """The only element with this CSS class or name: `.card`, `h1`, `ol.rows`."""
    found = every(root, selector)
    assert len(found) == 1, f"{selector}: {len(found)} elements"
    return found[0]


def every(root: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """All elements `name`, `.class` or `name.class`, in document order."""
    name, _, class_ = selector.partition(".")
    return [
        node for node in root.iter(name or None) if not class_ or class_ in (node.get("class") or "").split()
    ]
