"""Input formats. `parse` turns handed-in bytes into records and knows no file and no clock.

The shape is told by the content, never by a file name:

=======================  ==================================================================
``hf_json``              the API's JSON array; the same with Python strings as items;
                         ``{"status": "success", "date": …, "count": …, "data": […]}``
``hf_html``              a saved page with ``data-target="DailyPapers"``
``hf_page``              the text of a page, as copied from a browser
=======================  ==================================================================

Each of them also as gzip.
"""

from collections.abc import Callable

from generator.errors import RefusedError, quoted
from generator.records.listing import Parsed, Payload
from generator.sources import hf_html, hf_json, hf_page, unpack

_SHAPES: tuple[tuple[Callable[[str], bool], Callable[[Payload, str], Parsed]], ...] = (
    (hf_json.recognises, hf_json.parse),
    (hf_html.recognises, hf_html.parse),
    (hf_page.recognises, hf_page.parse),
)

_ACCEPTED = (
    "accepted are JSON of the Daily Papers API, a saved Daily Papers page, or the text of one "
    "with the line 'Daily Papers' in its head, each also as .gz"
)


def parse(payload: Payload) -> Parsed:
    """What a payload holds: listings by day, and a Problem for everything it could not use.

    Raises RefusedError when it holds no listing: `size`, `encoding`, `json`, `shape`, `schema`
    (no usable record) or `day` (of another day, or of none that is known).
    """
    body = unpack.text_of(payload.body)
    for recognises, read in _SHAPES:
        if recognises(body):
            return read(payload, body)
    head = body.strip()[:60]
    start = f"starts with {quoted(head)}" if head else "is empty"
    raise RefusedError("shape", f"the file {start}; {_ACCEPTED}")
