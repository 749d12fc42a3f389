"""Files change whole or not at all; damage is named; one writer at a time."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given

from generator.errors import StoreError
from generator.records.listing import Listing
from generator.storage.store import Store, write_changed
from tests.support.helpers import DAY, ROOT, listed, listing, paper
from tests.support.strategies import listings

PLACES = (
    "os.fdopen",
    "os.fsync",
    "os.chmod",
    "tempfile.mkstemp",
    "pathlib.Path.replace",
    "pathlib.Path.mkdir",
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "data")


def files(root: Path) -> dict[str, bytes]:
    """Every file below a folder, with what it holds."""
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@given(listings())
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, one: Listing) -> None:
    """What was stored is read back."""
    store = Store(tmp_path_factory.mktemp("store"))
    assert store.write(one)
    assert store.read(one.day) == one
    assert store.read_all() == ([one], [])


def test_the_place_of_a_day(store: Store) -> None:
    """One file per day, in a folder per year, readable by others."""
    store.write(listing([listed()]))
    path = store.root / "days" / "2025" / "2025-08-20.json"
    assert store.path(DAY) == path
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(files(store.root)) == ["days/2025/2025-08-20.json"]


def test_the_same_bytes_are_not_written(store: Store) -> None:
    """A second write of the same listing leaves the file untouched."""
    assert store.write(listing([listed()]))
    before = store.path(DAY).stat()
    assert not store.write(listing([listed()]))
    after = store.path(DAY).stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert store.write(listing([listed(2)]))


def test_a_day_that_is_not_there(store: Store) -> None:
    """Nothing stored is None, and an archive without a folder is an empty one."""
    assert store.read(DAY) is None
    assert store.read_all() == ([], [])


def test_days_come_in_order(store: Store) -> None:
    """Listings are read oldest first, across years."""
    days = [date(2024, 12, 31), date(2025, 1, 2), date(2025, 8, 20)]
    for day in reversed(days):
        store.write(listing(day=day))
    assert [one.day for one in store.read_all()[0]] == days


@pytest.mark.parametrize("place", PLACES)
def test_a_failed_write_leaves_the_old_bytes(
    store: Store, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or a broken one at any step: the old file stays, no other is left, the message names it."""
    store.write(listing([listed()]))
    before = files(store.root)

    def fail(*_args: object, **_options: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(place, fail)
    with pytest.raises(StoreError, match=r"2025-08-20\.json: cannot be written: No space left on device"):
        store.write(listing([listed(2)]))
    monkeypatch.undo()
    assert {k: v for k, v in files(store.root).items() if v} == before


def test_a_failed_first_write_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file was, none is half there."""

    def fail(_handle: int) -> NoReturn:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(StoreError, match="Input/output error"):
        store.write(listing())
    assert files(store.root) == {}


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    """What cannot be read cannot be compared: the message names it."""
    (tmp_path / "file").mkdir()
    with pytest.raises(StoreError, match="file: cannot be read"):
        write_changed(tmp_path / "file", b"x")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "not JSON: "),
        (b'{"schema_version": 1', "not JSON: "),
        (b"\xff\xfe", "not JSON: "),
        (b"[" * 100_000, "not JSON: "),
        (b"[]", "file: expected an object, got []"),
        (b'{"schema_version": 99}', "schema_version: made by a newer version of this program (format 99; "),
        (
            b'{"schema_version":1,"day":"2025-08-21","captured":"2025-08-21T00:00:00Z","papers":[],"signals":{}}',
            "day: expected 2025-08-20, got 2025-08-21",
        ),
    ],
)
def test_a_damaged_file_is_named(store: Store, body: bytes, message: str) -> None:
    """One damaged day is a problem with its path; the other days are read."""
    store.write(listing(day=date(2025, 8, 19)))
    store.path(DAY).write_bytes(body)
    with pytest.raises(StoreError) as caught:
        store.read(DAY)
    assert str(caught.value).startswith(f"{store.path(DAY)}: {message}")
    found, (problem,) = store.read_all()
    assert [one.day for one in found] == [date(2025, 8, 19)]
    assert problem.path == str(store.path(DAY))
    assert problem.message.startswith(message)


def test_an_unreadable_file_is_named(store: Store) -> None:
    """A folder where a file should be is a problem, not a crash."""
    store.path(DAY).mkdir(parents=True)
    _, (problem,) = store.read_all()
    assert problem.message.startswith("cannot be read: ")


@pytest.mark.parametrize(
    "name", ["2025/x.json", "2024/2025-08-20.json", "2025/20250820.json", "2025/2025-W34-3.json"]
)
def test_strange_files_are_named(store: Store, name: str) -> None:
    """A file that no day has is reported, never read as one."""
    path = store.root / "days" / name
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    found, (problem,) = store.read_all()
    assert not found
    assert (problem.path, problem.message) == (str(path), "not the path of a list day")


def test_files_of_other_kinds_are_left_alone(store: Store) -> None:
    """Notes and hidden files beside the days are nobody's business."""
    folder = store.root / "days" / "2025"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("x")
    (folder / ".2025-08-20.json").write_text("x")
    assert store.read_all() == ([], [])


def test_leftovers_are_swept(store: Store) -> None:
    """The next writer removes what a killed one left, and nothing else."""
    store.write(listing())
    stray = store.path(DAY).with_name(".tmp-x1")
    picture = store.root / "thumbnails" / "2508" / ".tmp-x1"
    picture.parent.mkdir(parents=True)
    for one in (stray, picture):
        one.write_text("half")
    with store.writing():
        assert not stray.exists()
        assert not picture.exists()
    assert sorted(files(store.root)) == [".lock", "days/2025/2025-08-20.json"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file where data/ should be is one clear error."""
    (tmp_path / "data").write_text("x")
    with pytest.raises(StoreError, match="data: cannot be written: "), Store(tmp_path / "data").writing():
        pytest.fail("no lock can be had here")


HOLDER = """
import sys
from pathlib import Path
from generator.storage.store import Store
with Store(Path(sys.argv[1])).writing():
    print("held", flush=True)
    sys.stdin.readline()
    print("released", flush=True)
"""


@pytest.fixture
def holder(store: Store) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the lock until it is sent a line."""
    command = [sys.executable, "-c", HOLDER, str(store.root)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_one_writer_at_a_time(store: Store, holder: "subprocess.Popen[str]") -> None:
    """A second process waits until the first has let go."""
    command = [sys.executable, "-c", HOLDER, str(store.root)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as second:
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(0.7)
        holder.communicate("\n", timeout=60)
        out, _ = second.communicate("\n", timeout=60)
    assert out == "held\nreleased\n"


def test_a_killed_writer_holds_nothing(store: Store, holder: "subprocess.Popen[str]") -> None:
    """The lock of a process that died is free."""
    holder.kill()
    holder.wait(60)
    with store.writing():
        assert (store.root / ".lock").exists()


@pytest.mark.attack(1, "links where stored days and their folders belong")
@pytest.mark.parametrize("place", ["days", "days/2025", "days/2025/2025-08-20.json"])
def test_links_are_not_followed(store: Store, tmp_path: Path, place: str) -> None:
    """Nothing is read, written or swept through them; the link is named."""
    outside = tmp_path / "outside"
    (outside / "2025").mkdir(parents=True)
    for name in ("2025-08-20.json", ".tmp-x", "2025/2025-08-20.json", "2025/.tmp-x"):
        (outside / name).write_text("{}", encoding="utf-8")
    link = store.root / place
    link.parent.mkdir(parents=True)
    link.symlink_to(outside / "2025-08-20.json" if place.endswith(".json") else outside)
    before = files(outside)
    with store.writing(), pytest.raises(StoreError, match="it is a link, expected a"):
        store.write(listing([listed()]))
    listings, problems = store.read_all()
    assert not listings
    assert problems
    assert files(outside) == before


@pytest.mark.attack(1, "a link in the place of the lock")
def test_a_linked_lock(store: Store, tmp_path: Path) -> None:
    """No file is made where it leads."""
    store.root.mkdir()
    (store.root / ".lock").symlink_to(tmp_path / "made")
    with pytest.raises(StoreError, match="data: cannot be written: "), store.writing():
        pass
    assert not (tmp_path / "made").exists()


@pytest.mark.attack(12, "a sweep that takes another writer's half-written file")
def test_folders_with_a_lock_of_their_own(store: Store) -> None:
    """What lies half-written in them is not ours to sweep."""
    other = store.root / "mail" / ".tmp-x1"
    other.parent.mkdir(parents=True)
    other.touch()
    with store.writing():
        assert other.exists()


def test_days_and_their_times(store: Store) -> None:
    """Days are recognized by their file names, newest first; times are found without reading a file
    in full, and not in words."""
    other = date(2025, 8, 19)
    store.write(listing([listed(1, seen="2030-01-02T03:04:05Z")], day=other))
    store.write(listing([listed(2, of=paper(2, title="At 2031-01-02T03:04:05Z"))]))
    (store.root / "days" / "2025" / "notes.json").write_text("{}")
    os.mkfifo(store.root / "days" / "2025" / "2025-08-18.json")  # it would wait for ever
    assert list(store.days()) == [DAY, other, date(2025, 8, 18)]
    store.write(replace(listing([listed(1, seen="2030-01-02T03:04:06Z")], day=other), source="elsewhere"))
    assert store.lists_after("2029-01-01T00:00:00Z") == [(other, "elsewhere"), (other, "")]
    assert store.lists_after("2030-01-02T03:04:05Z") == [(other, "elsewhere")]
    assert store.lists_after("2030-01-02T03:04:06Z") == []


def test_lists_of_several_sources(store: Store) -> None:
    """Each has its file: the plain name is that of the main source, or of the one that was it."""
    first, other = listing([listed(1)]), replace(listing([listed(2)]), source="elsewhere")
    store.write(other)
    store.write(first)
    folder = store.root / "days" / f"{DAY.year}"
    assert sorted(path.name for path in folder.iterdir()) == [f"{DAY}.elsewhere.json", f"{DAY}.json"]
    assert (store.read(DAY, ""), store.read(DAY, "elsewhere")) == (first, other)
    assert store.lists(DAY) == [first, other]
    assert store.read_all() == ([other, first], [])
    assert list(store.days()) == [DAY]
    turned = Store(store.root, "elsewhere")
    assert (turned.read(DAY, ""), turned.read(DAY, "elsewhere")) == (first, other)
    assert turned.mark(DAY, "elsewhere") == store.mark(DAY, "elsewhere") != store.mark(DAY, "")
    later = replace(other, day=DAY + timedelta(days=1))
    turned.write(later)
    turned.write(replace(first, day=later.day))
    assert turned.path(later.day, "elsewhere").name == f"{later.day}.json"
    assert turned.path(later.day, "").name == f"{later.day}.first.json"


def test_a_file_of_another_source(store: Store) -> None:
    """The name of a file and what is in it agree, or it is reported."""
    store.write(listing([listed(1)]))
    path = store.path(DAY)
    path.rename(path.with_suffix(".elsewhere.json"))
    found, [problem] = store.read_all()
    assert found == []
    assert problem.message == "source: expected that of the file's name, got ''"


@pytest.mark.parametrize("name", ["days", "days/2026"])
def test_a_disk_that_is_not_there(tmp_path: Path, name: str) -> None:
    """A link to it is not taken for an empty folder."""
    link = tmp_path / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "elsewhere")
    listings, (problem,) = Store(tmp_path).read_all()
    assert not listings
    assert str(problem) == f"{link}: cannot be read: it is a link to something that is not there"


@pytest.mark.parametrize("body", [b"", b"\n", b"\0" * 4096])
def test_an_empty_file(tmp_path: Path, body: bytes) -> None:
    """As a disk that was full, or a power cut, leaves it: the message says what to do."""
    path = Store(tmp_path).path(DAY)
    path.parent.mkdir(parents=True)
    path.write_bytes(body)
    _, (problem,) = Store(tmp_path).read_all()
    message = "nothing is written in it; restore it, or remove it and get its papers again"
    assert str(problem) == f"{path}: not JSON: {message}"


def test_links_that_lead_to_no_folder(store: Store, tmp_path: Path) -> None:
    """Among the folders of years they are nobody's business, as files are; neither are hidden names."""
    store.write(listing(day=DAY))
    days = store.root / "days"
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    (days / "notes").symlink_to(tmp_path / "notes.txt")
    (days / "notes.txt").write_text("x", encoding="utf-8")
    (days / ".gone").symlink_to(tmp_path / "gone")
    (days / ".hidden").mkdir()
    (days / ".hidden" / "2025-08-19.json").write_text("x", encoding="utf-8")
    listings, problems = store.read_all()
    assert ([one.day for one in listings], problems, [*store.days()]) == ([DAY], [], [DAY])


@pytest.mark.parametrize("target", ["gone.json", "2025-08-19.json"])
def test_the_size_with_a_link(store: Store, target: str) -> None:
    """One that leads nowhere, or to itself, is reported when the days are read, and by nothing before."""
    store.write(listing(day=DAY))
    before = store.size()
    assert before == store.path(DAY).stat().st_size
    link = store.path(date(2025, 8, 19))
    link.symlink_to(target)
    assert store.size() - before == link.lstat().st_size
    _, (problem,) = store.read_all()
    assert "it is a link, expected a file" in problem.message


def test_the_size_while_a_file_goes_away(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts nothing."""
    store.write(listing(day=DAY))

    def gone(_: Path) -> NoReturn:
        raise FileNotFoundError(errno.ENOENT, "gone")

    monkeypatch.setattr(Path, "lstat", gone)
    assert store.size() == 0
