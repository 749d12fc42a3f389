"""A build that has nothing to do ends at once, and never when there is something to do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import background, settled
from generator.cli.project import Project
from generator.storage import packaged, stamps
from tests.support import fabricate, projects

pytestmark = pytest.mark.slow

LISTINGS = fabricate.earlier(fabricate.listings(12, 4))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that lacks its last day."""
    folder = projects.make(tmp_path_factory.mktemp("once"), LISTINGS[:-1])
    (folder / "docs" / "about.md").write_text("# About\n\nThis archive.\n", encoding="utf-8")
    return folder


@pytest.fixture
def archive(made: Path) -> Path:
    """The same for all tests, each of which leaves it in a state that can be built, and built."""
    projects.built(made)
    return made


def ended_at_once(archive: Path) -> bool:
    """Whether `papers build` saw that it has nothing to do; it must succeed."""
    before = (archive / ".papers" / settled.RECORD).stat().st_mtime_ns
    projects.built(archive)
    return (archive / ".papers" / settled.RECORD).stat().st_mtime_ns == before


def test_at_once(archive: Path) -> None:
    """The second of two builds without a change says what the first said, in a fraction of the time."""
    result = projects.on(archive, "build")
    assert result.exit_code == 0
    assert ", 0 of them rendered, in 0." in result.output
    assert ended_at_once(archive)


