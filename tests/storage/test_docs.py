"""Pages → files: only what changed, only what is ours."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import BuildError, StoreError
from generator.records.page import Blob, File, Page
from generator.render.site import CLAIM
from generator.storage import docs as output
from generator.storage import stamps
from generator.storage.docs import AsLeft, Written, write
from generator.storage.ownership import EARLIER, MANIFEST

FRONT = '---\n{"generated": "papers", "kind": "day"}\n---\n\n'


def page(path: str, title: str = "Title") -> Page:
    """A generated page."""
    return Page(path=path, text=f"{FRONT}# {title} {{#top}}\n")


A, B, HOME = page("days/2025-08-20.md"), page("papers/0001.00001.md"), page("index.md")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Where pages go; the state is beside it."""
    return tmp_path / "docs"


def run(docs: Path, *pages: File) -> Written:
    """One run over these pages."""
    return write(docs, docs.parent / ".papers", CLAIM, pages)


def files(docs: Path) -> set[str]:
    """Everything below `docs` but the list of it."""
    return {file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.is_file()} - {MANIFEST}


def test_new(docs: Path) -> None:
    """The first run writes every page, folders included, and says how many."""
    assert run(docs, A, B, HOME) == Written(new=3, changed=0, same=0, removed=0)
    assert files(docs) == {A.path, B.path, HOME.path}
    assert (docs / A.path).read_text(encoding="utf-8") == A.text


def test_a_second_run_writes_nothing(docs: Path) -> None:
    """The same pages again: 0 changed, and the files are not touched."""
    run(docs, A, B)
    before = {path: (docs / path).stat() for path in files(docs)}
    assert run(docs, A, B) == Written(new=0, changed=0, same=2, removed=0)
    after = {path: (docs / path).stat() for path in files(docs)}
    assert {p: (s.st_ino, s.st_mtime_ns) for p, s in before.items()} == {
        p: (s.st_ino, s.st_mtime_ns) for p, s in after.items()
    }


