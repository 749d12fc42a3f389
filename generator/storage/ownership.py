"""Which files below `docs/` are ours: those that carry our mark, and data that the list names.

A page says so in its front matter. Data for programs (JSON, feeds, the search index) has no place
for a mark, so `docs/.generated.json` lists what the last run wrote; it lies beside the files, for it has
to go where they go. Whatever is neither marked nor listed belongs to the operator.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.records.claim import Claim
from generator.records.page import OWNED, YIELDS
from generator.sinks import to_json
from generator.storage import files
from generator.storage.store import write_changed

HEAD = 65_536
"""Longest front matter looked at, in bytes."""
MANIFEST = ".generated.json"
"""Below `docs/`; MkDocs leaves out names with a dot in front."""
EARLIER = "generated.json"
"""Where older versions kept the list: below `.papers/`."""
DATA = frozenset({".json", ".bin", ".js", ".xml", ".gz", ".atom", ".rss", ".opml"})
"""Endings of files for programs, which hold no front matter."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """`listed` are the paths below `docs` that the last run wrote; nothing where no list is left."""

    docs: Path
    claim: Claim
    listed: frozenset[str]

    def is_ours(self, path: str) -> bool:
        """Whether a file may be replaced or removed. A listed page that is empty is what a power cut
        left of one of ours."""
        if Path(path).suffix in DATA:
            return path in self.listed and path.startswith(self.claim.data)
        try:
            head = files.read(self.docs / path, HEAD + 8)
        except OSError:
            return False
        if path in self.claim.yielding:
            return YIELDS in head.decode(errors="replace")
        return _is_marked(head) if head else path in self.listed

    def known(self) -> set[str]:
        """What may have to be removed: all that is listed, or where no list is left, as in a fresh clone
        with old pages, all that is marked."""
        if self.listed:
            return set(self.listed)
        found = {
            file.relative_to(self.docs).as_posix()
            for folder in self.claim.folders
            for file in files.below(self.docs / folder)
        }
        return {path for path in {*found, "index.md", *self.claim.yielding} if self.is_ours(path)}


def of(docs: Path, state: Path, claim: Claim) -> Ownership:
    """What the list of the last run tells."""
    return Ownership(docs, claim, listed(docs, state))


def listed(docs: Path, state: Path) -> frozenset[str]:
    """Reads the list. One that is damaged counts as none, and a path that leads elsewhere as unlisted."""
    for file in (docs / MANIFEST, state / EARLIER):
        try:
            paths = json.loads(files.read(file))
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(paths, list) and all(isinstance(path, str) for path in paths):
            return frozenset(filter(files.is_inner, paths))
    return frozenset()


def remember(docs: Path, state: Path, paths: Iterable[str]) -> None:
    """Writes the list. Raises StoreError."""
    write_changed(docs / MANIFEST, to_json.compact([*sorted(paths)]).encode() + b"\n")
    (state / EARLIER).unlink(missing_ok=True)


def has_own(docs: Path, claim: Claim, path: str) -> bool:
    """Whether the operator wrote a file that ours gives way to."""
    if path not in claim.yielding or files.mode_of(docs / path) is None:
        return False
    return not Ownership(docs, claim, frozenset()).is_ours(path)


def _is_marked(head: bytes) -> bool:
    fence, _, rest = head.partition(b"\n")
    try:
        meta = json.loads(rest.partition(b"\n")[0]) if fence == b"---" else None
    except (ValueError, RecursionError):
        return False
    return isinstance(meta, dict) and meta.get("generated") == OWNED
