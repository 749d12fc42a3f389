"""Two services on this machine that tell more of papers: arXiv's API and Hugging Face's, in their real forms."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock
from xml.sax.saxutils import escape, quoteattr

from click.testing import Result

from generator.intake.http import Limits
from tests.support import fetching, projects
from tests.support.fetching import PlayedClock
from tests.support.upstream import Answers, Question, Reply, Upstream

API = "/api/query"
PAPERS = "/api/papers/"
ATOM_TYPE = {"Content-Type": "application/atom+xml; charset=utf-8"}
SCHEMA = 'xmlns:arxiv="http://arxiv.org/schemas/atom"'
SEARCH = 'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A paper as arXiv has it; `version` is the newest one, of the day `updated`."""

    categories: Sequence[str] = ("cs.LG",)
    version: int = 1
    published: str = "2025-08-18"
    updated: str = ""
    comment: str = ""
    journal: str = ""
    doi: str = ""


@dataclass(slots=True, kw_only=True)
class Services:
    """Answers to both kinds of questions. arXiv lists ids that it does not have nowhere; `unread` are those of
    which it gives nothing but the id. `instead` answers a question in another way."""

    filed: Mapping[str, Filed] = field(default_factory=dict)
    linked: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    instead: Answers | None = None

    def __call__(self, question: Question) -> Reply:
        """The answer."""
        if self.instead is not None:
            return self.instead(question)
        if question.path == API:
            return self._query(question.query["id_list"].split(","))
        key = question.path.removeprefix(PAPERS)
        if key not in self.linked:
            return Reply(status=404, body=b'{"error":"Paper not found"}')
        return Reply(body=json.dumps({"id": key, **self.linked[key]}).encode())

    def _query(self, keys: Sequence[str]) -> Reply:
        entries = [entry(key, self.filed[key]) for key in keys if key in self.filed]
        entries += [
            f"<entry><id>http://arxiv.org/abs/{key}v1</id></entry>" for key in keys if key in self.unread
        ]
        return Reply(body=feed(entries, len(entries)), headers=ATOM_TYPE)


def feed(entries: Sequence[str], total: int) -> bytes:
    """An answer of arXiv's API."""
    counts = "".join(
        f"<opensearch:{name} {SEARCH}>{count}</opensearch:{name}>"
        for name, count in (("totalResults", total), ("startIndex", 0), ("itemsPerPage", 100))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        '<title type="html">ArXiv Query: search_query=&amp;id_list=…</title>\n'
        f"<id>http://arxiv.org/api/AbCdEf</id>{counts}\n{''.join(entries)}</feed>\n"
    ).encode()


def entry(key: str, one: Filed) -> str:
    """One paper in such an answer, wrapped as the interface wraps it."""
    told = {"doi": one.doi, "comment": one.comment, "journal_ref": one.journal}
    more = "".join(
        f"<arxiv:{name} {SCHEMA}>{escape(text)}</arxiv:{name}>" for name, text in told.items() if text
    )
    categories = "".join(f"<category term={quoteattr(term)}/>" for term in one.categories)
    return (
        f"<entry>\n<id>http://arxiv.org/abs/{key}v{one.version}</id>\n"
        f"<updated>{one.updated or one.published}T18:24:53Z</updated>\n"
        f"<published>{one.published}T17:59:58Z</published>\n<title>An Invented\n  Paper</title>\n"
        f"<summary>  An invented abstract,\nwrapped.\n</summary>\n<author><name>Ada Example</name></author>\n"
        f"{more}<arxiv:primary_category {SCHEMA} term={quoteattr(one.categories[0])}/>{categories}\n</entry>\n"
    )


@contextmanager
def asking(services: Upstream | str, clock: PlayedClock, allowed: Limits = fetching.EASY) -> Iterator[None]:
    """Inside, `papers enrich` asks there, by this clock."""
    origin = services if isinstance(services, str) else services.origin
    with (
        fetching.played("", clock, allowed),
        mock.patch("generator.cli.enrich.SystemClock", return_value=clock),
        mock.patch.dict("os.environ", {"PAPERS_ENRICH": origin}),
    ):
        yield


def enrich(
    folder: Path,
    services: Upstream | str,
    *arguments: str,
    clock: PlayedClock | None = None,
    allowed: Limits = fetching.EASY,
) -> Result:
    """`papers enrich …` on the archive in `folder`; whom it asks is among the arguments."""
    with asking(services, clock or PlayedClock(), allowed):
        return projects.on(folder, "enrich", *arguments)
