"""Frees memory that the C library keeps for later; otherwise a build with 80,000 papers would still hold
200 MB of the graph's while it makes the search index."""

from generator.storage import system

OFTEN = 2**13
"""The number of files after which freeing is worthwhile again."""


def give_back() -> None:
    """Returns free memory to the system; does nothing if the library cannot."""
    trim = getattr(system.c_library(), "malloc_trim", None)
    if trim:
        trim(0)