def test_a_file_that_looks_as_it_was_left_is_not_read(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it holds is known: it stays, or is replaced."""
    run(docs, A, B)
    stamp = stamps.settled(docs / A.path)
    left = {A.path: AsLeft(stamp, is_same=True), B.path: AsLeft(stamp, is_same=False)}
    other = page(B.path, "Another")
    with monkeypatch.context() as patch:
        patch.setattr(output._Waiting, "_known", None)
        done = write(docs, docs.parent / ".papers", CLAIM, (A, other), left.get)
    assert done == Written(new=0, changed=1, same=1, removed=0)
    assert done.stamps == {A.path: stamp, B.path: stamps.settled(docs / B.path)}
    assert (docs / B.path).read_text(encoding="utf-8") == other.text


def test_scripts(docs: Path) -> None:
    """Search's own scripts come and go with us; those of the operator are no business of ours."""
    mine, theirs = docs / "assets" / "search" / "old.js", docs / "assets" / "own.js"
    run(docs, Page(path="assets/search/old.js", text="1;\n"))
    theirs.write_text("2;\n", encoding="utf-8")
    run(docs, Page(path="assets/search/new.js", text="1;\n"))
    assert not mine.exists()
    assert files(docs) == {"assets/own.js", "assets/search/new.js"}
    with pytest.raises(BuildError):
        run(docs, Page(path="assets/own.js", text="3;\n"))


def test_changed_and_removed(docs: Path) -> None:
    """A page with other text is replaced; one that is no longer wanted goes, with its empty folder."""
    run(docs, A, B)
    assert run(docs, page(A.path, "Another")) == Written(new=0, changed=1, same=0, removed=1)
    assert files(docs) == {A.path}
    assert not (docs / "papers").exists()


def test_a_file_that_somebody_removed(docs: Path) -> None:
    """What is not there any more needs no removing, whatever it was."""
    data = Blob(path="search/data/00.bin", body=b"\0")
    run(docs, A, B, data)
    (docs / B.path).unlink()
    shutil.rmtree(docs / "search")
    assert run(docs, A) == Written(new=0, changed=0, same=1, removed=0)


def test_numbers_in_words() -> None:
    """The line a command ends with."""
    written = Written(new=1, changed=2, same=8348, removed=3)
    assert str(written) == "8,351 files: 1 new, 2 changed, 3 removed"


def test_hand_written_pages_stay(docs: Path) -> None:
    """What somebody wrote beside ours is neither changed nor removed."""
    own = docs / "papers" / "notes.md"
    own.parent.mkdir(parents=True)
    own.write_text("# My notes\n", encoding="utf-8")
    run(docs, A, B)
    run(docs, A)
    assert own.read_text(encoding="utf-8") == "# My notes\n"


def test_a_hand_written_page_in_the_way(docs: Path) -> None:
    """It stops the run before the first byte, and every such page is named."""
    for one in (B, HOME):
        (docs / one.path).parent.mkdir(parents=True, exist_ok=True)
        (docs / one.path).write_text("# Mine\n", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        run(docs, A, B, HOME)
    assert [problem.path for problem in caught.value.problems] == [str(docs / one.path) for one in (B, HOME)]
    assert files(docs) == {B.path, HOME.path}


def test_a_page_of_ours_that_was_edited_is_made_again(docs: Path) -> None:
    """The mark in its head says whose it is; edits in generated pages do not last."""
    run(docs, A)
    (docs / A.path).write_text(A.text + "\nAdded by hand.\n", encoding="utf-8")
    assert run(docs, A) == Written(new=0, changed=1, same=0, removed=0)


def test_a_page_whose_mark_was_taken_away_is_not_removed(docs: Path) -> None:
    """Somebody made it theirs: it stays when it is no longer generated."""
    run(docs, A, B)
    (docs / B.path).write_text("# Mine now\n", encoding="utf-8")
    assert run(docs, A).removed == 0
    assert (docs / B.path).exists()


def test_without_manifest_the_mark_tells(docs: Path) -> None:
    """In a fresh clone with old pages, ours are known by their heads: stale ones go."""
    run(docs, A, B)
    (docs / MANIFEST).unlink()
    assert run(docs, A) == Written(new=0, changed=0, same=1, removed=1)


@pytest.mark.parametrize("body", ["", "{", "[1]", '{"a": 1}', '["../outside.md", "/etc/outside.md"]'])
def test_a_damaged_manifest(docs: Path, body: str) -> None:
    """It removes nothing outside `docs` and stops no run."""
    outside = docs.parent / "outside.md"
    outside.write_text(A.text, encoding="utf-8")
    run(docs, A)
    (docs / MANIFEST).write_text(body, encoding="utf-8")
    run(docs, A)
    assert outside.exists()
    assert files(docs) == {A.path}


def test_a_killed_run_is_repaired(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ends half-way has noted what it may have written; the next one clears it up."""
    run(docs, A)
    whole = output._place

    def killed(waiting: Path, file: Path, folders: set[Path]) -> None:
        if file.name == "index.md":
            raise KeyboardInterrupt
        whole(waiting, file, folders)

    monkeypatch.setattr(output, "_place", killed)
    with pytest.raises(KeyboardInterrupt):
        run(docs, A, B, HOME)
    monkeypatch.undo()
    assert (docs / B.path).exists()
    assert run(docs, A) == Written(new=0, changed=0, same=1, removed=1)


def test_nothing_is_in_its_place_before_all_is_there(docs: Path) -> None:
    """Pages are taken one by one; when a later one cannot be made, `docs` is as it was."""
    run(docs, A)

    def pages() -> Iterator[File]:
        yield page(A.path, "Another")
        yield B
        assert (docs / A.path).read_text(encoding="utf-8") == A.text
        raise BuildError("no more", [])

    with pytest.raises(BuildError):
        write(docs, docs.parent / ".papers", CLAIM, pages())
    assert files(docs) == {A.path}
    assert (docs / A.path).read_text(encoding="utf-8") == A.text


def test_mark() -> None:
    """Same bytes, same mark; others, another."""
    assert output.mark(b"x") == output.mark(b"x") != output.mark(b"y")


def test_manifest(docs: Path) -> None:
    """It names exactly the files of the last run, sorted."""
    run(docs, HOME, B, A)
    assert json.loads((docs / MANIFEST).read_bytes()) == sorted([A.path, B.path, HOME.path])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(docs: Path) -> None:
    """The error names the file and says why; no temporary file is left."""
    (docs / "days").mkdir(parents=True)
    (docs / "days").chmod(0o500)
    try:
        with pytest.raises(StoreError, match=r"days/2025-08-20\.md: cannot be written: Permission denied"):
            run(docs, A)
        assert not files(docs)
    finally:
        (docs / "days").chmod(0o700)


TWIN = Page(path="days/2025-08-20/index.html.md", text="# Wednesday\n")
HAND = '# My own page\n\nThe key `"generated": "papers"` marks what is made.\n'


def test_a_page_that_mentions_the_mark(docs: Path) -> None:
    """Only front matter says whose a page is: one that speaks of the mark is not removed."""
    own = docs / "papers" / "how.md"
    own.parent.mkdir(parents=True)
    own.write_text(HAND, encoding="utf-8")
    assert run(docs, A).removed == 0
    assert own.read_text(encoding="utf-8") == HAND


def test_a_page_written_by_hand_over_ours(docs: Path) -> None:
    """Also where the last run had put a page, what somebody wrote since is not overwritten."""
    run(docs, A, HOME)
    (docs / HOME.path).write_text(HAND, encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        run(docs, page(A.path, "Other"), HOME)
    assert [problem.path for problem in caught.value.problems] == [str(docs / HOME.path)]
    assert (docs / HOME.path).read_text(encoding="utf-8") == HAND
    assert (docs / A.path).read_text(encoding="utf-8") == A.text


def test_a_twin_has_no_mark(docs: Path) -> None:
    """What the last run wrote is replaced and removed, and nobody else's file of that kind."""
    run(docs, A, TWIN)
    assert run(docs, A, Page(path=TWIN.path, text="# Other\n")).changed == 1
    own = docs / "notes" / "index.html.md"
    own.parent.mkdir()
    own.write_text(HAND, encoding="utf-8")
    assert run(docs, A).removed == 1
    assert files(docs) == {A.path, "notes/index.html.md"}


def test_leftovers(docs: Path) -> None:
    """Files a killed run left half-written go, and an empty page is written again."""
    run(docs, A, B)
    (docs / "days" / ".tmp-2025-08-20.md").write_text("half", encoding="utf-8")
    (docs / ".tmp-ab_12xyz").write_text("half a list", encoding="utf-8")
    (docs / ".tmp-of-our-own").write_text(HAND, encoding="utf-8")
    (docs / B.path).write_text("", encoding="utf-8")
    assert run(docs, A, B).changed == 1
    assert files(docs) == {A.path, B.path, ".tmp-of-our-own"}


MINE = {
    "api/my-own.json": "{}",
    "papers/empty.md": "",
    "feeds/blog.xml": "<rss/>",
    "search/mine.js": "1;",
    "exports/table.gz": "x",
    "days/.notes": "mine",
}
"""Files of an operator in folders where we generate."""
DATA = Blob(path="api/days.json", body=b"[1]\n")


@pytest.mark.attack(1, "an operator's files in a fresh clone, below generated folders")
@pytest.mark.parametrize("is_fresh", [True, False])
def test_files_of_the_operator_stay(docs: Path, is_fresh: bool) -> None:  # noqa: FBT001 - a table
    """With a list of the last run and without: neither their ending nor their place makes them ours."""
    run(docs, A, B, DATA)
    for name, body in MINE.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(body, encoding="utf-8")
    if is_fresh:
        (docs / MANIFEST).unlink()
    run(docs, A, DATA)
    run(docs, A)
    assert {name: (docs / name).read_text(encoding="utf-8") for name in MINE} == MINE


@pytest.mark.attack(1, "an operator's file at the very place of a generated one, in a fresh clone")
@pytest.mark.parametrize(("path", "body"), [(DATA.path, "[2]"), (A.path, ""), ("search/data/00.bin", "x")])
def test_a_file_of_the_operator_in_the_way(docs: Path, path: str, body: str) -> None:
    """It is named, nothing is written, and it is as it was."""
    (docs / path).parent.mkdir(parents=True)
    (docs / path).write_text(body, encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        run(docs, A, DATA, Blob(path="search/data/00.bin", body=b"\0"))
    assert [problem.path for problem in caught.value.problems] == [str(docs / path)]
    assert files(docs) == {path}
    assert (docs / path).read_text(encoding="utf-8") == body


def test_data_that_is_as_it_would_be(docs: Path) -> None:
    """Without a list, files that hold what is generated are taken over, and listed from then on."""
    run(docs, A, DATA)
    (docs / MANIFEST).unlink()
    assert run(docs, A, DATA).same == 2
    assert run(docs, A) == Written(new=0, changed=0, same=1, removed=1)


def test_the_scratch_folder_may_be_deleted(docs: Path) -> None:
    """The list is next to the files: data that changed since is still recognized as ours."""
    run(docs, A, DATA)
    shutil.rmtree(docs.parent / ".papers", ignore_errors=True)
    assert run(docs, A, Blob(path=DATA.path, body=b"[2]\n")).changed == 1


def test_the_list_of_an_older_version(docs: Path) -> None:
    """It lay in the scratch folder, is read there once, and goes."""
    run(docs, A, DATA)
    earlier = docs.parent / ".papers" / EARLIER
    earlier.parent.mkdir()
    (docs / MANIFEST).rename(earlier)
    assert run(docs, A, Blob(path=DATA.path, body=b"[2]\n")).changed == 1
    assert not earlier.exists()


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that is nobody's business, with files that look like ours and like leftovers."""
    folder = tmp_path / "outside"
    (folder / "data").mkdir(parents=True)
    for name in ("0001.00001.md", "2025-08-20.md", "old.md"):
        (folder / name).write_text(A.text, encoding="utf-8")
    for name in ("days.json", ".tmp-x", "empty.md", "data/00.bin"):
        (folder / name).touch()
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with what it holds."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


LINKS = ["days", "papers", "api", "search", "search/data", "feeds", "assets", "assets/search", "authors"]


@pytest.mark.attack(1, "a link where a folder of generated files belongs")
@pytest.mark.parametrize("is_fresh", [True, False])
@pytest.mark.parametrize("name", LINKS)
def test_linked_folders(docs: Path, outside: Path, name: str, is_fresh: bool) -> None:  # noqa: FBT001 - a table
    """The run stops and names it; nothing is written, read for ours or removed through it."""
    pages = (
        A,
        B,
        DATA,
        Blob(path="search/data/00.bin", body=b"\0"),
        HOME,
        Page(path="assets/search/w.js", text="1"),
    )
    if not is_fresh:
        run(docs, *pages, page("authors/old.md"), page("feeds/old.md"))
        shutil.rmtree(docs / name)
    (docs / name).parent.mkdir(parents=True, exist_ok=True)
    (docs / name).symlink_to(outside, target_is_directory=True)
    before, here = content(outside), files(docs)
    with pytest.raises(BuildError) as caught:
        run(docs, *pages)
    assert [problem.path for problem in caught.value.problems] == [str(docs / name)]
    assert "is a link" in str(caught.value.problems[0])
    assert content(outside) == before
    assert files(docs) == here


@pytest.mark.attack(1, "a link where a generated file belongs")
@pytest.mark.parametrize("target", ["outside/old.md", "outside/empty.md", "outside/none.md"])
def test_linked_files(docs: Path, outside: Path, target: str) -> None:
    """Neither replaced nor followed, whatever it leads to."""
    (docs / "papers").mkdir(parents=True)
    (docs / B.path).symlink_to(docs.parent / target)
    before = content(outside)
    with pytest.raises(BuildError, match="nothing was generated") as caught:
        run(docs, A, B)
    assert "is a link" in str(caught.value.problems[0])
    assert (docs / B.path).is_symlink()
    assert content(outside) == before


@pytest.mark.attack(1, "links below generated folders where nothing is generated any more")
def test_what_is_no_longer_generated_behind_a_link(docs: Path, outside: Path) -> None:
    """Names in the list lead nowhere else, and a link of the operator stays."""
    run(docs, A, page("topics/x/old.md"), B)
    shutil.rmtree(docs / "topics" / "x")
    (docs / "topics" / "x").symlink_to(outside, target_is_directory=True)
    (docs / B.path).unlink()
    (docs / B.path).symlink_to(outside / "old.md")
    before = content(outside)
    assert run(docs, A).removed == 0
    assert content(outside) == before
    assert (docs / B.path).is_symlink()


@pytest.mark.attack(1, "a link in the place of the folder where changed files wait")
def test_a_linked_waiting_folder(docs: Path, outside: Path) -> None:
    """It is named; what it leads to is as it was."""
    docs.mkdir()
    (docs / output.WAITING).symlink_to(outside, target_is_directory=True)
    before = content(outside)
    with pytest.raises(StoreError, match=r"\.tmp-waiting: in the way of generated files; remove it"):
        run(docs, A)
    assert content(outside) == before


ELSEWHERE = [
    "../outside/old.md",
    "/outside/old.md",
    "days/../../outside/old.md",
    "C:/x.md",
    "days\\..\\x.md",
    ".",
    "",
]


@pytest.mark.attack(1, "a list of generated files that names files elsewhere")
def test_a_list_that_leads_elsewhere(docs: Path, outside: Path) -> None:
    """Such names count as not listed."""
    run(docs, A)
    absolute = [str(outside / name) for name in ("old.md", "empty.md", "days.json")]
    (docs / MANIFEST).write_text(json.dumps([*ELSEWHERE, *absolute, A.path]), encoding="utf-8")
    before = content(outside)
    assert run(docs, A).removed == 0
    assert content(outside) == before


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_something_else_in_the_way(docs: Path, kind: str) -> None:
    """A folder or a named pipe where a file belongs, and a file where a folder does, are named."""
    (docs / "days").mkdir(parents=True)
    if kind == "folder":
        (docs / A.path).mkdir()
    else:
        os.mkfifo(docs / A.path)
    (docs / "papers").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        run(docs, page("index.md"), B)
    assert "is a file" in str(caught.value.problems[0])
    (docs / "papers").unlink()
    with pytest.raises(BuildError) as caught:
        run(docs, A, B)
    assert f"is a {'folder' if kind == 'folder' else 'named pipe'}" in str(caught.value.problems[0])


def test_a_hard_link_is_replaced(docs: Path, outside: Path) -> None:
    """The other name of a file keeps what it holds."""
    run(docs, A, B)
    (docs / B.path).unlink()
    (docs / B.path).hardlink_to(outside / "old.md")
    assert run(docs, A, page(B.path, "Another")).changed == 1
    assert (outside / "old.md").read_text(encoding="utf-8") == A.text
