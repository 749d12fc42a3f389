import json
from collections.abc import Mapping

from generator.records.paper import AuthorName, Organization
from generator.render.data import days
from tests.support import fabricate, linking
from tests.support.helpers import as_mapping, paper

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}


def check(value: object, schema: Mapping[str, object], where: str = "$") -> None:
    """As much of JSON Schema as ours uses; unlike it, a property that it does not name is a fault."""
    assert set(schema) <= {
        "$schema",
        "title",
        "description",
        "type",
        "required",
        "properties",
        "items",
        "format",
        "$defs",
    }
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert any(type(value) is TYPES[str(kind)] for kind in kinds), f"{where}: {value!r}"
    if isinstance(value, dict):
        properties = as_mapping(schema["properties"])
        required = schema["required"]
        assert isinstance(required, list)
        assert set(required) <= set(value) <= set(properties), where
        for key, inner in value.items():
            check(inner, as_mapping(properties[key]), f"{where}.{key}")
    if isinstance(value, list):
        for number, inner in enumerate(value):
            check(inner, as_mapping(schema["items"]), f"{where}[{number}]")


def test_days_are_as_the_schema_says() -> None:
    """Every list day has a file, an empty one too, and each is what the published schema describes."""
    found = linking.graph(fabricate.listings(60, 6))
    files = {page.path: json.loads(page.text) for page in days.render(found, "https://example.org/a/")}
    schema = files.pop("api/schema.json")
    assert schema == days.SCHEMA
    index = files.pop("api/days.json")
    check(index, as_mapping(as_mapping(schema["$defs"])["index"]))
    assert [one["url"] for one in index["days"]] == [f"https://example.org/a/{path}" for path in files][::-1]
    assert [one["papers"] for one in index["days"]] == [
        len(files[f"api/days/{one['date']}.json"]["papers"]) for one in index["days"]
    ]
    assert index["papers"] == len(found.archive.shown)
    assert list(files) == [f"api/days/{day}.json" for day in found.archive.days]
    for value in files.values():
        check(value, schema)
    assert files[f"api/days/{fabricate.EMPTY}.json"] == {
        "format": 2,
        "date": str(fabricate.EMPTY),
        "captured": found.archive.captured[fabricate.EMPTY],
        "papers": [],
    }
    told = [one["id"] for value in files.values() for one in value["papers"]]
    assert set(told) == {one.paper.id for one in found.archive.shown}
    assert "Mustknow" not in json.dumps(files)


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
