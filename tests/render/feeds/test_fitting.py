"""As many entries as one file should hold."""

from datetime import date

import pytest

from generator.render.feeds import fitting
from generator.render.feeds.entries import FeedEntry
from generator.sinks.to_html import el


def entry(number: int, day: int) -> FeedEntry:
    """An entry of a thousand bytes and a little."""
    return FeedEntry(
        id=f"tag:x,2026:paper/{number}",
        url="https://example.org/",
        title=f"Title {number}",
        day=date(2026, 1, day),
        updated="",
        summary="short",
        body=el("p", "x" * 1000),
    )


def written(one: FeedEntry) -> str:
    """As every format does: what it says, and its content."""
    return f"{one.title} {one.body or one.summary}"


@pytest.mark.parametrize(
    ("days", "kept"),
    [
        ([3, 3, 2], [3, 3, 2]),
        ([3, 3, 2, 2, 2], [3, 3]),
        ([3, 2, 2, 2, 1], [3, 2, 2, 2]),
        ([], []),
    ],
)
def test_whole_days(days: list[int], kept: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A day for which there is no room is left out whole, and so are those before it."""
    monkeypatch.setattr(fitting, "CAP", 4_200)
    found = fitting.fitted([entry(n, day) for n, day in enumerate(days)], written)
    assert found == [written(entry(n, day)) for n, day in enumerate(kept)]


def test_a_day_that_is_too_long_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes complete, in brief."""
    monkeypatch.setattr(fitting, "CAP", 4_200)
    found = fitting.fitted([entry(n, 3) for n in range(9)], written)
    assert found == [f"Title {n} short" for n in range(9)]


def test_accents_take_more_than_a_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is bytes that count."""
    monkeypatch.setattr(fitting, "CAP", 2_000)
    entries = [entry(1, 3), entry(2, 2)]
    assert len(fitting.fitted(entries, lambda one: "é" * 700)) == 1


@pytest.mark.attack(3, "a day of papers whose brief entries are too long for a feed")
def test_a_day_that_is_too_long_even_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first entries come; a feed is never larger than readers take."""
    monkeypatch.setattr(fitting, "CAP", 4_200)
    found = fitting.fitted([entry(n, 3) for n in range(9)], lambda one: f"{one.title} {'x' * 1000}")
    assert [one[:7] for one in found] == [f"Title {n}" for n in range(4)]
    assert not fitting.fitted([entry(1, 3)], lambda one: "x" * 5000)
