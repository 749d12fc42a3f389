"""`/api/days/YYYY-MM-DD.json` of a site that this program built: ids, titles, names and times of a list day.

The titles may be the operator's and the authors are those shown, so both give way to any answer of the
source, and to the site's export, which knows the age of each field.
"""

import re
from collections.abc import Iterator
from datetime import date

from generator import text
from generator.errors import RefusedError
from generator.intake import strict_json
from generator.intake.fields import Fields, Place, as_object, got
from generator.intake.sources.own import files, records
from generator.records.listing import ListedPaper, Parsed, Payload
from generator.records.paper import Paper, Signals

SHAPE = "published day"
READS = (1, 2)
LISTS_CAP = 100
"""Lists of one day."""

_PAPERS = re.compile(r'"papers"\s*:')
_ALSO = re.compile(r'"(?:date|days)"\s*:')
_OTHER = re.compile(r'"(?:data|status)"\s*:')


def recognises(body: str) -> bool:
    """Whether the text is an object with papers, and a day or a list of days."""
    return (
        body.lstrip().startswith("{")
        and _PAPERS.search(body) is not None
        and _ALSO.search(body) is not None
        and _OTHER.search(body) is None
    )


def parse(payload: Payload, body: str) -> Parsed:
    """The one listing; refuses with `json`, `shape`, `schema` (also: of a newer version), `day`."""
    document = as_object(strict_json.loads(body))
    if document is None:
        raise RefusedError("shape", "expected an object with the keys 'date' and 'papers'")
    if isinstance(document.get("days"), list):
        raise RefusedError(
            "shape",
            "this is a site's index of its days and contains no papers; "
            "give the files of api/days/ and exports/papers-*.jsonl.gz instead",
        )
    files.refuse_version(document.get("format", READS[0]), READS, "format")
    at = Place(path=payload.path)
    root = Fields(document, at)
    day = files.day_of(root, "date", payload.asked)
    captured = files.captured_of(root, day)
    apart = _apart(root, day)
    lists: dict[files.List, tuple[str, list[ListedPaper]]] = {}

    def read(item: Fields, place: Place) -> ListedPaper | None:
        one = files.list_of(item, day)
        one, first = apart.get(one.source, (one, captured))
        if found := _paper(item, place, first):
            lists.setdefault(one, (first, []))[1].append(found)
        return found

    files.papers_in(root, at, read)
    for one in _described(root):
        if one.raw("empty") is True:
            lists.setdefault(files.list_of(one, day), (files.captured_of(one, day), []))
    return files.parsed(SHAPE, payload.path, lists or {files.List(day): (captured, [])}, at.found)


def _apart(root: Fields, day: date) -> dict[str, tuple[files.List, str]]:
    """The lists that are described on their own, by source, each with when it was first read."""
    found = [(files.list_of(one, day), files.captured_of(one, day)) for one in _described(root)]
    return {one.source: (one, captured) for one, captured in found}


def _described(root: Fields) -> Iterator[Fields]:
    for number, value in enumerate(root.items("lists", LISTS_CAP)):
        if one := root.item(f"lists[{number}]", value):
            yield one


def _paper(item: Fields, at: Place, captured: str) -> ListedPaper | None:
    key = records.key_of(item, at)
    if key is None:
        return None
    title = item.line("title", text.TITLE_CAP)
    if title is None:
        at.report("lost", f"title: expected text, got {got(item.raw('title'))}")
        return None
    first = records.moment(item, "first_seen") or captured
    upvotes, read = item.count("upvotes"), records.moment(item, "as_of")
    listed = ListedPaper(
        paper=Paper(id=records.listed_id(key, item, "listed_as"), title=title, authors=records.authors(item)),
        first_seen=first,
        seen=first,
        signals=(Signals(at=read, upvotes=upvotes),) if upvotes is not None and read is not None else (),
    )
    return records.aged(listed, ("title", "authors"))
