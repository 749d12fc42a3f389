"""Decodes entities of markup, whatever numbers they contain."""

import html
import re

_ZEROS = re.compile(r"&#([xX]?)0+(?=[0-9a-fA-F])")
_HUGE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")


def undone(text: str) -> str:
    """The text without entities. A number that is not a character becomes U+FFFD before Python parses its
    digits."""
    return html.unescape(_HUGE.sub("\ufffd", _ZEROS.sub(r"&#\1", text)))
