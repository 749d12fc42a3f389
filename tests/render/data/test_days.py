import json
from collections.abc import Mapping
from typing import Any

import jsonschema
import pytest

from generator.records.paper import AuthorName, Organization
from generator.render.data import days
from generator.render.data import schema as days_schema
from tests.support import fabricate, linking
from tests.support.helpers import paper


def check(value: object, schema: Mapping[str, Any], where: str = "$") -> None:
    """Unlike JSON Schema, a property that the schema does not name is a fault."""
    if isinstance(value, dict):
        assert set(value) <= set(schema["properties"]), where
        for key, inner in value.items():
            check(inner, schema["properties"][key], f"{where}.{key}")
    if isinstance(value, list):
        for number, inner in enumerate(value):
            check(inner, schema["items"], f"{where}[{number}]")


def fits(value: object, schema: Mapping[str, Any]) -> bool:
    """What a validator of JSON Schema says."""
    return jsonschema.Draft202012Validator(schema).is_valid(value)


def test_days_are_as_the_schema_says() -> None:
    """Every list day has a file, an empty one too, and each is what the published schema describes."""
    found = linking.graph(fabricate.listings(60, 6))
    files = {page.path: json.loads(page.text) for page in days.render(found, "https://example.org/a/")}
    schema = files.pop("api/schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "https://example.org/a/api/schema.json"
    index = files.pop("api/days.json")
    check(index, schema["$defs"]["index"])
    assert fits(index, schema["$defs"]["index"])
    assert [one["url"] for one in index["days"]] == [f"https://example.org/a/{path}" for path in files][::-1]
    assert [one["papers"] for one in index["days"]] == [
        len(files[f"api/days/{one['date']}.json"]["papers"]) for one in index["days"]
    ]
    assert index["papers"] == len(found.archive.shown)
    assert list(files) == [f"api/days/{day}.json" for day in found.archive.days]
    for value in files.values():
        check(value, schema)
        assert fits(value, schema)
    assert files[f"api/days/{fabricate.EMPTY}.json"] == {
        "format": 2,
        "date": str(fabricate.EMPTY),
        "captured": found.archive.captured[fabricate.EMPTY],
        "papers": [],
    }
    told = [one["id"] for value in files.values() for one in value["papers"]]
    assert set(told) == {one.paper.id for one in found.archive.shown}
    assert "Mustknow" not in json.dumps(files)


@pytest.mark.parametrize(
    "wrong",
    [
        *({"id": one} for one in ("", "2508.1", "2508.07050v2", "../x", "t-1", 2508.0705)),
        *({"upvotes": one} for one in (-5, 1.5, "3", True)),
        *({"url": one} for one in ("not a url", "", "javascript:papers/x/", "https://example.org/other/x/")),
        {"title": ""},
        {"authors": [{"name": ""}]},
        {"authors": [{"name": "Ada", "slug": "a/b"}]},
        {"related": ["no id"]},
        {"topics": [""]},
        {"as_of": "2025-08-20"},
        {"first_seen": "2025-08-20T25:00:00Z"},
    ],
)
def test_the_schema_refuses_what_no_archive_has(wrong: dict[str, object]) -> None:
    """Of a paper; and what is right is accepted, with and without the site's address."""
    schemas = (days_schema.of(site, days.FORMAT) for site in ("https://example.org/a/", ""))
    for schema, url in zip(
        schemas, ("https://example.org/a/papers/0001.00001/", "papers/0001.00001/"), strict=True
    ):
        right: dict[str, object] = {
            "id": "0001.00001",
            "title": "Kites",
            "authors": [],
            "topics": [],
            "keywords": [],
            "upvotes": None,
            "related": ["hep-th/0000007", "t-0123456789ab"],
            "url": url,
        }
        day = {"format": 2, "date": "2025-08-20", "captured": "2025-08-21T06:00:00Z"}
        assert fits({**day, "papers": [right]}, schema)
        assert not fits({**day, "papers": [right | wrong]}, schema)
        for fault in ({"date": "2025-13-01"}, {"captured": "soon"}, {"format": 1}):
            assert not fits({**day, "papers": [right], **fault}, schema)


def test_one_paper() -> None:
    """It has slugs of what has a page, nothing of hidden authors, and the paper's whole address."""
    ada, once = AuthorName(name="Ada Example"), AuthorName(name="Once Only")
    lab = Organization(name="Lab")
    fields = {"organization": lab, "keywords": ("Kite Score",)}
    hidden = AuthorName(name="Hidden Hermit", hidden=True)
    found = linking.of(
        paper(1, authors=(ada, hidden, once), title="Kites", **fields), paper(2, authors=(ada,), **fields)
    )
    (page,) = list(days.render(found, "https://example.org/"))[2:]
    value = json.loads(page.text)["papers"][1]
    related = value.pop("related")
    assert set(related) <= {"0001.00002"}
    assert value == {
        "id": "0001.00001",
        "title": "Kites",
        "authors": [{"name": "Ada Example", "slug": "ada-example"}, {"name": "Once Only"}],
        "topics": ["kites"],
        "keywords": ["kite-score"],
        "organization": "lab",
        "upvotes": 0,
        "as_of": "2025-08-21T06:00:00Z",
        "url": "https://example.org/papers/0001.00001/",
    }
