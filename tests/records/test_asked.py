"""What is remembered of questions reads back as what was written."""

from datetime import date

import pytest

from generator.records.asked import asked_from_json, asked_to_json
from generator.records.ids import PaperId
from generator.records.reading import SchemaError


def test_round_trip() -> None:
    """By name and paper."""
    known = {"one": {PaperId("2508.12345"): date(2026, 11, 20)}, "other": {}}
    assert asked_from_json(asked_to_json(known)) == known


def test_another_version() -> None:
    """It is not guessed at."""
    with pytest.raises(SchemaError, match="version: expected 1, got 2"):
        asked_from_json({"version": 2, "asked": {}})
