"""`papers upgrade`, and the notes of `papers status` and `check` about versions."""

import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest

from generator.cli import clock, versions
from generator.cli.starting import MENU
from generator.config import menu
from generator.render import site
from generator.storage import packaged
from generator.upgrade import mark, wheel
from tests.support import projects
from tests.support.helpers import ROOT

pytestmark = pytest.mark.slow

INSTALL, FLOW, LEDGER = ".github/install", ".github/workflows/daily.yml", ".github/papers.json"


@contextmanager
def an_older_program() -> Iterator[None]:
    """A program with another install script, workflow and list of ignored files, and without Dependabot."""
    starter = dict(packaged.starter_files())
    starter[INSTALL] = b"# older\n"
    starter[FLOW] = b"# older\n"
    starter[".github/gone"] = b"no longer needed\n"
    starter[".gitignore"] = b"/site/\n"
    del starter[".github/dependabot.yml"]
    files = packaged.program_files()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packaged, "starter_files", lambda: sorted(starter.items()))
        patch.setattr(packaged, "program_files", lambda: files[:50])
        yield


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive that an older program made, with something of its operator's in it."""
    with an_older_program():
        assert projects.papers("init", tmp_path / "a").exit_code == 0
    (tmp_path / "a" / "docs" / "mine.md").write_text("# Mine\n", encoding="utf-8")
    return tmp_path / "a"


def notes(folder: Path, today: date | None = None) -> list[str]:
    """What is reported about the program's files."""
    return [str(note) for note in versions.notes(folder, today or datetime.now(UTC).date())]


def changed(folder: Path, before: dict[str, str]) -> list[str]:
    """Paths that are not as they were."""
    return projects.differences(before, projects.tree(folder))


def test_everything_moves(archive: Path) -> None:
    """Afterwards the program's files are those of a new archive, the old wheel is gone, and nothing else was touched."""
    before = projects.tree(archive)
    (old,) = (archive / "program").iterdir()
    result = projects.on(archive, "upgrade")
    assert result.exit_code == 0, result.output
    made = wheel.of_program()
    assert changed(archive, before) == sorted(
        [".github/dependabot.yml", ".github/gone", INSTALL, LEDGER, FLOW, ".gitignore", made.path, f"program/{old.name}", "requirements.txt"]
    )  # fmt: skip
    starter = dict(packaged.starter_files())
    assert (archive / INSTALL).read_bytes() == starter[INSTALL]
    assert (archive / ".gitignore").read_bytes().splitlines()[0] == b"/site/"
    assert {*starter[".gitignore"].splitlines()} == {*(archive / ".gitignore").read_bytes().splitlines()}
    assert wheel.named((archive / "requirements.txt").read_text(encoding="utf-8")) == [made.path]
    assert [path.name for path in (archive / "program").iterdir()] == [made.name]
    assert notes(archive) == []
    whole = projects.tree(archive)
    again = projects.on(archive, "upgrade")
    assert (again.exit_code, again.output[:11], changed(archive, whole)) == (0, "up to date:", [])


def test_a_trial(archive: Path) -> None:
    """--check changes nothing, says what would be done and ends with 1; where nothing is to do, with 0."""
    before = projects.tree(archive)
    for option in ("--check", "--dry-run"):
        result = projects.on(archive, "upgrade", option)
        assert (result.exit_code, changed(archive, before)) == (1, [])
        assert f"  write {INSTALL}\n" in result.output
    projects.on(archive, "upgrade")
    assert projects.on(archive, "upgrade", "--check").exit_code == 0


def test_edited_files(archive: Path) -> None:
    """They stay, the new version is beside them, and the run says so with code 1, once; --replace gives the edits up."""
    (archive / INSTALL).write_text("# mine\n", encoding="utf-8")
    result = projects.on(archive, "upgrade")
    assert result.exit_code == 1
    assert (
        f"{archive / INSTALL}: edited here, so it was kept; the new version is next to it: {INSTALL}.new."
        in result.output
    )
    assert (archive / INSTALL).read_text(encoding="utf-8") == "# mine\n"
    new = dict(packaged.starter_files())[INSTALL]
    assert (archive / f"{INSTALL}.new").read_bytes() == new
    assert result.output.count("papers upgrade --replace") == 1
    assert [f"{INSTALL}.new" in note for note in notes(archive)] == [True]
    assert projects.on(archive, "upgrade").exit_code == 0
    assert projects.on(archive, "upgrade", "--replace", INSTALL).exit_code == 0
    assert (archive / INSTALL).read_bytes() == new
    assert not (archive / f"{INSTALL}.new").exists()
    assert projects.on(archive, "upgrade", "--replace", "mkdocs.yml").exit_code == 2


