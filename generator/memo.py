"""Results of earlier runs, by a hash of everything they were computed from. The core asks a `Memory` and
also works without results; the shell decides where they are stored.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

KEY = 16
"""Bytes of a key."""

Array = npt.NDArray[Any]  # of any type: known to whoever packed it


class Memory(Protocol):
    """Results by kind and key. A key identifies everything that a result depends on."""

    def recall(self, kind: str, key: bytes) -> bytes | None:
        """The stored result, or None."""
        ...

    def keep(self, kind: str, key: bytes, body: bytes) -> None:
        """Stores a result for the next run, replacing an older one of its kind."""
        ...


class Forgetful:
    """Stores nothing: everything is computed again."""

    def recall(self, kind: str, key: bytes) -> bytes | None:
        """Nothing is known."""
        del kind, key
        return None

    def keep(self, kind: str, key: bytes, body: bytes) -> None:
        """Nothing is kept."""
        del kind, key, body


FORGETFUL = Forgetful()


def key(*parts: object) -> bytes:
    """A hash of some values; their `repr` must be complete."""
    return hashlib.sha256(repr(parts).encode()).digest()[:KEY]


def key_of(parts: Iterable[object]) -> bytes:
    """The same for values that come one by one, because they are too many to hold in memory."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(repr(part).encode() + b"\n")
    return digest.digest()[:KEY]


def key_of_keys(keys: Iterable[bytes]) -> bytes:
    """A hash of keys, whose `repr` would take longer."""
    return hashlib.sha256(b"".join(keys)).digest()[:KEY]


def packed(arrays: Mapping[str, Array]) -> bytes:
    """Arrays with their names, one after the other, each after a line with its name, type and shape."""
    return b"".join(
        part
        for name, one in arrays.items()
        for part in (_head(name, one), np.ascontiguousarray(one).data.cast("B") if one.size else b"")
    )


def _head(name: str, one: Array) -> bytes:
    return f"{name} {one.dtype.str} {' '.join(map(str, one.shape))}\n".encode()


def unpacked(body: bytes) -> dict[str, Array]:
    """The inverse of `packed`; the arrays are read-only."""
    found: dict[str, Array] = {}
    at = 0
    while at < len(body):
        end = body.index(b"\n", at)
        name, kind, *shape = body[at:end].decode().split(" ")
        sizes = [int(size) for size in shape]
        count = int(np.prod(sizes, dtype=np.int64))
        one = np.frombuffer(body, np.dtype(kind), count, end + 1).reshape(sizes)
        found[name] = one
        at = end + 1 + one.nbytes
    return found


def lines(words: list[str] | tuple[str, ...]) -> Array:
    """Words without line breaks, as an array that can be packed. Each ends its line, so that one empty word
    is not none."""
    return np.frombuffer("".join(f"{word}\n" for word in words).encode(), np.uint8)


def words(of: Array) -> list[str]:
    """The inverse of `lines`."""
    return of.tobytes().decode().split("\n")[:-1]


def joined(keys: Sequence[bytes]) -> Array:
    """Keys as an array that can be packed."""
    return np.frombuffer(b"".join(keys), np.uint8)


def split(of: Array) -> list[bytes]:
    """The inverse of `joined`."""
    whole = of.tobytes()
    return [whole[at : at + KEY] for at in range(0, len(whole), KEY)]
