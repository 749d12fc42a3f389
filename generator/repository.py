"""Git, for the one folder this program commits: what changed below `data/` goes to the remote.

When the remote has moved, a new commit on top of it is made in a scratch index: files on disk, index
and branch stay as they are until the remote has taken it. Whatever stops a run, the commit with the
download is still there. Nothing is forced and nothing is reset. `git merge` itself would need the
common ancestor, which a shallow clone lacks, and would put conflict marks into JSON.

No library serves: those that speak Git natively either push nothing or bring a C library along;
the program is wherever there is a clone.
"""

import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import StoreError

TRIES = 5
PATIENCE = 300
"""Seconds for one call of git."""

Join = Callable[[str, bytes | None, bytes | None, bytes | None], bytes | None]
"""(path, as it was before both, ours, theirs) → what both together say; None: no such file."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The clone whose top folder is `root`; paths in it are written with slashes, relative to that."""

    root: Path

    @classmethod
    def around(cls, folder: Path) -> "Repository":
        """The clone that holds `folder`. Raises StoreError where there is none."""
        try:
            return cls(Path(_said(folder, "rev-parse", "--show-toplevel")))
        except StoreError as error:
            raise StoreError(f"{folder}: not in a Git clone: {error}") from error

    def changed(self, folder: Path) -> list[str]:
        """Files below `folder` that differ from the last commit, new and removed ones too."""
        self._said("add", "--all", "--", str(folder))
        return _names(self._said("diff", "--cached", "--name-only", "-z", "--no-renames", "--", str(folder)))

    def commit(self, folder: Path, message: str) -> None:
        """Commits what changed below `folder`, and nothing else that may be staged."""
        self._said("commit", "--quiet", "--message", message, "--", str(folder))

    def push(self, folder: Path, join: Join) -> int | None:
        """Brings commits about `folder` to the branch this one follows; the number of tries it took,
        None when the remote had everything. Raises StoreError when it does not take them."""
        upstream = self._said("rev-parse", "--symbolic-full-name", "@{upstream}")
        remote = self._said("config", f"branch.{self._branch()}.remote")
        target = self._said("config", f"branch.{self._branch()}.merge")
        head = self._said("rev-parse", "HEAD")
        base = self._said("merge-base", upstream, "HEAD")
        if base == head:
            return None
        new, refusal = head, ""
        for number in range(1, TRIES + 1):
            refusal = self._refusal(remote, new, target)
            if not refusal:
                self._follow(head, new)
                return number
            self._said("fetch", "--quiet", "--no-tags", remote, target)
            theirs = self._said("rev-parse", "FETCH_HEAD")
            new = self._on_top(theirs, base, head, folder, join)
        raise StoreError(f"{remote}: did not take the commit in {TRIES} tries: {refusal}")

    def _branch(self) -> str:
        return self._said("symbolic-ref", "--short", "HEAD")

    def _refusal(self, remote: str, commit: str, target: str) -> str:
        """Why the remote did not take a commit although it could be reached; "" when it did."""
        done = self._run("push", "--porcelain", remote, f"{commit}:{target}")
        refused = [line for line in done.stdout.decode().splitlines() if line.startswith("!")]
        if done.returncode and not refused:
            raise StoreError(f"git push: {_last_line(done)}")
        return refused[0].rpartition("\t")[2] if refused else ""

    def _on_top(self, theirs: str, base: str, head: str, folder: Path, join: Join) -> str:
        """A commit that follows `theirs` and says what `head` said over `base`."""
        ours = _names(self._said("diff", "--name-only", "-z", "--no-renames", base, head))
        inside = folder.resolve().relative_to(self.root.resolve()).as_posix()
        for path in ours:
            if not path.startswith(f"{inside}/"):
                raise StoreError(f"{path}: committed here, and the remote has moved; run: git pull --rebase")
        with tempfile.TemporaryDirectory(prefix="papers-") as scratch:
            index = {"GIT_INDEX_FILE": f"{scratch}/index"}
            self._said("read-tree", theirs, extra=index)
            for path in ours:
                body = join(path, *(self._file(commit, path) for commit in (base, head, theirs)))
                if body is None:
                    self._said("update-index", "--force-remove", "--", path, extra=index)
                    continue
                blob = self._said("hash-object", "-w", "--stdin", given=body)
                self._said("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", extra=index)
            tree = self._said("write-tree", extra=index)
        if tree == self._said("rev-parse", f"{theirs}^{{tree}}"):
            return theirs
        message = self._said("log", "-1", "--format=%B", head)
        return self._said("commit-tree", tree, "-p", theirs, "-m", message)

    def _follow(self, head: str, new: str) -> None:
        """Files, index and branch become what was pushed. Git refuses where that would overwrite
        something that was never committed."""
        if new != head:
            self._run("update-index", "-q", "--refresh")
            self._said("read-tree", "-m", "-u", head, new)
            self._said("update-ref", "-m", "papers save", f"refs/heads/{self._branch()}", new, head)

    def _file(self, commit: str, path: str) -> bytes | None:
        if not self._said("ls-tree", commit, "--", path):
            return None
        return self._run("cat-file", "blob", f"{commit}:{path}").stdout

    def _said(self, *command: str, given: bytes = b"", extra: Mapping[str, str] | None = None) -> str:
        return _said(self.root, *command, given=given, extra=extra)

    def _run(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        return _run(self.root, *command)


def _said(root: Path, *command: str, given: bytes = b"", extra: Mapping[str, str] | None = None) -> str:
    """What git prints; StoreError with its last line when it fails."""
    done = _run(root, *command, given=given, extra=extra)
    if done.returncode:
        raise StoreError(f"git {command[0]}: {_last_line(done)}")
    return done.stdout.decode().strip()


def _run(
    root: Path, *command: str, given: bytes = b"", extra: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **(extra or {})}
    try:
        return subprocess.run(  # noqa: S603 - git, with arguments of our own
            ["git", *command],  # noqa: S607 - found where the operator's shell finds it
            cwd=root,
            env=environment,
            input=given,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except FileNotFoundError as error:
        raise StoreError("git: not found on PATH") from error
    except subprocess.TimeoutExpired as error:
        raise StoreError(f"git {command[0]}: no answer in {PATIENCE} seconds") from error


def _names(listed: str) -> list[str]:
    return sorted(name for name in listed.split("\0") if name)


def _last_line(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), f"exit code {done.returncode}")