def test_requirements_of_the_operator(archive: Path) -> None:
    """Lines that were added beside the program's stay."""
    file = archive / "requirements.txt"
    file.write_text(f"{file.read_text(encoding='utf-8')}extra==1 --hash=sha256:00\n", encoding="utf-8")
    assert projects.on(archive, "upgrade").exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert text.endswith("extra==1 --hash=sha256:00\n")
    assert wheel.of_program().requirement in text
    assert notes(archive) == []


def test_removed_files(archive: Path) -> None:
    """What the operator removed stays away, but what CI installs from comes back."""
    for path in (FLOW, "requirements.lock", ".gitignore"):
        (archive / path).unlink()
    assert "requirements.lock is missing" in "".join(notes(archive))
    assert projects.on(archive, "upgrade").exit_code == 0
    assert not (archive / FLOW).exists()
    assert not (archive / ".gitignore").exists()
    assert (archive / "requirements.lock").is_file()
    next((archive / "program").iterdir()).unlink()
    assert "which is missing; run: papers upgrade" in "".join(notes(archive))
    assert projects.on(archive, "upgrade").exit_code == 0
    assert notes(archive) == []


def test_an_archive_without_a_ledger(archive: Path) -> None:
    """One of before there was one gets it: its bare requirement becomes a wheel, what differs is put beside."""
    (archive / LEDGER).unlink()
    next((archive / "program").iterdir()).unlink()
    (archive / "requirements.txt").write_text("daily-papers-archive==0.0.1\n", encoding="utf-8")
    assert ["does not name a wheel and hash" in note for note in notes(archive)] == [True]
    result = projects.on(archive, "upgrade")
    assert result.exit_code == 1
    assert (archive / "requirements.txt").read_text(encoding="utf-8") == f"{wheel.of_program().requirement}\n"
    assert (archive / f"{INSTALL}.new").is_file()
    assert projects.on(archive, "upgrade", "--replace", INSTALL, "--replace", FLOW).exit_code == 0


FIRST = ROOT / "tests" / "data" / "archives" / "2026-11-23.tar.xz"
"""The program's files in a new archive of the version of that day, which kept no ledger."""


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """An untouched archive of that version."""
    with tarfile.open(FIRST) as files:
        files.extractall(tmp_path / "first", filter="data")
    return tmp_path / "first"


@pytest.mark.parametrize(
    "line",
    ["daily-papers-archive==0.1.0", "daily-papers-archive @ git+https://host.example/ada/papers.git@0123"],
)
def test_an_untouched_archive_of_the_first_version(first: Path, line: str) -> None:
    """It moves whole: no edits are reported that nobody made, and no old advice is left."""
    file = first / "requirements.txt"
    text = file.read_text(encoding="utf-8")
    assert text.endswith("\ndaily-papers-archive==0.1.0\n")
    file.write_text(text.replace("daily-papers-archive==0.1.0", line), encoding="utf-8")
    result = projects.on(first, "upgrade")
    assert (result.exit_code, result.stderr) == (0, "")
    starter = dict(packaged.starter_files())
    for path in (INSTALL, FLOW, ".github/dependabot.yml", "README.md", "requirements.lock"):
        assert (first / path).read_bytes() == starter[path], path
    assert file.read_text(encoding="utf-8") == wheel.requirements(wheel.of_program())
    assert result.stdout.splitlines()[-3:] == [
        "next:",
        "  papers build   (look at it: papers serve)",
        "  commit what changed and push it",
    ]
    assert notes(first) == []
    assert not list(first.rglob("*.new"))


def test_an_edited_archive_of_the_first_version(first: Path) -> None:
    """Its edited files stay, nothing is said of who edited them, one command takes all new ones, and the commit comes after."""
    for path in (INSTALL, FLOW, "README.md"):
        (first / path).write_text("# mine\n", encoding="utf-8")
    result = projects.on(first, "upgrade")
    assert result.exit_code == 1
    assert "edited here" not in result.output
    assert result.stderr.count("no record of its original version, so it was kept") == 2
    command = f"papers upgrade --replace {INSTALL} --replace {FLOW}"
    assert result.stdout.splitlines()[-5:] == [
        "next:",
        "  copy what you need from each FILE.new and remove it",
        f"  or use all of them unchanged: {command}",
        "  papers build   (look at it: papers serve)",
        "  only then commit what changed and push it",
    ]
    assert (first / "README.md").read_text(encoding="utf-8") == "# mine\n"
    assert projects.on(first, *command.split()[1:]).exit_code == 0
    assert notes(first) == []


