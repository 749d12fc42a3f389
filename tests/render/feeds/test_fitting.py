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
        updated=f"2026-01-{day:02d}T12:00:00Z",
        summary="short",
        body=el("p", "x" * 1000),
    )


def written(one: FeedEntry) -> str:
    """As every format does: what it says, and its content."""
    return f"{one.title} {one.body or one.summary}"


@pytest.mark.parametrize(
    ("days", "whole"),
    [
        ([3, 3, 2], 3),
        ([3, 3, 2, 2, 2], 2),
        ([3, 2, 2, 2, 1], 4),
        ([3, 2, 2, 1], 4),
        ([3, 2, 2, 2, 2], 1),
        ([], 0),
    ],
)
def test_whole_days(days: list[int], whole: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest days are as they are; a day for which there is no room, and all before it, are in brief."""
    monkeypatch.setattr(fitting, "CAP", 4_200)
    entries = [entry(n, day) for n, day in enumerate(days)]
    found = fitting.fitted(entries, written)
    assert found == [written(one if n < whole else one.brief) for n, one in enumerate(entries)]


def test_no_room_even_in_brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest days are left out."""
    monkeypatch.setattr(fitting, "CAP", 100)
    found = fitting.fitted([entry(n, 9 - n // 3) for n in range(12)], written)
    assert found == [f"Title {n} short" for n in range(6)]


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
