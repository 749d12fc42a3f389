from datetime import date

from generator.archive import Archive
from generator.curation import Curation, Note
from generator.graph import trends
from generator.graph.trends import Months
from tests.support import linking
from tests.support.helpers import listed, listing, paper, paper_id

DAYS = [date(2025, 11, 3), date(2026, 2, 2)]


def archive() -> Archive:
    """Three papers in two months, and a hidden one."""
    days = [linking.day(paper(1), paper(2), paper(9), on=DAYS[0]), linking.day(paper(3), on=DAYS[1])]
    return Archive.of(days, Curation({paper_id(9): Note(hide=True)}))


def test_months() -> None:
    """Months without a list day are there with 0; hidden papers are not counted."""
    found = trends.months(archive())
    assert found.keys == ("2025-11", "2025-12", "2026-01", "2026-02")
    assert found.papers == (2, 0, 0, 1)


def test_empty_archive() -> None:
    """Without list days there are no months and no trends."""
    found = trends.months(Archive.of([]))
    assert found == Months(keys=(), papers=())
    assert trends.moves(found, {"a": []}) == ()


def test_share() -> None:
    """A part's share of a month is in percent, None where the month has no papers."""
    whole = archive()
    part = [whole.papers[paper_id(1)], whole.papers[paper_id(3)]]
    assert trends.months(whole).of(part) == (1, 0, 0, 1)
    assert trends.months(whole).share(part) == (50.0, None, None, 100.0)
    assert trends.months(whole).known((1, 0, 0, 0)) == (1, None, None, 0)
    assert trends.months(whole).known((1, 0, 0, 0), (1, 0, 1, 0)) == (1, None, 0, None)


def test_moves() -> None:
    """Groups come from the most risen to the most fallen; the running month and small groups do not count."""
    days, groups, number = [], dict[str, list[int]](rising=[], steady=[], falling=[], small=[]), 0
    for month in range(1, 9):
        names = ["steady"] * 4 + ["rising" if 5 <= month <= 7 else "falling"] * 4 + ["small"] * (month == 2)
        numbers = range(number + 1, number + 1 + len(names))
        number += len(names)
        days.append(linking.day(*(paper(n) for n in numbers), on=date(2026, month, 2)))
        for n, name in zip(numbers, names, strict=True):
            groups[name].append(n)
    whole = Archive.of(days)
    parts = {name: [whole.papers[paper_id(n)] for n in of] for name, of in groups.items()}
    found = trends.moves(trends.months(whole), parts)
    assert [move.slug for move in found] == ["rising", "steady", "falling"]
    assert (found[0].before, found[0].now, found[2].now) == (0.0, 50.0, 0.0)
    assert found[0].factor > 1 > found[2].factor


def test_median_upvotes() -> None:
    """Unknown counts are left out; a month without any has 0."""
    day = listing([listed(2), listed(5), listed(9, signals=())])
    whole = Archive.of([day])
    assert trends.median_upvotes(whole, trends.months(whole)) == (3.5,)
