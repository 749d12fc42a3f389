"""Which files below `docs/` are ours: those with our mark, and the data files in the list.

A page has the mark in its front matter. Data files (JSON, feeds, the search index) and Markdown twins have no
place for a mark, so `docs/.generated.json` lists what the last run wrote; it is next to the files because it
has to move with them. A file that is neither marked nor listed belongs to the operator.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.records.claim import Claim
from generator.records.page import OWNED, TWIN, YIELDS
from generator.sinks import to_json
from generator.storage import files
from generator.storage.store import write_changed

HEAD = 65_536
"""Maximum bytes of front matter that are read."""
MANIFEST = ".generated.json"
"""Below `docs/`; MkDocs leaves out names that start with a dot."""
EARLIER = "generated.json"
"""Where older versions kept the list: below `.papers/`."""
DATA = frozenset({".json", ".bin", ".js", ".xml", ".gz", ".atom", ".rss", ".opml", ".png", ".webp"})
"""Extensions of data files, which have no front matter."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """`listed` are the paths below `docs` that the last run wrote; empty if the list is missing."""

    docs: Path
    claim: Claim
    listed: frozenset[str]

    def is_ours(self, path: str) -> bool:
        """Whether a file may be replaced or removed. An empty listed page is one of ours that a power cut
        destroyed."""
        if Path(path).suffix in DATA:
            return path in self.listed and path.startswith(self.claim.data)
        if path.endswith(TWIN) and path in self.listed:
            return path.partition("/")[0] in self.claim.folders
        try:
            head = files.read(self.docs / path, HEAD + 8)
        except OSError:
            return False
        if path in self.claim.yielding:
            return YIELDS in head.decode(errors="replace")
        return _is_marked(head) if head else path in self.listed

    def known(self) -> set[str]:
        """What may have to be removed: everything listed, or, without a list, as in a fresh clone with old
        pages, everything marked."""
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
    """Reads the list. A damaged one is ignored, and a path that leads elsewhere as unlisted."""
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
    """Whether the operator has a file of their own in place of ours."""
    if path not in claim.yielding or files.mode_of(docs / path) is None:
        return False
    return not Ownership(docs, claim, frozenset()).is_ours(path)


def kind_of(file: Path) -> str:
    """The kind of a generated page, "" for any other file."""
    try:
        meta = _meta(files.read(file, HEAD + 8))
    except OSError:
        return ""
    return str(meta.get("kind", "")) if meta.get("generated") == OWNED else ""


def _is_marked(head: bytes) -> bool:
    return _meta(head).get("generated") == OWNED


def _meta(head: bytes) -> Mapping[str, object]:
    fence, _, rest = head.partition(b"\n")
    try:
        meta = json.loads(rest.partition(b"\n")[0]) if fence == b"---" else None
    except (ValueError, RecursionError):
        return {}
    return meta if isinstance(meta, dict) else {}
