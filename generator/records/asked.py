"""What `papers enrich` remembers between runs: whom it asked about which paper, and on which day last.

None of it is needed to read the archive. Without it the next run asks more than necessary.
"""

from collections.abc import Mapping
from datetime import date

from generator.records import reading
from generator.records.ids import PaperId
from generator.records.reading import Json, SchemaError, get

VERSION = 1
NAME = "enrich.json"
"""Its file in the scratch folder."""


Asked = Mapping[PaperId, date]
"""The day of the last answer about each paper."""


def asked_to_json(by_name: Mapping[str, Asked]) -> dict[str, Json]:
    """By the name of who was asked; papers sorted by id."""
    return {
        "version": VERSION,
        "asked": {
            name: {key: one[key].isoformat() for key in sorted(one)} for name, one in sorted(by_name.items())
        },
    }


def asked_from_json(value: Json) -> dict[str, Asked]:
    """Raises SchemaError naming the place."""
    root = reading.object_of(value, "file")
    if root.get("version") != VERSION:
        raise SchemaError(f"version: expected {VERSION}, got {root.get('version')!r}")
    found = get(root, "asked", "", reading.object_of)
    return {name: _days(get(found, name, "asked", reading.object_of), f"asked.{name}") for name in found}


def _days(item: reading.Object, where: str) -> Asked:
    return {
        reading.paper_id(key, where): date.fromisoformat(get(item, key, where, reading.day)) for key in item
    }
