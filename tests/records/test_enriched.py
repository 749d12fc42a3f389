"""The stored form of what enrichment found out reads back as what was written."""

from dataclasses import fields, replace

import pytest

from generator.records import enriched
from generator.records.enriched import Enriched, shelf_from_json, shelf_of, shelf_to_json
from generator.records.ids import PaperId
from generator.records.known import Linked, Links, Version
from generator.records.reading import Json, SchemaError
from generator.sinks import to_json
from tests.support.helpers import GOLDEN, assert_golden

FULL = Enriched(
    id=PaperId("2508.12345"),
    seen="2026-11-20T06:00:00Z",
    categories=("cs.LG", "q-bio.QM"),
    doi="10.1234/invented.2",
    journal="Journal of Invented Results 12 (2026) 1-9",
    comment="Accepted at InventedConf 2026",
    licence="https://creativecommons.org/licenses/by/4.0/",
    code="https://github.com/invented/code",
    models=Links(
        at="2026-11-20", total=12, named=(Linked(name="lab/a", likes=3, downloads=0), Linked(name="lab/b"))
    ),
    datasets=Links(at="2026-11-20", total=1, named=(Linked(name="lab/c"),)),
    spaces=Links(at="2026-11-20", total=2),
    versions=(Version(number=1, day="2025-08-18"), Version(number=3, day="2026-11-01")),
    older=(("doi", "2026-11-10T06:00:00Z"),),
    lacked=(("code", "2026-11-10T06:00:00Z"),),
    had=(("code", "2026-11-20T06:00:00Z"), ("model", "2026-11-10T06:00:00Z")),
)
LEAST = Enriched(id=PaperId("2508.12399"), seen="2026-11-20T06:00:00Z")


def test_golden() -> None:
    """The stored form is fixed: an archive is read by later versions."""
    text = to_json.text(shelf_to_json([LEAST, FULL]))
    assert_golden(GOLDEN / "known.json", text)


def test_every_field_is_stored() -> None:
    """Nothing is lost in the store."""
    assert shelf_from_json(shelf_to_json([LEAST, FULL])) == (FULL, LEAST)
    assert all(getattr(FULL, one.name) not in (None, ()) for one in fields(Enriched))


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("2508.12345", ("2508", "12")),
        ("0704.0001", ("0704", "00")),
        ("hep-th/9901001", ("9901", "hep-th")),
        ("math.GT/0309136", ("0309", "math.gt")),
        ("t-1f2e3d4c5b6a", None),
    ],
)
def test_places(key: str, place: tuple[str, str] | None) -> None:
    """A file for papers of a month whose ids are close; nothing for an id that was made from a title."""
    assert shelf_of(PaperId(key)) == place


def _with(**changes: Json) -> Json:
    whole = shelf_to_json([FULL])
    papers = whole["papers"]
    assert isinstance(papers, list)
    assert isinstance(papers[0], dict)
    return {**whole, "papers": [{**papers[0], **changes}]}


@pytest.mark.parametrize(
    ("stored", "message"),
    [
        ({"schema_version": 9, "papers": []}, "made by a newer version of this program"),
        (shelf_to_json([FULL, FULL]), "papers: 2508.12345 occurs more than once"),
        (shelf_to_json([FULL, replace(LEAST, id=PaperId("2507.12399"))]), "belong in several files"),
        (_with(id="t-1f2e3d4c5b6a"), "expected an id of arXiv"),
        (_with(categories=["68T07"]), "expected a category such as cs.LG, got '68T07'"),
        (_with(doi="10.1234"), "expected a DOI such as 10.1234/567"),
        (_with(licence="javascript:x"), "expected an http or https address"),
        (_with(versions={"v1": "2025-08-18"}), "expected numbers of versions, got 'v1'"),
        (_with(older={"title": "2026-11-10T06:00:00Z"}), "older: 'title' is not one of"),
        (_with(older={"doi": "2026-11-20T06:00:00Z"}), "expected times before 2026-11-20T06:00:00Z"),
        (_with(had={"dog": "2026-11-10T06:00:00Z"}), "had: 'dog' is not one of code, model"),
        (
            _with(models={"at": "2026-11-20", "total": 1, "named": [{"name": "../x"}]}),
            "expected an owner and a name",
        ),
    ],
)
def test_what_is_refused(stored: Json, message: str) -> None:
    """A file that was edited by hand: the message says where and what."""
    with pytest.raises(SchemaError, match=message.replace("(", r"\(")):
        shelf_from_json(stored)


def test_registers_are_fields() -> None:
    """Every field but those that are joined in another way."""
    joined = {"id", "seen", "versions", "older", "lacked", "had"}
    assert set(enriched.REGISTERS) == {one.name for one in fields(Enriched)} - joined
