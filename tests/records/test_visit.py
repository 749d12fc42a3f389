"""The memory of `papers fetch`."""

import json
from datetime import date

import pytest

from generator.records.reading import SchemaError
from generator.records.visit import Missing, Visit, Visits, visits_from_json, visits_to_json
from tests.support.helpers import DAY, SEEN, paper_id

WHOLE = Visits(
    ended=SEEN,
    since=date(2025, 8, 1),
    until=DAY,
    refused={DAY: "refused (json): not one JSON document"},
    days={
        DAY: Visit(
            at=SEEN,
            etag='W/"x"',
            modified="Fri, 20 Nov 2026 06:01:00 GMT",
            stored="00ff",
            missing=Missing(papers=(paper_id(1), paper_id(2)), since=SEEN, is_confirmed=True),
        ),
        date(2025, 8, 19): Visit(at=SEEN),
    },
)


@pytest.mark.parametrize("visits", [Visits(), WHOLE])
def test_round_trip(visits: Visits) -> None:
    """What is written is read back."""
    assert visits_from_json(json.loads(json.dumps(visits_to_json(visits)))) == visits


def test_reason_with_any_text() -> None:
    """A reason that quotes an indented page leaves the rest readable: it is written as one line of text."""
    why = "expected status 200, got 503: '<html>\\n  <head>\u200b'"
    written = visits_to_json(Visits(refused={DAY: why}, unfinished=(DAY, DAY)))
    assert visits_from_json(written) == Visits(
        refused={DAY: "expected status 200, got 503: '<html>\\n <head>'"}, unfinished=(DAY, DAY)
    )


def test_what_is_not_known_is_not_written() -> None:
    """No empty keys, and days in their order."""
    assert visits_to_json(Visits()) == {"version": 1, "refused": {}, "days": {}}
    found = visits_to_json(WHOLE)["days"]
    assert isinstance(found, dict)
    assert list(found) == ["2025-08-19", "2025-08-20"]
    assert found["2025-08-19"] == {"at": SEEN}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "file: expected an object"),
        ({"version": 2}, "version: expected 1, got 2"),
        ({"version": 1, "refused": {}, "days": {"2025-8-20": {}}}, "days: expected a date such as"),
        ({"version": 1, "refused": {"x": "y"}, "days": {}}, "refused: expected a date such as"),
        (
            {"version": 1, "refused": {}, "days": {"2025-08-20": {"at": "now"}}},
            "days.2025-08-20.at: expected a time",
        ),
        (
            {"version": 1, "refused": {}, "days": {"2025-08-20": {"at": SEEN, "missing": [1]}}},
            r"days.2025-08-20.missing\[0\]: expected a paper id",
        ),
    ],
)
def test_damage_is_named(value: object, message: str) -> None:
    """A file that is not ours says where."""
    with pytest.raises(SchemaError, match=message):
        visits_from_json(value)  # type: ignore[arg-type]  # JSON of any kind
