"""`/api/profile.schema.json`: describes what a reader's browser keeps, which is also what it saves to a file.

The browser code that writes it is `web/profile/file.js`.
"""

from generator import urls
from generator.records.page import Page
from generator.records.reading import Json
from generator.render.data import schema
from generator.sinks import to_json

_COUNT: dict[str, Json] = {
    "description": "number of changes, 1 if missing; odd: it is there, even: it was removed",
    "type": "integer",
    "minimum": 1,
}
_TEXT: dict[str, Json] = {"type": "string", "maxLength": 500}
_DAY: dict[str, Json] = {
    "description": "a list day, or empty",
    "type": "string",
    "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$",
}
_ID: dict[str, Json] = {
    "description": "arXiv id without version, or t-… if unknown",
    **schema.ID,
}
_MARKS: dict[str, Json] = {
    "description": "by the number of changes; odd: marked, even: no longer marked",
    "type": "object",
    "additionalProperties": {
        "description": "by month: `2508`, or `0711.` for ids with four digits after the dot. The numbers of "
        "the ids, ascending, each less the one before (the first less -1) less 1, in digits of base 32, the "
        "lowest first: A-Z a-f for the last digit of a number, g-z 0-9 - _ for the others. Other ids are "
        "below an empty name, as they are, separated by spaces",
        "type": "object",
        "additionalProperties": {"type": "string"},
    },
}


def _list(required: list[Json], properties: dict[str, Json], told: str) -> Json:
    return {
        "description": told,
        "type": "array",
        "items": {"type": "object", "required": required, "properties": properties | {"count": _COUNT}},
    }


SCHEMA: dict[str, Json] = {
    "$schema": schema.DIALECT,
    "title": "The profile of a reader of a daily papers archive",
    "description": "Two profiles are merged by taking, for each paper, page and query, the larger count.",
    "type": "object",
    "required": ["format", "version", "saved", "read", "away", "follows", "searches", "seen"],
    "properties": {
        "format": {"const": "papers-profile"},
        "version": {"type": "integer", "minimum": 1},
        "saved": _list(
            ["id", "title", "by", "saved"],
            {
                "id": _ID,
                "title": _TEXT,
                "by": {"description": "authors and organization, as a list shows them", **_TEXT},
                "saved": {"description": "when, UTC", "type": "string", "format": "date-time"},
            },
            "saved papers",
        ),
        "read": _MARKS,
        "away": _MARKS,
        "follows": _list(
            ["page", "label"],
            {
                "page": {"description": "below the site's root: topics/agents", "type": "string"},
                "label": _TEXT,
            },
            "followed topics, authors, organizations and submitters",
        ),
        "searches": _list(
            ["query", "label", "seen"], {"query": _TEXT, "label": _TEXT, "seen": _DAY}, "saved searches"
        ),
        "seen": {**_DAY, "description": "the newest list day that the reader has dismissed as seen"},
    },
}


def render(site_url: str) -> Page:
    """The same for every archive, but for its name."""
    name: dict[str, Json] = {"$id": urls.absolute(site_url, urls.PROFILE_SCHEMA)}
    return Page(path=urls.PROFILE_SCHEMA, text=to_json.text(name | SCHEMA))