def test_beside_a_server(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are seen once, also where there is something to do. It ends at once after a build that
    refused losses, and after one that ignored them."""
    seen: list[settled.Seen] = []
    see = settled.see

    def counted(project: Project) -> settled.Seen:
        seen.append(see(project))
        return seen[-1]

    monkeypatch.setattr(settled, "see", counted)
    file, record = archive / "mkdocs.yml", archive / ".papers" / settled.RECORD
    for at_once in (True, False, True):
        if not at_once:
            _touched(archive, "docs/about.md")
        before = record.stat().st_mtime_ns
        assert background._built(file, quiet=True).is_published
        assert (record.stat().st_mtime_ns == before) == at_once
        assert len(seen) == 1
        seen.clear()


def test_without_numpy_and_network(archive: Path) -> None:
    """Nothing that takes long to load is loaded for it."""
    code = (
        "import sys; from generator.cli import main\n"
        "try: main(['build', '-q'])\n"
        "except SystemExit as end: assert not end.code\n"
        "print([one for one in ('numpy', 'requests', 'mkdocs', 'generator.archive') if one in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=archive, capture_output=True, text=True, check=False
    )
    assert (run.stdout.strip(), run.stderr) == ("[]", "")


def _touched(archive: Path, path: str) -> None:
    """A file is written again, with the same size and the time it had."""
    file = archive / path
    status = file.stat()
    file.write_bytes(file.read_bytes().swapcase())
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def _day(archive: Path) -> None:
    fabricate.write(archive / "data", LISTINGS[-1:])


def _gone_day(archive: Path) -> None:
    (day,) = (archive / "data" / "days").rglob(f"{LISTINGS[1].day}.json")
    day.unlink()
    (archive / "data" / "addresses.txt").write_text("", encoding="utf-8")


def _option(archive: Path) -> None:
    with (archive / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("    listing_page_size: 50\n")


def _theme(archive: Path) -> None:
    (archive / "overrides").mkdir(exist_ok=True)
    (archive / "overrides" / "extra.css").write_text("p { color: red }", encoding="utf-8")
    file = archive / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n"), "utf-8"
    )


def _generated(archive: Path) -> None:
    with (archive / "docs" / "index.md").open("a", encoding="utf-8") as file:
        file.write("\n")


CHANGES: list[Callable[[Path], object]] = [
    _day,
    _gone_day,
    _option,
    _theme,
    lambda archive: _touched(archive, "docs/about.md"),
    _generated,
    lambda archive: (archive / "docs" / "more.txt").write_text("more", encoding="utf-8"),
    lambda archive: (archive / "docs" / "feeds" / "papers.atom").unlink(),
    lambda archive: (archive / "data" / "curation.yaml").write_text("papers: {}\n", encoding="utf-8"),
    lambda archive: (archive / ".papers" / "fetch.json").write_text("{}", encoding="utf-8"),
    lambda archive: (archive / ".papers" / "built.json").unlink(),
    lambda archive: shutil.rmtree(archive / "site"),
    lambda archive: os.utime(archive / "site" / "index.html", ns=(1, 1)),
    lambda archive: (archive / "data" / "addresses.txt").unlink(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change(archive: Path, change: Callable[[Path], object]) -> None:
    """After any change to what a build reads or made, the next one looks at everything."""
    change(archive)
    assert not ended_at_once(archive)
    assert ended_at_once(archive)


def test_what_is_missing_comes_back(archive: Path) -> None:
    """Pages, scripts and feeds that somebody removed from the site, and a style sheet that was changed there."""
    before = projects.tree(archive / "site")
    for lost in ("papers", "assets", "feeds"):
        shutil.rmtree(archive / "site" / lost)
    assert not ended_at_once(archive)
    assert projects.tree(archive / "site") == before
    (archive / "site" / "assets" / "archive.css").write_text("x", encoding="utf-8")
    assert not ended_at_once(archive)
    assert projects.tree(archive / "site") == before
    assert ended_at_once(archive)


def test_texts_of_the_operator(archive: Path) -> None:
    """A catalogue that is changed is applied to pages that were rendered before."""
    catalogue, config = archive / "texts.po", archive / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    catalogue.write_text('msgid "Topics"\nmsgstr "Subjects"\n', encoding="utf-8")
    config.write_text(f"{text.rstrip()}\n    texts: texts.po\n", encoding="utf-8")
    projects.built(archive)
    assert ended_at_once(archive)
    catalogue.write_text('msgid "Topics"\nmsgstr "Matters"\n', encoding="utf-8")
    assert not ended_at_once(archive)
    home = (archive / "site" / "index.html").read_text(encoding="utf-8")
    assert "Matters" in home
    assert "Subjects" not in home
    config.write_text(text, encoding="utf-8")


def test_another_program(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program with another version, or with another configuration, takes nothing for done."""
    with monkeypatch.context() as patch:
        patch.setattr(packaged, "mark", lambda: "another")
        assert not ended_at_once(archive)
    assert not ended_at_once(archive)
    assert projects.on(archive, "build", "--accept-loss").exit_code == 0
    assert not ended_at_once(archive)


def test_an_earlier_clock(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is hidden as long as it is in the future is hidden again when the clock goes back."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert ended_at_once(archive)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_767_225_600))
    assert not ended_at_once(archive)


def test_clean_and_workflows(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--clean` renders everything, and in a workflow nothing that a cache brought is taken for done."""
    assert ", 0 of them rendered" not in projects.on(archive, "build", "--clean").output
    assert ended_at_once(archive)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    record = archive / ".papers" / settled.RECORD
    projects.built(archive)
    assert not record.exists()


def test_a_write_within_one_tick(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was new when a build looked at it may be written again and look the same: its bytes tell."""
    monkeypatch.setattr(stamps, "_stamp", lambda status: (status.st_size, status.st_mtime_ns, 0, 0))
    about = archive / "docs" / "about.md"
    about.write_text("# About\n\nAnother one.\n", encoding="utf-8")
    assert not ended_at_once(archive)
    assert ended_at_once(archive)
    _touched(archive, "docs/about.md")
    assert not ended_at_once(archive)
    os.utime(about, ns=(1, 1))
    assert not ended_at_once(archive)
    _touched(archive, "docs/about.md")  # of an old file that looks the same nobody would know
    assert ended_at_once(archive)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links(archive: Path) -> None:
    """Where a link leads may change without a trace: with one there is no way round a whole look."""
    (archive / "docs" / "linked.txt").symlink_to("about.md")
    projects.built(archive)
    assert not (archive / ".papers" / settled.RECORD).exists()
    (archive / "docs" / "linked.txt").unlink()


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "{}", '{"key": 1}', '{"said": 1}', '{"said": [[1, {"x": 2}]]}']
)
def test_a_damaged_record(archive: Path, body: str) -> None:
    """It is ignored."""
    (archive / ".papers" / settled.RECORD).write_text(body, encoding="utf-8")
    assert not ended_at_once(archive)


def test_what_was_told_is_told_again(archive: Path) -> None:
    """A slip in the curation is warned of by each build, whether it had anything to do or not."""
    text = 'papers: {"9999.99999": {hide: true}}\n'
    (archive / "data" / "curation.yaml").write_text(text, encoding="utf-8")
    first, again = (projects.on(archive, "build").stderr for _ in range(2))
    assert "9999.99999" in first
    assert again == first
    assert ended_at_once(archive)
