"""What below `docs/` belongs to the generator."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """`folders` are those in which generated files lie, `data` the beginnings of paths below which every
    file for programs is generated, `yielding` the files that give way to an operator's own. All are
    relative to `docs/`, with forward slashes."""

    folders: tuple[str, ...]
    data: tuple[str, ...]
    yielding: tuple[str, ...]
