"""Which files below `docs/` belong to the generator."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """`folders` hold generated files, `data` are path prefixes below which every data file is generated, and
    `yielding` are files that an operator's own file may replace. All are relative to `docs/`, with forward
    slashes."""

    folders: tuple[str, ...]
    data: tuple[str, ...]
    yielding: tuple[str, ...]
