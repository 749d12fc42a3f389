"""What is drawn for links to the site, where they are shown with a picture."""

from dataclasses import dataclass


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
