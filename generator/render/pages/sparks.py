"""Small charts without a scale, in a tenth of the bytes of a chart: bars and lines beside words that say what
they show. Their drawings are at most a hundred units wide and are stretched to the room they have.
"""

from collections.abc import Sequence

from generator.sinks.to_html import Html, el, join

HEIGHT, WIDEST = 20, 100


def bars(about: str, values: Sequence[float]) -> Html:
    """One bar per value; `about` says what they are. The tallest is as high as the drawing. Of very many
    values, the last ones are shown."""
    shown = values[-WIDEST:]
    top = max(shown, default=0) or 1
    bars = (
        f"M{n} {HEIGHT}V{HEIGHT - -(-HEIGHT * value // top):.0f}h.8V{HEIGHT}"
        for n, value in enumerate(shown)
        if value
    )
    drawing = _drawing(el("path", d="".join(bars)), len(shown))
    return el("figure", drawing, el("figcaption", about), class_="spark")


def line(points: Sequence[tuple[int, int]]) -> Html | None:
    """A count over time, from pairs of a day and a value, as an area below a line. The numbers must be next
    to it, as text. None if there is only one day or nothing was ever counted."""
    days = [day for day, _ in points]
    first, last = min(days, default=0), max(days, default=0)
    top = max((count for _, count in points), default=0)
    if first == last or not top:
        return None
    places = [
        f"{round(WIDEST * (day - first) / (last - first))} {round(HEIGHT * (1 - count / top))}"
        for day, count in points
    ]
    above = "L".join(places)
    area = el("path", d=f"M0 {HEIGHT}L{above}V{HEIGHT}z")
    drawing = _drawing(join(area, el("path", d=f"M{above}")), WIDEST)
    return el("div", drawing, class_="spark")


def _drawing(shapes: Html, width: int) -> Html:
    return el(
        "svg",
        shapes,
        viewBox=f"0 0 {width} {HEIGHT}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
