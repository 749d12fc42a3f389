"""Memory that is free and still ours: the C library keeps it for later, and a build at 80,000 papers
would carry 200 MB of it from the graph to the search index."""

import ctypes
from contextlib import suppress

OFTEN = 2**13
"""Files after which it is worth asking again."""


def give_back() -> None:
    """Hands free memory back to the system; nothing happens where the library cannot."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
