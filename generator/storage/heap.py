"""Frees memory that the C library keeps for later; otherwise a build with 80,000 papers would still hold
200 MB of the graph's while it makes the search index."""

import sys
from inspect import signature

from generator.storage import system

OFTEN = 2**13
"""The number of files after which freeing is worthwhile again."""

MANY = 10_000
"""The number of papers from which on it is worthwhile to forget what functions remember."""


def give_back() -> None:
    """Returns free memory to the system; does nothing if the library cannot."""
    trim = getattr(system.c_library(), "malloc_trim", None)
    if trim:
        trim(0)


def forget() -> None:
    """Frees what functions of this program remember of papers: their `lru_cache`, which holds the papers
    themselves. Functions of nothing remember what this process is, and that must not be read again."""
    for name, module in list(sys.modules.items()):
        if name.startswith("generator."):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if clear and signature(value).parameters:
                    clear()
    give_back()
