"""A day of the API: pages of entries, requested one after the other."""

import re
from datetime import date
from urllib.parse import urlencode

from generator.errors import RefusedError
from generator.intake.answers import Answer, Asker, NotOpen, Reply, Unchanged, Validators, Whole
from generator.intake.sources.huggingface import api

LIMIT = 100
"""Entries requested per page: the most that the source allows. Without it, a day is cut at 50."""
ENTRIES = 1_000
"""Entries that a page may contain: a source may ignore the requested number, within reason."""
PAGES = 20

_NEXT = re.compile(r'<([^<>]*)>\s*;[^,<]*\brel="?next"?(?![^\s;,"])')


def ask(client: Asker, day: date, known: Validators) -> Reply:
    """The whole list of a day.

    Raises RefusedError if one of its pages is not a valid answer, and what the client raises.
    """
    pages: list[list[object]] = []
    left = api.room()
    url = _page(client, day, 0)
    while True:
        captured = client.now()
        answer = client.ask(url, "application/json", known if not pages else Validators())
        if answer.status == 304 and known and not pages:
            return Unchanged()
        if answer.status == 400 and day >= captured.date() and not pages:
            return NotOpen()
        answer.refuse()
        items = api.items(answer, left)
        if len(items) > ENTRIES:
            raise RefusedError("size", f"{len(items)} entries where {LIMIT} were requested")
        if items and items in pages:
            raise RefusedError("shape", "it came before: page numbers are ignored", f"page {len(pages)}")
        pages.append(items)
        following = _following(client, answer, url)
        if not items or (len(items) < LIMIT and not following):
            break
        if len(pages) == PAGES:
            raise RefusedError("size", f"more than {PAGES} pages")
        url = following or _page(client, day, len(pages))
    validators = answer.validators if len(pages) == 1 else Validators()
    return Whole(pages=tuple(pages), captured=captured, validators=validators)


def _page(client: Asker, day: date, number: int) -> str:
    return f"{client.address}?{urlencode({'date': day.isoformat(), 'limit': LIMIT, 'p': number})}"


def _following(client: Asker, answer: Answer, url: str) -> str:
    """Where the source says the next page is; "" if it does not."""
    link = _NEXT.search(answer.headers.get("link", ""))
    return client.inside(url, link[1], "the next page") if link else ""