def _claim(folder: Path, **values: object) -> None:
    ledger = json.loads((folder / LEDGER).read_text(encoding="utf-8"))
    (folder / LEDGER).write_text(json.dumps({**ledger, **values}), encoding="utf-8")


def test_a_newer_archive(archive: Path) -> None:
    """An older program refuses to take it back, unless that is asked for, and status says which to install."""
    _claim(archive, version="999.0")
    before = projects.tree(archive)
    result = projects.on(archive, "upgrade")
    assert (result.exit_code, changed(archive, before)) == (2, [])
    assert "has version 999.0, newer than this program" in result.output
    assert "its program is 999.0, newer than this one" in projects.on(archive, "status").stderr
    assert projects.on(archive, "upgrade", "--downgrade").exit_code == 0
    assert notes(archive) == []


def test_status_and_check(archive: Path) -> None:
    """Both say that the archive's program is another one, as a note: it is no fault of the data."""
    for command in ("status", "check"):
        result = projects.on(archive, command)
        assert "note: " in result.stderr
        assert "papers upgrade" in result.stderr
    assert projects.on(archive, "status").exit_code == 0
    _claim(archive, version="0.0.1")
    assert "its own program is 0.0.1, and this one is" in projects.on(archive, "status").stderr


def test_an_archive_that_was_left_alone(archive: Path) -> None:
    """After half a year without an upgrade a newer version is worth a look."""
    projects.on(archive, "upgrade")
    _claim(archive, on="2026-01-01")
    assert notes(archive, date(2026, 6, 30)) == []
    assert ["check for a newer version" in note for note in notes(archive, date(2026, 7, 1))] == [True]


def test_new_settings(archive: Path) -> None:
    """Those the older version did not know are named; mkdocs.yml stays as it is."""
    ledger = json.loads((archive / LEDGER).read_text(encoding="utf-8"))
    _claim(archive, settings=[name for name in ledger["settings"] if name != "feed_size"])
    before = (archive / "mkdocs.yml").read_bytes()
    result = projects.on(archive, "upgrade")
    assert (
        "new in mkdocs.yml, if you like: extra.archive.feed_size: papers that a feed has in full"
        in result.output
    )
    assert (archive / "mkdocs.yml").read_bytes() == before


def test_defaults_of_before(archive: Path) -> None:
    """What was a default when the archive was made is written down, once, so that no page goes; where there is
    no place for it, it is said."""
    before = (archive / "mkdocs.yml").read_text(encoding="utf-8")
    _claim(archive, version="1.0.0")
    assert projects.on(archive, "upgrade").exit_code == 0
    text = (archive / "mkdocs.yml").read_text(encoding="utf-8")
    assert text.count("    author_threshold: 5\n    keyword_threshold: 5\n") == 1
    assert projects.on(archive, "upgrade").output.startswith("up to date")
    (archive / "mkdocs.yml").write_text(before.partition("extra:")[0], encoding="utf-8")
    _claim(archive, version="1.0.0")
    said = projects.on(archive, "upgrade").output
    assert "to keep all pages, set extra.archive.author_threshold: 5, unless you set it (default: 7)" in said


def _as_of_an_older_menu(folder: Path, text: str) -> str:
    """Makes the archive one of a program that knew no trends: its configuration and what was offered."""
    older = text.replace("  - Trends: trends/index.md\n", "").replace("  /trends/**\n", "")
    (folder / "mkdocs.yml").write_text(older, encoding="utf-8")
    ledger = json.loads((folder / LEDGER).read_text(encoding="utf-8"))
    lines = menu.written(tuple(place for place in site.MENU if place.tab != "Trends"))
    _claim(folder, files={**ledger["files"], MENU: mark(MENU, lines.encode())})
    return older


def test_a_new_kind_of_page(archive: Path) -> None:
    """It comes into a menu whose generated pages nobody edited, with line ends as they were, and once."""
    file = archive / "mkdocs.yml"
    now = file.read_text(encoding="utf-8").replace("  - About:\n", "  - About:\n      - mine.md\n")
    older = _as_of_an_older_menu(archive, now)
    file.write_bytes(older.replace("\n", "\r\n").encode())
    assert "  write mkdocs.yml\n" in projects.on(archive, "upgrade").output
    pattern = "  /sitemaps/**\n"
    expected = now.replace("  /trends/**\n", "").replace(pattern, f"{pattern}  /trends/**\n")
    assert file.read_bytes() == expected.replace("\n", "\r\n").encode()
    file.write_bytes(older.encode())
    assert projects.on(archive, "upgrade").exit_code == 0
    assert "trends/index.md" not in file.read_text(encoding="utf-8"), "taken out, and stays out"


