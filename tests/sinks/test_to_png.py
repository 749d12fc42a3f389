"""Pictures for links."""

from io import BytesIO

import pytest
from PIL import Image

from generator.records.picture import Picture
from generator.sinks import to_png
from tests.support.helpers import hostile_texts

PICTURE = Picture(
    title="May 2026", key="2026-05", about="586 papers", site="Daily papers", hue="#4051b5", bars=(3, 0, 9)
)


def drawn(**changes: object) -> Image.Image:
    """The picture with these changes, as others see it."""
    body = to_png.picture(Picture(**{**fields(PICTURE), **changes}))  # type: ignore[arg-type]  # tests name the fields
    assert len(body) <= to_png.MOST == 15_000
    image = Image.open(BytesIO(body))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    return image.convert("RGB")


def fields(one: Picture) -> dict[str, object]:
    """Its fields by name."""
    return {name: getattr(one, name) for name in one.__slots__}


def inked(image: Image.Image, top: int, bottom: int) -> int:
    """How many pixels of a stripe are not paper."""
    part = image.crop((to_png.LEFT, top, to_png.WIDTH, bottom))
    paper = image.getpixel((600, 5))
    return sum(count for count, colour in part.getcolors(1 << 20) or [] if colour != paper)


def test_the_same_picture_is_the_same_file() -> None:
    """Nothing of time or chance is in it."""
    once = to_png.picture(PICTURE)
    to_png.picture.cache_clear()
    assert to_png.picture(PICTURE) == once


def test_what_is_on_it() -> None:
    """The site, the title, a line below it and bars; without them, nothing but the colour."""
    image = drawn()
    assert all(inked(image, top, top + 60) for top in (60, 160, 280, 500))
    assert image.getpixel((5, 300)) == (0x40, 0x51, 0xB5)
    assert not inked(drawn(title="", key="", about="", site="", bars=()), 0, 630)


def test_the_tallest_bar_is_the_greatest_count() -> None:
    """Their heights are in proportion, and there is none for 0."""
    image = drawn(bars=(1, 0, 2))
    across = (to_png.LEFT + 100, 600, to_png.RIGHT - 100)
    heights = [sum(image.getpixel((x, y)) == (0x40, 0x51, 0xB5) for y in range(430, 630)) for x in across]
    assert heights[1] == 0
    assert heights[2] == pytest.approx(2 * heights[0], abs=2)


def test_other_scripts_are_left_out() -> None:
    """A title that the font cannot write is replaced by its key, and other text is not there."""
    assert drawn(title="二〇二六年五月").tobytes() == drawn(title="2026-05").tobytes()
    assert drawn(site="أوراق يومية", about="論文").tobytes() == drawn(site="", about="").tobytes()
    assert drawn(title="Künstliche Wörter").tobytes() != drawn(title="Kunstliche Worter").tobytes()


def test_the_font_has_what_it_is_said_to_have() -> None:
    """No letter that counts as writable is drawn as the box of a missing one."""
    missing = to_png._font(40).getmask("\uffff")
    letters = [
        chr(n) for n in range(0x21, 0x3000) if to_png.WRITABLE.fullmatch(chr(n)) and chr(n) not in "\xa0\xad"
    ]
    assert len(letters) > 300
    assert not [one for one in letters if bytes(to_png._font(40).getmask(one)) == bytes(missing)]


@pytest.mark.slow
def test_any_text_fits() -> None:
    """Long and hostile texts are cut to their line."""
    room = to_png.RIGHT - to_png.LEFT
    for text in [*hostile_texts(), "W" * 500, "Very long words of a title " * 30]:
        size, rows = to_png._title(to_png._writable(text))
        assert len(rows) <= 2
        assert all(to_png._width(row, size) <= room for row in rows)
    long = "Very long words of a title " * 30
    drawn(title=long, about=long, site=long)
