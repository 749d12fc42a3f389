"""Charts over months."""

from itertools import pairwise

import pytest
from lxml import html

from generator.graph.trends import Months
from generator.render.pages import axes, charts
from generator.render.pages.charts import Chart, Series
from tests.support.rendering import every, one, words


def months(count: int, first: int = 2025 * 12, *, is_open: bool = False) -> Months:
    """So many months from the given one on, in which the archive has papers."""
    keys = tuple(f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, first + count))
    return Months(keys=keys, papers=(9,) * count, is_open=is_open)


def chart(over: Months, unit: str = "") -> Chart:
    """What a chart is about."""
    return Chart(title="Papers per month", about="What it shows.", months=over, unit=unit)


def drawn(markup: str) -> html.HtmlElement:
    """A chart as elements."""
    return html.fragment_fromstring(markup, create_parent="div")


def bars(*values: float | None, unit: str = "", is_open: bool = False) -> html.HtmlElement:
    """A chart of these values."""
    over = months(len(values), is_open=is_open)
    return drawn(charts.bars(chart(over, unit), Series(name="Papers", values=values)))


def lines(*series: tuple[float | None, ...], is_open: bool = False) -> html.HtmlElement:
    """A chart of these lines."""
    over = months(len(series[0]), is_open=is_open)
    named = [Series(name=f"Name {n}", values=values) for n, values in enumerate(series)]
    return drawn(charts.lines(chart(over), named))


def test_told_to_everybody() -> None:
    """A chart is an image with a title and a description, and its numbers are in a table, newest first."""
    root = bars(1200, 0.5, 3, unit=" %")
    drawing = every(root, "svg")[0]
    assert drawing.get("role") == "img"
    assert [words(node) for node in list(drawing)[:2]] == ["Papers per month", "What it shows."]
    cells = [[words(cell) for cell in row] for row in every(root, "tr")]
    assert cells == [["Month", "Papers"], ["Mar 2025", "3 %"], ["Feb 2025", "0.5 %"], ["Jan 2025", "1,200 %"]]
    assert [words(node[0]) for node in every(root, "rect")] == [f"{a}: {b}" for a, b in cells[:0:-1]]


def test_nothing_a_strict_policy_forbids() -> None:
    """There is no style, script, handler or address in a chart."""
    over = months(3)
    series = [Series(name="<b>", values=(1, None, 3)), Series(name="B", values=(3, 2, 1))]
    root = drawn(charts.lines(chart(over), series) + charts.bars(chart(over), series[0]))
    assert {str(name).lower() for node in root.iter() for name in node.attrib} <= {
        "aria-hidden", "aria-label", "class", "d", "height", "preserveaspectratio", "role", "scope", "tabindex",
        "text-anchor", "viewbox", "width", "x", "x2", "y", "y1", "y2",
    }  # fmt: skip
    assert [words(node) for node in every(root, "li")] == ["<b>", "B"]


def test_shapes_are_within_the_drawing() -> None:
    """The greatest value is as high as the plot, and the least one is still seen."""
    heights = [int(node.get("height", "")) for node in every(bars(1, 500, 1000), "rect")]
    assert heights == [1, axes.PLOT // 2, axes.PLOT]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (631, ["200", "400", "600"]),
        (40, ["10", "20", "30", "40"]),
        (1, ["1"]),
        (0.1, ["0.1"]),
    ],
)
def test_round_values_up_to_the_greatest(most: float, expected: list[str]) -> None:
    """The scale ends at the greatest value, not at the next round one; things are counted in whole numbers."""
    found = [words(node) for node in every(bars(most), "text") if node.get("text-anchor") is None]
    assert found == expected
    assert len(every(bars(most), "line.grid")) == len(found) + 1


def test_a_month_without_data_is_a_gap() -> None:
    """A bar chart leaves it out and says so; a line is broken, and a month between two gaps is a dot."""
    root = bars(5, None, 0, 7)
    assert [words(node) for node in every(root, "rect.gap")] == ["Feb 2025: no data"]
    assert len(every(root, "rect")) == 3
    line, dot = every(lines((5, 5, None, 5, None, 5, 0)), "path")
    assert line.get("d") == "M5 0L15 0M55 0L65 150"
    assert (dot.get("class"), dot.get("d")) == ("c0 dot", "M35 0h.01")


def test_the_month_in_progress() -> None:
    """Its bar is hatched; a line is dashed up to it."""
    root = bars(5, 10, is_open=True)
    assert [node.get("d") for node in every(root, "path.open")] == [f"M15 {axes.PLOT}v-{axes.PLOT}"]
    assert not every(bars(5, 10), "path")
    whole, dashed = every(lines((10, 5, 0), is_open=True), "path")
    assert (whole.get("d"), dashed.get("class"), dashed.get("d")) == (
        "M5 0L15 75",
        "c0 open",
        "M15 75L25 150",
    )
    (alone,) = every(lines((None, None, 1), is_open=True), "path")
    assert alone.get("d") == "M25 0h.01"


def test_names_at_the_ends_of_lines() -> None:
    """From the highest to the lowest, each with its last number, and apart enough to be read."""
    root = lines((1, 2), (9, 2), (5, 9), (1, None))
    ends = every(one(root, "svg.ends"), "text")
    assert [words(end) for end in ends] == ["Name 2 9", "Name 0 2", "Name 1 2", "Name 3 1"]
    places = [int(end.get("y", "")) for end in ends]
    assert all(after - before >= charts.APART for before, after in pairwise(places))
    assert places[-1] <= axes.TOP + axes.PLOT + 4
    assert not every(lines((1, 2)), "svg.ends")


@pytest.mark.parametrize("values", [(0,), (0, 0, 0), (5,), (None,), ()])
def test_little_to_show(values: tuple[float | None, ...]) -> None:
    """Zeros, one month and none are charts like any other; what is not known or 0 has no line of the table."""
    root = bars(*values)
    shown = [value for value in values if value]
    assert len(every(root, "rect")) == len(shown) + values.count(None)
    assert len(every(root, "tr")) == len(shown) + 1


@pytest.mark.parametrize("count", [1, 2, 9, 25, 100, 500])
def test_labels_of_months(count: int) -> None:
    """At most eight, at the same months of each year, of which a phone shows every second one."""
    root = bars(*[1.0] * count)
    below = [node for node in every(root, "text") if node.get("text-anchor") is not None]
    assert 1 <= len(below) <= axes.TICKS
    assert words(below[0]).startswith("Jan ")
    kept = [node for node in below if node.get("class") != "fine"]
    assert len(kept) <= 4
