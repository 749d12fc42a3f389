"""What a long-running process has read: it reads again only what looks different now."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.memo import Memory
from generator.records.listing import Listing
from generator.storage import stamps
from generator.storage.stamps import Stamp
from generator.storage.store import Store


@dataclass(frozen=True, slots=True)
class HeldStore(Store):
    """A store that returns the very same listing as long as its file looks the same. `now` is the time in
    nanoseconds since 1970."""

    now: Callable[[], int] = field(kw_only=True)
    _held: dict[Path, tuple[Stamp, Listing]] = field(default_factory=dict)

    def read_file(self, path: Path, day: date) -> Listing | None:
        """The same as from the file. What was written a moment ago is always read: another change may not
        show yet."""
        now, stamp = self.now(), stamps.of(path)
        known = self._held.get(path)
        if stamp and known and known[0] == stamp:
            return known[1]
        listing = Store.read_file(self, path, day)
        if stamp and listing and not stamps.racy({"": stamp}, now):
            self._held[path] = stamp, listing
        return listing


@dataclass(frozen=True, slots=True)
class HeldMemory:
    """Results of earlier runs, read once. New ones are kept here only: whoever builds the site writes its
    own."""

    memory: Memory
    _held: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)

    def recall(self, kind: str, key: bytes) -> bytes | None:
        """The latest result of its kind, if it is for this key."""
        known, body = self._held.get(kind, (None, b""))
        if known == key:
            return body
        found = self.memory.recall(kind, key)
        if found is not None:
            self._held[kind] = key, found
        return found

    def keep(self, kind: str, key: bytes, body: bytes) -> None:
        """Keeps a result until this process ends."""
        self._held[kind] = key, body
