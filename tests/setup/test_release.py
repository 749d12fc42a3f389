"""What a release is checked for, on small change logs and logs of commits."""

import re

import pytest

from tests.long.release import changelog_faults, commit_faults, new_marks, notes

CHANGES = """\
# Changes

## [Unreleased]

## [1.2.0] - 2026-03-04

### Added

- Lanterns.

## [1.1.0] - 2026-01-02

- Bridges.
"""


def test_notes_are_the_section() -> None:
    """The notes of a version end where the next heading begins."""
    assert notes(CHANGES, "1.2.0") == "### Added\n\n- Lanterns."
    assert notes(CHANGES, "1.1.0") == "- Bridges."
    assert notes(CHANGES, "9.9.9") == ""


def test_a_finished_change_log_has_no_fault() -> None:
    """The newest version is on top, dated, and nothing waits above it."""
    assert list(changelog_faults(CHANGES, "1.2.0")) == []


@pytest.mark.parametrize(
    ("changes", "version", "says"),
    [
        (CHANGES, "1.1.0", "as the newest version"),
        (CHANGES, "one", "expected a form such as 1.2.3"),
        (CHANGES.replace(" - 2026-03-04", ""), "1.2.0", "has no date"),
        (CHANGES.replace("## [Unreleased]", "## [Unreleased]\n\n- More."), "1.2.0", "still holds changes"),
        (CHANGES.replace("### Added\n\n- Lanterns.", ""), "1.2.0", "says nothing"),
    ],
)
def test_faults_of_a_change_log(changes: str, version: str, says: str) -> None:
    """Each fault is reported, with the line that fixes it."""
    assert any(says in fault for fault in changelog_faults(changes, version))


def test_faults_of_commits() -> None:
    """A commit needs a short first line and a body; one that has both is not named."""
    log = f"aaa store: keep days\n\nBecause.\n\0bbb {'x' * 73}\n\nBecause.\n\0ccc store: sort days\n\0"
    assert list(commit_faults(log)) == [
        "bbb: the first line has 73 characters; at most 72",
        "ccc (store: sort days): has no body that says why",
    ]


def test_new_marks() -> None:
    """What a table lacks is reported as lines to add; one that has them lacks nothing."""
    lines = new_marks({})
    assert all(re.fullmatch(r"[0-9a-f]{64}  \S+", line) for line in lines)
    known = {path: [mark] for mark, path in (line.split() for line in lines)}
    assert {".github/install", ".github/retry", "README.md", "requirements.lock"} <= {*known}
    assert not {"mkdocs.yml", ".gitignore", "requirements.txt"} & {*known}
    assert new_marks(known) == []
