"""JSON of the Daily Papers API: the array, its damaged copies, and one known envelope."""

import ast
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.errors import Problem, RefusedError, quoted
from generator.records.listing import Parsed, Payload
from generator.sources import keys, listings, moments, strict_json
from generator.sources.fields import as_object, got

ITEM_CAP = 1_000_000
"""Characters of one entry kept as a string; the longest real one has about 150,000."""

_DEPTH = 3
_ENVELOPE = {"status", "date", "count", "data"}


def recognises(body: str) -> bool:
    """Whether the text starts like a JSON list, object or string."""
    return body.lstrip().startswith(("[", "{", '"'))


def parse(payload: Payload, body: str) -> Parsed:
    """An array or an envelope; refuses with `json`, `shape`, `schema`, `day`."""
    document = strict_json.loads(body)
    if isinstance(document, list):
        return _array(payload, document)
    envelope = as_object(document)
    if envelope is None:
        raise RefusedError("shape", f"expected a list of papers, got {got(document)}")
    if not {"status", "data", "date"} <= envelope.keys():
        raise RefusedError("shape", f"expected a list of papers, got {answer_in_words(envelope)}")
    return _envelope(payload, envelope)


def answer_in_words(envelope: Mapping[str, object]) -> str:
    """An object that is no listing, in words: what it says went wrong, or its keys."""
    for key in ("error", "message", "detail"):
        if isinstance(envelope.get(key), str):
            return f"an answer that says {quoted(envelope[key])}"
    return f"an object with the keys {quoted(sorted(envelope)[:10])}"


def _array(payload: Payload, items: list[object]) -> Parsed:
    shape = "array of Python strings" if any(isinstance(item, str) for item in items) else "API array"
    return listings.parsed(shape, payload, _entries(items), payload.asked)


def _envelope(payload: Payload, envelope: Mapping[str, object]) -> Parsed:
    status, written, items = (envelope.get(key) for key in ("status", "date", "data"))
    if status != "success":
        raise RefusedError("shape", f"expected status 'success', got {got(status)}", "status")
    day = moments.iso_day(written) if isinstance(written, str) else None
    if day is None:
        raise RefusedError("shape", f"expected a day such as '2026-11-19', got {got(written)}", "date")
    if not isinstance(items, list):
        raise RefusedError("shape", f"expected a list of papers, got {got(items)}", "data")
    if payload.asked not in (None, day):
        raise RefusedError("day", f"this is the list of {day}, not of {payload.asked}", "date")
    found = listings.parsed("envelope", payload, _entries(items), day)
    return replace(found, problems=(*found.problems, *_oddities(payload, envelope, len(items))))


def _oddities(payload: Payload, envelope: Mapping[str, object], length: int) -> Iterator[Problem]:
    """What is wrong with an envelope whose papers are good."""
    count = envelope.get("count")
    if count is not None and (isinstance(count, bool) or count != length):
        message = f"says {got(count)} papers and holds {length}"
        yield Problem(path=payload.path, where="count", message=message, severity="dropped")
    unknown = Counter(f"envelope.{key}" for key in envelope if key not in _ENVELOPE)
    yield from keys.notes(payload.path, unknown)


def _entries(items: list[object]) -> list[object]:
    """Items as values; a string that holds none stays as it is and is reported as a lost record."""
    if items and not any(isinstance(item, str | dict) for item in items):
        raise RefusedError("shape", f"expected a list of papers, its first item is {got(items[0])}", "[0]")
    return [_decoded(item) if isinstance(item, str) else item for item in items]


def _decoded(item: str) -> object:
    """What a string holds, however often it was quoted; the string itself when that is nothing."""
    value: object = item
    for _ in range(_DEPTH):
        if not isinstance(value, str) or len(value) > ITEM_CAP:
            break
        value = _literal(value)
    return value if isinstance(value, dict) else item


def _literal(written: str) -> object:
    """JSON or a Python literal, None for neither. `ast.literal_eval` runs nothing."""
    try:
        return strict_json.loads(written)
    except RefusedError:
        pass
    try:
        # Stray backslashes make Python warn on stderr; the value is what counts here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value: object = ast.literal_eval(written)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
    return value
