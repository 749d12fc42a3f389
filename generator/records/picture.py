"""Pictures that are drawn for links to the site, and how large a copy of a paper's picture may be."""

from dataclasses import dataclass

THUMBNAIL = 15_000
"""The most bytes of a copy of a paper's picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A title with a line below it and the site's name above it; `bars` are counts over time, and `hue` is a
    colour such as `#4051b5`. What cannot be written is left out: for the title, `key` takes its place."""

    title: str
    key: str
    about: str
    site: str
    hue: str
    bars: tuple[int, ...]
