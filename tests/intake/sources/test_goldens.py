import json
from datetime import date
from pathlib import Path

import pytest

from generator.errors import RefusedError
from generator.intake.sources import parse
from generator.records.listing import Payload
from generator.records.schema import listing_to_json
from tests.support.helpers import DATA, assert_golden

FOLDER = DATA / "payloads"
ASKED = date(2000, 1, 6)
NO_DAY = {"array-several-days.json", "envelope.json", "page-year.txt"}
"""These tell their days themselves; all others are handed in for 2000-01-06."""

PAYLOADS = sorted(
    path for path in FOLDER.iterdir() if ".expected" not in path.name and not path.name.startswith(".")
)


def outcome(payload: Payload) -> dict[str, object]:
    """What a payload becomes, in the words of the store and of the reports."""
    try:
        parsed = parse(payload)
    except RefusedError as error:
        return {"refused": error.reason, "where": error.where, "message": str(error)}
    return {
        "shape": parsed.shape,
        "listings": [listing_to_json(listing) for listing in parsed.listings],
        "problems": [f"{problem.severity}: {problem}" for problem in parsed.problems],
    }


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    """Each payload becomes the records and problems beside it."""
    asked = None if path.name in NO_DAY else ASKED
    found = outcome(Payload(path=path.name, body=path.read_bytes(), asked=asked))
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    assert_golden(path.with_name(f"{path.name}.expected.json"), text)


def test_every_golden_has_its_payload() -> None:
    """No expectation is left behind."""
    expected = {path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.expected.json")}
    assert expected == {path.name for path in PAYLOADS}
