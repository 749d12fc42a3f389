from collections import Counter

import pytest

from generator.intake import notes
from generator.intake.sources.huggingface import keys
from tests.intake.sources import samples


def test_known_keys_are_silent() -> None:
    """The keys the source is known to send are no news."""
    assert list(keys.unknown(samples.entry())) == []


def test_unknown_keys_are_named_by_path() -> None:
    """Every level that is read is looked at, and nothing below an unknown key."""
    person = {"name": "x", "new": {"deep": 1}}
    value = samples.entry(
        top={"new": 1, "submittedBy": person, "organization": person, "submitterOrganization": person},
        new=1,
        submittedOnDailyBy=person,
        organization=person,
        authors=[{"name": "x", "new": 1, "user": person}, 7],
    )
    assert sorted(keys.unknown(value)) == [
        "new",
        "organization.new",
        "paper.authors[].new",
        "paper.authors[].user.new",
        "paper.new",
        "paper.organization.new",
        "paper.submittedOnDailyBy.new",
        "submittedBy.new",
        "submitterOrganization.new",
    ]


def test_other_shapes_have_no_keys() -> None:
    """What is no object is somebody else's problem."""
    assert list(keys.unknown({"paper": 1, "submittedBy": []})) == []
    assert list(keys.unknown(samples.entry(authors=None))) == []


def test_one_note_per_key_with_its_count() -> None:
    """A key is reported once for a payload, the most frequent first, whatever it is called."""
    found = list(notes.unknown("x.json", Counter({"b": 1, "::\u202e": 1, "a": 2})))
    assert {note.severity for note in found} == {"note"}
    assert [(note.message, note.count) for note in found] == [
        ("unknown key 'a' ignored", 2),
        (r"unknown key '::\u202e' ignored", 1),
        ("unknown key 'b' ignored", 1),
    ]


@pytest.mark.slow
def test_a_flood_of_keys_stays_short() -> None:
    """A million keys are a hundred notes and a number."""
    found = list(notes.unknown("x.json", Counter(map(str, range(1_000_000)))))
    assert len(found) == 101
    assert (found[-1].message, found[-1].count) == ("further unknown keys ignored", 999_900)
