"""Files next to the generated pages: published, or named and refused."""

import os
import socket
from pathlib import Path

import pytest

from generator.build.handwritten import Survey


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a page, and a secret beside it."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.txt").write_text("secret", encoding="utf-8")
    root = tmp_path / "project"
    for name in ("docs/about.md", "CHANGELOG.md", "pictures/a.png", ".env", ".git/config", "site/index.html"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    return root


def look(root: Path, cap: int = 1000) -> tuple[list[str], list[str]]:
    """(paths taken, problems without the place of the project)."""
    survey = Survey(root=root, site=root / "site", cap=cap)
    survey.look(root / "docs")
    taken = sorted(file.relative_to(root / "docs").as_posix() for file in survey.found)
    return taken, [str(problem).replace(str(root), "") for problem in survey.problems]


def test_links_inside_the_project(root: Path) -> None:
    """A file or folder that lies elsewhere in the project may be shown as it is there."""
    (root / "docs" / "changes.md").symlink_to("../CHANGELOG.md")
    (root / "docs" / "pictures").symlink_to("../pictures")
    assert look(root) == (["about.md", "changes.md", "pictures/a.png"], [])


@pytest.mark.attack(2, "links in docs/ that lead out of the project, to hidden files or into the site")
@pytest.mark.parametrize(
    ("name", "target", "why"),
    [
        ("x.txt", "../../secret/key.txt", "is a link out of the project"),
        ("x", "../../secret", "is a link out of the project"),
        ("x", "/etc", "is a link out of the project"),
        ("x", "/", "is a link to a folder that contains it"),
        (".x", "../../secret", "is a link out of the project"),
        ("deep/down/x.txt", "../../../../secret/key.txt", "is a link out of the project"),
        ("x", "../.env", "is a link to something hidden"),
        ("x", "../.git", "is a link to something hidden"),
        ("x", "../.git/config", "is a link to something hidden"),
        ("x", "../site", "is a link into the finished site"),
        ("x", "../site/index.html", "is a link into the finished site"),
        ("x", "..", "is a link to a folder that contains it"),
        ("x", ".", "is a link to a folder that contains it"),
        ("deep/x", "..", "is a link to a folder that contains it"),
        ("x", "nowhere", "is a broken link"),
        ("x", "x", "is a broken link"),
    ],
)
def test_links_elsewhere(root: Path, name: str, target: str, why: str) -> None:
    """Each is named, and nothing behind it is taken."""
    link = root / "docs" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)
    taken, problems = look(root)
    assert taken == ["about.md"]
    assert len(problems) == 1
    assert problems[0].startswith(f"/docs/{name}: {why}")


@pytest.mark.attack(2, "a link inside the project that leads to one out of it")
def test_links_behind_links(root: Path) -> None:
    """Where a chain ends is what counts, also below a folder that may be shown."""
    (root / "pictures" / "x.txt").symlink_to("../../secret/key.txt")
    (root / "docs" / "pictures").symlink_to("../pictures")
    taken, problems = look(root)
    assert taken == ["about.md", "pictures/a.png"]
    assert [problem.partition(" (")[0] for problem in problems] == [
        "/docs/pictures/x.txt: is a link out of the project"
    ]


def test_locks_of_editors(root: Path) -> None:
    """A hidden link that leads nowhere is none of a page's business."""
    (root / "docs" / ".#about.md").symlink_to("someone@machine.1234")
    assert look(root) == (["about.md"], [])


def test_no_files(root: Path) -> None:
    """A named pipe or a socket would stop MkDocs for ever."""
    os.mkfifo(root / "docs" / "pipe.md")
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as one:
        os.chdir(root)  # such addresses have to be short
        try:
            one.bind("docs/socket")
        finally:
            os.chdir(here)
        taken, problems = look(root)
    assert taken == ["about.md"]
    assert problems == [
        "/docs/pipe.md: is a named pipe, expected a file; remove it",
        "/docs/socket: is a socket, expected a file; remove it",
    ]


def test_a_file_larger_than_the_site_may_be(root: Path) -> None:
    """It is named before anything copies it."""
    with (root / "docs" / "film.mp4").open("wb") as film:
        film.truncate(10_000_000_000)
    taken, problems = look(root, cap=1_000_000_000)
    assert taken == ["about.md"]
    assert problems == [
        "/docs/film.mp4: 10,000,000,000 bytes, more than the whole site may have (extra.archive.site_budget_mb)"
    ]
