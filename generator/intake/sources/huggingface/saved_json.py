"""JSON of the Daily Papers API: the array, damaged copies of it, and one known envelope."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.errors import Problem, RefusedError, quoted
from generator.intake import listings, literals, moments, notes, strict_json
from generator.intake.fields import as_object, got
from generator.intake.sources.huggingface import entries, page_html
from generator.records.listing import Parsed, Payload

TOKENS = 500_000
"""Maximum tokens of all entries of a payload kept as strings; the largest real one has about 10,000."""

_DEPTH = 3
_PRINTED = re.compile(r"\s*[\[{(]\s*[{\[]?\s*'")
_COMMENT = re.compile(r"^\s*(?://|/\*|#)", re.MULTILINE)
_COMMA = re.compile(r",\s*[\]}]")
_LISTS = {"papers", "results"}
_ENVELOPE = {"status", "date", "count", "data"}


def recognises(body: str) -> bool:
    """Whether the text starts like a JSON list, object or string."""
    return body.lstrip().startswith(("[", "{", '"'))


def parse(payload: Payload, body: str) -> Parsed:
    """An array or an envelope; refuses with `json`, `shape`, `schema`, `day`."""
    lines = _json_lines(body)
    document = lines or _document(body)
    if isinstance(document, list):
        return _array(payload, document)
    envelope = as_object(document)
    if envelope is None:
        raise RefusedError("shape", f"expected a list of papers, got {got(document)}")
    if as_object(envelope.get("paper")):
        return _array(payload, [envelope])
    if "dailyPapers" in envelope:
        return page_html.listing(payload, envelope)
    if (found := _told_apart(envelope)) is not None:
        return _array(payload, found)
    if not {"status", "data", "date"} <= envelope.keys():
        raise RefusedError(
            "shape", f"expected a list of papers, got {answer_in_words(envelope)}{_inside(envelope)}"
        )
    return _envelope(payload, envelope)


def _json_lines(body: str) -> list[object]:
    """One entry per line (JSON Lines); empty if it is something else. A broken line stays a text."""
    first, _, rest = body.strip().partition("\n")
    if not rest or not first.startswith("{"):
        return []
    if rest.count("\n") >= listings.ENTRIES_CAP:
        raise RefusedError("size", f"more than {listings.ENTRIES_CAP} lines")
    try:
        entry = as_object(strict_json.loads(first))
    except RefusedError:
        return []
    if entry is None or "paper" not in entry:
        return []
    return [entry, *(_line(line) for line in rest.split("\n") if line.strip())]


def _line(written: str) -> object:
    try:
        return strict_json.loads(written)
    except RefusedError:
        return written


def _document(body: str) -> object:
    """JSON, or a whole list that Python printed."""
    try:
        return strict_json.loads(body)
    except RefusedError as error:
        if _PRINTED.match(body):
            value, _ = literals.read(body, TOKENS)
            if isinstance(value, list | dict):
                return value
        hint = _hint(body, str(error)) if error.where else ""
        raise RefusedError(error.reason, f"{error}{hint}", error.where) from None


def _hint(body: str, fault: str) -> str:
    """Why such a text is usually not valid JSON, and what to do."""
    if _PRINTED.match(body):
        return "; this looks like printed Python: save it with json.dump"
    is_whole = fault.endswith(strict_json.FOLLOWED)
    if not is_whole and not body.rstrip().endswith(("]", "}", '"')):
        return "; the file seems to be incomplete: download it again"
    if _COMMENT.search(body):
        return "; JSON does not allow comments: remove them"
    if is_whole:
        return "; remove what follows, or save it as a file of its own"
    return "; JSON does not allow a comma before a closing bracket: remove it" if _COMMA.search(body) else ""


def answer_in_words(envelope: Mapping[str, object]) -> str:
    """An object that is not a listing, in words: the error that it reports, or its keys."""
    for key in ("error", "message", "detail"):
        if isinstance(envelope.get(key), str):
            return f"an answer that says {quoted(envelope[key])}"
    return f"an object with the keys {quoted(sorted(envelope)[:10])}"


def _inside(envelope: Mapping[str, object]) -> str:
    """What to do about an unknown envelope around a list; what else it says about the list is unknown."""
    for key, value in envelope.items():
        if isinstance(value, list) and any(isinstance(item, dict) for item in value[:10]):
            return f"; the list under {quoted(key)} can be read if it is saved alone"
    return ""


def _told_apart(envelope: Mapping[str, object]) -> list[object] | None:
    """The list of an object that contains nothing else, if each item is clearly an entry of the API that
    names its own list day, so that nothing has to be guessed."""
    names = envelope.keys() & _LISTS
    items = envelope[min(names)] if len(names) == len(envelope) == 1 else None
    return items if isinstance(items, list) and items and all(map(_is_dated, items)) else None


def _is_dated(item: object) -> bool:
    entry = as_object(item)
    paper = as_object(entry.get("paper")) if entry is not None else None
    return paper is not None and all(paper.get(key) for key in ("id", "title", "submittedOnDailyAt"))


def _array(payload: Payload, items: list[object]) -> Parsed:
    shape = "array of Python strings" if any(isinstance(item, str) for item in items) else "API array"
    return listings.parsed(shape, payload, _items(items), payload.asked, entries.FORM)


def _envelope(payload: Payload, envelope: Mapping[str, object]) -> Parsed:
    status, written, items = (envelope.get(key) for key in ("status", "date", "data"))
    if status != "success":
        raise RefusedError("shape", f"expected status 'success', got {got(status)}", "status")
    day = moments.iso_day(written)
    if day is None:
        raise RefusedError("shape", f"expected a day such as '2026-11-19', got {got(written)}", "date")
    if not isinstance(items, list):
        raise RefusedError("shape", f"expected a list of papers, got {got(items)}", "data")
    if payload.asked not in (None, day):
        raise RefusedError("day", f"this is the list of {day}, not of {payload.asked}", "date")
    found = listings.parsed("envelope", payload, _items(items), day, entries.FORM)
    return replace(found, problems=(*found.problems, *_oddities(payload, envelope, len(items))))


def _oddities(payload: Payload, envelope: Mapping[str, object], length: int) -> Iterator[Problem]:
    """What is wrong with an envelope whose papers are good."""
    count = envelope.get("count")
    if count is not None and (isinstance(count, bool) or count != length):
        message = f"says {got(count)} papers and contains {length}"
        yield Problem(path=payload.path, where="count", message=message, severity="dropped")
    unknown = Counter(f"envelope.{key}" for key in envelope if key not in _ENVELOPE)
    yield from notes.unknown(payload.path, unknown)


def _items(items: list[object]) -> list[object]:
    """Items as values; a string that contains none stays as it is and is reported as a lost record."""
    if items and not any(isinstance(item, str | dict) for item in items):
        raise RefusedError("shape", f"expected a list of papers, its first item is {got(items[0])}", "[0]")
    left = TOKENS
    found: list[object] = []
    for item in items:
        value, used = _decoded(item, left) if isinstance(item, str) else (item, 0)
        found.append(value)
        left -= used
    return found


def _decoded(item: str, most: int) -> tuple[object, int]:
    """The content of a string, however often it was quoted, and its number of Python tokens; otherwise the
    string itself."""
    value: object = item
    used = 0
    for _ in range(_DEPTH):
        if not isinstance(value, str) or len(value) > literals.LONGEST:
            break
        value, count = _value(value, min(most - used, literals.TOKENS))
        used += count
    return (value if isinstance(value, dict) else item), used


def _value(written: str, most: int) -> tuple[object, int]:
    """JSON or a Python literal, None for neither, and the number of Python tokens."""
    try:
        return strict_json.loads(written), 0
    except RefusedError:
        return literals.read(written, most)
