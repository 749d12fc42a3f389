"""Small charts as SVG, drawn when the site is built.

No charting library fits: those for Python write style attributes, fixed colours and scripts (or
pictures), which the content policy, the dark scheme and screen readers rule out. Little is needed:
bars and lines over time, a title, a description, and the numbers as a table below. Colours are
classes; coordinates are whole numbers, so that one more day changes few bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.sinks.to_html import Html, el, join

WIDTH, HEIGHT = 640, 180
LEFT, BOTTOM, TOP = 40, 22, 8
LABELS = 8
ROOM = 18
"""Half the width of a label: a label closer to the edge would be cut off."""
COLOURS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row of numbers, with one value per label of the chart."""

    name: str
    values: tuple[float, ...]


def bars(title: str, about: str, labels: Sequence[str], series: Series, unit: str = "") -> Html:
    """One bar per label. Zeros, of which a rare keyword has many, take no room: neither a bar nor a line of
    the table."""
    top = _ceiling([series])
    step = (WIDTH - LEFT) / max(1, len(labels))
    shapes = [
        el(
            "rect",
            el("title", f"{label}: {_shown(value)}{unit}"),
            x=round(LEFT + n * step + step * 0.1),
            y=_height(value, top),
            width=max(1, round(step * 0.8)),
            height=HEIGHT - BOTTOM - _height(value, top),
        )
        for n, (label, value) in enumerate(zip(labels, series.values, strict=True))
        if value
    ]
    kept = [(label, value) for label, value in zip(labels, series.values, strict=True) if value]
    table = _table([label for label, _ in kept], [replace(series, values=tuple(v for _, v in kept))], unit)
    drawing = _drawing(title, about, *_scale(top, unit), *_marks(labels), *shapes)
    return _figure(title, drawing, table)


def lines(title: str, about: str, labels: Sequence[str], series: Sequence[Series], unit: str = "") -> Html:
    """One line per series; at most one per colour."""
    top = _ceiling(series)
    step = (WIDTH - LEFT) / max(1, len(labels))
    shapes = [
        el("polyline", class_=f"c{n % COLOURS}", points=_points(one, step, top))
        for n, one in enumerate(series)
    ]
    drawing = _drawing(title, about, *_scale(top, unit), *_marks(labels), *shapes)
    return _figure(title, drawing, _table(labels, series, unit), _legend(series))


def _points(one: Series, step: float, top: float) -> str:
    places = ((round(LEFT + (n + 0.5) * step), _height(v, top)) for n, v in enumerate(one.values))
    return " ".join(f"{x},{y}" for x, y in places)


def _drawing(title: str, about: str, *shapes: Html) -> Html:
    return el(
        "svg",
        el("title", title),
        el("desc", about),
        *shapes,
        role="img",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
    )


def _legend(series: Sequence[Series]) -> Html | None:
    if len(series) < 2:
        return None
    items = (el("li", one.name, class_=f"k{n % COLOURS}") for n, one in enumerate(series))
    return el("ul", *items, class_="legend")


def _figure(title: str, drawing: Html, table: Html, legend: Html | None = None) -> Html:
    numbers = el("details", el("summary", "Numbers"), table)
    return el("figure", el("figcaption", title), drawing, legend, numbers, class_="chart")


def _scale(top: float, unit: str) -> list[Html]:
    """Three lines with their values."""
    found = []
    for part in (0, 0.5, 1):
        y = _height(top * part, top)
        found.append(el("path", class_="grid", d=f"M{LEFT} {y}H{WIDTH}"))
        found.append(el("text", f"{_shown(top * part)}{unit}", x=LEFT - 5, y=y + 4, text_anchor="end"))
    return found


def _marks(labels: Sequence[str]) -> list[Html]:
    """Some of the labels below the chart, evenly spaced."""
    step = (WIDTH - LEFT) / max(1, len(labels))
    every = -(-len(labels) // LABELS) or 1
    return [
        el("text", label, x=round(LEFT + (n + 0.5) * step), y=HEIGHT - 6, text_anchor="middle")
        for n, label in enumerate(labels)
        if n % every == 0 and LEFT + (n + 0.5) * step < WIDTH - ROOM
    ]


def _table(labels: Sequence[str], series: Sequence[Series], unit: str) -> Html:
    head = el("tr", el("th", "Month", scope="col"), *(el("th", one.name, scope="col") for one in series))
    rows = (
        el(
            "tr",
            el("th", label, scope="row"),
            *(el("td", f"{_shown(one.values[n])}{unit}") for one in series),
        )
        for n, label in enumerate(labels)
    )
    return el("table", el("thead", head), el("tbody", join(*rows)))


def _ceiling(series: Sequence[Series]) -> float:
    """The smallest of 1, 2, 5, 10, 20, … that no value exceeds."""
    most = max((value for one in series for value in one.values), default=0)
    size = 1.0
    while True:
        for factor in (1, 2, 5):
            if size * factor >= most:
                return size * factor
        size *= 10


def _height(value: float, top: float) -> int:
    return round(TOP + (HEIGHT - BOTTOM - TOP) * (1 - value / top))


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
