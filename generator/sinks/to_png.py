"""Pictures for links as PNG. The same picture gives the same bytes with the same version of Pillow.

The font has the letters of Latin scripts. Text in another script is left out, because boxes in place of
letters say nothing; every picture has its colour and its bars all the same.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from generator.records.picture import Picture

WIDTH, HEIGHT = 1200, 630
"""What previews of links are made for."""
LEFT, RIGHT = 88, WIDTH - 72
PAPER, INK, SOFT = "#f6f7fb", "#1d2030", "#5a6072"
COLOURS, MOST = (16, 8, 4), 15_000
"""As many as fit into so many bytes: only the edges of letters need shades."""

TITLES = ((104, 1), (80, 2), (64, 2))
"""Sizes of titles, and the lines that one may have in each."""
BARS_TOP, BARS_BOTTOM = 440, HEIGHT - 56
LONGEST = 200
"""Characters that are looked at of any text: more fit on no picture."""

WRITABLE = re.compile("[ -~\u00a0-\u0148\u014a-\u017f\u0218-\u021b–—‘’“”„•…]+")
"""The letters of the font."""


def picture(one: Picture) -> bytes:
    """The file."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 31, HEIGHT), fill=one.hue)
    _write(draw, 62, _fitting(_writable(one.site), 40), 40, SOFT)
    title = _writable(one.title) or _writable(one.key)
    size, rows = _title(title)
    for n, row in enumerate(rows):
        _write(draw, 138 + n * round(size * 1.12), row, size, INK)
    below = 138 + len(rows) * round(size * 1.12) + 18
    _write(draw, below, _fitting(_writable(one.about), 44), 44, SOFT)
    _bars(draw, one.bars, one.hue)
    written = (_written(image, colours) for colours in COLOURS)
    return next((body for body in written if len(body) <= MOST), _written(image, COLOURS[-1]))


def _written(image: Image.Image, colours: int) -> bytes:
    file = BytesIO()
    reduced = image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(file, "PNG", optimize=True)
    return file.getvalue()


def _writable(text: str) -> str:
    """The text, or its beginning, if the font has all of its letters, else nothing."""
    plain = unicodedata.normalize("NFC", text)[:LONGEST]
    return plain if WRITABLE.fullmatch(plain) else ""


def _title(text: str) -> tuple[int, Sequence[str]]:
    """The largest size at which it fits, and its lines. What is too long even for the smallest is cut."""
    for size, lines in TITLES:
        rows = _rows(text, size)
        if len(rows) <= lines and all(_width(row, size) <= RIGHT - LEFT for row in rows):
            return size, rows
    size, lines = TITLES[-1]
    rows = _rows(text, size)
    shown = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return size, [_fitting(row, size) for row in shown]


def _rows(text: str, size: int) -> list[str]:
    rows: list[str] = []
    for word in text.split():
        if rows and _width(f"{rows[-1]} {word}", size) <= RIGHT - LEFT:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows


def _fitting(text: str, size: int) -> str:
    """As much of it as fits on a line."""
    if _width(text, size) <= RIGHT - LEFT:
        return text
    kept = text
    while kept and _width(f"{kept}…", size) > RIGHT - LEFT:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _width(text: str, size: int) -> float:
    return _font(size).getlength(text)


def _write(draw: ImageDraw.ImageDraw, top: int, text: str, size: int, ink: str) -> None:
    if text:
        draw.text((LEFT, top), text, font=_font(size), fill=ink)


def _bars(draw: ImageDraw.ImageDraw, counts: Sequence[int], hue: str) -> None:
    top = max(counts, default=0)
    if not top:
        return
    step = (RIGHT - LEFT) / len(counts)
    gap = min(10, step * 0.25)
    for n, count in enumerate(counts):
        if count:
            height = max(4, round((BARS_BOTTOM - BARS_TOP) * count / top))
            left = round(LEFT + n * step)
            right = max(left, round(LEFT + (n + 1) * step - gap) - 1)
            draw.rectangle((left, BARS_BOTTOM - height, right, BARS_BOTTOM), fill=hue)


@lru_cache(maxsize=16)
def _font(size: int) -> ImageFont.FreeTypeFont:
    body = (resources.files("generator") / "sinks" / "fonts" / "inter.otf").read_bytes()
    return ImageFont.truetype(BytesIO(body), size, layout_engine=ImageFont.Layout.BASIC)
