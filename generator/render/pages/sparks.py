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


def line(points: Sequence[tuple[int, float | None]]) -> Html | None:
    """A value over time, from pairs of a day or month and a value, as an area below a line with a gap where
    nothing is known. The numbers must be next to it, as text. None if there is only one day or nothing but
    zeros."""
    first, last = min((at for at, _ in points), default=0), max((at for at, _ in points), default=0)
    top = max((value for _, value in points if value is not None), default=0)
    if first == last or not top:
        return None
    runs: list[list[tuple[int, int]]] = [[]]
    for at, value in points:
        if value is None:
            runs.append([])
        else:
            runs[-1].append(
                (round(WIDEST * (at - first) / (last - first)), round(HEIGHT * (1 - value / top)))
            )
    kept = [run for run in runs if run]
    area = "".join(f"M{run[0][0]} {HEIGHT}L{_through(run)}V{HEIGHT}z" for run in kept)
    above = "".join(f"M{_through(run)}" for run in kept)
    return el("div", _drawing(join(el("path", d=area), el("path", d=above)), WIDEST), class_="spark")


def _through(run: Sequence[tuple[int, int]]) -> str:
    return "L".join(f"{x} {y}" for x, y in run)


def _drawing(shapes: Html, width: int) -> Html:
    return el(
        "svg",
        shapes,
        viewBox=f"0 0 {width} {HEIGHT}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
