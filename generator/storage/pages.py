"""What earlier runs made of which parts: units of generated files, each with a key of all it was made from.

A unit whose key is unchanged is neither made nor read again, as long as its files look from outside as the
run that wrote them left them. The record is in the cache like other results, under the program that made it,
and may be lost.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.memo import Memory
from generator.records.page import Kept, Made, Making
from generator.sinks import to_json
from generator.storage import stamps
from generator.storage.docs import AsLeft
from generator.storage.stamps import Stamp

KIND = "pages"

Unit = tuple[str, list[tuple[str, str]]]
"""The key in hex, and the path and `cut` of each file."""


@dataclass(kw_only=True)
class KeptPages:
    """The units of the files below `docs`, as `memory` has them."""

    docs: Path
    memory: Memory
    _units: dict[str, Unit] = field(default_factory=dict)

    def once(self, unit: str, key: bytes, make: Making[Made]) -> Iterable[Made | Kept]:
        """The files of a unit: the existing ones, unless they must be made."""
        known, same = self._known[0].get(unit), self._same
        if known and known[0] == key.hex() and all(path in same for path, _ in known[1]):
            self._units[unit] = known
            for path, cut in known[1]:
                mark, stamp = same[path]
                yield Kept(path=path, mark=mark, stamp=stamp, cut=cut)
            return
        made: list[tuple[str, str]] = []
        for page in make():
            made.append((page.path, page.cut))
            yield page
        self._units[unit] = (key.hex(), made)

    def held(self, path: str, mark: str) -> AsLeft | None:
        """A file that looks as it did, and whether it holds what `mark` stands for; None for one that must be
        read."""
        found = self._same.get(path)
        return AsLeft(found[1], found[0] == mark) if found else None

    def remember(self, marks: Mapping[str, str], looks: Mapping[str, Stamp]) -> None:
        """Keeps the units of this run. `marks` stand for what was written, `looks` for how it looks."""
        files = {path: [marks[path], list(stamp)] for path, stamp in looks.items()}
        units = {name: [key, [list(one) for one in made]] for name, (key, made) in self._units.items()}
        body = to_json.compact({"files": files, "units": units})  # type: ignore[dict-item]
        self.memory.keep(KIND, b"", body.encode())

    @cached_property
    def _same(self) -> Mapping[str, tuple[str, Stamp]]:
        """The files that look as they did: their marks and stamps."""
        files, there = self._known[1], stamps.below(self.docs)
        return {
            path: of for path, of in files.items() if path in there and stamps.lasting(there[path]) == of[1]
        }

    @cached_property
    def _known(self) -> tuple[dict[str, Unit], dict[str, tuple[str, Stamp]]]:
        try:
            found = json.loads(self.memory.recall(KIND, b"") or b"{}")
            units = {
                name: (key, [(path, cut) for path, cut in made])
                for name, (key, made) in found["units"].items()
            }
            return units, {path: (mark, tuple(stamp)) for path, (mark, stamp) in found["files"].items()}
        except (ValueError, TypeError, KeyError, AttributeError):
            return {}, {}
