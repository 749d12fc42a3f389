"""What an exported paper holds in addition to its page, so that a lost repository can be restored.

A line of the export gives once what is known about a paper (`record`), and for each list day which of
these fields that day's answers gave, and when (`listings`). It reveals nothing that the site does not
show: a corrected field is exported as corrected and given by no listing; hidden authors are left out.
"""

from collections.abc import Mapping

from generator.archive import ArchivedPaper
from generator.archive.paper import Record
from generator.records.listing import ORIGIN, ListedPaper
from generator.records.paper import Paper
from generator.records.reading import Json
from generator.records.schema import author_to_json, pair_to_json, signals_to_json

FORMAT = 2
"""Format 1 had neither `record` nor `listings`."""


def told(archived: ArchivedPaper, line: Mapping[str, Json]) -> dict[str, Json]:
    """`format`, `record` and `listings` for the line of a paper that is shown.

    A field that a listing gives and the line has in the same form is left out of `record`.
    """
    shown = _fields(archived.paper)
    tells = [_told(one.listed, archived, shown) for one in archived.records]
    known = {name for names in tells for name in names}
    return {
        "format": FORMAT,
        "record": {n: value for n, value in shown.items() if n not in known or line.get(n) != value},
        "listings": [
            _listing(one, names, archived) for one, names in zip(archived.records, tells, strict=True)
        ],
    }


def _fields(paper: Paper) -> dict[str, Json]:
    """The content of a paper by field, without empty fields."""
    summary = paper.ai_summary
    parts = {"text": summary.text, "model": summary.model} if summary else {}
    found: dict[str, Json] = {
        "title": paper.title,
        "abstract": paper.abstract,
        "authors": [author_to_json(author) for author in paper.authors if not author.hidden],
        "published": paper.published,
        "organization": pair_to_json(paper.organization, "name"),
        "ai_summary": {name: part for name, part in parts.items() if part is not None},
        "keywords": [*paper.keywords],
        "code": paper.code,
        "project": paper.project,
        "media": [*paper.media],
        "discussion": paper.discussion,
        "categories": [*paper.categories],
        "doi": paper.doi,
        "journal": paper.journal,
        "comment": paper.comment,
        "licence": paper.licence,
    }
    return {name: value for name, value in found.items() if value not in (None, [], {})}


def _told(listed: ListedPaper, archived: ArchivedPaper, shown: Mapping[str, Json]) -> list[str]:
    """The fields of a record that hold what is shown and came from the source: not from the operator, and
    not from an export from which they were restored."""
    corrected, ages = dict(archived.note.correct), dict(listed.older)
    own = _fields(listed.paper)
    return [
        name
        for name in own
        if own[name] == shown.get(name) and name not in corrected and ages.get(name) != ORIGIN
    ]


def _listing(record: Record, tells: list[str], archived: ArchivedPaper) -> Json:
    known, listed = {*tells, "submitter", "submitted", "announced"}, record.listed
    found: dict[str, Json] = {
        "day": record.day.isoformat(),
        "source": record.source or None,
        "reconstructed": record.is_reconstructed or None,
        "captured": record.captured,
        "id": str(listed.paper.id) if listed.paper.id != archived.paper.id else None,
        "first_seen": listed.first_seen,
        "seen": listed.seen,
        "tells": [*tells],
        "older": {name: at for name, at in listed.older if name in known},
        "submitted": listed.submitted,
        "announced": listed.announced,
        "submitter": pair_to_json(listed.submitter, "account"),
        "signals": [signals_to_json(one) for one in listed.signals],
    }
    return {name: value for name, value in found.items() if value not in (None, [], {})}
