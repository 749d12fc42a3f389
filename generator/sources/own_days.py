"""`data/days/YYYY/YYYY-MM-DD.json` of this program, of this archive or of another one."""

import re
from dataclasses import replace

from generator.errors import RefusedError
from generator.records.listing import ListedPaper, Parsed, Payload
from generator.records.schema import READS
from generator.sources import own_file, own_record, strict_json
from generator.sources.fields import Fields, Place, as_object

SHAPE = "stored day"

_MARK = re.compile(r'"schema_version"\s*:')


def recognises(body: str) -> bool:
    """Whether the text is an object with a version; inside of a text its quotes would be escaped."""
    return body.lstrip().startswith("{") and _MARK.search(body) is not None


def parse(payload: Payload, body: str) -> Parsed:
    """The one listing; refuses with `json`, `schema` (also: of a newer version), `day`."""
    document = as_object(strict_json.loads(body))
    if document is None:
        raise RefusedError("shape", "expected an object with the key 'schema_version'")
    own_file.refuse_version(document.get("schema_version"), READS, "schema_version")
    at = Place(path=payload.path)
    root = Fields(document, at)
    day = own_file.day_of(root, "day", payload.asked)
    captured = own_file.captured_of(root, day)
    numbers = root.nested("signals") or Fields({}, at)
    papers = own_file.papers_in(root, at, lambda item, place: _paper(item, place, numbers, captured))
    known = {listed.paper.id for listed in papers}
    for key in sorted(set(numbers.names()) - known):
        at.inside("signals").report("dropped", f"{key[:40]!a} is none of the usable papers")
    return own_file.parsed(SHAPE, payload.path, {day: (captured, papers)}, at.found)


def _paper(item: Fields, at: Place, numbers: Fields, captured: str) -> ListedPaper | None:
    key = own_record.key_of(item, at)
    paper = own_record.content(key, item, at) if key else None
    if paper is None:
        return None
    return replace(own_record.occasion(item, paper, captured), signals=own_record.signals(paper.id, numbers))
