"""The archive's own data on disk: `data/days/YYYY/YYYY-MM-DD.json`, one file per list day. The lists of
further sources are next to it, in `YYYY-MM-DD.<source>.json`.

A file changes completely or not at all: temporary file next to it, fsync, rename, fsync of the folder. One
writer at a time holds `data/.lock`; the next one removes what a killed one left.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.errors import Problem, StoreError
from generator.records import schema
from generator.records.listing import Listing
from generator.records.schema import listing_from_json, listing_to_json
from generator.sinks import to_json
from generator.storage import files, system
from generator.storage.files import TEMPORARY
from generator.storage.stored import decoded, json_files, refuse_obstacle

LOCK = ".lock"

MARK = 32
"""Digits of the hash of a file."""

UNNAMED = "first"
"""What stands for the source that stored days do not name, where it is not the main one."""

_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\.[a-z][a-z0-9-]{0,39})?\.json")
_SOURCE = re.compile(rb'\A\{\s*"schema_version":\s*[0-9]+,\s*"source":\s*"([a-z][a-z0-9-]{0,39})"')
_HEAD = 200
_MOMENT = re.compile(rb'"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)"')


@dataclass(frozen=True, slots=True)
class Store:
    """Reads and writes the listings below `root`. `main` is the source whose lists have the plain names, as
    stored days name it."""

    root: Path
    main: str = ""

    def path(self, day: date, source: str | None = None) -> Path:
        """The path of a day's listing of a source, the main one by default.

        Where the plain name is taken by a list of another source, which was the main one then, it stays.
        """
        plain = self.root / "days" / f"{day.year:04d}" / f"{day.isoformat()}.json"
        if source is None or self._is_of(plain, source):
            return plain
        return plain.with_suffix(f".{source or UNNAMED}.json")

    def _is_of(self, plain: Path, source: str) -> bool:
        """Whether the plain name is that of this source: it has it, or it is free and the source is the main
        one."""
        try:
            head = files.read(plain)[:_HEAD]
        except OSError:
            return source == self.main
        named = _SOURCE.search(head)
        return (named[1].decode() if named else "") == source

    def read(self, day: date, source: str | None = None) -> Listing | None:
        """The stored listing, None if there is none. Raises StoreError if it is damaged."""
        return self.read_file(self.path(day, source), day)

    def read_file(self, path: Path, day: date) -> Listing | None:
        """The listing of a day in one of its files, None if there is none. Raises StoreError."""
        body = self._body(path)
        if body is None:
            return None
        listing = decoded(path, body, listing_from_json)
        if listing.day != day:
            raise StoreError(f"{path}: day: expected {day}, got {listing.day}")
        if path.name not in {f"{day}.json", f"{day}.{listing.source or UNNAMED}.json"}:
            raise StoreError(f"{path}: source: expected that of the file's name, got {listing.source!r}")
        # Only here, so that no copy with other values has it.
        object.__setattr__(listing, "mark", hashlib.sha256(body).hexdigest()[:MARK])
        return listing

    def lists(self, day: date) -> list[Listing]:
        """The stored listings of all sources. Raises StoreError if one is damaged."""
        plain = self.path(day)
        paths = [plain, *sorted(plain.parent.glob(f"{day}.*.json"))]
        found = (self.read_file(path, day) for path in paths if _named_day(path))
        return [one for one in found if one is not None]

    def mark(self, day: date, source: str | None = None) -> str:
        """A hash of the stored bytes of a day; "" if there are none."""
        body = self._body(self.path(day, source))
        return "" if body is None else hashlib.sha256(body).hexdigest()

    def _body(self, path: Path) -> bytes | None:
        refuse_obstacle(self.root, path)
        try:
            return files.read(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{path}: cannot be read: {error.strerror}") from error

    def read_all(self) -> tuple[list[Listing], list[Problem]]:
        """Every listing, oldest first, and a problem for each file that is not a listing."""
        listings: list[Listing] = []
        paths, problems = json_files(self.root / "days")
        for path in paths:
            day = _named_day(path)
            if day is None or path.parent != self.path(day).parent:
                problems.append(Problem(path=str(path), where="", message="not the path of a list day"))
                continue
            try:
                listing = self.read_file(path, day)
            except StoreError as error:
                message = str(error).removeprefix(f"{path}: ")
                problems.append(Problem(path=str(path), where="", message=message))
            else:
                if listing is not None:
                    listings.append(listing)
        schema.forget()
        return listings, problems

    def size(self) -> int:
        """How many bytes all files of list days have; reading them all reports what cannot be looked at."""
        found = 0
        for path in self._files():
            with suppress(OSError):
                found += path.lstat().st_size
        return found

    def days(self) -> Iterator[date]:
        """The days that have a file, newest first."""
        found = map(_named_day, self._files())
        yield from sorted({day for day in found if day}, reverse=True)

    def lists_after(self, moment: str) -> list[tuple[date, str]]:
        """Days, newest first, and sources whose files contain a time after `moment`, without parsing them in
        full."""
        found: list[tuple[date, str]] = []
        for path in self._files():
            try:
                body = files.read(path)
            except OSError:
                continue  # reading them all reports why
            day, named = _named_day(path), _SOURCE.search(body[:_HEAD])
            if day and any(at.decode() > moment for at in _MOMENT.findall(body)):
                found.append((day, named[1].decode() if named else ""))
        return sorted(found, reverse=True)

    def _files(self) -> Iterator[Path]:
        return (self.root / "days").glob("[!.]*/[!.]*.json")

    def write(self, listing: Listing) -> bool:
        """Stores a listing; False if these bytes are already there."""
        body = to_json.text(listing_to_json(listing)).encode()
        path = self.path(listing.day, listing.source)
        refuse_obstacle(self.root, path)
        return write_changed(path, body)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the lock, waiting for another writer, and removes what a killed one left in the writer's
        part: other folders below have their own locks."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.root / LOCK, os.O_RDWR | os.O_CREAT | files.NO_LINK, 0o644)
        except OSError as error:
            raise StoreError(f"{self.root}: cannot be written: {error.strerror}") from error
        try:
            system.wait_for_lock(lock)
            for stray in (
                *self.root.glob(f"{TEMPORARY}*"),
                *files.below(self.root / "days"),
                *files.below(self.root / "known"),
                *files.below(self.root / "thumbnails"),
            ):
                if stray.name.startswith(TEMPORARY) and not stray.is_dir():
                    stray.unlink(missing_ok=True)
            yield
        finally:
            os.close(lock)


def _named_day(path: Path) -> date | None:
    name = _NAME.fullmatch(path.name)
    try:
        return date.fromisoformat(name[1]) if name else None
    except ValueError:
        return None


def write_changed(path: Path, body: bytes) -> bool:
    """Replaces a file atomically; returns False, without writing, if it already contains `body`."""
    try:
        if files.read(path) == body:
            return False
    except FileNotFoundError:
        pass
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY)
        with os.fdopen(handle, "wb") as stream:
            stream.write(body)
            stream.flush()
            Path(temporary).chmod(0o644)
            os.fsync(handle)
        system.replace(Path(temporary), path)
        system.sync_folder(path.parent)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
    return True
