"""Small charts without a scale."""

import pytest
from lxml import html

from generator.render.pages import sparks
from tests.support.rendering import every, words


def test_bars() -> None:
    """One per value, nothing for a zero; the tallest has the whole height, the least more than none."""
    drawn = html.fragment_fromstring(sparks.bars("Papers per month", (0, 1, 100)))
    (drawing,) = every(drawn, "svg")
    assert drawing.get("viewbox") == "0 0 3 20"
    assert every(drawing, "path")[0].get("d") == "M1 20V19h.8V20M2 20V0h.8V20"
    assert words(every(drawn, "figcaption")[0]) == "Papers per month"


def test_many_bars() -> None:
    """Only the last hundred are shown."""
    (drawing,) = every(html.fragment_fromstring(sparks.bars("Papers", range(1, 500))), "svg")
    assert drawing.get("viewbox") == "0 0 100 20"
    assert (every(drawing, "path")[0].get("d") or "").count("M") == 100


@pytest.mark.parametrize("points", [[], [(1, 5)], [(1, 5), (1, 9)], [(1, 0), (5, 0)]])
def test_no_line(points: list[tuple[int, int]]) -> None:
    """Less than two days, or nothing but zeros, say nothing."""
    assert sparks.line(points) is None
