"""Invented payloads in the source's own form."""

import json
from collections.abc import Mapping
from datetime import date

from generator.intake.sources import parse
from generator.records.listing import ListedPaper, Parsed, Payload

ASKED = date(2000, 1, 6)


def entry(number: int = 1, *, top: Mapping[str, object] | None = None, **paper: object) -> dict[str, object]:
    """One entry as the API writes it; `paper` changes keys of the paper, `top` those around it."""
    title = f"Invented Paper {number}"
    inner: dict[str, object] = {
        "id": f"0001.{number:05d}",
        "title": title,
        "summary": "We invent a method and measure nothing.",
        "publishedAt": "2000-01-05T00:00:00.000Z",
        "submittedOnDailyAt": "2000-01-06T00:00:00.000Z",
        "upvotes": number,
        "authors": [{"name": "Ada Example", "hidden": False}],
    }
    return {"title": title, "numComments": 0, "paper": inner | paper} | dict(top or {})


def payload(value: object, *, asked: date | None = ASKED, captured: str | None = None) -> Payload:
    """A value as the JSON file `day.json`."""
    return Payload(path="day.json", body=json.dumps(value).encode(), asked=asked, captured=captured)


def text_payload(body: str, *, asked: date | None = ASKED) -> Payload:
    """A text as the file `page`."""
    return Payload(path="page", body=body.encode(), asked=asked)


def read(*entries: object, asked: date | None = ASKED) -> Parsed:
    """What is read out of an array of entries."""
    return parse(payload(list(entries), asked=asked))


def only(parsed: Parsed) -> ListedPaper:
    """The one paper of a payload that holds one."""
    (listing,) = parsed.listings
    (listed,) = listing.papers
    return listed


def said(parsed: Parsed) -> list[tuple[str, str]]:
    """(severity, place) of every problem."""
    return [(problem.severity, problem.where) for problem in parsed.problems]
