"""Every address the archive has ever published: what has to answer for ever.

A text file, one address relative to the site's root a line, sorted, so that version control shows
what came: `papers/2508.12345/`. Behind an address without a page of its own now stands `moved`.
Lines are never removed. Two clones that both added lines can be merged line by line.
"""

from collections.abc import Iterable
from dataclasses import dataclass

NAME = "addresses.txt"
HEAD = "# Every address ever published. A build that cannot answer one of them stops. Written by: papers\n"
_MOVED = " moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """`live` had a page of their own at the last publication, `moved` had one before."""

    live: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Everything that has to answer."""
        return self.live | self.moved

    def after(self, built: Iterable[str]) -> "Ledger":
        """The ledger once a site with these pages is published."""
        now = frozenset(built)
        return Ledger(live=now, moved=self.all - now)

    @property
    def text(self) -> str:
        """The whole file."""
        lines = sorted([*self.live, *(f"{address}{_MOVED}" for address in self.moved - self.live)])
        return HEAD + "".join(f"{line}\n" for line in lines)


def parse(text: str) -> Ledger:
    """Reads the file; of an address that stands there twice the live line counts."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    live = frozenset(line for line in lines if not line.endswith(_MOVED))
    moved = frozenset(line.removesuffix(_MOVED) for line in lines if line.endswith(_MOVED))
    return Ledger(live=live, moved=moved - live)
