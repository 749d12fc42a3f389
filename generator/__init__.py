"""Daily papers archive: saved listings go in, a complete static site comes out."""

__version__ = "1.1.0"
