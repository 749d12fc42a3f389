"""What earlier runs worked out, in memory."""

from dataclasses import dataclass, field


@dataclass
class Notebook:
    """A memory of one result a kind, as the real one; `missed` are those that were asked for in vain."""

    kept: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    def recall(self, kind: str, key: bytes) -> bytes | None:
        """What was kept for this key."""
        known, body = self.kept.get(kind, (None, None))
        if known != key:
            self.missed.append(kind)
            return None
        return body

    def keep(self, kind: str, key: bytes, body: bytes) -> None:
        """Replaces what was kept."""
        self.kept[kind] = (key, body)
