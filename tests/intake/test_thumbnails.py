"""Pictures from outside become small ones of ours, or are refused."""

import random
from io import BytesIO

import pytest
from PIL import Image

from generator.errors import RefusedError
from generator.intake import thumbnails
from generator.records.picture import THUMBNAIL
from tests.support.pictures import noise, png


def opened(body: bytes) -> Image.Image:
    """A picture of ours."""
    return Image.open(BytesIO(body), formats=["WEBP"])


def test_any_picture_becomes_small_and_of_one_shape() -> None:
    """Noise compresses worst; a transparent one gets a white ground."""
    whole = thumbnails.small(noise(500, 500))
    assert len(whole) <= THUMBNAIL
    assert opened(whole).size == (240, 130)
    clear = opened(thumbnails.small(png(Image.new("RGBA", (300, 100), (0, 0, 0, 0)))))
    assert clear.size == (480, 260)
    assert clear.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_what_is_no_picture_or_too_large_is_refused() -> None:
    """Cut off, changed, of another kind, or of more pixels than any real one, whatever its bytes."""
    whole = noise(60, 40)
    chance = random.Random(1)  # noqa: S311 - reproducible damage, not security
    for _ in range(60):
        body = bytearray(whole[: chance.randrange(len(whole) + 1)])
        for _ in range(chance.randrange(4)):
            body[chance.randrange(len(body)) if body else 0 : 1] = bytes([chance.randrange(256)])
        try:
            opened(thumbnails.small(bytes(body)))
        except RefusedError:
            continue
    with pytest.raises(RefusedError, match="not a picture"):
        thumbnails.small(b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    with pytest.raises(RefusedError, match="9000 × 9000 pixels"):
        thumbnails.small(png(Image.new("1", (9000, 9000))))
    with pytest.raises(RefusedError, match="not a picture"):
        thumbnails.small(png(Image.new("1", (10_000, 10_000))))
