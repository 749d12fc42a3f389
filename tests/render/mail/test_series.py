"""What is new of what somebody follows, and in which of its emails."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from generator.archive import Archive
from generator.curation import Curation, Note
from generator.graph import digests
from generator.records.ids import PaperId
from generator.records.listing import Listing
from generator.records.mailing import Mailing, MailState
from generator.records.period import PeriodKind
from generator.render.mail import due
from generator.render.mail.series import OWN, Series, news
from tests.support.helpers import listed, listing, paper_id

MONDAY = date(2025, 8, 18)
TEA = Series(name="green-tea", title="Tea", query="tea")


def day(number: int) -> date:
    """A day by its number after MONDAY."""
    return MONDAY + timedelta(days=number)


def key(number: int) -> str:
    """What the day is called."""
    return day(number).isoformat()


def archive(*days: Collection[int], late: dict[int, str] | None = None, hidden: int | None = None) -> Archive:
    """Papers by their numbers on days from MONDAY on, each captured at noon unless it came `late`."""
    found: list[Listing] = []
    for number, papers in enumerate(days):
        noon = f"{day(number)}T12:00:00Z"
        there = [listed(one, seen=(late or {}).get(one, noon)) for one in papers]
        found.append(listing(there, day=day(number), captured=noon))
    notes = {paper_id(hidden): Note(hide=True)} if hidden else {}
    return Archive.of(found, Curation(notes))


def sent(number: int, *papers: int, state: MailState = "sent") -> dict[str, Mailing]:
    """The record of a day's email, made of what was known at two in the morning after it."""
    one = Mailing(
        digest=TEA.key(digests.of(archive(*[()] * 9), "day").by_key[key(number)].period),
        message_id="<x@y>",
        channel="smtp",
        state=state,
        at="2026-01-01T00:00:00Z",
        as_of=f"{day(number + 1)}T02:00:00Z",
        papers=tuple(map(paper_id, papers)),
    )
    return {key(number): one}


def fresh(
    of: Archive, found: Collection[int], mailed: dict[str, Mailing], kind: PeriodKind = "day"
) -> dict[str, list[PaperId]]:
    """The papers of each email that is due."""
    whole = digests.of(of, kind)
    chosen = due.due(of, news(of, whole, set(map(paper_id, found)), mailed), mailed, whole)
    return {one.period.key: sorted(paper.paper.id for paper in one.papers) for one in chosen}


def ids(*numbers: int) -> list[PaperId]:
    """Papers by their numbers."""
    return [paper_id(one) for one in numbers]


def test_as_many_as_are_new() -> None:
    """The first email is of the newest day with a paper; then every day has the papers that were first listed on
    it, and a day without any has none. A paper of another day's list is not new."""
    three = archive({1, 2, 3}, {2, 4}, {4, 5, 6}, {7})
    assert fresh(three, {1, 2, 4, 5}, {}) == {key(2): ids(5)}
    assert fresh(three, {1, 2, 4, 5}, sent(0, 1, 2)) == {key(1): ids(4), key(2): ids(5)}
    assert fresh(three, {1, 2}, sent(0, 1, 2)) == {}
    assert fresh(three, {7}, {}) == {}
    assert fresh(archive({1, 2}, *[{9}] * 6, {3}), {1, 3}, {}, "week") == {"2025-W34": ids(1)}


def test_a_paper_that_joins_late() -> None:
    """It comes once, with the newest day that is over; whatever the query finds of older days by itself does not."""
    at = {3: f"{day(1)}T14:00:00Z"}
    now = archive({1, 2, 3}, {4}, {5}, late=at)
    assert fresh(now, {1, 2, 3, 4}, sent(0, 1)) == {key(1): ids(3, 4)}
    assert fresh(now, {1, 2, 3}, sent(0, 1)) == {key(1): ids(3)}
    assert fresh(now, {1, 3, 4}, sent(0, 1) | sent(1, 3, 4)) == {}
    week = archive(*[()] * 4, {1}, (), {2}, late={2: f"{day(6)}T12:00:00Z"})
    friday = {"2025-W34": replace(sent(4, 1)[key(4)], as_of=f"{day(5)}T02:00:00Z")}
    assert fresh(week, {1, 2}, friday, "week") == {}
    later = archive(*[()] * 4, {1}, (), {2}, (), (), (), (), {3}, {4})
    assert fresh(later, {1, 2}, friday, "week") == {"2025-W35": ids(2)}
    early = archive({1, 3}, {4}, {5}, late={3: f"{day(1)}T01:30:00Z"})
    assert fresh(early, {1, 3}, sent(0, 1)) == {}


def test_another_kind() -> None:
    """After `mail: week` became `mail: day`, a paper is in the email of its day only, however many are due."""
    three = archive({1, 2}, {3}, {4}, {5})
    week = replace(sent(0, 1)[key(0)], digest=TEA.key(digests.of(three, "week").by_key["2025-W34"].period))
    assert fresh(three, {1, 3, 4}, {"2025-W34": week} | sent(0, 2)) == {key(1): ids(3), key(2): ids(4)}


def test_another_attempt() -> None:
    """An email that was not accepted has the same papers again, without those that were hidden since."""
    failed = sent(0, 1, 2, state="failed")
    assert fresh(archive({1, 2, 3}, {4}), {1, 2, 3}, failed) == {key(0): ids(1, 2)}
    assert fresh(archive({1, 2, 3}, {4}, hidden=2), {1, 2, 3}, failed) == {key(0): ids(1)}


def test_old_papers_are_no_news() -> None:
    """A query whose only papers are older than the last seven lists has no first email."""
    many = archive({1}, *[{number} for number in range(2, 11)])
    assert fresh(many, {1, 2}, {}) == {}
    assert fresh(many, {1, 3}, {}) == {key(2): ids(3)}


def test_names_in_the_ledger() -> None:
    """Records of a query, of another and of the own digests of the archive are kept apart."""
    mine, own = sent(0, 1)[key(0)], replace(sent(0)[key(0)], digest=key(0))
    records = {f"green-tea.{key(0)}": mine, f"tea.{key(1)}": mine, key(2): own}
    assert TEA.mailed(records) == {key(0): mine}
    assert OWN.mailed(records) == {key(2): own}
    assert mine.digest == f"green-tea.{key(0)}"
