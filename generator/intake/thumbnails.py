"""A picture from outside → a small one of ours. What cannot be read, or is larger than any real one, is
refused."""

import struct
import warnings
import zlib
from io import BytesIO

from PIL import Image, ImageOps

from generator.errors import RefusedError
from generator.records.picture import THUMBNAIL

WIDTH, HEIGHT = 480, 260
"""Pixels: four times as many as on a card, for fine screens, and enough for a paper's page."""
PIXELS = 4_000_000
"""The most that a picture may have: a source's have a fifth of that. More would fill the memory."""
FORMATS = ("PNG", "JPEG", "WEBP")
QUALITIES = (75, 50, 25, 5)

_UNREADABLE = (
    *(ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RuntimeError, SyntaxError),
    *(TypeError, ValueError, struct.error, zlib.error),
    *(Image.DecompressionBombError, Image.DecompressionBombWarning),
)
"""What Pillow raises on arbitrary bytes."""


def small(body: bytes) -> bytes:
    """The picture as WebP, cut to one shape. Raises RefusedError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(body), formats=FORMATS) as image:
                if image.width * image.height > PIXELS:
                    raise RefusedError("size", f"the picture has {image.width} × {image.height} pixels")
                plain = image.convert("RGBA")
        ground = Image.new("RGB", plain.size, "white")
        ground.paste(plain, mask=plain.getchannel("A"))
        fitted = ImageOps.fit(ground, (WIDTH, HEIGHT))
    except _UNREADABLE as error:
        raise RefusedError("shape", f"not a picture that can be read: {type(error).__name__}") from error
    for quality in QUALITIES:
        if len(found := _webp(fitted, quality)) <= THUMBNAIL:
            return found
    return _webp(fitted.resize((WIDTH // 2, HEIGHT // 2)), QUALITIES[-1])


def _webp(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=quality, method=6)
    return out.getvalue()
