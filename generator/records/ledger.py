"""Every address the archive has ever published: all of them must keep working.

A text file with one address per line, relative to the site's root and sorted, so that version control shows
what was added: `papers/2508.12345/`. An address that no longer has a page of its own is followed by
`moved`. Lines are removed only for days that a wrong clock published too early. If two clones both added
lines, they can be merged line by line.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

NAME = "addresses.txt"
HEAD = "# Every address ever published. A build that cannot answer one of them stops. Written by: papers\n"
_MOVED = " moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """`live` addresses had a page of their own when the site was last published, `moved` ones had one
    before."""

    live: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """All addresses that must keep working."""
        return self.live | self.moved

    def after(self, built: Iterable[str]) -> "Ledger":
        """The ledger after a site with these pages is published."""
        now = frozenset(built)
        return Ledger(live=now, moved=self.all - now)

    def without(self, addresses: Collection[str]) -> "Ledger":
        """The ledger as if these addresses had never been published."""
        return Ledger(live=self.live.difference(addresses), moved=self.moved.difference(addresses))

    @property
    def text(self) -> str:
        """The whole file."""
        lines = sorted([*self.live, *(f"{address}{_MOVED}" for address in self.moved - self.live)])
        return HEAD + "".join(f"{line}\n" for line in lines)


def parse(text: str) -> Ledger:
    """Reads the file; if an address is listed twice, the live line counts."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    live = frozenset(line for line in lines if not line.endswith(_MOVED))
    moved = frozenset(line.removesuffix(_MOVED) for line in lines if line.endswith(_MOVED))
    return Ledger(live=live, moved=moved - live)
