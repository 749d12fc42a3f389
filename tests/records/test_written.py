"""The record of what was written into an archive."""

import json
from datetime import date

import pytest

from generator.records.reading import Json, SchemaError
from generator.records.written import Written, written_from_json, written_to_json

MARK = "0" * 64
WRITTEN = Written(
    version="1.0", program=MARK, on=date(2026, 1, 2), files={"b": MARK, "a/c": MARK}, settings=("x",)
)


def test_round_trip() -> None:
    """What is written is read; paths are sorted."""
    value = written_to_json(WRITTEN)
    assert written_from_json(json.loads(json.dumps(value))) == WRITTEN
    assert list(value["files"]) == ["a/c", "b"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", 2), ("version", ""), ("program", "x"), ("on", "2026-13-01"), ("files", []), ("files", {"../x": MARK}),
        ("files", {"/etc/x": MARK}), ("files", {"a": "x"}), ("files", {"a\nb": MARK}), ("settings", [1]),
    ],
)  # fmt: skip
def test_damaged(key: str, value: Json) -> None:
    """Anything else is refused with its place."""
    with pytest.raises(SchemaError, match=key):
        written_from_json({**written_to_json(WRITTEN), key: value})
