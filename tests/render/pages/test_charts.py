import pytest
from lxml import html

from generator.render.pages import charts
from generator.render.pages.charts import Series
from tests.support.rendering import every, words

LABELS = ("2026-01", "2026-02", "2026-03")


def drawn(markup: str) -> html.HtmlElement:
    """A chart as elements."""
    return html.fragment_fromstring(markup, create_parent="div")


def bars(*values: float, unit: str = "") -> html.HtmlElement:
    """A chart of these values."""
    series = Series(name="Papers", values=values)
    return drawn(charts.bars("Papers per month", "What it shows.", LABELS[: len(values)], series, unit))


def test_told_to_everybody() -> None:
    """A chart is an image with a title and a description, and its numbers are in a table."""
    root = bars(1200, 0.5, 3, unit=" %")
    (drawing,) = every(root, "svg")
    assert drawing.get("role") == "img"
    assert [words(node) for node in list(drawing)[:2]] == ["Papers per month", "What it shows."]
    cells = [[words(cell) for cell in row] for row in every(root, "tr")]
    assert cells == [["Month", "Papers"], ["2026-01", "1,200 %"], ["2026-02", "0.5 %"], ["2026-03", "3 %"]]
    assert [words(node[0]) for node in every(root, "rect")] == [f"{a}: {b}" for a, b in cells[1:]]


def test_nothing_a_strict_policy_forbids() -> None:
    """There is no style, script, handler or address in a chart."""
    series = [Series(name="<b>", values=(1, 2, 3)), Series(name="B", values=(3, 2, 1))]
    root = drawn(charts.lines("T", "D", LABELS, series))
    allowed = {"class", "role", "viewbox", "x", "y", "width", "height", "d", "points", "text-anchor", "scope"}
    assert {str(name).lower() for node in root.iter() for name in node.attrib} <= allowed
    assert [words(node) for node in every(root, "li")] == ["<b>", "B"]


def test_whole_numbers() -> None:
    """Coordinates are whole and within the drawing; the greatest value is the highest."""
    root = drawn(charts.lines("T", "D", LABELS, [Series(name="A", values=(0, 7, 9.5))]))
    (line,) = every(root, "polyline")
    points = [tuple(map(int, pair.split(","))) for pair in line.get("points", "").split()]
    assert all(0 <= x <= charts.WIDTH and 0 <= y <= charts.HEIGHT for x, y in points)
    assert points[0][1] > points[1][1] > points[2][1]


@pytest.mark.parametrize("values", [(0,), (0, 0, 0), (5,), ()])
def test_little_to_show(values: tuple[float, ...]) -> None:
    """Zeros, one label and none are charts like any other; a zero has no bar and no line of the table."""
    root = bars(*values)
    shown = [value for value in values if value]
    assert len(every(root, "rect")) == len(shown)
    assert all(int(node.get("height", "-1")) >= 0 for node in every(root, "rect"))
    assert len(every(root, "tr")) == len(shown) + 1


def test_many_labels() -> None:
    """Of many labels a few are shown below, evenly spread."""
    labels = [f"20{n // 12:02d}-{n % 12 + 1:02d}" for n in range(100)]
    root = drawn(charts.bars("T", "D", labels, Series(name="A", values=(1.0,) * 100)))
    below = [node for node in every(root, "text") if node.get("text-anchor") == "middle"]
    assert 2 <= len(below) <= charts.LABELS
