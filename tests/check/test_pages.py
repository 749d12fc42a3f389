"""Generated files, checked before they are written."""

import pytest

from generator.check.pages import PATH_CAP, problems
from generator.records.page import Page
from tests.support.rendering import small

HEAD = '---\n{"generated": "papers"}\n---\n\n# Title {#top}\n'


def found(*pages: tuple[str, str]) -> list[str]:
    """What is wrong, in words."""
    return [str(problem) for problem in problems(Page(path=path, text=text) for path, text in pages)]


def test_the_small_archive_is_good() -> None:
    """Nothing is wrong with pages that were generated."""
    assert not found(*small().items())


@pytest.mark.parametrize(
    "path",
    [
        "papers/con.md",
        "aux/x.md",
        "papers/LPT1.md",
        "papers/a b.md",
        "papers/ä.md",
        "papers/.x.md",
        "papers/x.",
        "-x.md",
        "a//b.md",
        "CON.md",
    ],
)
def test_names_that_some_system_refuses(path: str) -> None:
    """Devices of Windows, spaces, accents, dots at either end and empty names are refused."""
    assert any("is not a portable file name" in message for message in found((path, HEAD)))


@pytest.mark.parametrize(
    "path", ["papers/math.GT-0309136.md", "papers/0001.00001.md", "weeks/2026-W53/2.md", "papers/console.md"]
)
def test_names_that_all_systems_take(path: str) -> None:
    """What we generate is fine, and so are words that only begin like a device."""
    assert not found((path, HEAD))


def test_twins() -> None:
    """Two names that differ in case only would be one file somewhere."""
    assert (
        found(("papers/a.md", HEAD), ("papers/A.md", HEAD))[-1]
        == "papers/A.md: has the same name as papers/a.md"
    )


def test_the_same_path_twice() -> None:
    """Each path is written once."""
    assert found(("papers/a.md", HEAD), ("papers/a.md", HEAD)) == [
        "papers/a.md: has the same name as papers/a.md"
    ]


def test_long_paths() -> None:
    """A path has a limit."""
    path = "papers/" + "a" * PATH_CAP + ".md"
    assert found((path, HEAD)) == [f"{path}: path of {len(path)} characters; the maximum is {PATH_CAP}"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Title\n", "line 1: expected front matter in one line of JSON"),
        ("---\nkey: value\n---\n\n# Title\n", "line 1: expected front matter in one line of JSON"),
        ('---\n{"a": 1}\n---\n\nNo title\n', "line 5: expected a title"),
        ("---\n{a}\n---\n\n# Title\n", "line 2: front matter is not JSON: "),
    ],
)
def test_heads(text: str, message: str) -> None:
    """MkDocs would print broken front matter as text and say nothing; here it is a problem."""
    (only,) = found(("papers/a.md", text))
    assert only.startswith(f"papers/a.md: {message}")


def test_files_that_are_no_pages() -> None:
    """A file that is not Markdown needs no head."""
    assert not found(("api/index.json", "{}\n"))
