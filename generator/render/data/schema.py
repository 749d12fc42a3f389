"""`/api/schema.json`: describes the files of list days and their index, and refuses what no archive writes.

New fields may appear at any time, so others than these are allowed.
"""

from generator import urls
from generator.records import ids
from generator.records.reading import Json

DIALECT = "https://json-schema.org/draft/2020-12/schema"

DATE: Json = {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
}
ID: dict[str, Json] = {"type": "string", "pattern": ids.PATTERN}
_COUNT: dict[str, Json] = {"type": "integer", "minimum": 0}
_SLUG: dict[str, Json] = {"type": "string", "pattern": r"^[^/\s]+$"}
_TEXT: dict[str, Json] = {"type": "string", "pattern": r"\S"}


def of(site_url: str, form: int) -> dict[str, Json]:
    """For days of this format. Addresses are relative to the site's root if `site_url` is unknown."""
    return {
        "$schema": DIALECT,
        "$id": urls.absolute(site_url, urls.DAY_SCHEMA),
        "title": "One list day of a daily papers archive",
        "type": "object",
        "required": ["format", "date", "captured", "papers"],
        "properties": {
            "format": {"description": "format of this file; 1 if missing", "const": form},
            "date": DATE,
            "captured": _moment("when the list was first read, UTC; of several lists, the first"),
            "lists": {
                "description": "the day's lists of which something else holds",
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["captured"],
                    "properties": {
                        "source": {"description": "as of its papers", **_TEXT},
                        "captured": _moment("when this list was first read, UTC"),
                        "reconstructed": {
                            "description": "if it was never read as such, and holds what should be on it",
                            "const": True,
                        },
                        "empty": {"description": "if it was read and had no papers", "const": True},
                    },
                },
            },
            "papers": {
                "description": "best first: upvotes, then comments, then id",
                "type": "array",
                "items": _paper(),
            },
        },
        "$defs": {"index": _index()},
    }


def _paper() -> Json:
    return {
        "type": "object",
        "required": ["id", "title", "authors", "topics", "keywords", "upvotes", "related", "url"],
        "properties": {
            "id": {"description": "arXiv id without version, or t-… if unknown", **ID},
            "title": _TEXT,
            "authors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {
                        "name": _TEXT,
                        "slug": {"description": "as in /authors/<slug>/", **_SLUG},
                    },
                },
            },
            "topics": _list(_SLUG, "most specific first"),
            "keywords": _list(_SLUG, "only those that have a page"),
            "source": {
                "description": "whose list it is, if a day's list can be of several sources",
                "type": "string",
                "pattern": r"\S",
            },
            "organization": {"description": "slug, as in /orgs/<slug>/", **_SLUG},
            "upvotes": {"type": ["integer", "null"], "minimum": 0},
            "as_of": _moment("when the upvotes were read, if they are from this day's list; UTC"),
            "listed_as": {
                "description": "t-…, if this day's list gave the paper's title but not its id",
                **ID,
            },
            "first_seen": _moment("when the paper was first seen on this list, if that was read before; UTC"),
            "related": _list(ID, "ids, best first"),
            "url": _address("papers/", "/", "its page"),
            "categories": _list(_TEXT, "arXiv's, the primary one first; only if known, as all that follow"),
            "doi": {"description": "of the published version", "type": "string"},
            "journal": {"description": "arXiv's journal reference", "type": "string"},
            "venue": {"description": "as in /venues/<slug>/", **_SLUG},
            "licence": {"description": "its address", "type": "string"},
            "version": {"description": "the newest one known", "type": "integer"},
        },
    }


def _index() -> Json:
    return {
        "$anchor": "index",
        "title": "The list days of the archive: /api/days.json",
        "type": "object",
        "required": ["papers", "days"],
        "properties": {
            "papers": {"description": "distinct papers shown", **_COUNT},
            "days": {
                "description": "newest first, including days that were read and had no papers",
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["date", "papers", "captured", "url"],
                    "properties": {
                        "date": DATE,
                        "papers": _COUNT,
                        "captured": _moment("when the list was first read, UTC"),
                        "url": _address("api/days/", ".json", "address of the day's data"),
                    },
                },
            },
        },
    }


def _list(of_each: Json, told: str) -> Json:
    return {"description": told, "type": "array", "items": of_each}


def _moment(told: str) -> Json:
    return {
        "description": told,
        "type": "string",
        "format": "date-time",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$",
    }


def _address(folder: str, end: str, told: str) -> Json:
    """Of a page or a file in a folder of the site."""
    ending = end.replace(".", r"\.")
    return {
        "description": told,
        "type": "string",
        "format": "uri-reference",
        "pattern": rf"^(https?://[^/\s]+/(\S+/)?)?{folder}[^/\s]+{ending}$",
    }
