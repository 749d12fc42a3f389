"""Input formats. `parse` turns handed-in bytes into records and knows no file and no clock.

The shape is told by the content, never by a file name:

=======================  ==================================================================
``hf_json``              the API's JSON array; the same with Python strings as items, printed
                         by Python, or as JSON Lines; ``{"dailyPapers": […]}``;
                         ``{"papers": […]}`` and ``{"results": […]}`` of such entries alone;
                         ``{"status": "success", "date": …, "count": …, "data": […]}``
``hf_html``              a saved page with ``data-target="DailyPapers"``
``hf_page``              the text of a page, as copied from a browser
``own_days``             a stored day of this program: ``data/days/YYYY/DATE.json``
``own_site``             a list day that a site publishes: ``/api/days/DATE.json``
``own_export``           papers that a site publishes: ``/exports/papers-YYYY.jsonl.gz``
=======================  ==================================================================

Each of them also as gzip, with its HTTP headers, in UTF-16, and so on: see ``envelopes``. What a
file of another kind is, and what to do with it, ``foreign`` says.
"""

from collections.abc import Callable
from datetime import date

from generator.errors import RefusedError, quoted
from generator.intake import envelopes, foreign, plausibility
from generator.intake.sources.huggingface import page_html, page_text, saved_json
from generator.intake.sources.own import days, export, site
from generator.records.listing import Parsed, Payload

_SHAPES: tuple[tuple[Callable[[str], bool], Callable[[Payload, str], Parsed]], ...] = (
    (days.recognises, days.parse),
    (site.recognises, site.parse),
    (saved_json.recognises, saved_json.parse),
    (page_html.recognises, page_html.parse),
    (page_text.recognises, page_text.parse),
)

_ACCEPTED = (
    "accepted are JSON of the Daily Papers API (also a paper a line), a saved Daily Papers page (also as "
    "MHTML), the text of its view with titles and abstracts below the line 'Daily Papers', stored "
    "days of this program, and the api/days/ and exports/papers-*.jsonl.gz of its sites, also as .gz"
)


# What Python and its parsers raise on bytes nobody foresaw. It is a fault of this program, and yet
# one file must not end the run of all others.
_UNFORESEEN: tuple[type[Exception], ...] = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError),
    *(MemoryError, RuntimeError, TypeError, ValueError),
)


def parse(payload: Payload) -> Parsed:
    """What a payload holds: listings by day, and a Problem for everything it could not use.

    Raises RefusedError, and nothing else, when it holds no listing: `size`, `encoding`, `json`,
    `shape`, `schema` (no usable record) or `day` (of another day, of none that is known, or of one
    that cannot be).
    """
    try:
        _refuse_impossible(payload.asked, payload)
        parsed = _parsed(payload)
    except _UNFORESEEN as error:
        what = f"{type(error).__name__} {quoted(str(error))}"
        message = f"this is a fault of the program ({what}), please report it with the file"
        raise RefusedError("shape", message) from error
    for listing in parsed.listings:
        _refuse_impossible(listing.day, payload)
    return parsed


def _refuse_impossible(day: date | None, payload: Payload) -> None:
    """No answer is of a day after tomorrow, whoever says so."""
    if day and payload.today and (why := plausibility.list_day_fault(day, None, payload.today)):
        raise RefusedError("day", why)


def _parsed(payload: Payload) -> Parsed:
    if export.recognises(payload.body):
        return export.parse(payload)  # line by line: it may be larger than any other
    body = envelopes.text_of(payload.body)
    for recognises, read in _SHAPES:
        if recognises(body):
            return read(payload, body)
    raise RefusedError("shape", f"{foreign.described(body)}; {_ACCEPTED}")
