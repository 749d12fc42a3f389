"""When Python looks for objects that nobody uses, and when what is free goes back to the system.

The C library keeps free memory for later: a build with 80,000 papers would still hold 200 MB of the graph's
while it makes the search index.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import signature

from generator.storage import system

OFTEN = 2**13
"""The number of files after which freeing is worthwhile again."""

SELDOM = 50_000, 20, 100
"""When Python looks for objects that only name each other. We make few of these, and an archive has millions
of others, which it would go through again and again: a sixth of the time that linking papers takes."""


def collect_seldom() -> None:
    """To be called once in each process that holds an archive or its pages."""
    gc.set_threshold(*SELDOM)


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


@contextmanager
def growing() -> Iterator[None]:
    """While objects are made that stay: Python does not look for those that only name each other, because
    there are none. Afterwards all count as old at once; otherwise each would be looked at first."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.enable()
