"""Every address the archive has ever published: all of them must keep working.

A text file with one address per line, relative to the site's root and sorted, so that version control shows
what was added: `papers/2508.12345/`. An address that no longer has a page of its own is followed by
`moved`. Lines are removed only for days that a wrong clock published too early. If two clones both added
lines, they can be merged line by line.

A line of its own at the top holds what else must never change: the domain and the year in the ids of feed
entries, and the repository they belong to.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from generator.errors import quoted

NAME = "addresses.txt"
HEAD = "# Every address ever published. A build that cannot answer one of them stops. Written by: papers\n"
_MOVED = " moved"
_LINE = re.compile(r"(?:[^\s/:.][^\s/:]*/)+(?: moved)?")
_NAMES = re.compile(
    r"# Ids of feed entries: (?P<authority>\S+) (?P<year>[0-9]{4}), of repository (?P<repository>[0-9]+)"
    r"(?:, where mkdocs\.yml says (?P<configured>\S+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The domain and the year in the ids of feed entries; `repository` is the number of the one that they
    belong to, which a fork does not have. `configured` is the domain that `mkdocs.yml` had then."""

    authority: str
    year: int
    repository: str
    configured: str

    @property
    def line(self) -> str:
        """How they are written."""
        own = "" if self.configured == self.authority else f", where mkdocs.yml says {self.configured}"
        return f"# Ids of feed entries: {self.authority} {self.year}, of repository {self.repository}{own}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """`live` addresses had a page of their own when the site was last published, `moved` ones had one
    before. `names` are None until they are settled."""

    live: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()
    names: Names | None = None

    @property
    def all(self) -> frozenset[str]:
        """All addresses that must keep working."""
        return self.live | self.moved

    def after(self, built: Iterable[str]) -> "Ledger":
        """The ledger after a site with these pages is published."""
        now = frozenset(built)
        return replace(self, live=now, moved=self.all - now)

    def without(self, addresses: Collection[str]) -> "Ledger":
        """The ledger as if these addresses had never been published."""
        return replace(self, live=self.live.difference(addresses), moved=self.moved.difference(addresses))

    @property
    def text(self) -> str:
        """The whole file."""
        lines = sorted([*self.live, *(f"{address}{_MOVED}" for address in self.moved - self.live)])
        head = f"{HEAD}{self.names.line}\n" if self.names else HEAD
        return head + "".join(f"{line}\n" for line in lines)


def parse(text: str) -> Ledger:
    """Reads the file; if an address is listed twice, the live line counts."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    live = frozenset(line for line in lines if not line.endswith(_MOVED))
    moved = frozenset(line.removesuffix(_MOVED) for line in lines if line.endswith(_MOVED))
    return Ledger(live=live, moved=moved - live, names=_names(text))


def fault(text: str) -> str | None:
    """The first line that is neither an address nor a comment, such as one that a merge left; None if all are
    in order."""
    for number, line in enumerate(text.splitlines(), 1):
        written = line.strip()
        if written and not line.startswith("#") and not _LINE.fullmatch(written):
            return f"line {number}: expected an address such as papers/2508.12345/, got {quoted(written)}"
    return None


def _names(text: str) -> Names | None:
    found = next(filter(None, map(_NAMES.fullmatch, text.splitlines())), None)
    if found is None:
        return None
    authority = found["authority"]
    return Names(
        authority=authority,
        year=int(found["year"]),
        repository=found["repository"],
        configured=found["configured"] or authority,
    )
