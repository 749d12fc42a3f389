"""One call of git, and what its failure means.

No library is suitable: those that implement Git natively cannot push, and the others need a C library; the
git program is available wherever there is a clone.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.errors import StoreError
from generator.sinks import to_log

PATIENCE = 300
"""Seconds for one call."""
LONGEST = 300
"""Maximum characters of a line that is repeated in a message."""

Done = subprocess.CompletedProcess[bytes]

_NOBODY = 'no author is set; run: git config --global user.name "…"; git config --global user.email "…"'
"""Also shown before there is a repository, so it names the user's settings."""

_KNOWN = (
    (
        "index.lock",
        "another git process is running here, or one was killed; if none is running, remove .git/index.lock",
    ),
    ("tell me who you are", _NOBODY),
    ("auto-detect", _NOBODY),
    ("empty ident name", _NOBODY),
    (
        "no upstream configured",
        "no upstream: this branch tracks no remote branch; run: git push -u origin HEAD",
    ),
    ("Authentication failed", "the remote rejects this login; see: git help credentials"),
    ("could not read Username", "the remote asks for a login and none is set up; see: git help credentials"),
    (
        "The requested URL returned error: 403",
        "this login has no permission for that; a workflow needs: contents: write",
    ),
)
"""Parts of messages from git, and what they mean here."""


def run(root: Path, *command: str, given: bytes = b"", extra: Mapping[str, str] | None = None) -> Done:
    """`git …` in `root`. Raises StoreError only if there is no git, or if it hangs."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **(extra or {})}
    try:
        return subprocess.run(  # noqa: S603 - git, with our own arguments
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


def said(root: Path, *command: str, given: bytes = b"", extra: Mapping[str, str] | None = None) -> str:
    """The output of git; raises StoreError with the reason if it fails. Names of files may be in any
    encoding: they are decoded as Python decodes those of the disk."""
    done = run(root, *command, given=given, extra=extra)
    if done.returncode:
        raise StoreError(f"git {command[0]}: {reason(done)}")
    return os.fsdecode(done.stdout).strip()


def ignored(
    root: Path, paths: Sequence[str], extra: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """(path, rule that ignores it) of those that are ignored. Raises StoreError if git cannot tell."""
    names = "\0".join(paths).encode()
    done = run(root, "check-ignore", "--no-index", "--verbose", "-z", "--stdin", given=names, extra=extra)
    if done.returncode not in {0, 1}:  # 1: there is none
        raise StoreError(f"git check-ignore: {reason(done)}")
    parts = done.stdout.decode(errors="replace").split("\0")
    found = zip(parts[0::4], parts[1::4], parts[2::4], parts[3::4], strict=False)
    return [
        (path, f"{file}, line {line}: {rule}") for file, line, rule, path in found if not rule.startswith("!")
    ]


def body(root: Path, blob: str) -> bytes:
    """The bytes of a file in a commit. Raises StoreError: a missing file must not be taken for an empty
    one."""
    done = run(root, "cat-file", "blob", blob)
    if done.returncode:
        raise StoreError(f"git cat-file: {reason(done)}")
    return done.stdout


def reason(done: Done) -> str:
    """Why a call failed: the first line in which git says so, or what to do if that is known."""
    lines = [to_log.line(line)[:LONGEST] for line in done.stderr.decode(errors="replace").splitlines()]
    lines = [line for line in lines if line]
    for words, meaning in _KNOWN:
        if any(words in line for line in lines):
            return meaning
    loud = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return (loud or lines or [f"exit code {done.returncode}"])[0]


def remarks(done: Done) -> tuple[str, ...]:
    """The remote's messages during a push, line by line."""
    lines = (line.strip() for line in done.stderr.decode(errors="replace").splitlines())
    told = (
        to_log.line(line.removeprefix("remote:"))[:LONGEST] for line in lines if line.startswith("remote:")
    )
    return tuple(line for line in told if line)[:20]


def names(listed: str) -> list[str]:
    """Paths that git printed with `-z`."""
    return sorted(name for name in listed.split("\0") if name)
