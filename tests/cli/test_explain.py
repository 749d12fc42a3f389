"""`papers explain`."""

from pathlib import Path

import pytest

from tests.support import fabricate, projects


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small archive."""
    return projects.make(tmp_path, fabricate.listings(40, 8))


def test_topics_with_reasons(archive: Path) -> None:
    """The title comes first; each topic has its score and, below it, what spoke for it."""
    result = projects.on(archive, "explain", "arXiv:0001.00012v3")
    assert result.exit_code == 0, result.output
    first, *rest = result.output.splitlines()
    assert first.startswith("0001.00012 ")
    assert all(line.startswith(("topic ", "  ", "related ")) for line in rest)
    assert any(line.startswith("related 0001.") for line in rest)


@pytest.mark.parametrize("written", ["0001.99999", "nonsense", "::error::"])
def test_no_such_paper(archive: Path, written: str) -> None:
    """An id that no day holds is wrong usage, in one line."""
    result = projects.on(archive, "explain", written)
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
    assert "no such paper in this archive" in result.output
