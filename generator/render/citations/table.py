"""CSV: a line per paper, for spreadsheets and scripts. UTF-8 with a byte order mark, RFC 4180."""

from collections.abc import Iterable

from generator.render.citations.entry import Entry
from generator.sinks import to_csv

COLUMNS = (
    "id", "title", "authors", "published", "listed", "organization", "topics", "upvotes", "url", "code",
    "project", "key", "venue",
)  # fmt: skip


def text(entries: Iterable[Entry]) -> str:
    """The names of the columns, then the papers. Authors and topics are joined by "; "."""
    return to_csv.MARK + "".join(to_csv.row(cells) for cells in [COLUMNS, *map(_cells, entries)])


def _cells(one: Entry) -> tuple[str, ...]:
    return (
        _id(one),
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
        one.venue or "",
    )


def _id(one: Entry) -> str:
    """With its scheme: a spreadsheet takes `2508.07050` for a number and drops the zero."""
    return one.id if one.id.is_provisional else f"arXiv:{one.id}"
