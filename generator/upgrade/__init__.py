"""Decides how to upgrade an archive's own copy of the program's files. Works on bytes, so that every case can
be tested without a folder.

A file is the program's as long as it equals what the program offered last, or what any earlier version is
known to have written, apart from line endings, which Git may change, and action pins, which Dependabot
updates. Every other file is the operator's: it is kept, and the new version is put next to it.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from generator.upgrade import pins

BESIDE = ".new"
"""The suffix of a new version that is put next to an edited file."""
WORKFLOWS = ".github/workflows/"
NOTHING: Mapping[str, Collection[str]] = MappingProxyType({})

Action = Literal["write", "remove", "beside", "keep"]
"""write: gets the content `body` · remove: no longer part of the program · beside: edited, so the new version
goes next to it · keep: edited or removed by the operator, and stays so."""


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one path."""

    path: str
    action: Action
    body: bytes = b""


def mark(path: str, body: bytes) -> str:
    """The hash that shows whether a file was edited."""
    return hashlib.sha256(_plain(path, body)).hexdigest()


def plan(
    offered: Mapping[str, str],
    wanted: Mapping[str, bytes],
    present: Mapping[str, bytes],
    replaced: Collection[str] = (),
    earlier: Mapping[str, Collection[str]] = NOTHING,
) -> Iterator[Step]:
    """The steps from the files that are `present` to those `wanted`. `offered` are the hashes of what the
    program last offered, `earlier` those of what any version wrote, `replaced` the edited files whose edits
    the operator discards."""
    for path in sorted({*wanted, *offered, *earlier}):
        now, old = present.get(path), offered.get(path)
        is_ours = path in replaced
        if now is not None:
            is_ours = is_ours or mark(path, now) in {old, *earlier.get(path, ())}
        if path in wanted:
            yield from _moved(path, wanted[path], now, old, is_ours=is_ours)
        elif now is not None:
            yield Step(path, "remove" if is_ours else "keep")


def _moved(path: str, new: bytes, now: bytes | None, old: str | None, *, is_ours: bool) -> Iterator[Step]:
    offered_now = mark(path, new)
    if now is None:
        # Somebody removed what was offered earlier, and on purpose.
        yield Step(path, "write" if old is None or is_ours else "keep", new)
        return
    body = _with_newest_pins(path, new, now)
    if _lines(now) == _lines(body):
        return
    if is_ours or mark(path, now) == offered_now:
        yield Step(path, "write", body)
    elif old == offered_now:
        yield Step(path, "keep")
    else:
        yield Step(path, "beside", body)


def with_lines(text: str, wanted: str) -> str:
    """A list of patterns such as `.gitignore` with the missing wanted lines appended."""
    known = {line.strip() for line in text.splitlines()}
    missing = [line for line in wanted.splitlines() if line.strip() and line.strip() not in known]
    if not missing:
        return text
    head = text if not text or text.endswith("\n") else f"{text}\n"
    return head + "".join(f"{line}\n" for line in missing)


def _plain(path: str, body: bytes) -> bytes:
    body = _lines(body)
    return pins.without(body.decode(errors="replace")).encode() if path.startswith(WORKFLOWS) else body


def _lines(body: bytes) -> bytes:
    return body if b"\0" in body else body.replace(b"\r\n", b"\n")


def _with_newest_pins(path: str, new: bytes, now: bytes) -> bytes:
    if not path.startswith(WORKFLOWS):
        return new
    return pins.newest(new.decode(), now.decode(errors="replace")).encode()
