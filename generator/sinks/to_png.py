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

from PIL import Image, ImageColor, ImageDraw, ImageFont

from generator.records.picture import Picture

WIDTH, HEIGHT = 1200, 630
"""What previews of links are made for."""
LEFT, RIGHT = 88, WIDTH - 72
PAPER, INK, SOFT = "#f6f7fb", "#1d2030", "#5a6072"
SHADES = 6
"""Steps from the paper to an ink, for the edges of letters: 14 colours take four bits a pixel."""

PAPER_AT, HUE_AT, INK_AT, SOFT_AT = 0, 1, 2, 2 + SHADES
"""Places in the palette; an ink has SHADES."""

LEVEL, MOST = 7, 15_000
"""Of zlib, and the bytes of a file. The highest level saves a tenth and takes five times as long."""

TITLES = ((104, 1), (80, 2), (64, 2))
"""Sizes of titles, and the lines that one may have in each."""
BARS_TOP, BARS_BOTTOM = 440, HEIGHT - 56
LONGEST = 200
"""Characters that are looked at of any text: more fit on no picture."""

WRITABLE = re.compile("[ -~\u00a0-\u0148\u014a-\u017f\u0218-\u021b–—‘’“”„•…]+")
"""The letters of the font."""


@lru_cache(maxsize=128)
def picture(one: Picture) -> bytes:
    """The file."""
    image = Image.new("P", (WIDTH, HEIGHT), PAPER_AT)
    image.putpalette(_palette(one.hue))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 31, HEIGHT), fill=HUE_AT)
    _write(image, 62, _fitting(_writable(one.site), 40), 40, SOFT_AT)
    title = _writable(one.title) or _writable(one.key)
    size, rows = _title(title)
    for n, row in enumerate(rows):
        _write(image, 138 + n * round(size * 1.12), row, size, INK_AT)
    below = 138 + len(rows) * round(size * 1.12) + 18
    _write(image, below, _fitting(_writable(one.about), 44), 44, SOFT_AT)
    _bars(draw, one.bars)
    body = _written(image, LEVEL)
    return body if len(body) <= MOST else _written(image.point(_sharp()), 9)


def _written(image: Image.Image, level: int) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", compress_level=level)
    return file.getvalue()


def _sharp() -> list[int]:
    """The places of a palette without the edges of letters: either paper or ink."""
    shades = [
        ink + SHADES - 1 if step >= SHADES // 2 else PAPER_AT
        for ink in (INK_AT, SOFT_AT)
        for step in range(SHADES)
    ]
    return [PAPER_AT, HUE_AT, *shades, *[PAPER_AT] * (254 - len(shades))]


def _palette(hue: str) -> list[int]:
    """Red, green and blue of each place."""
    paper, *others = (ImageColor.getrgb(one)[:3] for one in (PAPER, INK, SOFT))
    shades = [
        round(below + (above - below) * step / SHADES)
        for ink in others
        for step in range(1, SHADES + 1)
        for below, above in zip(paper, ink, strict=True)
    ]
    return [*paper, *ImageColor.getrgb(hue)[:3], *shades]


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


def _write(image: Image.Image, top: int, text: str, size: int, ink: int) -> None:
    if text:
        covered = Image.new("L", (WIDTH - LEFT, size * 2))
        ImageDraw.Draw(covered).text((0, 0), text, font=_font(size), fill=255)
        steps = [round(value * SHADES / 255) for value in range(256)]
        shades = covered.point([max(PAPER_AT, ink - 1 + step) for step in steps])
        image.paste(shades, (LEFT, top), covered.point([255 * bool(step) for step in steps]))


def _bars(draw: ImageDraw.ImageDraw, counts: Sequence[int]) -> None:
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
            draw.rectangle((left, BARS_BOTTOM - height, right, BARS_BOTTOM), fill=HUE_AT)


@lru_cache(maxsize=16)
def _font(size: int) -> ImageFont.FreeTypeFont:
    body = (resources.files("generator") / "sinks" / "fonts" / "inter.otf").read_bytes()
    return ImageFont.truetype(BytesIO(body), size, layout_engine=ImageFont.Layout.BASIC)
