"""Templates as an earlier run of MkDocs compiled them, in one file: compiling takes as long as rendering two
hundred pages.

The file says which program made it, and has a hash of its content; each template is used only if its source
is the same. In a workflow there is none: it holds code, and others can fill the cache there.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

CHECKSUM = 32
"""Bytes of the hash of a file's content."""


class Compiled(BytecodeCache):
    """The templates of a file by name. `made_by` identifies the program and its libraries."""

    def __init__(self, file: Path, made_by: bytes) -> None:
        self._file, self._made_by = file, made_by
        self._known = _parted(_read(file, made_by))
        self._is_new = False

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Not by the file's name: each build has a copy of the theme, in another folder."""
        del filename
        return super().get_cache_key(name)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills a bucket if its template is known."""
        checksum, body = self._known.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(body)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template that was compiled now."""
        self._known[bucket.key] = bucket.checksum, bucket.bytecode_to_string()
        self._is_new = True

    def keep(self) -> None:
        """Writes the file for the next run, which takes longer without it, in one step."""
        if not self._is_new:
            return
        body = b"".join(
            f"{name} {checksum} {len(one)}\n".encode() + one
            for name, (checksum, one) in sorted(self._known.items())
        )
        with suppress(OSError):
            handle, temporary = tempfile.mkstemp(dir=self._file.parent, prefix=".tmp-")
            with os.fdopen(handle, "wb") as file:
                file.write(self._made_by + hashlib.sha256(body).digest() + body)
            Path(temporary).replace(self._file)


def _read(file: Path, made_by: bytes) -> bytes:
    """What an earlier run of the same program wrote; nothing if it is damaged."""
    try:
        body = file.read_bytes()
    except OSError:
        return b""
    head = len(made_by) + CHECKSUM
    held = body[head:]
    return held if body[:head] == made_by + hashlib.sha256(held).digest() else b""


def _parted(body: bytes) -> dict[str, tuple[str, bytes]]:
    """The hash of each template's source, and its code, by name."""
    found: dict[str, tuple[str, bytes]] = {}
    at = 0
    while at < len(body):
        end = body.index(b"\n", at)
        name, checksum, length = body[at:end].decode().split(" ")
        at = end + 1 + int(length)
        found[name] = checksum, body[end + 1 : at]
    return found
