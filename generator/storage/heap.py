"""Memory that is free and still ours: the C library keeps it for later, and a build at 80,000 papers
would carry 200 MB of it from the graph to the search index."""

from generator.storage import system

OFTEN = 2**13
"""Files after which it is worth asking again."""


def give_back() -> None:
    """Hands free memory back to the system; nothing happens where the library cannot."""
    trim = getattr(system.c_library(), "malloc_trim", None)
    if trim:
        trim(0)
