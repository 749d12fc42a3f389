"""Whatever happens to an archive, one thing after the other: a build that knows the last one publishes what a
build from nothing does. `make sequences` tries more."""

from pathlib import Path

import pytest

from tests.long import sequences

pytestmark = pytest.mark.slow


def test_as_from_nothing(tmp_path: Path) -> None:
    """A day more, and papers that change; then what also changes other papers' pages; then what all pages
    depend on. Nothing is lost or left over in the published tree."""
    assert sequences.differences(tmp_path, 1) == []
