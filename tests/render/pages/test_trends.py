from datetime import date

from generator.render.pages import trends
from tests.support import linking
from tests.support.helpers import paper
from tests.support.rendering import every, one, seen, words


def test_young_archive() -> None:
    """With less than two months there is a line instead of charts, also without any paper."""
    for found in (linking.graph([]), linking.of(paper(1))):
        page = seen(trends.render(found).text)
        assert words(one(page, "p.notice")) == "Charts need list days from at least two months."
        assert not every(page, "svg")


def test_charts() -> None:
    """Every chart has its numbers in a table, a row for each month, and risen topics come first."""
    days, number = [], 0
    for month in range(1, 9):
        topics = ["Kites"] * 4 + ["Rivers" if month >= 5 else "Gardens"] * 4
        days.append(
            linking.day(
                *(paper(number + n, title=f"{t} {n}") for n, t in enumerate(topics)), on=date(2026, month, 2)
            )
        )
        number += len(topics)
    page = seen(trends.render(linking.graph(days)).text)
    figures = every(page, "figure.chart")
    assert len(figures) >= 5
    assert all(h.get("id") != "organizations" for h in every(page, "h2"))
    for figure in figures:
        assert every(figure, "svg")
        assert len(every(figure, "tr")) == 9
    risen, fallen = ([words(li) for li in node] for node in every(page, "ul.moves"))
    assert risen == ["Rivers 0.0 → 50.0 %"]
    assert fallen == ["Gardens 50.0 → 0.0 %"]
    assert len(every(page, "ul.moves")[0][0].findall(".//path")) == 2
    assert [words(node) for node in every(page, "h2")][:2] == ["Rising topics", "Falling topics"]
