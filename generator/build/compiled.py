"""Templates as an earlier run of MkDocs compiled them: compiling takes as long as rendering two hundred
pages.

Each is used only if its source is the same. In a workflow none are kept: they are code, and others can fill
the cache there.
"""

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.storage.cache import Cache

KIND = "templates"


class Compiled(BytecodeCache):
    """The templates of a cache by name."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._known = _parted(cache.recall(KIND, b"") or b"")
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
        """For the next run, which takes longer without them."""
        if self._is_new:
            parts = (
                f"{name} {checksum} {len(one)}\n".encode() + one
                for name, (checksum, one) in sorted(self._known.items())
            )
            self._cache.keep(KIND, b"", b"".join(parts))


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
