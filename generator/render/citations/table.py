"""CSV: a line per paper, for spreadsheets and scripts. UTF-8, RFC 4180."""

from collections.abc import Iterable

from generator.render.citations.entry import Entry
from generator.sinks import to_csv

COLUMNS = (
    "id", "title", "authors", "published", "listed", "organization", "topics", "upvotes", "url", "code",
    "project", "key",
)  # fmt: skip


def text(entries: Iterable[Entry]) -> str:
    """The names of the columns, then the papers. Authors and topics are joined by "; "."""
    return "".join(to_csv.row(cells) for cells in [COLUMNS, *map(_cells, entries)])


def _cells(one: Entry) -> tuple[str, ...]:
    return (
        one.id,
        one.title,
        "; ".join(author.written for author in one.authors),
        one.published or "",
        one.listed,
        one.organization or "",
        "; ".join(one.topics),
        "" if one.upvotes is None else str(one.upvotes),
        one.url or "",
        one.code or "",
        one.project or "",
        one.key,
    )