def test_an_edited_menu(archive: Path) -> None:
    """It is kept, and what it lacks is reported once."""
    file = archive / "mkdocs.yml"
    now = file.read_text(encoding="utf-8").replace("Best: papers/index.md", "Top: papers/index.md")
    _as_of_an_older_menu(archive, now)
    told = "not in your menu (nav in mkdocs.yml): Trends: trends/index.md"
    assert told in projects.on(archive, "upgrade").output
    assert "trends/index.md" not in file.read_text(encoding="utf-8")
    _claim(archive, settings=[])
    assert told not in projects.on(archive, "upgrade").output


def test_a_broken_configuration(archive: Path) -> None:
    """It is no obstacle: an upgrade may be what fixes it."""
    (archive / "mkdocs.yml").write_text("extra: {archive: {of_a_newer_version: 1}}\n", encoding="utf-8")
    assert projects.on(archive, "upgrade").exit_code == 0


def test_no_archive(tmp_path: Path) -> None:
    """Elsewhere, and in a fork of the program itself, it says what to do instead."""
    result = projects.on(tmp_path, "upgrade")
    assert (result.exit_code, "papers init DIR" in result.output) == (2, True)
    (tmp_path / "mkdocs.yml").touch()
    result = projects.on(tmp_path, "upgrade")
    assert (result.exit_code, "a fork is updated with Git" in result.output) == (
        2,
        True,
    )


def test_a_damaged_ledger(archive: Path) -> None:
    """It stops an upgrade with its place, and status with a note only."""
    _claim(archive, program="x")
    result = projects.on(archive, "upgrade")
    assert (result.exit_code, "program: expected a SHA-256" in result.output) == (1, True)
    assert projects.on(archive, "status").exit_code == 0


@pytest.mark.attack(6, "a ledger and links that lead an upgrade out of the archive")
def test_nothing_outside_is_touched(archive: Path, tmp_path: Path) -> None:
    """Paths of a ledger that are no files of the program are left alone, and a link stops it."""
    page = archive / "docs" / "mine.md"
    ledger = json.loads((archive / LEDGER).read_text(encoding="utf-8"))
    marks = {**ledger["files"], "docs/mine.md": mark("docs/mine.md", page.read_bytes())}
    _claim(archive, files=marks)
    assert projects.on(archive, "upgrade").exit_code == 0
    assert page.is_file()
    outside = tmp_path / "outside"
    outside.write_text("theirs", encoding="utf-8")
    (archive / INSTALL).unlink()
    (archive / INSTALL).symlink_to(outside)
    result = projects.on(archive, "upgrade")
    assert (result.exit_code, "is a link to another place" in result.output) == (1, True)
    assert outside.read_text(encoding="utf-8") == "theirs"


@pytest.mark.attack(12, "a named pipe in place of each file that upgrade, status and check read")
@pytest.mark.parametrize(
    "path", [INSTALL, LEDGER, "requirements.lock", "requirements.txt", ".gitignore", "README.md"]
)
def test_pipes(archive: Path, path: str) -> None:
    """Nothing waits for one: an upgrade ends with its place, and status tells of it where it looks."""
    (archive / path).unlink()
    os.mkfifo(archive / path)
    for option in ("--check", "--quiet"):
        result = projects.on(archive, "upgrade", option)
        assert result.exit_code == 1
        assert f"{archive / path}: cannot be read: it is a named pipe, expected a file" in result.output
    assert projects.on(archive, "status").exit_code == 0
    if path.startswith("requirements") or path == LEDGER:
        assert ["it is a named pipe" in note for note in notes(archive)][-1]


def test_an_upgrade_that_is_stopped(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At every write: the requirements never ask for a wheel that is not there, and the next run ends as one would."""
    for number in range(9):
        monkeypatch.setattr(
            import_module("generator.cli.upgrading"), "write_changed", projects.writing(number)
        )
        projects.on(archive, "upgrade")
        for path in wheel.named((archive / "requirements.txt").read_text(encoding="utf-8")):
            assert (archive / path).is_file()
    monkeypatch.undo()
    assert projects.on(archive, "upgrade").exit_code == 0
    assert notes(archive) == []
    assert len(list((archive / "program").iterdir())) == 1


def test_a_clock_that_is_wrong(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day in the future makes no archive old."""
    monkeypatch.setattr(clock.SystemClock, "now", lambda _: datetime(2090, 1, 1, tzinfo=UTC))
    assert projects.on(archive, "upgrade").exit_code == 0
    monkeypatch.undo()
    assert notes(archive) == []
