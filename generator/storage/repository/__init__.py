"""Git, for what this program commits: a new archive, and later the changes below `data/`, which are pushed to
the remote.

When the remote has moved, a new commit on top of it is made in a scratch index: files on disk, index and
branch stay unchanged until the remote has accepted it. Whatever stops a run, the commit with the download
still exists. Nothing is forced or reset. `git merge` would need the common ancestor, which a shallow clone
lacks, and would put conflict marks into JSON.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.errors import StoreError
from generator.sinks import to_log
from generator.storage.repository import git
from generator.storage.repository.refusal import TRIES, Refusal

Join = Callable[[str, bytes | None, bytes | None, bytes | None], bytes | None]
"""(path, the version before both, ours, theirs) → the merged version; None: no such file."""


@contextmanager
def scratch() -> Iterator[Mapping[str, str]]:
    """The environment in which git uses a separate index."""
    with tempfile.TemporaryDirectory(prefix="papers-") as folder:
        yield {"GIT_INDEX_FILE": f"{folder}/index"}


@dataclass(frozen=True, slots=True)
class Repository:
    """The clone whose top folder is `root`; paths in it are relative to that, with slashes."""

    root: Path

    @classmethod
    def around(cls, folder: Path) -> "Repository":
        """The clone that contains `folder`. Raises StoreError if there is none."""
        try:
            return cls(Path(git.said(folder, "rev-parse", "--show-toplevel")))
        except StoreError as error:
            raise StoreError(f"{folder}: not in a Git clone: {error}") from error

    @classmethod
    def at(cls, folder: Path) -> "Repository | None":
        """The clone that contains `folder`; None if there is none, or no Git."""
        try:
            return cls.around(folder)
        except StoreError:
            return None

    @classmethod
    def create(cls, folder: Path) -> "Repository":
        """A new repository in `folder`, with the branch `main`."""
        git.said(folder, "init", "--quiet")
        git.said(folder, "symbolic-ref", "HEAD", "refs/heads/main")  # `--initial-branch` is newer
        return cls(folder)

    @staticmethod
    def identity(folder: Path) -> None:
        """Raises StoreError if Git has no author name for commits."""
        git.said(folder, "var", "GIT_COMMITTER_IDENT")
        git.said(folder, "var", "GIT_AUTHOR_IDENT")

    def origin(self) -> str:
        """The address of the remote `origin`; "" if there is none."""
        done = self._run("config", "--get", "remote.origin.url")
        return "" if done.returncode else done.stdout.decode(errors="replace").strip()

    def add_origin(self, address: str) -> None:
        """Makes the remote `origin`, which must not exist yet. Nobody is asked whether it can be reached."""
        self._said("remote", "add", "origin", address)

    def commit_files(self, paths: Sequence[str], message: str) -> None:
        """Commits these paths, relative to the root, and nothing else."""
        names = "\0".join(paths).encode()
        pathspec = ("--pathspec-from-file=-", "--pathspec-file-nul")
        self._said("add", *pathspec, given=names)
        self._said("commit", "--quiet", "--message", message, *pathspec, given=names)

    def ignored(self, paths: Sequence[str]) -> list[tuple[str, str]]:
        """(path, rule that ignores it) of those that a commit would leave out."""
        return git.ignored(self.root, paths)

    @classmethod
    def would_ignore(cls, folder: Path, paths: Sequence[str]) -> list[tuple[str, str]]:
        """The same for a repository that does not exist yet; the folder need not exist either."""
        with tempfile.TemporaryDirectory(prefix="papers-") as made:
            tree = folder.resolve() if folder.is_dir() else Path(made)
            extra = {"GIT_DIR": str(cls.create(Path(made)).root / ".git"), "GIT_WORK_TREE": str(tree)}
            return git.ignored(tree, paths, extra)

    def changed(self, folder: Path) -> list[str]:
        """Files below `folder` that differ from the last commit, including new and removed ones. Raises
        StoreError if no commit is possible now."""
        self._refuse_half_done()
        self._said("add", "--all", "--", str(folder))
        return git.names(
            self._said("diff", "--cached", "--name-only", "-z", "--no-renames", "--", str(folder))
        )

    def commit(self, folder: Path, message: str) -> None:
        """Commits what changed below `folder`, and nothing else that may be staged."""
        self._said("commit", "--quiet", "--message", message, "--", str(folder))

    def push(self, folder: Path, join: Join) -> int | None:
        """Pushes commits about `folder` to the branch that this one tracks. Returns the number of tries, or
        None when the remote had everything. Raises StoreError if it does not accept them."""
        upstream = self._said("rev-parse", "--symbolic-full-name", "@{upstream}")
        remote = self._said("config", f"branch.{self._branch()}.remote")
        target = self._said("config", f"branch.{self._branch()}.merge")
        head = self._said("rev-parse", "HEAD")
        base = self._common(upstream)
        if base == head:
            return None
        new, under, refusal = head, self._said("rev-parse", upstream), Refusal()
        for number in range(1, TRIES + 1):
            refusal = self.refusal(remote, new, target)
            if not refusal.why:
                self._follow(head, new)
                return number
            self._said("fetch", "--quiet", "--no-tags", remote, target)
            theirs = self._said("rev-parse", "FETCH_HEAD")
            if theirs == under and refusal.is_final:
                break
            new, under = self._on_top(theirs, base, head, folder, join), theirs
        raise refusal.error(remote, target)

    def content(self, within: Sequence[Path], without: Sequence[Path]) -> str:
        """A hash of all files of the last commit: those `within` as they are on disk, and none of
        `without`."""
        with scratch() as index:
            self._said("read-tree", "HEAD", extra=index)
            here = [str(file) for file in within if file.exists()]
            if here:
                self._said("add", "--all", "--force", "--", *here, extra=index)
            self._said(
                "rm", "-r", "-q", "--cached", "--ignore-unmatch", "--", *map(str, without), extra=index
            )
            return self._said("write-tree", extra=index)

    def refusal(self, remote: str, commit: str, target: str) -> Refusal:
        """Why the remote did not accept a commit although it could be reached; empty if it did."""
        done = self._run("push", "--porcelain", remote, f"{commit}:{target}")
        refused = [line for line in done.stdout.decode(errors="replace").splitlines() if line.startswith("!")]
        if done.returncode and not refused:
            raise StoreError(f"git push: {git.reason(done)}")
        why = to_log.line(refused[0].rpartition("\t")[2]) if refused else ""
        return Refusal(why=why, remarks=git.remarks(done))

    def _common(self, upstream: str) -> str:
        """The newest commit that both this branch and the remote have."""
        done = self._run("merge-base", upstream, "HEAD")
        if done.returncode:
            raise StoreError(
                f"{upstream}: has no commit in common with this branch; run: git fetch --unshallow"
            )
        return done.stdout.decode().strip()

    def _branch(self) -> str:
        return self._said("symbolic-ref", "--short", "HEAD")

    def _refuse_half_done(self) -> None:
        """Raises StoreError if a commit now would be part of something that somebody has started, or of no
        branch."""
        for name, what in _BEGUN.items():
            if Path(self.root, self._said("rev-parse", "--git-path", name)).exists():
                raise StoreError(
                    f"{self.root}: a {what} is not finished, nothing was saved; "
                    f"run: git {what} --continue, or: git {what} --abort"
                )
        if self._run("symbolic-ref", "--quiet", "HEAD").returncode:
            raise StoreError(
                f"{self.root}: no branch is checked out, nothing was saved; run: git switch BRANCH"
            )

    def _on_top(self, theirs: str, base: str, head: str, folder: Path, join: Join) -> str:
        """A commit on top of `theirs` with the changes of `head` since `base`."""
        ours = git.names(self._said("diff", "--name-only", "-z", "--no-renames", base, head))
        inside = folder.resolve().relative_to(self.root.resolve()).as_posix()
        for path in ours:
            if not path.startswith(f"{inside}/"):
                raise StoreError(f"{path}: committed here, but the remote has moved; run: git pull --rebase")
        with scratch() as index:
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
        """Updates files, index and branch to what was pushed. Git refuses if that would overwrite something
        that was never committed."""
        if new != head:
            self._run("update-index", "-q", "--refresh")
            self._said("read-tree", "-m", "-u", head, new)
            self._said("update-ref", "-m", "papers save", f"refs/heads/{self._branch()}", new, head)

    def _file(self, commit: str, path: str) -> bytes | None:
        if not self._said("ls-tree", commit, "--", path):
            return None
        return git.body(self.root, f"{commit}:{path}")

    def _said(self, *command: str, given: bytes = b"", extra: Mapping[str, str] | None = None) -> str:
        return git.said(self.root, *command, given=given, extra=extra)

    def _run(self, *command: str) -> git.Done:
        return git.run(self.root, *command)


_BEGUN = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}
"""What an unfinished operation left in a clone, and its name."""
