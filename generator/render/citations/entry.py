"""The input of all export formats: one paper as reference managers and tables need it.

The browser makes the same texts from the same entries, which it finds in files named by `part`. What
needs knowledge of TeX, names or keys is decided here and stored in the entry.
"""

import re
from dataclasses import dataclass
from functools import lru_cache, partial

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.records.ids import PaperId
from generator.records.reading import Json
from generator.render.citations import latex, names
from generator.render.citations.names import Name

DOI = "10.48550/arXiv."
"""Every paper on arXiv has a DOI with this prefix, including the old ones."""
KEPT = 2**14
"""Entries that are kept while exports are made: some two kilobytes each."""
_PER_PART = 6000
_SUBJECT = re.compile(r"\.[A-Z]{2}(?=/)")
"""Of an old id: `math.GT/0309136` is registered without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`title` is readable text, `latex` the same for BibTeX, `listed` the first list day, `primary` arXiv's
    first category, and `venue` a name of our own list with its year, which needs no escaping anywhere.
    Authors who asked to be hidden are not included."""

    id: PaperId
    key: str
    title: str
    latex: str
    authors: tuple[Name, ...]
    listed: str
    published: str | None = None
    primary: str | None = None
    organization: str | None = None
    topics: tuple[str, ...] = ()
    upvotes: int | None = None
    code: str | None = None
    project: str | None = None
    venue: str | None = None

    @property
    def date(self) -> str:
        """arXiv's date, else the first list day."""
        return self.published or self.listed

    @property
    def url(self) -> str | None:
        """arXiv's page; None if only the paper's title is known."""
        return None if self.id.is_provisional else urls.arxiv(self.id, "abs")

    @property
    def doi(self) -> str | None:
        """arXiv's DOI."""
        return None if self.id.is_provisional else doi(self.id)

    @property
    def note(self) -> str | None:
        """Where it was accepted: it stays a preprint, whose place of publication is arXiv."""
        return f"Accepted at {self.venue}" if self.venue else None

    def to_json(self) -> Json:
        """For the browser, without empty fields."""
        found: dict[str, Json] = {
            "id": str(self.id),
            "key": self.key,
            "title": self.title,
            "authors": [author.to_json() for author in self.authors],
            "listed": self.listed,
        }
        if self.latex != self.title:
            found["latex"] = self.latex
        if self.topics:
            found["topics"] = list(self.topics)
        if self.upvotes is not None:
            found["upvotes"] = self.upvotes
        told = {
            "published": self.published,
            "primary": self.primary,
            "organization": self.organization,
            "code": self.code,
            "project": self.project,
            "venue": self.venue,
        }
        return found | {name: value for name, value in told.items() if value is not None}


def of(archived: ArchivedPaper, graph: Graph) -> Entry:
    """The entry of a paper that is shown."""
    paper = archived.paper
    authors = tuple(names.parse(name) for name in archived.shown_names)
    return Entry(
        id=paper.id,
        key=key(paper.id, authors),
        title=archived.title,
        latex=latex.title(paper.title),
        authors=authors,
        listed=archived.first_day.isoformat(),
        published=paper.published,
        primary=archived.known.primary,
        organization=paper.organization.shown if paper.organization else None,
        topics=graph.topics_of(paper.id),
        upvotes=archived.latest.upvotes,
        code=archived.code,
        project=paper.project,
        venue=archived.known.venue.shown if archived.known.venue else None,
    )


class Entries:
    """The entries of papers that are shown, each made when it is asked for; those asked for last are kept."""

    def __init__(self, graph: Graph) -> None:
        self.of = lru_cache(maxsize=KEPT)(partial(of, graph=graph))


def doi(of: PaperId) -> str:
    """arXiv's DOI of a paper that it has."""
    return DOI + _SUBJECT.sub("", of)


def key(of: PaperId, authors: tuple[Name, ...]) -> str:
    """`berg-2508.12345`: unique because it contains the id; no other paper can change it."""
    surname = authors[0].key if authors else ""
    written = of.replace("/", "-")
    return f"{surname}-{written}" if surname else written


def part(of: PaperId) -> str:
    """The name of the file that holds an entry, from its id alone: `2508-2` holds 2508.12000 to 2508.17999,
    `9901-0` the papers of January 1999, `t-a` provisional ids."""
    if of.is_provisional:
        return of[:3]
    digits = of.rpartition("/")[2].replace(".", "")
    return f"{digits[:4]}-{int(digits[4:]) // _PER_PART}"
