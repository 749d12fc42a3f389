"""`data/days/YYYY/YYYY-MM-DD.json` of this program, from this archive or another one."""

import re
from dataclasses import replace

from generator.errors import RefusedError
from generator.intake import strict_json
from generator.intake.fields import Fields, Place, as_object
from generator.intake.sources.own import files, records
from generator.records.listing import ListedPaper, Parsed, Payload
from generator.records.schema import READS

SHAPE = "stored day"

_MARK = re.compile(r'"schema_version"\s*:')


def recognises(body: str) -> bool:
    """Whether the text is an object with a version; inside a string its quotes would be escaped."""
    return body.lstrip().startswith("{") and _MARK.search(body) is not None


def parse(payload: Payload, body: str) -> Parsed:
    """The one listing; refuses with `json`, `schema` (also: of a newer version), `day`."""
    document = as_object(strict_json.loads(body))
    if document is None:
        raise RefusedError("shape", "expected an object with the key 'schema_version'")
    files.refuse_version(document.get("schema_version"), READS, "schema_version")
    at = Place(path=payload.path)
    root = Fields(document, at)
    day = files.day_of(root, "day", payload.asked)
    captured = files.captured_of(root, day)
    numbers = root.nested("signals") or Fields({}, at)
    papers = files.papers_in(root, at, lambda item, place: _paper(item, place, numbers, captured))
    known = {listed.paper.id for listed in papers}
    for key in sorted(set(numbers.names()) - known):
        at.inside("signals").report("dropped", f"{key[:40]!a} is not one of the usable papers")
    return files.parsed(SHAPE, payload.path, {files.list_of(root, day): (captured, papers)}, at.found)


def _paper(item: Fields, at: Place, numbers: Fields, captured: str) -> ListedPaper | None:
    key = records.key_of(item, at)
    paper = records.content(key, item, at) if key else None
    if paper is None:
        return None
    return replace(records.occasion(item, paper, captured), signals=records.signals(paper.id, numbers))
