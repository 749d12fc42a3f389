"""What pages may say of a source."""

from datetime import date

import pytest

from generator.records import source
from generator.records.ids import PaperId
from generator.records.source import About, SourceNames, Sources
from tests.support.helpers import paper_id

NAMES = SourceNames(
    title="Tea Room Readings",
    short="Tea Rooms",
    paper="https://tea.example.org/read/{}",
    account="https://tea.example.org/~{}",
    day="https://tea.example.org/on/{}",
)
TEA = About(name="tea", names=NAMES, weekdays=frozenset({6}))


def test_addresses() -> None:
    """A paper, a person and a day have pages there; a paper known by its title alone has none."""
    assert NAMES.paper_at(paper_id(1)) == "https://tea.example.org/read/0001.00001"
    assert NAMES.paper_at(PaperId.from_title("Invented")) == ""
    assert NAMES.account_at("ada") == "https://tea.example.org/~ada"
    assert NAMES.day_at(date(2026, 1, 4)) == "https://tea.example.org/on/2026-01-04"


def test_a_source_without_pages_has_no_addresses() -> None:
    """A source without addresses gives no links."""
    bare = source.unknown("").names
    assert (bare.paper_at(paper_id(1)), bare.account_at("ada"), bare.day_at(date(2026, 1, 4))) == ("", "", "")


def test_usual_days() -> None:
    """A list is expected on its weekdays, from Monday to Friday where it does not say."""
    week = [date(2026, 1, 5 + n) for n in range(7)]
    assert [day.weekday() for day in week if TEA.is_usual(day)] == [6]
    assert [source.unknown("x").is_usual(day) for day in week] == [True] * 5 + [False] * 2


def test_sources_by_name() -> None:
    """Data may name a source that this program does not know: it has that name and no address."""
    known = Sources(by_name={"": TEA})
    assert known.of("") is TEA
    assert known.of("newer").names.title == "newer"


@pytest.mark.parametrize(("titles", "expected"), [("", ""), ("A", "A"), ("AA", "A"), ("AB", "A and B")])
def test_titles(titles: str, expected: str) -> None:
    """Several names are one text, each once."""
    found = [About(name=one, names=SourceNames(title=one, short=one)) for one in titles]
    assert source.titles(found) == expected


def test_three_titles() -> None:
    """The last name follows "and"."""
    found = [About(name=one, names=SourceNames(title=one, short=one)) for one in "ABC"]
    assert source.titles(found) == "A, B and C"
