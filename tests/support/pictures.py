"""Invented pictures."""

import random
from io import BytesIO

from PIL import Image


def png(image: Image.Image) -> bytes:
    """A picture as a file."""
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def noise(width: int, height: int) -> bytes:
    """Nothing compresses worse."""
    chance = random.Random(1)  # noqa: S311 - invented data, not security
    return png(Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3)))
