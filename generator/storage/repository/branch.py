"""A separate branch for what the program writes, where the default branch accepts commits only from people.

It has the same paths, and nothing but these files. The branch and `data/` are merged file by file in both
directions, so it does not matter whether, when and how somebody merges its files into the default branch as
well. The commit last seen on it is the base of the next merge.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import StoreError
from generator.storage.repository import Join, Repository, git, scratch
from generator.storage.repository.refusal import TRIES, Refusal

Message = Callable[[Sequence[str]], str]
"""Changed paths → the commit message."""
Blobs = Mapping[str, str]
"""Path → hash of its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataBranch:
    """The branch `name` of the remote of `clone`, for `files`: folders and files in the clone, absolute.
    Every method raises StoreError."""

    clone: Repository
    name: str
    files: Sequence[Path]

    def take(self, join: Join) -> dict[Path, bytes]:
        """What has to be written so that the files here contain everything on the branch."""
        tip = self._fetched()
        here, there = self._blobs(self._tree()), self._blobs(tip)
        found = {}
        for path in there.keys() - {path for path in here if here[path] == there.get(path)}:
            ours = self._body(here.get(path))
            body = join(path, None, ours, self._body(there[path]))
            if body is not None and body != ours:
                found[self.clone.root / path] = body
        return found

    def push(self, join: Join, message: Message) -> tuple[list[str], int]:
        """Pushes the files here to the branch. Returns those that differed there, and the number of tries;
        none at all if the branch had everything."""
        base, ours = self._blobs(self._known()), self._blobs(self._tree())
        refusal, before = Refusal(), "?"
        for number in range(1, TRIES + 1):
            tip = self._fetched()
            if tip == before and refusal.is_final:
                break
            changed = self._joined(base, ours, self._blobs(tip), join)
            if not changed:
                return [], 0
            new = self._commit(tip, changed, message(sorted(changed)))
            refusal, before = self.clone.refusal(self._remote, new, f"refs/heads/{self.name}"), tip
            if not refusal.why:
                self._said("update-ref", self._ref, new)
                return sorted(changed), number
        raise refusal.error(self._remote, self.name)

    def _joined(self, base: Blobs, ours: Blobs, theirs: Blobs, join: Join) -> dict[str, bytes | None]:
        """What changes on the branch; None: no such file."""
        changed: dict[str, bytes | None] = {}
        for path in ours.keys() | base.keys():
            mine, known, other = ours.get(path), base.get(path), theirs.get(path)
            if mine in (other, known):
                continue
            body = join(path, self._body(known), self._body(mine), self._body(other))
            if body != self._body(other):
                changed[path] = body
        return changed

    def _commit(self, tip: str, changed: Mapping[str, bytes | None], message: str) -> str:
        lines = []
        for path, body in changed.items():
            blob = "0" * 40 if body is None else self._said("hash-object", "-w", "--stdin", given=body)
            lines.append(f"{'0' if body is None else '100644'} {blob}\t{path}\0")
        with scratch() as index:
            self._said("read-tree", tip or "--empty", extra=index)
            self._said("update-index", "-z", "--index-info", given=os.fsencode("".join(lines)), extra=index)
            tree = self._said("write-tree", extra=index)
        return self._said("commit-tree", tree, *(["-p", tip] if tip else []), "-m", message)

    def _tree(self) -> str:
        """The files on disk, including ignored ones."""
        with scratch() as index:
            self._said("read-tree", "--empty", extra=index)
            here = [str(file) for file in self.files if file.exists()]
            if here:
                self._said("add", "--all", "--force", "--", *here, extra=index)
            return self._said("write-tree", extra=index)

    def _blobs(self, tree: str) -> dict[str, str]:
        """Only our files: whoever may push to this branch must not change others through it."""
        listed = self._said("ls-tree", "-r", "-z", tree) if tree else ""
        found = {}
        for line in filter(None, listed.split("\0")):
            (_, kind, blob), path = line.partition("\t")[0].split(), line.partition("\t")[2]
            if kind == "blob" and any((self.clone.root / path).is_relative_to(file) for file in self.files):
                found[path] = blob
        return found

    def _body(self, blob: str | None) -> bytes | None:
        return git.body(self.clone.root, blob) if blob else None

    @property
    def _remote(self) -> str:
        """The remote of the branch that is checked out, otherwise the only remote."""
        head = git.run(self.clone.root, "symbolic-ref", "--quiet", "--short", "HEAD").stdout.decode().strip()
        done = git.run(self.clone.root, "config", f"branch.{head}.remote")
        remotes = [done.stdout.decode().strip()] if done.stdout else self._said("remote").split()
        if len(remotes) != 1:
            raise StoreError(
                f"{self.clone.root}: expected one remote, got {len(remotes)}; run: git remote add origin URL"
            )
        return remotes[0]

    @property
    def _ref(self) -> str:
        return f"refs/remotes/{self._remote}/{self.name}"

    def _known(self) -> str:
        """The commit of the branch that was last seen here; "" for none."""
        return git.run(self.clone.root, "rev-parse", "--verify", "--quiet", self._ref).stdout.decode().strip()

    def _fetched(self) -> str:
        """The newest commit of the branch; "" if the remote has no such branch."""
        listed = self._said("ls-remote", self._remote, f"refs/heads/{self.name}")
        if not listed:
            return ""
        # In a full clone, `--depth` would make it shallow.
        shallow = self._said("rev-parse", "--is-shallow-repository") == "true"
        depth = ["--depth", "1"] if shallow else []
        source = f"+refs/heads/{self.name}:{self._ref}"
        self._said("fetch", "--quiet", "--no-tags", *depth, self._remote, source)
        return self._known()

    def _said(self, *command: str, given: bytes = b"", extra: Mapping[str, str] | None = None) -> str:
        return git.said(self.clone.root, *command, given=given, extra=extra)
