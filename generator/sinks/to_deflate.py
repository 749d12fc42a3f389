"""Data for the browser's own scripts, deflated (RFC 1951): a site's limit counts what is stored."""

import zlib


def body(text: str) -> bytes:
    """The text in UTF-8, for `lib/inflated.js` to read."""
    press = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return press.compress(text.encode()) + press.flush()
