"""Live answers of the API: strict, whereas a saved file may be anything.

A page is recognized by its headers and must be one JSON list; a day is all its pages together.
"""

from datetime import date

from generator.errors import RefusedError
from generator.intake import bodies, listings
from generator.intake.answers import Answer, Whole
from generator.intake.fields import as_object, got
from generator.intake.sources.huggingface import entries
from generator.intake.sources.huggingface.saved_json import answer_in_words
from generator.intake.strict_json import Room
from generator.records.listing import Parsed

VALUES_CAP = 200_000
"""JSON values of all pages of a day; the fullest day measured has 7,000."""


def room() -> Room:
    """Maximum total size of the pages of one day: all are kept until the day is complete."""
    return Room(values=VALUES_CAP)


def items(answer: Answer, left: Room) -> list[object]:
    """The entries of one page, which uses up its part of `left`.

    Refuses with `type`, `encoding`, `size`, `json`, `shape`.
    """
    document = bodies.json(answer, left)
    if not isinstance(document, list):
        envelope = as_object(document)
        found = got(document) if envelope is None else answer_in_words(envelope)
        raise RefusedError("shape", f"expected a list of papers, got {found}")
    if document and not any(isinstance(item, dict) for item in document):
        first = got(document[0])
        raise RefusedError("shape", f"expected a list of papers, its first item is {first}", "[0]")
    return document


def day(path: str, whole: Whole, asked: date) -> Parsed:
    """The pages of one day as its listing. Raises RefusedError as `listings.of_day` does.

    A page that only repeats earlier ones shows that the source ignores page numbers: the rest of the day is
    unknown then, which is refused with `shape`.
    """
    seen: set[str | int] = set()
    for number, page in enumerate(whole.pages):
        found = {_key(item) for item in page}
        if number and found and found <= seen:
            raise RefusedError("shape", "the page contains nothing new", f"page {number}")
        seen |= found
    return listings.of_day("API array", path, whole, asked, entries.FORM)


def _key(item: object) -> str | int:
    """What distinguishes entries: the paper's id, otherwise a hash of the whole entry."""
    entry = as_object(item)
    paper = as_object(entry.get("paper")) if entry is not None else None
    key = paper.get("id") if paper is not None else None
    return key if isinstance(key, str) else hash(repr(item))
